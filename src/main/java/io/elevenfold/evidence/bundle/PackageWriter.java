package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.exception.Exceptions;
import io.elevenfold.evidence.verify.Manifest;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.LedgerKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes an evidence package, from one state of the database, without holding more than a few records in memory. */
@ApplicationScoped
class PackageWriter {

    private static final int BUFFER = 1 << 16;
    private static final String KEY = "keys/ledger.pem";

    private final DataSource dataSource;
    private final LogFiles logs;
    private final TableFiles tables;
    private final ReportPdf report;
    private final Enclosure enclosure;
    private final Compliance compliance;
    private final Exceptions exceptions;
    private final FrameworkCatalog frameworks;
    private final KeyRing keys;
    private final TimeStamps stamps;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final String version;

    PackageWriter(
            DataSource dataSource,
            LogFiles logs,
            TableFiles tables,
            ReportPdf report,
            Enclosure enclosure,
            Compliance compliance,
            Exceptions exceptions,
            FrameworkCatalog frameworks,
            KeyRing keys,
            TimeStamps stamps,
            ObjectMapper mapper,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.dataSource = dataSource;
        this.logs = logs;
        this.tables = tables;
        this.report = report;
        this.enclosure = enclosure;
        this.compliance = compliance;
        this.exceptions = exceptions;
        this.frameworks = frameworks;
        this.keys = keys;
        this.stamps = stamps;
        this.mapper = mapper;
        this.clock = clock;
        this.version = version;
    }

    /** Is told how far the writing is. */
    interface Progress extends LongConsumer {

        /** @param records how many there will be */
        void total(long records);
    }

    /**
     * Writes a package.
     *
     * @param file is made, or overwritten
     */
    void write(Scope scope, Path file, Progress progress) throws IOException, SQLException {
        Instant madeAt = clock.instant();
        Path events = Files.createTempFile(file.getParent(), "events", ".csv");
        try (Connection connection = dataSource.getConnection();
                BundleZip zip = new BundleZip(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), madeAt)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                write(connection, scope, madeAt, zip, events, progress);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        } finally {
            Files.deleteIfExists(events);
        }
    }

    private void write(
            Connection connection, Scope scope, Instant madeAt, BundleZip zip, Path events, Progress progress)
            throws IOException, SQLException {
        List<LogFiles.Range> ranges = logs.ranges(connection, scope);
        progress.total(ranges.stream().mapToLong(LogFiles.Range::length).sum());
        zip.text(
                new BundleZip.Label("README.txt", "text/plain", "what this is and how to verify it"),
                resource("README.txt"));
        zip.text(new BundleZip.Label("verify.sh", "text/x-shellscript", "verifier"), resource("verify.sh"));
        List<Manifest.EarlierKey> earlierKeys = keys(zip);
        List<Manifest.LogRange> logRanges = records(connection, scope, ranges, zip, events, progress);
        List<Manifest.Population> populations =
                tables.write(connection, scope, zip, Objects.requireNonNull(events.getParent()));
        people(scope, madeAt, zip, logRanges);
        if (scope.engagement() != null) {
            enclosure.write(
                    scope.engagement(),
                    (path, mediaType, role, bytes, records) ->
                            enclose(zip, new BundleZip.Label(path, mediaType, role), bytes, records));
        }
        zip.text(
                new BundleZip.Label("SHA256SUMS", "text/plain", "for sha256sum -c; the manifest is the authority"),
                zip.files().stream()
                        .map(file -> file.sha256() + "  " + file.path() + "\n")
                        .collect(Collectors.joining()));
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                scope.id().toString(),
                madeAt,
                scope.by(),
                "Elevenfold " + version,
                new Manifest.Period(scope.from(), scope.to()),
                scope.framework() == null ? null : scope.framework() + " " + scope.frameworkVersion(),
                scope.disclosed().stream()
                        .map(group -> group.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                KEY,
                earlierKeys,
                logRanges,
                populations,
                zip.files());
        String text = mapper.copy()
                .setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(manifest);
        zip.unlisted(Manifest.PATH, text.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(Hashes.plain(text.getBytes(StandardCharsets.UTF_8)));
        byte[] note = keys.note(Manifest.SIGNER, "%s\n%s\n%s\n".formatted(Manifest.FORMAT, scope.id(), hash))
                .getBytes(StandardCharsets.UTF_8);
        zip.unlisted(Manifest.NOTE, note);
        Optional<byte[]> stamp = stamps.stamp(Hashes.plain(note));
        if (stamp.isPresent()) {
            zip.unlisted(Manifest.STAMP, stamp.get());
        }
    }

    private static void enclose(BundleZip zip, BundleZip.Label label, byte[] bytes, long records) throws IOException {
        try (BundleZip.Part part = zip.part(label)) {
            part.write(bytes);
            for (long i = 0; i < records; i++) {
                part.counted();
            }
        }
    }

    /** The key that signs, and those before it, the newest first, each with what hands over from it. */
    private List<Manifest.EarlierKey> keys(BundleZip zip) throws IOException {
        List<LedgerKey> history = keys.history();
        LedgerKey next = history.get(history.size() - 1);
        zip.text(
                new BundleZip.Label(KEY, "application/x-pem-file", "public key of the ledger"),
                next.key().pem());
        List<Manifest.EarlierKey> earlier = new ArrayList<>();
        for (int i = history.size() - 2; i >= 0; i--) {
            LedgerKey key = history.get(i);
            String path = "keys/earlier/%d.pem".formatted(key.number());
            String statement = "keys/earlier/%d.handover".formatted(key.number());
            zip.text(
                    new BundleZip.Label(path, "application/x-pem-file", "earlier public key of the ledger"),
                    key.key().pem());
            zip.text(
                    new BundleZip.Label(statement, "text/plain", "handover to the next key, signed by both"),
                    Objects.requireNonNull(next.statement()));
            earlier.add(new Manifest.EarlierKey(key.number(), path, statement));
            next = key;
        }
        return earlier;
    }

    private List<Manifest.LogRange> records(
            Connection connection,
            Scope scope,
            List<LogFiles.Range> ranges,
            BundleZip zip,
            Path events,
            Progress progress)
            throws IOException, SQLException {
        List<Manifest.LogRange> written = new ArrayList<>();
        long rows = 0;
        try (BufferedWriter csv = LogFiles.writer(events)) {
            csv.write(LogFiles.csvHead(scope));
            for (LogFiles.Range range : ranges) {
                boolean isActivity = range.log() != Governance.LOG;
                written.add(logs.write(connection, scope, range, zip, isActivity ? csv : null, progress));
                rows += isActivity ? range.length() : 0;
            }
        }
        try (BundleZip.Part part =
                zip.part(new BundleZip.Label("tables/activity.csv", "text/csv", "events, in columns"))) {
            Files.copy(events, part);
            for (long i = 0; i < rows; i++) {
                part.counted();
            }
        }
        return written;
    }

    /** What people and their tools read: OSCAL and the report. */
    private void people(Scope scope, Instant madeAt, BundleZip zip, List<Manifest.LogRange> ranges) throws IOException {
        Instant asOf = scope.to().isAfter(madeAt) ? null : scope.to();
        Oscal.Picture picture = new Oscal.Picture(
                frameworks.controls(), compliance.controls(null, null, asOf).items(), exceptions.inForceAt(scope.to()));
        for (var document :
                new Oscal(mapper, scope, madeAt, picture).documents().entrySet()) {
            zip.text(
                    new BundleZip.Label("oscal/" + document.getKey(), "application/oscal+json", "OSCAL"),
                    document.getValue());
        }
        PlanOfAction.write(mapper, zip, picture);
        zip.bytes(
                new BundleZip.Label("report.pdf", "application/pdf", "report for people"),
                report.bytes(scope, madeAt, asOf, ranges, picture.exceptions()));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                PackageWriter.class.getResourceAsStream("/evidence/" + name), "every build has " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
