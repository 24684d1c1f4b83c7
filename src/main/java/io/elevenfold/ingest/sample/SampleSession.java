package io.elevenfold.ingest.sample;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session before it is written in its agent's words.
 *
 * @param name of its dice: the same name, the same session
 * @param product as in events
 * @param mode the agent's own word for how much it asks; null for its default
 * @param account the address that the agent is signed in with
 * @param connects an MCP server that it connects to besides the usual one; null for none
 */
record SampleSession(
        String name,
        SampleEndpoint endpoint,
        String product,
        String version,
        @Nullable String mode,
        String account,
        @Nullable String connects,
        Instant start,
        List<Turn> turns) {

    SampleSession {
        turns = List.copyOf(turns);
    }

    /** The MCP servers that its agent knows, as agents list them. */
    String servers() {
        return connects == null ? "tickets" : "tickets," + connects;
    }
}
