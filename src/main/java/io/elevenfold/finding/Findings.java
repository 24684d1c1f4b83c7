package io.elevenfold.finding;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.Views;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Triage: what is wrong, where it stands, and what was decided about it. Every decision is a record of the ledger. */
@ApplicationScoped
public class Findings {

    /** Counting stops here: a queue says "10,000+". */
    public static final int COUNTED = 10_000;

    private static final int SHOWN_OCCURRENCES = 100;
    private static final int LONGEST_NOTE = 2000;
    private static final int SHORTEST_REASON = 10;

    private final FindingRepository repository;
    private final AuditTrail trail;
    private final Views views;
    private final Clock clock;

    Findings(FindingRepository repository, AuditTrail trail, Views views, Clock clock) {
        this.repository = repository;
        this.trail = trail;
        this.views = views;
        this.clock = clock;
    }

    /** Worst first, then the most recently seen. */
    public Page<FindingView> queue(FindingFilter filter, int limit, @Nullable String after) {
        views.noted(filter.person(), "findings");
        return repository.queue(filter, Cursor.limit(limit), after);
    }

    /** How many match, at most {@link #COUNTED} + 1. */
    public long count(FindingFilter filter) {
        return repository.count(filter, COUNTED + 1);
    }

    /** @throws ProblemException when there is no such finding */
    public FindingView withId(UUID id) {
        return repository.view(id).orElseThrow(() -> unknown(id));
    }

    /** The latest occurrences that are kept, newest first. */
    public List<Occurrence> occurrences(UUID id) {
        return repository.occurrences(id, SHOWN_OCCURRENCES);
    }

    /** Its life so far, oldest first. */
    public List<FindingChange> changes(UUID id) {
        return repository.changes(id);
    }

    /** Open findings: layer number to severity to count. Layers without any are left out. */
    public Map<Integer, Map<Severity, Long>> openByLayer() {
        Map<Integer, Map<Severity, Long>> tallies = new TreeMap<>();
        for (FindingRepository.Tally tally : repository.openByLayer()) {
            tallies.computeIfAbsent(tally.layer(), layer -> new EnumMap<>(Severity.class))
                    .put(Severity.of(tally.severity()), tally.findings());
        }
        return tallies;
    }

    /**
     * Moves a finding on in triage.
     *
     * @param by who decides
     * @throws ProblemException when there is no such finding, or a person may not set that state by hand
     */
    @Transactional
    public FindingView move(UUID id, FindingState next, @Nullable String note, String by) {
        return decide(id, new Decision(next, null, note), by);
    }

    /**
     * What somebody decides about a finding.
     *
     * @param disposition what it turned out to be, only with {@link FindingState#RESOLVED}; null when nothing is said
     * @param note why; with a disposition somebody will ask for it
     */
    public record Decision(FindingState next, @Nullable Disposition disposition, @Nullable String note) {}

    /**
     * As {@link #move}, with what the finding turned out to be. When a person opens it again, that is withdrawn; when the
     * rule does, it stands.
     */
    @Transactional
    public FindingView decide(UUID id, Decision decision, String by) {
        FindingState next = decision.next();
        if (next == FindingState.REOPENED || next == FindingState.EXCEPTED) {
            throw ProblemException.invalid("state: one of open, acknowledged, in_progress, resolved is expected");
        }
        String note = noteOf(decision);
        withId(id);
        Finding finding = repository.findByIdOptional(id).orElseThrow(() -> unknown(id));
        String before = finding.state;
        Instant now = clock.instant();
        if (!finding.moveTo(next, now)) {
            return withId(id);
        }
        Disposition disposition = decision.disposition();
        finding.disposition = disposition == null ? null : disposition.word();
        repository.flush();
        repository.addChange(id, now, by, before, next.word(), shown(disposition, note));
        if (before.equals(FindingState.RESOLVED.word())) {
            repository.withdrawDecisions(id, now);
        }
        if (disposition != null) {
            repository.addDecision(id, finding.source, disposition, note == null ? "" : note, now, by);
        }
        Map<String, Object> entry = new TreeMap<>(
                Map.of("finding", id.toString(), "from", before, "to", next.word(), "note", note == null ? "" : note));
        if (disposition != null) {
            entry.put("disposition", disposition.word());
        }
        trail.keep(new Actor(by, null), "finding.decision", id, entry);
        return withId(id);
    }

    private static @Nullable String noteOf(Decision decision) {
        String note = decision.note() == null || decision.note().isBlank()
                ? null
                : decision.note().strip();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw ProblemException.invalid("note: at most %d characters are expected".formatted(LONGEST_NOTE));
        }
        if (decision.disposition() == null) {
            return note;
        }
        if (decision.next() != FindingState.RESOLVED) {
            throw ProblemException.invalid("disposition: only a finding that is resolved turned out to be something");
        }
        if (note == null || note.length() < SHORTEST_REASON) {
            throw ProblemException.invalid(
                    "note: a reason of at least %d characters is expected".formatted(SHORTEST_REASON));
        }
        return note;
    }

    private static @Nullable String shown(@Nullable Disposition disposition, @Nullable String note) {
        return disposition == null ? note : disposition.word().replace('_', ' ') + ": " + note;
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("No finding has the id " + id);
    }
}
