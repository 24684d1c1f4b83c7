package io.elevenfold.evidence.bundle;

import io.elevenfold.evidence.verify.Manifest;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The ledger's part of a package: the records of a period, gapless, with what proves them. */
@ApplicationScoped
class LogFiles {

    /** Files begin at multiples of this, so that a proof is short, and a fault is found near where it is. */
    static final int RECORDS_OF_A_FILE = 1 << 14;

    private static final int FETCH = 1000;

    private final Checkpoints checkpoints;
    private final RecordLines.Factory lines;

    LogFiles(Checkpoints checkpoints, RecordLines.Factory lines) {
        this.checkpoints = checkpoints;
        this.lines = lines;
    }

    /** Positions of one log, the second one excluded. */
    record Range(int log, long from, long to) {

        long length() {
            return to - from;
        }
    }

    /** Where the period's records stand; logs without any are left out. */
    List<Range> ranges(Connection connection, Scope scope) throws SQLException {
        List<Range> ranges = new ArrayList<>();
        for (int log : checkpoints.logs()) {
            range(connection, log, scope).ifPresent(ranges::add);
        }
        return ranges;
    }

    private static Optional<Range> range(Connection connection, int log, Scope scope) throws SQLException {
        String select = log == Governance.LOG
                ? "select min(position), max(position) from ledger_entry where log = ? and recorded_at >= ? and recorded_at < ?"
                : "select min(position), max(position) from activity where lane = ? and ingested >= ? and ingested < ?";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setInt(1, log);
            statement.setTimestamp(2, Timestamp.from(scope.from()));
            statement.setTimestamp(3, Timestamp.from(scope.to()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long from = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(new Range(log, from, row.getLong(2) + 1));
            }
        }
    }

    /**
     * Writes a log's records and checkpoints.
     *
     * @param csv gets a line for each event; null for the log of governance
     * @param progress is told of every record
     */
    Manifest.LogRange write(
            Connection connection,
            Scope scope,
            Range range,
            BundleZip zip,
            @Nullable BufferedWriter csv,
            LongConsumer progress)
            throws IOException, SQLException {
        int log = range.log();
        Checkpoint end = checkpoints.covering(log, range.to());
        Optional<Checkpoint> start =
                checkpoints.before(log, scope.from()).filter(before -> before.size() <= end.size());
        String folder = "ledger/" + log;
        String startPath = folder + "/start.checkpoint";
        String endPath = folder + "/end.checkpoint";
        if (start.isPresent()) {
            zip.text(label(startPath), start.get().note());
        }
        zip.text(label(endPath), end.note());
        List<Manifest.RecordFile> files = records(connection, scope, range, end.size(), zip, csv, progress);
        return new Manifest.LogRange(
                log,
                end.origin(),
                range.from(),
                range.to(),
                start.map(unused -> startPath).orElse(null),
                endPath,
                start.map(before -> base64(checkpoints.consistency(log, before.size(), end.size())))
                        .orElse(List.of()),
                files);
    }

    private static BundleZip.Label label(String path) {
        return new BundleZip.Label(path, "text/plain", "checkpoint");
    }

    private List<Manifest.RecordFile> records(
            Connection connection,
            Scope scope,
            Range range,
            long size,
            BundleZip zip,
            @Nullable BufferedWriter csv,
            LongConsumer progress)
            throws IOException, SQLException {
        int log = range.log();
        Map<Long, String> withdrawn = withdrawn(connection, range);
        List<Manifest.RecordFile> files = new ArrayList<>();
        String select = log == Governance.LOG
                ? """
                select position, leaf, detail::text as content, type from ledger_entry
                where log = ? and position >= ? and position < ? order by position"""
                : """
                select position, leaf, event::text as content, ingested, ts, event_id from activity
                where lane = ? and position >= ? and position < ? order by position""";
        for (long from = range.from(); from < range.to(); ) {
            long to = Math.min(range.to(), (from / RECORDS_OF_A_FILE + 1) * RECORDS_OF_A_FILE);
            String path = "records/%d/%012d.jsonl".formatted(log, from);
            try (BundleZip.Part part =
                            zip.part(new BundleZip.Label(path, "application/jsonl", "records of log " + log));
                    RecordLines out = lines.to(part, scope, log, csv);
                    PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setInt(1, log);
                statement.setLong(2, from);
                statement.setLong(3, to);
                statement.setFetchSize(FETCH);
                long next = from;
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        long position = row.getLong(1);
                        gap(out, log, next, position, withdrawn);
                        out.record(position, row);
                        next = position + 1;
                        progress.accept(1);
                    }
                }
                gap(out, log, next, to, withdrawn);
            }
            files.add(new Manifest.RecordFile(path, from, to, base64(checkpoints.span(log, from, to, size))));
            from = to;
        }
        return files;
    }

    private void gap(RecordLines out, int log, long from, long to, Map<Long, String> withdrawn) throws IOException {
        for (long position = from; position < to; position++) {
            out.missing(position, checkpoints.leafHash(log, position), withdrawn.get(position));
        }
    }

    private static Map<Long, String> withdrawn(Connection connection, Range range) throws SQLException {
        Map<Long, String> withdrawn = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select position, reason from ledger_withdrawn where log = ? and position >= ? and position < ?")) {
            select.setInt(1, range.log());
            select.setLong(2, range.from());
            select.setLong(3, range.to());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    withdrawn.put(row.getLong(1), row.getString(2));
                }
            }
        }
        return withdrawn;
    }

    private static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    /** The head of the table of events. */
    static String csvHead(Scope scope) {
        return Csv.line(RecordLines.columns(scope));
    }

    /** For what is written beside the ZIP. */
    static BufferedWriter writer(java.nio.file.Path file) throws IOException {
        return java.nio.file.Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }
}
