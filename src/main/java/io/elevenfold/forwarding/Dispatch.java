package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Payload;
import io.elevenfold.forwarding.transport.Target;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What sending to a destination takes, read once from the database. */
record Dispatch(
        UUID id,
        long epoch,
        Target target,
        Format.Name format,
        RecordFilter filter,
        Redaction redaction,
        boolean samples,
        boolean receipts,
        int maxRecordBytes) {

    /** Each step loses more of the longest texts and lists. */
    private static final int[] LONGEST_TEXTS = {65_536, 16_384, 4_096, 1_024, 256, 64};

    private static final int MOST_ITEMS = 500;

    boolean takes(Placed placed) {
        return (samples || !placed.sample())
                && (receipts || !DeliveryReceipts.isOne(placed.record()))
                && filter.takes(placed.record());
    }

    /** The record as it leaves; empty when nothing makes it small enough. */
    Optional<Payload> payload(Outgoing record) {
        Outgoing redacted = redaction.applied(record);
        Format writer = Format.named(format);
        for (int longest : LONGEST_TEXTS) {
            Outgoing bounded = redacted.bounded(longest, Math.min(longest, MOST_ITEMS));
            String line = writer.write(bounded);
            if (line.getBytes(StandardCharsets.UTF_8).length <= maxRecordBytes) {
                return Optional.of(new Payload(bounded, line, writer.isJson(), format == Format.Name.JSON));
            }
        }
        return Optional.empty();
    }
}
