package io.elevenfold.policy;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Proof;
import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.CanonicalJson;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and signing. Who signs is who is signed in, and when is now: neither is a parameter. */
@ApplicationScoped
public class Attestations {

    /** What a signature says, word for word. */
    public static final String STATEMENT = "I have read this policy, I understand it, and I will work by it.";

    private static final String SELECT =
            "select a.*, p.title, n.email from attestation a join policy p on p.id = a.policy_id join person n on n.id = a.person_id";

    private final Policies policies;
    private final Quizzes quizzes;
    private final Governance governance;
    private final Sql sql;
    private final Clock clock;

    Attestations(Policies policies, Quizzes quizzes, Governance governance, Sql sql, Clock clock) {
        this.policies = policies;
        this.quizzes = quizzes;
        this.governance = governance;
        this.sql = sql;
        this.clock = clock;
    }

    /** The numbers of the sections that the person has read. */
    @Transactional
    public Set<Integer> sectionsRead(UUID person, VersionView version) {
        return new TreeSet<>(sql.list(
                "select section from policy_reading where person_id = ? and version_id = ?",
                row -> row.getInt(1),
                List.of(person, version.id())));
    }

    /** Keeps that a section was read. @throws ProblemException when it does not exist or the version is not in force */
    @Transactional
    public void read(UUID person, UUID policy, int number, int section) {
        VersionView version = policies.version(policy, number);
        if (!version.isInForce()) {
            throw notInForce(number);
        }
        if (section < 1 || section > policies.document(version).sections().size()) {
            throw ProblemException.invalid("section: the number of a section is expected");
        }
        sql.update(
                "insert into policy_reading (person_id, version_id, section, read_at) values (?, ?, ?, ?) on conflict do nothing",
                List.of(person, version.id(), section, clock.instant()));
    }

    /**
     * Signs the version in force. Signing it again gives the first signature.
     *
     * @param actor who is signed in
     * @param proof how and when they proved it; null when that is not known
     * @param person the same, as a person
     * @param number the version that was read
     * @param sha256 of what was read
     * @throws ProblemException when another version is in force, a section was not read, or the quiz is not passed
     */
    @Transactional
    public AttestationView sign(
            Actor actor, @Nullable Proof proof, PersonView person, UUID policyId, int number, String sha256) {
        if (!person.id().equals(actor.personId()) || person.leftAt() != null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "People sign for themselves only");
        }
        PolicyView policy = policies.withId(policyId);
        VersionView version = policies.version(policyId, number);
        if (!version.isInForce() || !version.sha256().equals(sha256)) {
            throw notInForce(number);
        }
        // One signature at a time, so that a form that was sent twice finds the first one.
        sql.list("select 1 from person where id = ? for update", row -> 1, List.of(person.id()));
        Optional<AttestationView> earlier = of(person.id(), version.id());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        int sections = policies.document(version).sections().size();
        if (sectionsRead(person.id(), version).size() < sections) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Each of the %d sections is to be read first".formatted(sections));
        }
        QuizResult quiz = policy.quiz() == null ? null : passed(person.id(), policy.quiz());
        Instant now = clock.instant();
        return keep(person.id(), version, now, record(actor, proof, person, policy, version, quiz, now));
    }

    private QuizResult passed(UUID person, String quiz) {
        return quizzes.passed(person, quiz)
                .orElseThrow(() -> new ProblemException(ProblemType.CONFLICT, "The quiz is to be passed first"));
    }

    private AttestationView keep(UUID person, VersionView version, Instant now, Map<String, Object> record) {
        Governance.Entry entry = governance.append("policy.attested", person, record);
        sql.update(
                """
                insert into attestation (id, person_id, policy_id, version_id, version_number, sha256, signed_at, record,
                    entry_id, position) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                List.of(
                        Ids.at(now),
                        person,
                        version.policyId(),
                        version.id(),
                        version.number(),
                        HexFormat.of().parseHex(version.sha256()),
                        now,
                        CanonicalJson.text(record),
                        entry.id(),
                        entry.position()));
        sql.update(
                """
                update assignment a set signed_at = ? from campaign c
                where c.id = a.campaign_id and c.policy_id = ? and a.person_id = ? and a.ended_at is null
                    and a.signed_at is null and a.required_version <= ?""",
                List.of(now, version.policyId(), person, version.number()));
        return of(person, version.id()).orElseThrow();
    }

    private Map<String, Object> record(
            Actor actor,
            @Nullable Proof proof,
            PersonView person,
            PolicyView policy,
            VersionView version,
            @Nullable QuizResult quiz,
            Instant now) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("type", "elevenfold/attestation/1");
        fields.put("person", Map.of("id", person.id().toString(), "email", person.email(), "name", person.name()));
        fields.put(
                "policy",
                Map.of(
                        "id", policy.id().toString(),
                        "title", policy.title(),
                        "version", (long) version.number(),
                        "sha256", version.sha256(),
                        "language", version.language()));
        fields.put("statement", STATEMENT);
        fields.put("signed_at", now);
        Map<String, Object> authentication = new TreeMap<>(Map.of("account", actor.name()));
        authentication.put("method", proof == null ? "session" : proof.method());
        if (proof != null) {
            authentication.put("at", proof.at());
        }
        fields.put("authentication", authentication);
        if (quiz != null) {
            fields.put(
                    "quiz",
                    Map.of(
                            "id", quiz.quiz(),
                            "version", (long) quiz.quizVersion(),
                            "attempt", (long) quiz.number(),
                            "score", (long) quiz.score(),
                            "questions", (long) quiz.questions()));
        }
        return fields;
    }

    /** @throws ProblemException when there is no such signature */
    @Transactional
    public AttestationView withId(UUID id) {
        return sql.first(SELECT + " where a.id = ?", Attestations::view, List.of(id))
                .orElseThrow(() -> ProblemException.notFound("No attestation has the id " + id));
    }

    /** The person's signatures, newest first. */
    @Transactional
    public List<AttestationView> ofPerson(UUID person) {
        return sql.list(
                SELECT + " where a.person_id = ? order by a.position desc limit 100",
                Attestations::view,
                List.of(person));
    }

    /** Newest first. @param policy null for all */
    @Transactional
    public Page<AttestationView> newest(@Nullable UUID policy, int limit, @Nullable String after) {
        List<String> cursor = Cursor.values(after, 1);
        List<Object> parameters = new ArrayList<>();
        StringBuilder query = new StringBuilder(SELECT).append(" where true");
        if (policy != null) {
            query.append(" and a.policy_id = ?");
            parameters.add(policy);
        }
        if (!cursor.isEmpty()) {
            query.append(" and a.position < ?");
            parameters.add(position(cursor.get(0)));
        }
        query.append(" order by a.position desc limit ").append(Cursor.limit(limit) + 1);
        return Page.of(
                sql.list(query.toString(), Attestations::view, parameters),
                limit,
                attestation -> Cursor.of(attestation.position()));
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    private Optional<AttestationView> of(UUID person, UUID version) {
        return sql.first(
                SELECT + " where a.person_id = ? and a.version_id = ?", Attestations::view, List.of(person, version));
    }

    private static ProblemException notInForce(int number) {
        return new ProblemException(
                ProblemType.NOT_IN_FORCE, "Version %d as it was shown is not in force".formatted(number));
    }

    private static AttestationView view(ResultSet row) throws SQLException {
        return new AttestationView(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("email"),
                row.getObject("policy_id", UUID.class),
                row.getString("title"),
                row.getInt("version_number"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getTimestamp("signed_at").toInstant(),
                row.getString("record"),
                row.getObject("entry_id", UUID.class),
                row.getLong("position"));
    }
}
