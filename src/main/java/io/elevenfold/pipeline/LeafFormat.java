package io.elevenfold.pipeline;

import io.elevenfold.activity.Field;
import io.elevenfold.ledger.Commitments;
import io.elevenfold.platform.CanonicalJson;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The leaf of one recorded event, version 1 as docs/ledger.md defines it. */
final class LeafFormat {

    private LeafFormat() {}

    /**
     * @param origin the log's name
     * @param previous position of the record before in the same session; null for the first, and outside sessions
     */
    static byte[] leaf(Prepared event, String origin, Instant ingested, @Nullable Long previous) {
        TreeMap<String, @Nullable Object> leaf = new TreeMap<>();
        leaf.put("v", 1L);
        leaf.put("log", origin);
        leaf.put("id", event.id().toString());
        leaf.put("time", Commitments.micros(ingested));
        leaf.put("at", Commitments.micros(event.at()));
        leaf.put("type", "activity");
        leaf.put("subject", event.subject().toString());
        put(leaf, "action", event.event().text(Field.EVENT_ACTION));
        put(leaf, "phase", event.event().text(Field.ACTIVITY_PHASE));
        put(leaf, "outcome", event.event().text(Field.EVENT_OUTCOME));
        put(leaf, "decision", event.event().text(Field.DECISION_OUTCOME));
        put(leaf, "agent", event.event().text(Field.AGENT_PRODUCT));
        put(leaf, "capture", event.event().text(Field.CAPTURE_MODE));
        put(
                leaf,
                "session",
                event.sessionKey() == null ? null : event.sessionKey().toString());
        put(leaf, "prev_in_session", previous);
        TreeMap<String, Object> commitments = new TreeMap<>();
        putCommitment(commitments, "actor", event.actor());
        putCommitment(commitments, "target", event.target());
        putCommitment(commitments, "content", event.content());
        leaf.put("cm", commitments);
        return CanonicalJson.bytes(leaf);
    }

    private static void put(TreeMap<String, @Nullable Object> leaf, String name, @Nullable Object value) {
        if (value != null) {
            leaf.put(name, value);
        }
    }

    private static void putCommitment(TreeMap<String, Object> commitments, String group, @Nullable String value) {
        if (value != null) {
            commitments.put(group, value);
        }
    }
}
