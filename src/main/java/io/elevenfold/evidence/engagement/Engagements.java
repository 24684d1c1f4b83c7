package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Engagements. Whatever somebody does or looks at in one is an act of the audit trail. */
@ApplicationScoped
public class Engagements {

    /** What can be concluded about a row. */
    public static final Set<String> CONCLUSIONS = Set.of("conforms", "deviates", "not_applicable");

    private static final int MOST_BYTES = 20_000_000;
    private static final int LONGEST = 4000;
    private static final int LONGEST_NAME = 200;
    private static final int SEED_BYTES = 16;
    private static final String SELECT =
            """
            select id, name, scope, framework, framework_version, period_from, period_to, created_by, created_at,
                closed_by, closed_at
            from engagement""";

    private final Sql sql;
    private final Populations populations;
    private final FrameworkCatalog frameworks;
    private final AuditTrail trail;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Engagements(Sql sql, Populations populations, FrameworkCatalog frameworks, AuditTrail trail, Clock clock) {
        this.sql = sql;
        this.populations = populations;
        this.frameworks = frameworks;
        this.trail = trail;
        this.clock = clock;
    }

    /** Newest first, two hundred at most, without tests and files. */
    public List<Engagement> newest() {
        return sql.list(
                SELECT + " order by created_at desc, id desc limit 200",
                row -> view(row, List.of(), List.of()),
                List.of());
    }

    /**
     * All of one, for somebody who is noted.
     *
     * @throws ProblemException when there is none with that id
     */
    @Transactional
    public Engagement look(Actor by, UUID id) {
        Engagement engagement = withId(id);
        note(by, "engagement.viewed", id, Map.of());
        return engagement;
    }

    /**
     * Opens an engagement.
     *
     * @param framework id or alias; null for none
     * @throws ProblemException when a field makes no sense
     */
    @Transactional
    public Engagement open(
            Actor by,
            @Nullable String name,
            @Nullable String scope,
            @Nullable String framework,
            @Nullable String version,
            Instant from,
            Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("to: the period must end after it begins");
        }
        Framework edition = framework == null
                ? null
                : frameworks
                        .framework(framework, version)
                        .orElseThrow(() -> ProblemException.invalid("framework: no framework has this id and version"));
        UUID id = Ids.at(clock.instant());
        String called = text(name, "name", LONGEST_NAME);
        String told = text(scope, "scope", LONGEST);
        sql.update(
                """
                insert into engagement (id, name, scope, framework, framework_version, period_from, period_to,
                    created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        id,
                        called,
                        told,
                        edition == null ? null : edition.id(),
                        edition == null ? null : edition.version(),
                        from,
                        to,
                        by.name(),
                        clock.instant()));
        note(by, "engagement.opened", id, Map.of("name", called, "scope", told));
        return withId(id);
    }

    /**
     * Reads a population, keeps its size and hash, and draws a sample.
     *
     * @param seed null for one by chance; it is kept, so that the sample can be drawn again
     * @throws ProblemException when there is no such control or population, or nothing in it
     */
    @Transactional
    public void draw(
            Actor by, UUID id, @Nullable String control, @Nullable String population, int size, @Nullable String seed) {
        Engagement engagement = openOne(id);
        if (control == null || frameworks.control(control).isEmpty()) {
            throw ProblemException.invalid("control: the id of a control is expected, for example L06-01");
        }
        if (population == null || !Populations.exists(population)) {
            throw ProblemException.invalid("population: one of %s is expected"
                    .formatted(Populations.all().keySet()));
        }
        if (size < 1 || size > 200) {
            throw ProblemException.invalid("size: 1 to 200 is expected");
        }
        byte[] chance = new byte[SEED_BYTES];
        random.nextBytes(chance);
        String drawn = seed == null || seed.isBlank() ? HexFormat.of().formatHex(chance) : text(seed, "seed", 100);
        Draw draw = new Draw(drawn, size);
        Instant asOf = clock.instant();
        populations.read(population, engagement.from(), engagement.to(), draw::row);
        if (draw.rows() == 0) {
            throw new ProblemException(ProblemType.CONFLICT, "The population is empty: there is nothing to draw from");
        }
        UUID test = Ids.at(asOf);
        String sha256 = draw.sha256OfAll();
        int added = sql.update(
                """
                insert into engagement_test (id, engagement_id, control, population, rows, sha256, as_of, seed,
                    sample_size, drawn_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                List.of(test, id, control, population, draw.rows(), sha256, asOf, drawn, size, by.name()));
        if (added == 0) {
            throw new ProblemException(ProblemType.CONFLICT, "This sample was drawn before, with the same seed");
        }
        for (Draw.Item item : draw.sample()) {
            sql.update(
                    "insert into engagement_item (test_id, row, content, sha256) values (?, ?, ?, ?)",
                    List.of(test, item.row(), item.content(), item.sha256()));
        }
        note(
                by,
                "engagement.sample_drawn",
                id,
                Map.of(
                        "control",
                        control,
                        "population",
                        population,
                        "rows",
                        draw.rows(),
                        "sha256",
                        sha256,
                        "seed",
                        drawn,
                        "size",
                        (long) size));
    }

    /**
     * Says what a drawn row shows. A later conclusion takes the place of an earlier one; the audit trail keeps both.
     *
     * @throws ProblemException when there is no such row, or the word is none of {@link #CONCLUSIONS}
     */
    @Transactional
    public void conclude(Actor by, UUID id, UUID test, long row, @Nullable String conclusion, @Nullable String note) {
        openOne(id);
        if (conclusion == null || !CONCLUSIONS.contains(conclusion)) {
            throw ProblemException.invalid("conclusion: conforms, deviates or not_applicable is expected");
        }
        String said = note == null || note.isBlank() ? "" : text(note, "note", LONGEST);
        if (conclusion.equals("deviates") && said.isEmpty()) {
            throw ProblemException.invalid("note: say what deviates");
        }
        int concluded = sql.update(
                """
                update engagement_item i set conclusion = ?, note = ?, concluded_by = ?, concluded_at = ?
                from engagement_test t
                where t.id = i.test_id and t.engagement_id = ? and i.test_id = ? and i.row = ?""",
                List.of(conclusion, said, by.name(), clock.instant(), id, test, row));
        if (concluded == 0) {
            throw ProblemException.notFound("This engagement has no such row");
        }
        note(
                by,
                "engagement.concluded",
                id,
                Map.of("test", test.toString(), "row", row, "conclusion", conclusion, "note", said));
    }

    /**
     * Adds evidence from outside.
     *
     * @throws ProblemException when it is empty or larger than 20 MB
     */
    @Transactional
    public void add(Actor by, UUID id, @Nullable String name, @Nullable String note, byte[] content) {
        openOne(id);
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw ProblemException.invalid("file: 1 to %d bytes are expected".formatted(MOST_BYTES));
        }
        String called = text(name, "file", LONGEST_NAME);
        String told = text(note, "note", LONGEST);
        String sha256 = Draw.hex(content);
        sql.update(
                """
                insert into engagement_file (id, engagement_id, name, note, content, sha256, added_by, added_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                List.of(Ids.at(clock.instant()), id, called, told, content, sha256, by.name(), clock.instant()));
        note(by, "engagement.file_added", id, Map.of("name", called, "note", told, "sha256", sha256));
    }

    /** A file's name and bytes. */
    public record Content(String name, byte[] bytes) {}

    /** @throws ProblemException when there is no such file */
    @Transactional
    public Content file(Actor by, UUID id, UUID file) {
        Content content = sql.first(
                        "select name, content from engagement_file where engagement_id = ? and id = ?",
                        row -> new Content(row.getString(1), row.getBytes(2)),
                        List.of(id, file))
                .orElseThrow(() -> ProblemException.notFound("This engagement has no such file"));
        note(by, "engagement.file_viewed", id, Map.of("file", file.toString()));
        return content;
    }

    /** Nothing is added any more. */
    @Transactional
    public void close(Actor by, UUID id) {
        openOne(id);
        sql.update(
                "update engagement set closed_by = ?, closed_at = ? where id = ?",
                List.of(by.name(), clock.instant(), id));
        note(by, "engagement.closed", id, Map.of());
    }

    private void note(Actor by, String type, UUID id, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("engagement", id.toString());
        trail.keep(by, type, AuditTrail.NOBODY, detail);
    }

    private Engagement openOne(UUID id) {
        Engagement engagement = sql.first(
                        SELECT + " where id = ? for update", row -> view(row, List.of(), List.of()), List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No engagement has this id"));
        if (!engagement.isOpen()) {
            throw new ProblemException(ProblemType.CONFLICT, "This engagement was closed by " + engagement.closedBy());
        }
        return engagement;
    }

    private Engagement withId(UUID id) {
        List<Engagement.Test> tests = sql.list(
                """
                select id, control, population, rows, sha256, as_of, seed, sample_size, drawn_by
                from engagement_test where engagement_id = ? order by as_of, id""",
                row -> test(row, items(row.getObject("id", UUID.class))),
                List.of(id));
        List<Engagement.File> files = sql.list(
                """
                select id, name, note, length(content) as bytes, sha256, added_by, added_at
                from engagement_file where engagement_id = ? order by added_at, id""",
                row -> new Engagement.File(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("note"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getString("added_by"),
                        row.getTimestamp("added_at").toInstant()),
                List.of(id));
        return sql.first(SELECT + " where id = ?", row -> view(row, tests, files), List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No engagement has this id"));
    }

    private List<Engagement.Item> items(UUID test) {
        return sql.list(
                """
                select row, content, sha256, conclusion, note, concluded_by, concluded_at
                from engagement_item where test_id = ? order by row""",
                row -> new Engagement.Item(
                        row.getLong("row"),
                        row.getString("content"),
                        row.getString("sha256"),
                        row.getString("conclusion"),
                        row.getString("note"),
                        row.getString("concluded_by"),
                        instant(row.getTimestamp("concluded_at"))),
                List.of(test));
    }

    private static Engagement.Test test(ResultSet row, List<Engagement.Item> items) throws SQLException {
        return new Engagement.Test(
                row.getObject("id", UUID.class),
                row.getString("control"),
                row.getString("population"),
                row.getLong("rows"),
                row.getString("sha256"),
                row.getTimestamp("as_of").toInstant(),
                row.getString("seed"),
                row.getInt("sample_size"),
                row.getString("drawn_by"),
                items);
    }

    private static Engagement view(ResultSet row, List<Engagement.Test> tests, List<Engagement.File> files)
            throws SQLException {
        return new Engagement(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("scope"),
                row.getString("framework"),
                row.getString("framework_version"),
                row.getTimestamp("period_from").toInstant(),
                row.getTimestamp("period_to").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("closed_by"),
                instant(row.getTimestamp("closed_at")),
                tests,
                files);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static String text(@Nullable String text, String name, int longest) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.length() > longest) {
            throw ProblemException.invalid("%s: 1 to %d characters are expected".formatted(name, longest));
        }
        return stripped;
    }
}
