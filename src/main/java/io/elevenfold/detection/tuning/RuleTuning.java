package io.elevenfold.detection.tuning;

import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.content.ContentException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes to rules, each with its reason, a line of history and an entry of the ledger. */
@ApplicationScoped
public class RuleTuning {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_FILTER = 20_000;
    private static final int MOST_SUPPRESSIONS = 500;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final LiveRules live;
    private final TuningTable table;
    private final AuditTrail trail;
    private final Event<RulesChanged> changed;
    private final Clock clock;

    RuleTuning(LiveRules live, TuningTable table, AuditTrail trail, Event<RulesChanged> changed, Clock clock) {
        this.live = live;
        this.table = table;
        this.trail = trail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Changes how a rule runs. To set what is set already changes nothing.
     *
     * @throws ProblemException when there is no such rule, no reason, or the filter is wrong or does not fit
     */
    @Transactional
    public RuleSetting set(Actor actor, String rule, RuleSetting wanted, @Nullable String reason) {
        if (live.rule(rule).isEmpty()) {
            throw ProblemException.notFound("No rule has this id");
        }
        String why = reasonIn(reason);
        if (wanted.filter() != null) {
            checkFilter(rule, wanted.filter());
        }
        RuleSetting before = table.lock(rule).orElse(RuleSetting.AS_WRITTEN);
        if (before.equals(wanted)) {
            return wanted;
        }
        table.write(rule, wanted, why, actor.name(), clock.instant());
        keep(actor, "rule.tuned", rule, why, before.detail(), wanted.detail());
        return wanted;
    }

    private void checkFilter(String rule, String filter) {
        if (!live.isNarrowable(rule)) {
            throw ProblemException.invalid("filter: only rules over events take one");
        }
        if (filter.length() > LONGEST_FILTER) {
            throw ProblemException.invalid("filter: at most %d characters are expected".formatted(LONGEST_FILTER));
        }
        try {
            InForce.tuning(filter, live.state().known().placeholders());
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
    }

    /**
     * Passes over what a Sigma filter names, until it is over.
     *
     * @throws ProblemException when the filter is wrong, without reason, or over too late
     */
    @Transactional
    public Suppression suppress(Actor actor, @Nullable String yaml, @Nullable Instant until, @Nullable String reason) {
        String why = reasonIn(reason);
        Instant now = clock.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid(
                    "until: a moment from now on, at most %d days away, is expected".formatted(LONGEST.toDays()));
        }
        if (yaml == null || yaml.isBlank() || yaml.length() > LONGEST_FILTER) {
            throw ProblemException.invalid(
                    "yaml: a Sigma filter of at most %d characters is expected".formatted(LONGEST_FILTER));
        }
        if (table.inForce(now).size() >= MOST_SUPPRESSIONS) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%d suppressions are in force: end some".formatted(MOST_SUPPRESSIONS));
        }
        Suppression made = read(yaml, until, why, actor.name(), now);
        table.add(made);
        for (String rule : made.rules().isEmpty() ? List.of("any") : made.rules()) {
            keep(actor, "rule.suppressed", rule, why, null, detail(made));
        }
        return made;
    }

    /** A filter that names rules must name those that are there, of its log source. */
    private Suppression read(String yaml, Instant until, String reason, String by, Instant now) {
        InForce inForce = live.state();
        try {
            SigmaFilter filter = inForce.filter(yaml);
            List<String> concerned = filter.rules().isEmpty() ? List.of() : inForce.concerned(filter);
            for (String name : filter.rules()) {
                String id = inForce.known().resolve().apply(name);
                if (id == null || !concerned.contains(id)) {
                    throw filter.block()
                            .wrong("no rule over events has the id or name '%.60s' and the filter's log source"
                                    .formatted(name));
                }
            }
            return new Suppression(Ids.at(now), filter.title(), yaml, concerned, reason, by, now, until, null, null);
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
    }

    /**
     * The one rule that a filter names.
     *
     * @throws ProblemException when it is no filter, or names none or several
     */
    public String onlyRuleOf(String yaml) {
        try {
            InForce state = live.state();
            List<String> rules = state.concerned(state.filter(yaml));
            if (rules.size() != 1) {
                throw ProblemException.invalid("rules: one rule is expected, to be tried with the filter");
            }
            return rules.get(0);
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
    }

    /**
     * Ends a suppression before its time.
     *
     * @throws ProblemException when there is none, or it is over
     */
    @Transactional
    public void end(Actor actor, UUID id) {
        Suppression known =
                table.suppression(id).orElseThrow(() -> ProblemException.notFound("No suppression has the id " + id));
        Instant now = clock.instant();
        if (known.isOverAt(now) || !table.end(id, now, actor.name())) {
            throw new ProblemException(ProblemType.CONFLICT, "It is over already");
        }
        Map<String, Object> after = detail(known);
        after.put("ended", true);
        for (String rule : known.rules().isEmpty() ? List.of("any") : known.rules()) {
            keep(actor, "rule.suppression_ended", rule, "ended by hand", detail(known), after);
        }
    }

    /** Newest first. */
    public List<RuleChange> changes(String rule) {
        return table.changes(rule);
    }

    /** Newest first, at most 100, those that are over too. */
    public List<Suppression> suppressions() {
        return table.newest();
    }

    /** A line of history and an entry of the ledger, and the change in force with the commit. */
    void keep(
            Actor actor,
            String type,
            String rule,
            String reason,
            @Nullable Map<String, Object> before,
            Map<String, Object> after) {
        table.change(rule, clock.instant(), actor.name(), reason, before, after);
        table.grow();
        Map<String, Object> entry = new LinkedHashMap<>(Map.of("rule", rule, "reason", reason, "after", after));
        if (before != null) {
            entry.put("before", before);
        }
        trail.keep(actor, type, AuditTrail.NOBODY, entry);
        changed.fire(new RulesChanged());
    }

    private static Map<String, Object> detail(Suppression each) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("suppression", each.id().toString());
        detail.put("title", each.title());
        detail.put("until", each.until().toString());
        detail.put("yaml", each.yaml());
        return detail;
    }

    static String reasonIn(@Nullable String reason) {
        String stripped = reason == null ? "" : reason.strip();
        if (stripped.length() < SHORTEST_REASON || stripped.length() > LONGEST_REASON) {
            throw ProblemException.invalid(
                    "reason: %d to %d characters are expected".formatted(SHORTEST_REASON, LONGEST_REASON));
        }
        return stripped;
    }
}
