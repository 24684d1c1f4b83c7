package io.elevenfold.detection;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A rule held for an event. What made it hold is looked up when it is asked for, by the thread that judged the event. */
public final class RuleMatch {

    private final Rule rule;
    private final Supplier<Map<String, String>> witness;
    private @Nullable Map<String, String> matchedFields;

    RuleMatch(Rule rule, Supplier<Map<String, String>> witness) {
        this.rule = rule;
        this.witness = witness;
    }

    public RuleMatch(Rule rule, Map<String, String> matchedFields) {
        this(rule, () -> matchedFields);
    }

    public Rule rule() {
        return rule;
    }

    /**
     * Field to the piece of its value that made the rule hold, each a few hundred characters at most; taken from the full
     * event, so whoever stores it applies redaction and capture mode first.
     */
    public Map<String, String> matchedFields() {
        Map<String, String> known = matchedFields;
        if (known == null) {
            known = Map.copyOf(witness.get());
            matchedFields = known;
        }
        return known;
    }
}
