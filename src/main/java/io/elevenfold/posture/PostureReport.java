package io.elevenfold.posture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posture report that has been read and found valid.
 *
 * @param json the report as it was sent; not to be changed
 * @param values the same as maps, lists, String, Long, Double, Boolean and null, as checks read it
 * @param reportId chosen by the collector, unique for each report
 * @param sequence counts the reports of one collector on one endpoint; a lower one than the last is a replay
 * @param endpointId what the report says; whether the sender may speak for it is the door's question
 * @param collectedAt by the endpoint's clock, to the microsecond
 * @param agents in the report's order
 * @param digest SHA-256 of the canonical form (RFC 8785) of the whole report, 64 hexadecimal digits
 */
public record PostureReport(
        JsonNode json,
        Map<String, @Nullable Object> values,
        UUID reportId,
        long sequence,
        String endpointId,
        Instant collectedAt,
        List<ReportedAgent> agents,
        String digest) {

    public PostureReport {
        agents = List.copyOf(agents);
    }
}
