package io.elevenfold.finding;

import java.util.UUID;

/**
 * A finding where it happened in a session.
 *
 * @param reference lane/position of the activity that it points at
 */
public record SessionFinding(UUID id, String title, String severity, String state, String reference) {}
