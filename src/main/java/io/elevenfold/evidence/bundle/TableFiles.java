package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.evidence.verify.Manifest;
import io.elevenfold.platform.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists of a package, each as JSON Lines and as CSV: what was true in the period, as it was known at its end. */
@ApplicationScoped
class TableFiles {

    private static final int FETCH = 1000;

    private final ObjectMapper mapper;

    TableFiles(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Writes all of {@link Tables}.
     *
     * @return what each is, for the manifest
     */
    List<Manifest.Population> write(Connection connection, Scope scope, BundleZip zip, Path workFolder)
            throws IOException, SQLException {
        List<Manifest.Population> populations = new ArrayList<>();
        for (Tables table : Tables.values()) {
            Path csv = Files.createTempFile(workFolder, "table", ".csv");
            try {
                long rows = write(connection, scope, table, zip, csv);
                populations.add(new Manifest.Population(table.fileName(), table.title(), table.sql(), rows));
            } finally {
                Files.deleteIfExists(csv);
            }
        }
        return populations;
    }

    private long write(Connection connection, Scope scope, Tables table, BundleZip zip, Path csv)
            throws IOException, SQLException {
        long rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(table.sql())) {
            statement.setTimestamp(1, Timestamp.from(scope.from()));
            statement.setTimestamp(2, Timestamp.from(scope.to()));
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery();
                    BufferedWriter lines = LogFiles.writer(csv);
                    BundleZip.Part part = zip.part(new BundleZip.Label(
                            "tables/" + table.fileName() + ".jsonl", "application/jsonl", table.title()));
                    JsonGenerator json = mapper.getFactory().createGenerator(part)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setRootValueSeparator(null);
                List<String> columns = columns(row.getMetaData());
                lines.write(Csv.line(columns));
                while (row.next()) {
                    lines.write(Csv.line(line(json, row, columns)));
                    part.counted();
                    rows++;
                }
            }
        }
        try (BundleZip.Part part =
                zip.part(new BundleZip.Label("tables/" + table.fileName() + ".csv", "text/csv", table.title()))) {
            Files.copy(csv, part);
            for (long i = 0; i < rows; i++) {
                part.counted();
            }
        }
        return rows;
    }

    static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        return columns;
    }

    static List<@Nullable Object> line(JsonGenerator json, ResultSet row, List<String> columns)
            throws IOException, SQLException {
        List<@Nullable Object> cells = new ArrayList<>();
        json.writeStartObject();
        for (int i = 1; i <= columns.size(); i++) {
            json.writeFieldName(columns.get(i - 1));
            cells.add(value(json, row, i));
        }
        json.writeEndObject();
        json.writeRaw('\n');
        return cells;
    }

    /** Writes a value as what it is, and tells it as text. */
    private static @Nullable Object value(JsonGenerator json, ResultSet row, int column)
            throws IOException, SQLException {
        String type = row.getMetaData().getColumnTypeName(column);
        String text = row.getString(column);
        if (text == null) {
            json.writeNull();
            return null;
        }
        switch (type) {
            case "timestamptz" -> {
                text = row.getTimestamp(column).toInstant().toString();
                json.writeString(text);
            }
            case "int2", "int4", "int8", "smallserial", "serial", "bigserial" -> json.writeNumber(row.getLong(column));
            case "bool" -> {
                json.writeBoolean(row.getBoolean(column));
                text = Boolean.toString(row.getBoolean(column));
            }
            case "json", "jsonb" -> json.writeRawValue(text);
            case "_text" -> {
                String[] items = (String[]) row.getArray(column).getArray();
                json.writeArray(items, 0, items.length);
                text = String.join(" ", items);
            }
            default -> json.writeString(text);
        }
        return text;
    }
}
