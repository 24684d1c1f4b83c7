package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ledger.Commitments;
import io.elevenfold.platform.CanonicalJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The leaf of one recorded event, version 1 as docs/ledger.md defines it. Its members are written in the order of their
 * names, as RFC 8785 §3.2.3 asks. Not for two threads.
 */
final class LeafFormat {

    private final CanonicalJson json = new CanonicalJson();

    /**
     * @param origin the log's name
     * @param previous position of the record before in the same session; null for the first, and outside sessions
     */
    byte[] leaf(Prepared prepared, String origin, Instant ingested, @Nullable Long previous) {
        Activity event = prepared.event();
        json.clear();
        json.sign('{');
        put("action", event.text(Field.EVENT_ACTION));
        put("agent", event.text(Field.AGENT_PRODUCT));
        put("at", Commitments.micros(prepared.at()));
        put("capture", event.text(Field.CAPTURE_MODE));
        commitments(prepared);
        put("decision", event.text(Field.DECISION_OUTCOME));
        put("id", prepared.id().toString());
        put("log", origin);
        put("outcome", event.text(Field.EVENT_OUTCOME));
        put("phase", event.text(Field.ACTIVITY_PHASE));
        put("prev_in_session", previous);
        put(
                "session",
                prepared.sessionKey() == null ? null : prepared.sessionKey().toString());
        put("subject", prepared.subject().toString());
        put("time", Commitments.micros(ingested));
        put("type", "activity");
        put("v", 1L);
        json.sign('}');
        return json.toBytes();
    }

    private void commitments(Prepared prepared) {
        name("cm");
        json.sign('{');
        put("actor", prepared.actor());
        put("content", prepared.content());
        put("target", prepared.target());
        json.sign('}');
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            name(name);
            json.write(value);
        }
    }

    private void name(String name) {
        if (!json.endsWith('{')) {
            json.sign(',');
        }
        json.write(name);
        json.sign(':');
    }
}
