package io.elevenfold.detection.correlation;

import org.jspecify.annotations.Nullable;

/**
 * One hit within a window.
 *
 * @param time of the event, milliseconds since 1970
 * @param rule what was hit
 * @param value of the correlation's field; null when it counts events
 * @param call id of the tool call that the event tells of; null when it has none
 * @param reference where the event stands, for evidence
 */
public record Hit(long time, String rule, @Nullable String value, @Nullable String call, String reference) {}
