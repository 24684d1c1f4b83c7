package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes the packages that were asked for, one after the other, and verifies each as a stranger would. */
@ApplicationScoped
class PackageJob {

    private static final Logger LOG = Logger.getLogger(PackageJob.class);

    /** A package that has not moved for this long was left by a service that is gone. */
    private static final Duration LEFT = Duration.ofMinutes(5);

    private static final Duration TELLS_EVERY = Duration.ofSeconds(1);
    private static final int BUFFER = 1 << 16;

    private final EvidencePackages packages;
    private final PackageWriter writer;
    private final AuditTrail trail;
    private final Sql sql;
    private final ObjectMapper json;
    private final Clock clock;

    PackageJob(
            EvidencePackages packages,
            PackageWriter writer,
            AuditTrail trail,
            Sql sql,
            ObjectMapper json,
            Clock clock) {
        this.packages = packages;
        this.writer = writer;
        this.trail = trail;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(
            identity = "evidence-packages",
            every = "2s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        Optional<UUID> next = take();
        while (next.isPresent()) {
            make(packages.withId(next.get()));
            next = take();
        }
    }

    private Optional<UUID> take() {
        Instant now = clock.instant();
        return sql.first(
                """
                update evidence_package set state = 'running', progress_at = ?, records_total = 0, records_done = 0
                where id = (select id from evidence_package
                    where state = 'queued' or state = 'running' and progress_at < ?
                    order by requested_at for update skip locked limit 1)
                returning id""",
                row -> row.getObject(1, UUID.class),
                List.of(now, now.minus(LEFT)));
    }

    private void make(EvidencePackage asked) {
        Path file = packages.file(asked.id());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            writer.write(packages.scope(asked), unfinished, new Told(asked.id()));
            List<Fault> faults = PackageVerifier.verify(unfinished).faults();
            String sha256 = sha256(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            done(asked, Files.size(file), sha256, faults);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.error("evidence package " + asked.id() + " could not be made", e);
            failed(asked, unfinished, e);
        }
    }

    private void done(EvidencePackage asked, long bytes, String sha256, List<Fault> faults) {
        sql.update(
                """
                update evidence_package set state = 'done', finished_at = ?, bytes = ?, sha256 = ?,
                    faults = ?::jsonb, records_done = records_total where id = ?""",
                List.of(clock.instant(), bytes, sha256, text(faults), asked.id()));
        trail.note(
                Actor.SYSTEM,
                "evidence.made",
                AuditTrail.NOBODY,
                Map.of("package", asked.id().toString(), "bytes", bytes, "sha256", sha256, "faults", (long)
                        faults.size()));
    }

    private void failed(EvidencePackage asked, Path unfinished, Exception why) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            LOG.warn("cannot delete " + unfinished, e);
        }
        sql.update(
                "update evidence_package set state = 'failed', finished_at = ?, error = ? where id = ?",
                List.of(clock.instant(), String.valueOf(why.getMessage()), asked.id()));
    }

    private String text(List<Fault> faults) {
        try {
            return json.writeValueAsString(faults);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("faults are plain data", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, Hashes.sha256())) {
            byte[] buffer = new byte[BUFFER];
            while (digested.read(buffer) >= 0) {
                continue;
            }
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    /** Tells how far a package is, at most once a second. */
    private final class Told implements PackageWriter.Progress {

        private final UUID id;
        private Instant told = clock.instant();
        private long done;

        private Told(UUID id) {
            this.id = id;
        }

        @Override
        public void total(long records) {
            sql.update(
                    "update evidence_package set records_total = ?, progress_at = ? where id = ?",
                    List.of(records, clock.instant(), id));
        }

        @Override
        public void accept(long records) {
            done += records;
            if (done % 1000 != 0) {
                return;
            }
            Instant now = clock.instant();
            if (Duration.between(told, now).compareTo(TELLS_EVERY) >= 0) {
                told = now;
                sql.update(
                        "update evidence_package set records_done = ?, progress_at = ? where id = ?",
                        List.of(done, now, id));
            }
        }
    }
}
