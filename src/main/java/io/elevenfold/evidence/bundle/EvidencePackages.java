package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.DataDirectory;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence packages: asked for here, made in the background, handed out, taken away again. */
@ApplicationScoped
public class EvidencePackages {

    /** What is told when nobody says otherwise: who did what to what, without contents. */
    public static final Set<FieldGroups.Group> USUAL = Set.of(FieldGroups.Group.ACTOR, FieldGroups.Group.TARGET);

    private static final Duration LONGEST = Duration.ofDays(3 * 366);
    private static final int MOST_WAITING = 5;
    private static final int SHOWN = 200;
    private static final String SELECT =
            """
            select id, requested_by, requested_at, period_from, period_to, framework, framework_version, disclosed,
                state, records_total, records_done, finished_at, bytes, sha256, faults, error,
                engagement_id
            from evidence_package""";

    private final Sql sql;
    private final AuditTrail trail;
    private final FrameworkCatalog frameworks;
    private final Enclosure enclosure;
    private final ObjectMapper json;
    private final Clock clock;
    private final Path folder;

    EvidencePackages(
            Sql sql,
            AuditTrail trail,
            FrameworkCatalog frameworks,
            Enclosure enclosure,
            DataDirectory directory,
            ObjectMapper json,
            Clock clock) {
        this.sql = sql;
        this.trail = trail;
        this.frameworks = frameworks;
        this.enclosure = enclosure;
        this.json = json;
        this.clock = clock;
        this.folder = directory.folder("evidence");
    }

    /**
     * What somebody asks for.
     *
     * @param framework id or alias; null for all in summary
     * @param version of the framework; null for its newest edition
     * @param disclosed {@code actor}, {@code target}, {@code content}; null for {@link #USUAL}
     * @param engagement that it encloses: where period and framework are not given, they are its own; null for none
     */
    public record Request(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String framework,
            @Nullable String version,
            @Nullable Collection<String> disclosed,
            @Nullable UUID engagement) {

        private Request within(Enclosure.Covered covered) {
            boolean hasFramework = framework != null && !framework.isBlank();
            return new Request(
                    from == null ? covered.from() : from,
                    to == null ? covered.to() : to,
                    hasFramework ? framework : covered.framework(),
                    hasFramework ? version : covered.frameworkVersion(),
                    disclosed,
                    engagement);
        }
    }

    /**
     * Asks for a package.
     *
     * @param mayDiscloseContent whether the person may take contents out of the house
     * @throws ProblemException when the period, the framework or a group is none, or too much is waiting
     */
    @Transactional
    public EvidencePackage request(Actor by, Request asked, boolean mayDiscloseContent) {
        Request request = asked.engagement() == null ? asked : asked.within(enclosure.covered(asked.engagement()));
        Instant from = required(request.from(), "from");
        Instant to = required(request.to(), "to");
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("to: the period must end after it begins");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("to: a package holds at most three years");
        }
        Set<FieldGroups.Group> disclosed = groups(request.disclosed());
        if (disclosed.contains(FieldGroups.Group.CONTENT) && !mayDiscloseContent) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Contents may only be disclosed by who governs: ciso, security, administrator");
        }
        long waiting = sql.list(
                        "select count(*) from evidence_package where state in ('queued', 'running')",
                        row -> row.getLong(1),
                        List.of())
                .get(0);
        if (waiting >= MOST_WAITING) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%d packages are waiting already; try again when they are done".formatted(waiting));
        }
        Framework framework = request.framework() == null || request.framework().isBlank()
                ? null
                : frameworks
                        .framework(request.framework(), request.version())
                        .orElseThrow(() -> ProblemException.invalid("framework: no framework has this id and version"));
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        List<String> words =
                disclosed.stream().map(EvidencePackages::word).sorted().toList();
        sql.update(
                """
                insert into evidence_package (id, requested_by, requested_at, period_from, period_to, framework,
                    framework_version, disclosed, engagement_id, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued')""",
                Arrays.asList(
                        id,
                        by.name(),
                        now,
                        from,
                        to,
                        framework == null ? null : framework.id(),
                        framework == null ? null : framework.version(),
                        words,
                        request.engagement()));
        Map<String, Object> detail = new TreeMap<>(
                Map.of("package", id.toString(), "from", from.toString(), "to", to.toString(), "disclosed", words));
        if (framework != null) {
            detail.put("framework", framework.id() + " " + framework.version());
        }
        if (request.engagement() != null) {
            detail.put("engagement", request.engagement().toString());
        }
        trail.keep(by, "evidence.requested", AuditTrail.NOBODY, detail);
        return withId(id);
    }

    private static Instant required(@Nullable Instant moment, String name) {
        if (moment == null) {
            throw ProblemException.invalid(name + ": a moment is expected, for example 2026-03-01T00:00:00Z");
        }
        return moment;
    }

    private static Set<FieldGroups.Group> groups(@Nullable Collection<String> words) {
        if (words == null) {
            return USUAL;
        }
        EnumSet<FieldGroups.Group> groups = EnumSet.noneOf(FieldGroups.Group.class);
        for (String word : words) {
            groups.add(Arrays.stream(FieldGroups.Group.values())
                    .filter(group -> word(group).equals(word))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("disclosed: actor, target and content are expected")));
        }
        return groups;
    }

    private static String word(FieldGroups.Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }

    /** The newest two hundred, newest first. */
    public List<EvidencePackage> newest() {
        return sql.list(SELECT + " order by requested_at desc, id desc limit " + SHOWN, this::view, List.of());
    }

    /** Those that enclose an engagement, newest first. */
    public List<EvidencePackage> of(UUID engagement) {
        return sql.list(
                SELECT + " where engagement_id = ? order by requested_at desc, id desc limit " + SHOWN,
                this::view,
                List.of(engagement));
    }

    /** @throws ProblemException when there is none with that id */
    public EvidencePackage withId(UUID id) {
        return sql.first(SELECT + " where id = ?", this::view, List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No evidence package has this id"));
    }

    /**
     * The file, for somebody who is noted.
     *
     * @throws ProblemException when it is not done
     */
    @Transactional
    public Path download(Actor by, UUID id) {
        EvidencePackage made = withId(id);
        Path file = file(id);
        if (!made.isDone() || !Files.exists(file)) {
            throw new ProblemException(ProblemType.CONFLICT, "This package has no file: its state is " + made.state());
        }
        trail.keep(by, "evidence.downloaded", AuditTrail.NOBODY, detail(made));
        return file;
    }

    private static Map<String, Object> detail(EvidencePackage made) {
        Map<String, Object> detail =
                new TreeMap<>(Map.of("package", made.id().toString(), "sha256", String.valueOf(made.sha256())));
        if (made.engagement() != null) {
            detail.put("engagement", made.engagement().toString());
        }
        return detail;
    }

    /**
     * Takes a package away; that it was there stays in the audit trail.
     *
     * @throws ProblemException when there is none, or it is being made
     */
    @Transactional
    public void delete(Actor by, UUID id) {
        EvidencePackage there = withId(id);
        if (there.state().equals("running")) {
            throw new ProblemException(ProblemType.CONFLICT, "This package is being made; delete it when it is done");
        }
        sql.update("delete from evidence_package where id = ?", List.of(id));
        trail.keep(by, "evidence.deleted", AuditTrail.NOBODY, detail(there));
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the file of package " + id, e);
        }
    }

    /** How the file is called where somebody keeps it. */
    public static String fileName(UUID id) {
        return "elevenfold-evidence-%s.zip".formatted(id);
    }

    Path file(UUID id) {
        return folder.resolve(id + ".zip");
    }

    Scope scope(EvidencePackage asked) {
        return new Scope(
                asked.id(),
                asked.from(),
                asked.to(),
                asked.framework(),
                asked.frameworkVersion(),
                groups(asked.disclosed()),
                asked.requestedBy(),
                asked.engagement());
    }

    private EvidencePackage view(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        boolean hasFile = !row.wasNull();
        return new EvidencePackage(
                row.getObject("id", UUID.class),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("period_from").toInstant(),
                row.getTimestamp("period_to").toInstant(),
                row.getString("framework"),
                row.getString("framework_version"),
                List.of((String[]) row.getArray("disclosed").getArray()),
                row.getString("state"),
                row.getLong("records_total"),
                row.getLong("records_done"),
                row.getTimestamp("finished_at") == null
                        ? null
                        : row.getTimestamp("finished_at").toInstant(),
                hasFile ? bytes : null,
                row.getString("sha256"),
                faults(row.getString("faults")),
                row.getString("error"),
                row.getObject("engagement_id", UUID.class));
    }

    private @Nullable List<Fault> faults(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own rows are always JSON", e);
        }
    }
}
