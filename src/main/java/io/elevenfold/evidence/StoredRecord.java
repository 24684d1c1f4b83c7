package io.elevenfold.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.ledger.Commitments;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.SubjectKeys;
import io.elevenfold.platform.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Whether what a row holds is what its leaf is committed to (docs/ledger.md). */
final class StoredRecord {

    private StoredRecord() {}

    /** What a record's content says of itself. */
    enum Answer {
        AS_RECORDED(null),
        /** The person's key was destroyed: nobody can tell any more, and that is the purpose. */
        ERASED(null),
        OTHER_CONTENT("what the record holds is not what its leaf commits to"),
        OTHER_LOG("the leaf belongs to another log"),
        NO_LEAF("the leaf cannot be read");

        private final @Nullable String fault;

        Answer(@Nullable String fault) {
            this.fault = fault;
        }

        @Nullable
        String fault() {
            return fault;
        }
    }

    /** Opens commitments with the subjects' keys. */
    @ApplicationScoped
    static class Reader {

        private final SubjectKeys keys;
        private final ObjectMapper json;

        Reader(SubjectKeys keys, ObjectMapper json) {
            this.keys = keys;
            this.json = json;
        }

        /**
         * @param detail of an entry of governance; null for an activity
         * @param event of an activity; null for an entry of governance
         */
        Answer check(byte[] leaf, String origin, @Nullable String detail, @Nullable String event) {
            try {
                JsonNode said = json.readTree(leaf);
                if (!said.path("log").asText().equals(origin)) {
                    return Answer.OTHER_LOG;
                }
                UUID id = UUID.fromString(said.path("id").asText());
                Mac mac = Commitments.macOf(
                        keys.keyOf(UUID.fromString(said.path("subject").asText())));
                return commitments(mac, id, detail, event).equals(committed(said))
                        ? Answer.AS_RECORDED
                        : Answer.OTHER_CONTENT;
            } catch (LedgerException e) {
                if (e.getCause() != null) {
                    throw e;
                }
                return Answer.ERASED;
            } catch (java.io.IOException | IllegalArgumentException e) {
                return Answer.NO_LEAF;
            }
        }

        private static Map<String, String> committed(JsonNode leaf) {
            Map<String, String> committed = new HashMap<>();
            leaf.path("cm")
                    .fields()
                    .forEachRemaining(
                            each -> committed.put(each.getKey(), each.getValue().asText()));
            return committed;
        }

        private Map<String, String> commitments(Mac mac, UUID id, @Nullable String detail, @Nullable String event)
                throws JsonProcessingException {
            Map<String, String> computed = new HashMap<>();
            if (detail != null) {
                computed.put("content", Commitments.commit(mac, id, "content", CanonicalJson.bytes(object(detail))));
            }
            if (event != null) {
                Activity.Builder activity = Activity.builder();
                object(event).forEach(activity::set);
                FieldGroups.of(activity.build()).forEach((group, fields) -> {
                    String name = group.name().toLowerCase(Locale.ROOT);
                    computed.put(name, Commitments.commit(mac, id, name, CanonicalJson.bytes(fields)));
                });
            }
            return computed;
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> object(String text) throws JsonProcessingException {
            return json.readValue(text, Map.class);
        }
    }
}
