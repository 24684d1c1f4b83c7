package io.elevenfold.activity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes two records the same activity: one tool call is counted once in each phase, however many channels tell
 * of it.
 *
 * @param phase null when the agent gives none
 */
public record CallPhase(UUID sessionKey, String callId, @Nullable String phase) {}
