package io.elevenfold.forwarding;

import java.time.Instant;
import java.util.List;

/**
 * What a receiver acknowledged, as an entry of the log of governance holds it.
 *
 * @param position in the log of governance
 */
public record DeliveryReceipt(long position, Instant at, List<Range> ranges) {

    /**
     * A stretch of one stream. Every record in it that passes the filter was acknowledged, or is a dead letter.
     *
     * @param records how many were acknowledged
     * @param answers in how many answers
     * @param sha256 of the answers, in hexadecimal: docs/forwarding.md tells how several become one
     */
    public record Range(
            String log,
            long fromPosition,
            long toPosition,
            long records,
            long answers,
            String lastAnswer,
            String sha256) {}
}
