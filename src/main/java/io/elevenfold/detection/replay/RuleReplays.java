package io.elevenfold.detection.replay;

import io.elevenfold.detection.RuleTexts;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.content.ContentException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks what a rule would have found in the last days. The answer comes later: {@link ReplayRunner} works on it. */
@ApplicationScoped
public class RuleReplays {

    /** The longest time that is looked back. */
    public static final int MOST_DAYS = 30;

    private static final int LONGEST_RULE = 100_000;
    private static final int MOST_WAITING = 10;

    private final RuleTexts texts;
    private final ReplayTable table;
    private final AuditTrail trail;
    private final Clock clock;

    RuleReplays(RuleTexts texts, ReplayTable table, AuditTrail trail, Clock clock) {
        this.texts = texts;
        this.table = table;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param rule the id of a rule over events, tried as it is tuned here; null for a draft
     * @param yaml a draft, be it of several documents that belong together; null for a rule
     * @throws ProblemException when there is no such rule, the draft is wrong, or too many wait
     */
    @Transactional
    public ReplayView ask(Actor actor, @Nullable String rule, @Nullable String yaml, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("days: 1 to %d are expected".formatted(MOST_DAYS));
        }
        String text = textOf(rule, yaml);
        RuleTexts.Trial trial;
        try {
            trial = texts.trial(rule, text);
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
        if (table.waiting() >= MOST_WAITING) {
            throw new ProblemException(ProblemType.CONFLICT, "%d tries are waiting already".formatted(MOST_WAITING));
        }
        Instant now = clock.instant();
        ReplayView asked = new ReplayView(
                Ids.at(now),
                rule,
                trial.title(),
                text,
                days,
                "waiting",
                actor.name(),
                now,
                now,
                null,
                table.expected(now.minus(days, ChronoUnit.DAYS), trial.actions()),
                0,
                0,
                null,
                null);
        table.add(asked);
        trail.keep(
                actor,
                "rule.tried",
                AuditTrail.NOBODY,
                Map.of("replay", asked.id().toString(), "title", asked.title(), "days", (long) days));
        return asked;
    }

    private String textOf(@Nullable String rule, @Nullable String yaml) {
        if (rule != null) {
            return texts.textOf(rule)
                    .map(RuleTexts.Tuned::yaml)
                    .orElseThrow(() -> ProblemException.notFound("No rule has this id"));
        }
        if (yaml == null || yaml.isBlank() || yaml.length() > LONGEST_RULE) {
            throw ProblemException.invalid(
                    "rule, yaml: the id of a rule, or a draft of at most %d characters, is expected"
                            .formatted(LONGEST_RULE));
        }
        return yaml;
    }

    /** @throws ProblemException when there is none */
    public ReplayView withId(UUID id) {
        return table.withId(id).orElseThrow(() -> ProblemException.notFound("No try has the id " + id));
    }

    /** Newest first. */
    public List<ReplayView> newest() {
        return table.newest();
    }

    /** Ends a try that is not wanted any more; one that is over stays as it is. */
    @Transactional
    public ReplayView stop(Actor actor, UUID id) {
        withId(id);
        table.stop(id, clock.instant());
        return withId(id);
    }
}
