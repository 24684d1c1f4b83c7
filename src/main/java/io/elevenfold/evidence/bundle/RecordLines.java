package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.ledger.Commitments;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.SubjectKeys;
import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.platform.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON Lines: the leaf as it was hashed, and of its commitments those that are to be opened. */
final class RecordLines implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MACS = 1000;
    private static final int UUID_LENGTH = 36;
    private static final List<String> FIRST_COLUMNS =
            List.of("log", "position", "event_id", "recorded_at", "@timestamp");

    /** The columns of the table of events behind the first ones. */
    private static final List<Field> FIELDS = List.of(
            Field.EVENT_ACTION,
            Field.EVENT_OUTCOME,
            Field.AGENT_PRODUCT,
            Field.AGENT_VERSION,
            Field.SESSION_ID,
            Field.USER_EMAIL,
            Field.HOST_NAME,
            Field.GEN_AI_TOOL_NAME,
            Field.PROCESS_COMMAND_LINE,
            Field.FILE_PATH,
            Field.URL_FULL,
            Field.MCP_SERVER_NAME,
            Field.DECISION_OUTCOME,
            Field.DECISION_SOURCE,
            Field.PERMISSION_MODE);

    private final Runnable counted;
    private final JsonGenerator json;
    private final Scope scope;
    private final int log;
    private final @Nullable BufferedWriter csv;
    private final SubjectKeys keys;
    private final ObjectReader reader;
    private final Map<UUID, Optional<Mac>> macs = new HashMap<>();

    private RecordLines(
            Runnable counted,
            JsonGenerator json,
            Scope scope,
            int log,
            @Nullable BufferedWriter csv,
            SubjectKeys keys,
            ObjectReader reader) {
        this.counted = counted;
        this.json = json;
        this.scope = scope;
        this.log = log;
        this.csv = csv;
        this.keys = keys;
        this.reader = reader;
    }

    /** Makes writers. */
    @ApplicationScoped
    static class Factory {

        private final SubjectKeys keys;
        private final ObjectMapper mapper;

        Factory(SubjectKeys keys, ObjectMapper mapper) {
            this.keys = keys;
            this.mapper = mapper;
        }

        RecordLines to(BundleZip.Part part, Scope scope, int log, @Nullable BufferedWriter csv) throws IOException {
            return to(part, part::counted, scope, log, csv);
        }

        /** @param counted runs behind each line */
        RecordLines to(OutputStream out, Runnable counted, Scope scope, int log, @Nullable BufferedWriter csv)
                throws IOException {
            JsonGenerator json = mapper.getFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            return new RecordLines(counted, json, scope, log, csv, keys, mapper.readerFor(Map.class));
        }
    }

    static List<String> columns(Scope scope) {
        return Stream.concat(FIRST_COLUMNS.stream(), fields(scope).map(Field::key))
                .toList();
    }

    private static Stream<Field> fields(Scope scope) {
        return FIELDS.stream().filter(field -> {
            FieldGroups.Group group = FieldGroups.of(field);
            return group == null || scope.disclosed().contains(group);
        });
    }

    /** A record as it is stored. */
    void record(long position, ResultSet row) throws IOException, SQLException {
        byte[] leaf = row.getBytes("leaf");
        String content = row.getString("content");
        begin(position);
        String text = new String(leaf, StandardCharsets.UTF_8);
        json.writeStringField("leaf", text);
        Map<String, Object> object = content == null ? Map.of() : reader.readValue(content);
        if (log == Governance.LOG) {
            groups(text, Map.of("content", object), Map.of());
        } else {
            Activity.Builder activity = Activity.builder();
            object.forEach(activity::set);
            Map<FieldGroups.Group, Map<String, Object>> grouped = FieldGroups.of(activity.build());
            Map<String, Object> other = new TreeMap<>(object);
            Map<String, Map<String, Object>> told = new TreeMap<>();
            grouped.forEach((group, fields) -> {
                other.keySet().removeAll(fields.keySet());
                if (scope.disclosed().contains(group)) {
                    told.put(group.name().toLowerCase(Locale.ROOT), fields);
                }
            });
            groups(text, told, other);
            line(position, row, object);
        }
        end();
    }

    private void groups(String leaf, Map<String, Map<String, Object>> told, Map<String, Object> other)
            throws IOException {
        Optional<Mac> mac = macOf(UUID.fromString(member(leaf, "subject")));
        if (mac.isEmpty()) {
            json.writeBooleanField("erased", true);
            return;
        }
        UUID id = UUID.fromString(member(leaf, "id"));
        json.writeObjectFieldStart("groups");
        for (Map.Entry<String, Map<String, Object>> group : told.entrySet()) {
            json.writeObjectFieldStart(group.getKey());
            json.writeStringField("salt", HEX.formatHex(Commitments.salt(mac.get(), id, group.getKey())));
            json.writeStringField("json", CanonicalJson.text(group.getValue()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeFieldName("other");
        json.writeRawValue(CanonicalJson.text(other));
    }

    /** Our own leaves hold these members as UUIDs in text, and nothing before them can hold a quotation mark. */
    private static String member(String leaf, String name) {
        int at = leaf.indexOf('"' + name + "\":\"") + name.length() + 4;
        return leaf.substring(at, at + UUID_LENGTH);
    }

    private Optional<Mac> macOf(UUID subject) {
        if (macs.size() > MACS) {
            macs.clear();
        }
        return macs.computeIfAbsent(subject, unseen -> {
            try {
                return Optional.of(Commitments.macOf(keys.keyOf(unseen)));
            } catch (LedgerException e) {
                if (e.getCause() != null) {
                    throw e;
                }
                return Optional.empty();
            }
        });
    }

    private void line(long position, ResultSet row, Map<String, Object> event) throws IOException, SQLException {
        if (csv == null) {
            return;
        }
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(log);
        cells.add(position);
        cells.add(row.getString("event_id"));
        cells.add(row.getTimestamp("ingested").toInstant());
        cells.add(row.getTimestamp("ts").toInstant());
        fields(scope).forEach(field -> cells.add(event.get(field.key())));
        csv.write(Csv.line(cells));
    }

    /** A position whose record is not stored any more; its hash stands for it. */
    void missing(long position, byte[] leafHash, @Nullable String reason) throws IOException {
        begin(position);
        json.writeStringField("leaf_hash", HEX.formatHex(leafHash));
        if (reason != null) {
            json.writeStringField("withdrawn", reason);
        }
        end();
    }

    private void begin(long position) throws IOException {
        json.writeStartObject();
        json.writeNumberField("log", log);
        json.writeNumberField("position", position);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        counted.run();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
