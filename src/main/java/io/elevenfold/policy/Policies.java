package io.elevenfold.policy;

import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.elevenfold.policy.document.Difference;
import io.elevenfold.policy.document.Document;
import io.elevenfold.policy.document.PdfText;
import io.elevenfold.policy.quiz.QuizCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents and their versions: written by one, approved by another, in force from a date. */
@ApplicationScoped
public class Policies {

    private final PolicyTable table;
    private final Sql sql;
    private final PdfText pdfText;
    private final QuizCatalog quizzes;
    private final FrameworkCatalog frameworks;
    private final AuditTrail trail;
    private final Clock clock;

    Policies(
            PolicyTable table,
            Sql sql,
            PdfText pdfText,
            QuizCatalog quizzes,
            FrameworkCatalog frameworks,
            AuditTrail trail,
            Clock clock) {
        this.table = table;
        this.sql = sql;
        this.pdfText = pdfText;
        this.quizzes = quizzes;
        this.frameworks = frameworks;
        this.trail = trail;
        this.clock = clock;
    }

    /** Newest first, archived ones too. */
    @Transactional
    public Page<PolicyView> newest(int limit, @Nullable String after) {
        List<String> cursor = Cursor.values(after, 1);
        UUID before = cursor.isEmpty() ? null : uuid(cursor.get(0));
        return Page.of(
                table.policies(clock.instant(), Cursor.limit(limit) + 1, before),
                limit,
                policy -> Cursor.of(policy.id()));
    }

    /** @throws ProblemException when there is no such policy */
    @Transactional
    public PolicyView withId(UUID id) {
        return table.policy(id, clock.instant())
                .orElseThrow(() -> ProblemException.notFound("No policy has the id " + id));
    }

    /** Newest first. */
    @Transactional
    public List<VersionView> versions(UUID policy) {
        return table.versions(policy, clock.instant());
    }

    /** @throws ProblemException when there is no such version */
    @Transactional
    public VersionView version(UUID policy, int number) {
        return table.version(policy, number, clock.instant())
                .orElseThrow(() -> ProblemException.notFound("The policy has no version " + number));
    }

    /** The version that people sign now. */
    @Transactional
    public Optional<VersionView> inForce(UUID policy) {
        Integer number = withId(policy).inForce();
        return number == null ? Optional.empty() : Optional.of(version(policy, number));
    }

    @Transactional
    public Document document(VersionView version) {
        String text = table.text(version.id());
        return version.kind().equals("pdf") ? Document.ofPages(text) : Document.ofMarkdown(text);
    }

    /** The Markdown, or what could be read in the file. */
    @Transactional
    public String text(VersionView version) {
        return table.text(version.id());
    }

    /** @throws ProblemException when the version is no file */
    @Transactional
    public byte[] file(VersionView version) {
        if (!version.kind().equals("pdf")) {
            throw ProblemException.notFound("The version is no file");
        }
        return table.file(version.id());
    }

    @Transactional
    public Difference difference(UUID policy, int from, int to) {
        return Difference.between(document(version(policy, from)), document(version(policy, to)));
    }

    /** @throws ProblemException when the quiz does not exist */
    @Transactional
    public PolicyView create(Actor actor, NewPolicy wanted, Draft draft) {
        if (wanted.quiz() != null && quizzes.find(wanted.quiz()).isEmpty()) {
            throw ProblemException.invalid("quiz: the id of a quiz is expected");
        }
        for (String control : wanted.controls()) {
            if (frameworks.control(control).isEmpty()) {
                throw ProblemException.invalid("controls: ids of controls such as L11-01 are expected");
            }
        }
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                "insert into policy (id, title, summary, controls, quiz, review_months, created_by, created_by_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Arrays.asList(
                        id,
                        wanted.title(),
                        wanted.summary(),
                        wanted.controls(),
                        wanted.quiz(),
                        wanted.reviewMonths(),
                        actor.name(),
                        actor.personId(),
                        now));
        trail.keep(actor, "policy.created", id, Map.of("title", wanted.title()));
        draft(actor, id, draft);
        return withId(id);
    }

    /** Writes the draft; a draft that is there already is replaced, and its author is who wrote last. */
    @Transactional
    public VersionView draft(Actor actor, UUID policy, Draft draft) {
        if (withId(policy).archivedAt() != null) {
            throw new ProblemException(ProblemType.CONFLICT, "The policy is archived");
        }
        byte[] file = draft.file();
        boolean isMarkdown = file.length == 0;
        String text = isMarkdown ? draft.markdown() : pdfText.of(file);
        byte[] content = isMarkdown ? text.getBytes(StandardCharsets.UTF_8) : file;
        Instant now = clock.instant();
        // One writer at a time, so that two drafts cannot take the same number.
        sql.list("select 1 from policy where id = ? for update", row -> 1, List.of(policy));
        sql.update("delete from policy_version where policy_id = ? and approved_at is null", List.of(policy));
        int number = 1
                + sql.first(
                                "select coalesce(max(number), 0) from policy_version where policy_id = ?",
                                row -> row.getInt(1),
                                List.of(policy))
                        .orElse(0);
        boolean material = draft.material() || number == 1;
        byte[] hash = Hashes.plain(content);
        sql.update(
                """
                insert into policy_version (id, policy_id, number, kind, language, text, file, sha256, change_note, material,
                    author, author_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        Ids.at(now),
                        policy,
                        number,
                        isMarkdown ? "markdown" : "pdf",
                        draft.language(),
                        text,
                        isMarkdown ? null : file,
                        hash,
                        draft.changeNote(),
                        material,
                        actor.name(),
                        actor.personId(),
                        now));
        VersionView version = version(policy, number);
        trail.keep(
                actor,
                "policy.drafted",
                policy,
                Map.of("version", (long) number, "sha256", version.sha256(), "material", material));
        return version;
    }

    /**
     * Puts the draft in force.
     *
     * @param sha256 what the approver has read; another draft in between is refused
     * @param effectiveAt from when; null for at once. Never in the past
     * @throws ProblemException when the approver wrote it, or it is not the draft that was read
     */
    @Transactional
    public VersionView approve(Actor actor, UUID policy, int number, String sha256, @Nullable Instant effectiveAt) {
        VersionView draft = version(policy, number);
        if (!draft.isDraft() || !draft.sha256().equals(sha256)) {
            throw new ProblemException(ProblemType.CONFLICT, "This is not the draft that waits for approval now");
        }
        if (isSame(actor, draft.author(), draft.authorId())) {
            throw new ProblemException(
                    ProblemType.ANOTHER_PERSON_NEEDED,
                    "Version %d was written by %s".formatted(number, draft.author()));
        }
        Instant now = clock.instant();
        Instant effective = effectiveAt == null || effectiveAt.isBefore(now) ? now : effectiveAt;
        sql.update(
                "update policy_version set approved_by = ?, approved_by_id = ?, approved_at = ?, effective_at = ? where id = ?",
                Arrays.asList(actor.name(), actor.personId(), now, effective, draft.id()));
        int months = withId(policy).reviewMonths();
        sql.update(
                "update policy set review_due_at = ?, review_reminded_at = null where id = ?",
                List.of(effective.atZone(ZoneOffset.UTC).plusMonths(months).toInstant(), policy));
        trail.keep(
                actor,
                "policy.approved",
                policy,
                Map.of("version", (long) number, "sha256", sha256, "effective_at", effective.toString()));
        return version(policy, number);
    }

    /** Takes the policy out of use; its campaigns end. Repeating it changes nothing. */
    @Transactional
    public PolicyView archive(Actor actor, UUID policy) {
        Instant now = clock.instant();
        if (sql.update("update policy set archived_at = ? where id = ? and archived_at is null", List.of(now, policy))
                > 0) {
            sql.update(
                    "update assignment a set ended_at = ?, ended_because = 'closed' from campaign c where c.id = a.campaign_id and c.policy_id = ? and a.ended_at is null and a.signed_at is null",
                    List.of(now, policy));
            sql.update(
                    "update campaign set closed_at = ? where policy_id = ? and closed_at is null",
                    List.of(now, policy));
            trail.keep(actor, "policy.archived", policy, Map.of());
        }
        return withId(policy);
    }

    /** Whether who acts is the one that is named here, under either of their names. */
    static boolean isSame(Actor actor, String name, @Nullable UUID person) {
        return actor.name().equals(name)
                || (actor.personId() != null && actor.personId().equals(person));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }
}
