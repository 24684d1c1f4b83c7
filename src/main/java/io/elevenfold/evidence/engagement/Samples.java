package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.PopulationState;
import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Populations, samples drawn from them, and what was concluded about each row. */
@ApplicationScoped
public class Samples {

    /** What can be concluded about a row. */
    public static final Set<String> CONCLUSIONS = Set.of("conforms", "deviates", "not_applicable");

    private static final int MOST = 200;
    private static final int SEED_BYTES = 16;
    private static final int LONGEST_SEED = 100;
    private static final String SELECT =
            """
            select t.*, (select count(*) from engagement_item i where i.test_id = t.id) as items,
                (select count(i.conclusion) from engagement_item i where i.test_id = t.id) as concluded,
                (select count(*) from engagement_item i
                    where i.test_id = t.id and i.conclusion = 'deviates') as deviating
            from engagement_test t""";
    private static final String ITEMS =
            """
            select row, ordinal, log, position, content, sha256, conclusion, note, concluded_by, concluded_at
            from engagement_item""";

    private final Sql sql;
    private final Room room;
    private final PopulationReading reading;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Samples(Sql sql, Room room, PopulationReading reading, Clock clock) {
        this.sql = sql;
        this.room = room;
        this.reading = reading;
        this.clock = clock;
    }

    /** All populations over the engagement's period, as they were last counted. */
    @Transactional
    public List<Population> populations(Visitor by, UUID id) {
        room.look(by, id, "populations");
        return populations(id);
    }

    /** The same, for who is in already. */
    List<Population> populations(UUID id) {
        Map<String, Population> counted = new java.util.HashMap<>();
        sql.list(
                        """
                        select distinct on (name) name, rows, sha256, as_of, counted_by from engagement_population
                        where engagement_id = ? order by name, as_of desc, id desc""",
                        row -> new Population(
                                row.getString(1),
                                "",
                                row.getLong(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant(),
                                row.getString(5)),
                        List.of(id))
                .forEach(each -> counted.put(each.name(), each));
        return Populations.all().entrySet().stream()
                .map(each -> {
                    Population known = counted.get(each.getKey());
                    return known == null
                            ? new Population(each.getKey(), each.getValue(), null, null, null, null)
                            : new Population(
                                    known.name(),
                                    each.getValue(),
                                    known.rows(),
                                    known.sha256(),
                                    known.asOf(),
                                    known.countedBy());
                })
                .toList();
    }

    /** Counts all populations, in one state of the database, and keeps their sizes and hashes. */
    public List<Population> count(Visitor by, UUID id) {
        Engagement engagement = room.enter(by, id);
        Instant asOf = clock.instant();
        Map<String, PopulationReading.Count> counts = new java.util.TreeMap<>();
        try (PopulationState state = reading.open()) {
            Populations.all().keySet().forEach(name -> counts.put(name, reading.count(state, engagement, name, null)));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            room.work(by, id);
            counts.forEach((name, count) -> sql.update(
                    """
                    insert into engagement_population (id, engagement_id, name, rows, sha256, as_of, counted_by)
                    values (?, ?, ?, ?, ?, ?, ?)""",
                    List.of(
                            Ids.at(asOf),
                            id,
                            name,
                            count.rows(),
                            count.sha256(),
                            asOf,
                            by.actor().name())));
            Map<String, Object> detail = new java.util.TreeMap<>();
            counts.forEach((name, count) -> detail.put(name, "%d %s".formatted(count.rows(), count.sha256())));
            room.note(by, "engagement.populations_counted", id, Map.of("populations", detail));
        });
        return populations(id);
    }

    /**
     * What somebody wants drawn.
     *
     * @param test only rows of this check, rule or policy; null for all
     * @param seed null for one by chance; it is kept, so that the sample can be drawn again
     */
    public record Wanted(
            @Nullable String control,
            @Nullable String population,
            @Nullable String test,
            @Nullable Integer size,
            @Nullable String seed) {}

    /**
     * Reads a population, keeps its size and hash, and draws a sample.
     *
     * @throws ProblemException when there is no such control or population, or nothing in it
     */
    public Sample draw(Visitor by, UUID id, Wanted wanted) {
        Engagement engagement = room.enter(by, id);
        String control = room.control(engagement, wanted.control()).id();
        String population = wanted.population();
        if (population == null || !Populations.exists(population)) {
            throw ProblemException.invalid("population: one of %s is expected"
                    .formatted(Populations.all().keySet()));
        }
        String test = Texts.optional(wanted.test(), "test", Texts.NAME);
        if (!test.isEmpty() && Populations.memberOfTest(population).isEmpty()) {
            throw ProblemException.invalid("test: rows of %s belong to no test".formatted(population));
        }
        int size = wanted.size() == null ? 0 : wanted.size();
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("size: 1 to %d is expected".formatted(MOST));
        }
        String seed = seed(wanted.seed());
        Instant asOf = clock.instant();
        try (PopulationState state = reading.open()) {
            @Nullable String only = test.isEmpty() ? null : test;
            PopulationReading.Count count = reading.count(state, engagement, population, only);
            if (count.rows() == 0) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "The population is empty: there is nothing to draw from");
            }
            List<PopulationReading.Row> rows =
                    reading.take(state, engagement, population, only, Draw.rows(seed, count.rows(), size));
            Draft draft = new Draft(Ids.at(asOf), control, population, test, size, seed, asOf);
            return QuarkusTransaction.requiringNew().call(() -> keep(by, id, draft, count, rows));
        }
    }

    private record Draft(
            UUID id, String control, String population, String test, int size, String seed, Instant asOf) {}

    private String seed(@Nullable String given) {
        if (given != null && !given.isBlank()) {
            String seed = Texts.required(given, "seed", LONGEST_SEED);
            if (!seed.matches("[\\x20-\\x7e]+")) {
                throw ProblemException.invalid("seed: printable ASCII is expected, so that everybody hashes the same");
            }
            return seed;
        }
        byte[] chance = new byte[SEED_BYTES];
        random.nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }

    private Sample keep(
            Visitor by, UUID id, Draft draft, PopulationReading.Count count, List<PopulationReading.Row> rows) {
        room.work(by, id);
        int added = sql.update(
                """
                insert into engagement_test (id, engagement_id, control, population, test, rows, sha256, snapshot, as_of,
                    seed, method, sample_size, drawn_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                Arrays.asList(
                        draft.id(),
                        id,
                        draft.control(),
                        draft.population(),
                        draft.test(),
                        count.rows(),
                        count.sha256(),
                        count.snapshot(),
                        draft.asOf(),
                        draft.seed(),
                        Draw.METHOD,
                        draft.size(),
                        by.actor().name()));
        if (added == 0) {
            throw new ProblemException(ProblemType.CONFLICT, "This sample was drawn before, with the same seed");
        }
        int ordinal = 0;
        for (PopulationReading.Row row : rows) {
            sql.update(
                    """
                    insert into engagement_item (test_id, row, ordinal, log, position, content, sha256)
                    values (?, ?, ?, ?, ?, ?, ?)""",
                    Arrays.asList(
                            draft.id(),
                            row.row(),
                            ordinal++,
                            row.log(),
                            row.position(),
                            row.content(),
                            Draw.hex(row.content().getBytes(StandardCharsets.UTF_8))));
        }
        room.note(
                by,
                "engagement.sample_drawn",
                id,
                Map.of(
                        "sample", draft.id().toString(),
                        "control", draft.control(),
                        "population", draft.population(),
                        "test", draft.test(),
                        "rows", count.rows(),
                        "sha256", count.sha256(),
                        "seed", draft.seed(),
                        "method", Draw.METHOD,
                        "size", (long) draft.size()));
        return withId(id, draft.id());
    }

    /** Oldest first. */
    @Transactional
    public List<Sample> all(Visitor by, UUID id) {
        room.look(by, id, "samples");
        return all(id);
    }

    List<Sample> all(UUID id) {
        return sql.list(SELECT + " where t.engagement_id = ? order by t.id", Samples::sample, List.of(id));
    }

    List<Sample> of(UUID id, String control) {
        return all(id).stream()
                .filter(sample -> sample.control().equals(control))
                .toList();
    }

    /** @throws ProblemException when there is none with that id */
    @Transactional
    public Sample one(Visitor by, UUID id, UUID sample) {
        room.look(by, id, "sample " + sample);
        return withId(id, sample);
    }

    Sample withId(UUID id, UUID sample) {
        return sql.first(SELECT + " where t.engagement_id = ? and t.id = ?", Samples::sample, List.of(id, sample))
                .orElseThrow(() -> ProblemException.notFound("This engagement has no such sample"));
    }

    /** A sample with all its rows, in the order in which they were drawn. */
    public record Drawn(Engagement engagement, Sample sample, List<SampleItem> items) {}

    /** @throws ProblemException when there is none with that id */
    @Transactional
    public Drawn drawn(Visitor by, UUID id, UUID sample) {
        Engagement engagement = room.look(by, id, "sample " + sample);
        return new Drawn(engagement, withId(id, sample), items(sample));
    }

    /** In the order in which they were drawn. */
    @Transactional
    public Page<SampleItem> items(Visitor by, UUID id, UUID sample, int limit, @Nullable String after) {
        room.look(by, id, "items of sample " + sample);
        withId(id, sample);
        List<String> cursor = Cursor.values(after, 1);
        int most = Cursor.limit(limit);
        int behind;
        try {
            behind = cursor.isEmpty() ? -1 : Integer.parseInt(cursor.get(0));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
        return Page.of(
                sql.list(
                        ITEMS + " where test_id = ? and ordinal > ? order by ordinal limit ?",
                        Samples::item,
                        List.of(sample, behind, most + 1)),
                most,
                item -> Cursor.of(item.ordinal()));
    }

    List<SampleItem> items(UUID sample) {
        return sql.list(ITEMS + " where test_id = ? order by ordinal, row", Samples::item, List.of(sample));
    }

    SampleItem item(UUID sample, long row) {
        return sql.first(ITEMS + " where test_id = ? and row = ?", Samples::item, List.of(sample, row))
                .orElseThrow(() -> ProblemException.notFound("This sample has no such row"));
    }

    /**
     * Says what a drawn row shows. A later conclusion takes the place of an earlier one; the audit trail keeps both.
     *
     * @throws ProblemException when there is no such row, or the word is none of {@link #CONCLUSIONS}
     */
    @Transactional
    public void conclude(
            Visitor by, UUID id, UUID sample, long row, @Nullable String conclusion, @Nullable String note) {
        room.work(by, id);
        withId(id, sample);
        if (conclusion == null || !CONCLUSIONS.contains(conclusion)) {
            throw ProblemException.invalid("conclusion: conforms, deviates or not_applicable is expected");
        }
        String said = Texts.optional(note, "note", Texts.LONG);
        if (conclusion.equals("deviates") && said.isEmpty()) {
            throw ProblemException.invalid("note: say what deviates");
        }
        int concluded = sql.update(
                """
                update engagement_item set conclusion = ?, note = ?, concluded_by = ?, concluded_at = ?
                where test_id = ? and row = ?""",
                List.of(conclusion, said, by.actor().name(), clock.instant(), sample, row));
        if (concluded == 0) {
            throw ProblemException.notFound("This sample has no such row");
        }
        room.note(
                by,
                "engagement.item_concluded",
                id,
                Map.of("sample", sample.toString(), "row", row, "conclusion", conclusion, "note", said));
    }

    private static Sample sample(ResultSet row) throws SQLException {
        String test = row.getString("test");
        return new Sample(
                row.getObject("id", UUID.class),
                row.getString("control"),
                row.getString("population"),
                test.isEmpty() ? null : test,
                row.getLong("rows"),
                row.getString("sha256"),
                row.getString("snapshot"),
                row.getTimestamp("as_of").toInstant(),
                row.getString("seed"),
                row.getString("method"),
                row.getInt("sample_size"),
                row.getString("drawn_by"),
                row.getInt("items"),
                row.getInt("concluded"),
                row.getInt("deviating"));
    }

    private static SampleItem item(ResultSet row) throws SQLException {
        return new SampleItem(
                row.getLong("row"),
                row.getInt("ordinal"),
                row.getObject("log", Integer.class),
                row.getObject("position", Long.class),
                row.getString("content"),
                row.getString("sha256"),
                row.getString("conclusion"),
                row.getString("note"),
                row.getString("concluded_by"),
                Room.instant(row.getTimestamp("concluded_at")));
    }
}
