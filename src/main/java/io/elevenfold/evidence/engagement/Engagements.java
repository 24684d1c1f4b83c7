package io.elevenfold.evidence.engagement;

import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Engagements: opened by the house, signed off by who examined. */
@ApplicationScoped
public class Engagements {

    private final Sql sql;
    private final Room room;
    private final TimeBoxes boxes;
    private final EngagementDocument document;
    private final FrameworkCatalog frameworks;
    private final Clock clock;

    Engagements(
            Sql sql,
            Room room,
            TimeBoxes boxes,
            EngagementDocument document,
            FrameworkCatalog frameworks,
            Clock clock) {
        this.sql = sql;
        this.room = room;
        this.boxes = boxes;
        this.document = document;
        this.frameworks = frameworks;
        this.clock = clock;
    }

    /** Newest first; an external auditor gets those into which they are let now. */
    @Transactional
    public Page<Engagement> newest(Visitor by, int limit, @Nullable String after) {
        room.noteList(by);
        List<String> cursor = Cursor.values(after, 1);
        int most = Cursor.limit(limit);
        return Page.of(
                room.newest(by, most + 1, cursor.isEmpty() ? null : id(cursor.get(0))),
                most,
                engagement -> Cursor.of(engagement.id()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    /** Where an external auditor was assigned, and is not let in at the moment. */
    public List<TimeBox> closedDoors(Visitor by) {
        return by.isExternal()
                ? boxes.ofAuditor(by.actor().name()).stream()
                        .filter(box -> !box.isActive())
                        .toList()
                : List.of();
    }

    /** @throws ProblemException when there is none with that id for them, or it is not their time */
    public Engagement look(Visitor by, UUID id) {
        return look(by, id, "engagement");
    }

    /** The same, for who looks at a part of it. */
    public Engagement look(Visitor by, UUID id, String what) {
        return room.look(by, id, what);
    }

    /**
     * What somebody wants to open.
     *
     * @param framework id or alias; null for none
     * @param version null for the newest edition
     */
    public record Wanted(
            @Nullable String name,
            @Nullable String scope,
            @Nullable String framework,
            @Nullable String version,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** @throws ProblemException when a field makes no sense */
    @Transactional
    public Engagement open(Visitor by, Wanted wanted) {
        return open(by, wanted, false);
    }

    /** As {@link #open}, of the sample organisation, and gone with it. */
    @Transactional
    public Engagement openSample(Visitor by, Wanted wanted) {
        return open(by, wanted, true);
    }

    private Engagement open(Visitor by, Wanted wanted, boolean sample) {
        Instant from = wanted.from();
        Instant to = wanted.to();
        if (from == null || to == null || !from.isBefore(to)) {
            throw ProblemException.invalid("to: the period must end after it begins");
        }
        Framework edition = wanted.framework() == null || wanted.framework().isBlank()
                ? null
                : frameworks
                        .framework(wanted.framework(), wanted.version())
                        .orElseThrow(() -> ProblemException.invalid("framework: no framework has this id and version"));
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        String name = Texts.required(wanted.name(), "name", Texts.NAME);
        String scope = Texts.required(wanted.scope(), "scope", Texts.LONG);
        sql.update(
                """
                insert into engagement (id, name, scope, framework, framework_version, period_from, period_to,
                    created_by, created_at, sample)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        id,
                        name,
                        scope,
                        edition == null ? null : edition.id(),
                        edition == null ? null : edition.version(),
                        from,
                        to,
                        by.actor().name(),
                        now,
                        sample));
        room.note(
                by,
                "engagement.opened",
                id,
                Map.of("name", name, "scope", scope, "from", from.toString(), "to", to.toString()));
        return room.withId(id);
    }

    /**
     * Signs off: nothing is added any more, and the SHA-256 of all that is in it stands in the audit trail.
     *
     * @param statement what the auditor says about it
     * @throws ProblemException when rows were drawn about which nobody concluded
     */
    @Transactional
    public Engagement signOff(Visitor by, UUID id, @Nullable String statement) {
        Engagement engagement = room.work(by, id);
        String said = Texts.required(statement, "statement", Texts.LONG);
        Engagement.Progress progress = engagement.progress();
        if (progress.itemsConcluded() < progress.items()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%d drawn rows have no conclusion yet".formatted(progress.items() - progress.itemsConcluded()));
        }
        String sha256 = HexFormat.of().formatHex(Hashes.plain(document.bytes(id)));
        sql.update(
                "update engagement set closed_by = ?, closed_at = ?, statement = ?, signed_sha256 = ? where id = ?",
                List.of(by.actor().name(), clock.instant(), said, sha256, id));
        room.note(
                by,
                "engagement.signed_off",
                id,
                Map.of("statement", said, "sha256", sha256, "controls", (long) progress.controls(), "concluded", (long)
                        progress.concluded()));
        return room.withId(id);
    }
}
