package io.elevenfold.ingest;

import io.elevenfold.ingest.normalise.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each agent shows on each channel: kind of activity × agent × channel. It tells "not done" from "not told": a kind
 * that never arrives from an agent may be withheld by a switch, or be impossible to see.
 *
 * @param columns agents with their channels, in the order of the table
 * @param rows kinds and facts, in the order of the table
 */
public record VisibilityMatrix(List<Column> columns, List<Row> rows) {

    private static final String TOPIC = "event.action";

    public VisibilityMatrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** How much is visible. */
    public enum Visibility {
        YES,
        /** Some of it, or only for those who can read between the lines; the note tells. */
        PARTLY,
        /** Only when the agent's own content switch is on. */
        GATED,
        NO
    }

    /**
     * One channel of one agent.
     *
     * @param agent as in {@code agent.product}
     * @param channel {@code otlp} or {@code hook}
     */
    public record Column(String agent, String channel) {}

    /**
     * One kind of activity, or one fact about it.
     *
     * @param topic for example {@code shell_exec: exit code}
     * @param cells one for each column
     */
    public record Row(String topic, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What one channel shows of one topic.
     *
     * @param note the table's words, which say more than the degree
     */
    public record Cell(Visibility visibility, String note) {}

    /** The matrix that ships with the program. */
    public static VisibilityMatrix load() {
        List<Map<String, String>> table = ResourceTable.read("/ingest/visibility.csv");
        List<String> names = table.get(0).keySet().stream()
                .filter(name -> !name.equals(TOPIC))
                .toList();
        List<Column> columns = names.stream()
                .map(name ->
                        new Column(name.substring(0, name.lastIndexOf(' ')), name.substring(name.lastIndexOf(' ') + 1)))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Map<String, String> line : table) {
            List<Cell> cells = new ArrayList<>();
            for (String name : names) {
                String note = line.getOrDefault(name, "");
                cells.add(new Cell(visibility(note), note));
            }
            rows.add(new Row(line.getOrDefault(TOPIC, ""), cells));
        }
        return new VisibilityMatrix(columns, rows);
    }

    private static Visibility visibility(String note) {
        if (note.startsWith("yes")) {
            return Visibility.YES;
        }
        if (note.equals("no") || note.startsWith("no ")) {
            return Visibility.NO;
        }
        return note.contains("gated") ? Visibility.GATED : Visibility.PARTLY;
    }

    /** What the agent's channel shows of a topic; empty when the table has no such topic or column. */
    public Optional<Cell> cell(String topic, String agent, String channel) {
        int column = columns.indexOf(new Column(agent, channel));
        return rows.stream()
                .filter(row -> column >= 0 && row.topic.equals(topic))
                .map(row -> row.cells.get(column))
                .findFirst();
    }
}
