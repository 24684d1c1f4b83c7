package io.elevenfold.ingest.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table among our own resources: CSV (RFC 4180 without line breaks in cells), a line of column names first. It ships
 * with the program, so an error in it stops the start.
 */
public final class ResourceTable {

    private ResourceTable() {}

    /**
     * The rows in order, each by column name.
     *
     * @param path of the resource, for example {@code /ingest/tools.csv}
     * @throws IllegalStateException if it is missing or a row has another number of cells than there are columns
     */
    public static List<Map<String, String>> read(String path) {
        InputStream stream = ResourceTable.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException(path + ": not found");
        }
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> columns = List.of();
            List<Map<String, String>> rows = new ArrayList<>();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> cells = cells(line);
                if (number == 1) {
                    columns = cells;
                } else if (!line.isBlank()) {
                    rows.add(row(columns, cells, path + ":" + number));
                }
            }
            return List.copyOf(rows);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> row(List<String> columns, List<String> cells, String place) {
        if (cells.size() != columns.size()) {
            throw new IllegalStateException(
                    "%s: %d cells, but there are %d columns".formatted(place, cells.size(), columns.size()));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
