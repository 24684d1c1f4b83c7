package io.elevenfold.activity;

import java.time.Instant;

/**
 * One taint of a session.
 *
 * @param taint untrusted_in, sensitive_read or egress
 * @param since when it was set first
 * @param reference lane/position of the event that set it
 * @param rule that said so
 * @param last when it was set last
 * @param lastReference lane/position of that event
 * @param until how long rules reckon with it
 */
public record SessionTaint(
        String taint,
        Instant since,
        String reference,
        String rule,
        Instant last,
        String lastReference,
        Instant until) {}
