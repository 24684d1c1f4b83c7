package io.elevenfold.forwarding;

import java.time.Instant;
import java.util.UUID;

/**
 * A record that a receiver did not take, and will not take as it is.
 *
 * @param reason what the receiver said, or why it could not be sent
 */
public record DeadLetter(
        UUID id, String stream, long position, String eventId, Instant at, int attempts, String reason) {}
