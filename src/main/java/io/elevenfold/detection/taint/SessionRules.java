package io.elevenfold.detection.taint;

import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.SessionFields;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that ask what their session has been through. A session is in one of sixteen states, so each rule is written
 * out for every state, with the questions about the session answered; what is left asks the event alone and is compiled
 * like any other rule. Immutable; may be asked by several threads at once.
 */
public final class SessionRules {

    private static final Set<String> ASKED_LATER = Set.of(SessionFields.TAINT, SessionFields.SECRET_REPEATED);

    private final RuleSet written;
    private final Map<String, Written> byId;

    private SessionRules(RuleSet written, Map<String, Written> byId) {
        this.written = written;
        this.byId = byId;
    }

    /** A rule as it reads in some states. */
    private record Written(Rule rule, int states) {}

    /** Whether a rule can only be judged where its event stands among the others. */
    public static boolean isOne(SigmaRule rule) {
        boolean[] asks = {false};
        rule.detection()
                .forEachField(field ->
                        asks[0] |= field.getKey().equals(SessionFields.ADDED) || ASKED_LATER.contains(field.getKey()));
        return asks[0];
    }

    /** Those that need no session. */
    public static List<SigmaRule> without(List<SigmaRule> rules) {
        return rules.stream().filter(rule -> !isOne(rule)).toList();
    }

    /**
     * @param rules all; those that ask for no session are left out
     * @throws ContentException when a rule would hold for every event of a session
     */
    public static SessionRules compile(List<SigmaRule> rules) {
        List<SigmaRule> variants = new ArrayList<>();
        Map<String, Written> byId = new HashMap<>();
        for (SigmaRule rule : rules) {
            if (isOne(rule)) {
                Rule shown = Rule.of(rule);
                written(rule).forEach((detection, states) -> {
                    String id = "%s in states %x".formatted(rule.label(), states);
                    byId.put(id, new Written(shown, states));
                    variants.add(rule.withId(id, detection));
                });
            }
        }
        return new SessionRules(RuleSet.compile(variants), byId);
    }

    /** What the rule asks of an event alone, and in which states of the session. */
    private static Map<Detection, Integer> written(SigmaRule rule) {
        Map<Detection, Integer> written = new LinkedHashMap<>();
        for (Carried state : Carried.ALL) {
            Answered answered = new Answers(state).of(rule.detection());
            if (answered.rest() != null) {
                written.merge(answered.rest(), 1 << state.number(), (a, b) -> a | b);
            } else if (answered.holds()) {
                throw new ContentException(
                        rule.location(), "a rule asks something of the event too: this one holds for a whole session");
            }
        }
        return written;
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** The rules that hold, each with the states of the session in which it does. What the event adds must be told before. */
    public List<Conditional> evaluate(ActivityReading event) {
        List<RuleMatch> matches = written.evaluate(event);
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, Conditional> conditionals = new LinkedHashMap<>();
        for (RuleMatch match : matches) {
            Written rule = byId.get(match.rule().id());
            if (rule != null) {
                conditionals.merge(
                        rule.rule().id(),
                        new Conditional(rule.rule(), rule.states(), new LinkedHashMap<>(match.matchedFields())),
                        (a, b) -> new Conditional(a.rule(), a.states() | b.states(), a.matched()));
            }
        }
        return List.copyOf(conditionals.values());
    }

    /** @param rest what the event has to answer; null when the session's state decides alone */
    record Answered(boolean holds, @Nullable Detection rest) {}
}
