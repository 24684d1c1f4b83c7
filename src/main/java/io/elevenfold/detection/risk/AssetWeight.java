package io.elevenfold.detection.risk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is at stake at an endpoint, repository or MCP server.
 *
 * @param factor by which risk counts that has to do with it
 */
public record AssetWeight(String kind, UUID id, String name, double factor, String reason, String by, Instant at) {

    /** Half for a playground, one and a half or twice for what must not fail. */
    public static final List<Double> FACTORS = List.of(2.0, 1.5, 1.0, 0.5);

    /** The factor as a word for pages: {@code 0.5}, {@code 1.0}, {@code 1.5} or {@code 2.0}. */
    public String word() {
        return Double.toString(factor);
    }
}
