package io.elevenfold.ingest.sample;

import java.time.Instant;

/**
 * A request as it would arrive at a door.
 *
 * @param host who sends it
 * @param agent for a hook: the name in its path; empty for others
 * @param at when it would have arrived
 */
record SampleRequest(String host, Door door, String agent, Instant at, byte[] body) {

    /** Which door. */
    enum Door {
        LOGS,
        TRACES,
        HOOK,
        POSTURE
    }
}
