package io.elevenfold.forwarding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination as others see it: never its secrets.
 *
 * @param acknowledgement what a yes is worth there: indexed, stored, sent
 * @param acknowledgementMeans the same in a sentence
 * @param hasSecret whether one is kept
 * @param health running, failing, paused or disabled
 * @param lag records that still wait, over all streams
 */
public record DestinationView(
        UUID id,
        String name,
        String kind,
        String address,
        String format,
        Map<String, String> options,
        @Nullable String filter,
        String redaction,
        boolean samples,
        boolean receipts,
        boolean privateAllowed,
        int maxRecordBytes,
        @Nullable String authorities,
        boolean hasSecret,
        boolean hasClientCertificate,
        String acknowledgement,
        String acknowledgementMeans,
        String health,
        @Nullable Instant failingSince,
        @Nullable String lastFailure,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastAnswer,
        long delivered,
        long lag,
        long deadLetters,
        List<Standing> streams,
        Instant createdAt,
        Instant changedAt) {

    /**
     * Where it stands in a stream.
     *
     * @param stream governance, findings, or a lane
     * @param position the last settled record; -1 before the first
     * @param lag how many follow
     */
    public record Standing(String stream, long position, long lag) {}

    /** The kind as its makers write it. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public String kindTitle() {
        return io.elevenfold.forwarding.transport.TransportKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT))
                .title();
    }

    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isFailing() {
        return health.equals("failing");
    }

    /** Whether it works as it should, and still nobody ever says that something arrived. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isUnanswered() {
        return acknowledgement.equals(io.elevenfold.forwarding.transport.Acknowledgement.SENT.word());
    }

    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isPaused() {
        return !health.equals("running") && !health.equals("failing");
    }
}
