package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.evidence.bundle.PopulationState;
import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts populations and takes rows out of them, without holding more than those rows. */
@ApplicationScoped
class PopulationReading {

    private final Populations populations;
    private final Checkpoints checkpoints;
    private final Sql sql;
    private final ObjectMapper json;

    PopulationReading(Populations populations, Checkpoints checkpoints, Sql sql, ObjectMapper json) {
        this.populations = populations;
        this.checkpoints = checkpoints;
        this.sql = sql;
        this.json = json;
    }

    /** @param snapshot what the hash is over, where that is not the rows */
    record Count(long rows, String sha256, @Nullable String snapshot) {}

    /** A row that was taken out; log and position where its record stands in the ledger. */
    record Row(long row, @Nullable Integer log, @Nullable Long position, String content) {}

    PopulationState open() {
        return populations.open();
    }

    Count count(PopulationState state, Engagement of, String name, @Nullable String test) {
        if (name.equals(Populations.ACTIVITY)) {
            return countEvents(state.events(of.from(), of.to()));
        }
        MessageDigest whole = Hashes.sha256();
        long[] rows = {0};
        state.read(name, of.from(), of.to(), test, line -> {
            whole.update(line);
            rows[0]++;
        });
        return new Count(rows[0], HexFormat.of().formatHex(whole.digest()), null);
    }

    /** Events are not read: the tree heads that cover their positions commit to every one of them. */
    private Count countEvents(List<PopulationState.Range> ranges) {
        StringBuilder snapshot = new StringBuilder();
        long rows = 0;
        for (PopulationState.Range range : ranges) {
            Checkpoint head = checkpoints.covering(range.log(), range.to());
            rows += range.length();
            snapshot.append(text(new TreeMap<>(Map.of(
                            "log",
                            range.log(),
                            "origin",
                            head.origin(),
                            "from",
                            range.from(),
                            "to",
                            range.to(),
                            "size",
                            head.size(),
                            "root",
                            Base64.getEncoder().encodeToString(head.root())))))
                    .append('\n');
        }
        String text = snapshot.toString();
        return new Count(rows, Draw.hex(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    /** The rows in the order in which they are asked for. */
    List<Row> take(PopulationState state, Engagement of, String name, @Nullable String test, List<Long> rows) {
        if (name.equals(Populations.ACTIVITY)) {
            List<PopulationState.Range> ranges = state.events(of.from(), of.to());
            return rows.stream().map(row -> event(ranges, row)).toList();
        }
        Map<Long, Row> taken = new HashMap<>();
        rows.forEach(row -> taken.put(row, new Row(row, null, null, "")));
        long[] at = {0};
        state.read(name, of.from(), of.to(), test, line -> {
            long row = at[0]++;
            if (taken.containsKey(row)) {
                taken.put(row, row(row, new String(line, StandardCharsets.UTF_8).stripTrailing()));
            }
        });
        return rows.stream().map(taken::get).toList();
    }

    private Row row(long row, String content) {
        try {
            JsonNode said = json.readTree(content);
            return said.path("log").isInt() && said.path("position").isNumber()
                    ? new Row(
                            row, said.path("log").asInt(), said.path("position").asLong(), content)
                    : new Row(row, null, null, content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own lines are always JSON", e);
        }
    }

    /** The leaf, which says nothing about a person: what it commits to is opened when somebody looks. */
    private Row event(List<PopulationState.Range> ranges, long row) {
        long left = row;
        for (PopulationState.Range range : ranges) {
            if (left < range.length()) {
                long position = range.from() + left;
                Map<String, Object> content = new TreeMap<>(Map.of("log", range.log(), "position", position));
                sql.first(
                                "select leaf from activity where lane = ? and position = ?",
                                each -> new String(each.getBytes(1), StandardCharsets.UTF_8),
                                List.of(range.log(), position))
                        .ifPresentOrElse(
                                leaf -> content.put("leaf", leaf),
                                () -> content.put(
                                        "leaf_hash",
                                        HexFormat.of().formatHex(checkpoints.leafHash(range.log(), position))));
                return new Row(row, range.log(), position, text(content));
            }
            left -= range.length();
        }
        throw new IllegalArgumentException("no row " + row);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain data is always JSON", e);
        }
    }
}
