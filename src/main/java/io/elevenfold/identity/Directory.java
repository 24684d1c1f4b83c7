package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Takes people and teams over from Keycloak: at each run those whom its admin events name, once a day everybody. Reads
 * first and writes then, so that no transaction waits for another machine.
 */
@ApplicationScoped
public class Directory {

    private static final Logger LOG = Logger.getLogger(Directory.class);
    private static final int SHOWN = 30;

    private final KeycloakRealm realm;
    private final DirectoryConfig config;
    private final DirectoryRuns runs;
    private final Takeover takeover;
    private final Clock clock;

    Directory(KeycloakRealm realm, DirectoryConfig config, DirectoryRuns runs, Takeover takeover, Clock clock) {
        this.realm = realm;
        this.config = config;
        this.runs = runs;
        this.takeover = takeover;
        this.clock = clock;
    }

    public boolean isConfigured() {
        return realm.isConfigured();
    }

    /** The last runs, newest first. */
    public List<DirectoryRun> runs() {
        return runs.newest(SHOWN);
    }

    @Scheduled(
            identity = "directory",
            every = "${elevenfold.directory.every:5m}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        if (realm.isConfigured()) {
            synchronise(Actor.SYSTEM, false);
        }
    }

    /**
     * Takes over what changed since the last time.
     *
     * @param whole reads everybody, whatever the directory says about changes
     * @throws ProblemException when no directory is configured
     */
    public synchronized void synchronise(Actor by, boolean whole) {
        if (!realm.isConfigured()) {
            throw new ProblemException(ProblemType.CONFLICT, "No directory is configured");
        }
        Instant startedAt = clock.instant();
        boolean isWhole = true;
        List<DirectoryPerson> read = new ArrayList<>();
        try (KeycloakRealm.Connection connection = realm.open()) {
            Optional<Set<String>> changed = whole ? Optional.empty() : changed(connection, startedAt);
            isWhole = changed.isEmpty();
            Collection<String> ids = changed.isPresent() ? changed.get() : connection.everybody();
            for (String id : ids) {
                read.add(connection.read(id));
            }
        } catch (ProcessingException | WebApplicationException e) {
            // Not a bug of ours: the page tells it, and the next run tries again.
            LOG.warnf("The directory could not be read: %s", e.getMessage());
            takeover.failed(startedAt, isWhole, read.size(), "Keycloak: " + e.getMessage(), by);
            return;
        }
        try {
            takeover.apply(startedAt, isWhole, read, by);
        } catch (TooManyLeaversException e) {
            LOG.warnf("The directory changes nothing: %s", e.getMessage());
            takeover.failed(startedAt, isWhole, read.size(), String.valueOf(e.getMessage()), by);
        }
    }

    private Optional<Set<String>> changed(KeycloakRealm.Connection connection, Instant now) {
        boolean isDue = runs.lastGood(true)
                .map(last -> last.plus(config.wholeEvery()).isBefore(now))
                .orElse(true);
        return isDue ? Optional.empty() : runs.lastGood(false).flatMap(connection::changedSince);
    }
}
