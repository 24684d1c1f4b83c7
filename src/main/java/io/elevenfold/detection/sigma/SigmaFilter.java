package io.elevenfold.detection.sigma;

import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma filter (Sigma Filters Specification 2.1): its condition must hold beside that of each rule it is for.
 *
 * @param id null when it has none
 * @param rules ids or names; empty for {@code any}
 * @param logSource only rules whose log source has these parts are meant
 * @param detection what must hold beside a rule
 * @param block where it is written, without the rules
 */
public record SigmaFilter(
        @Nullable String id,
        String title,
        List<String> rules,
        LogSource logSource,
        Detection detection,
        ContentNode block) {

    public SigmaFilter {
        rules = List.copyOf(rules);
    }

    /** Whether it is for a rule: one that it names, of its log source. */
    public boolean concerns(SigmaRule rule) {
        return concerns(rule, rule.logSource());
    }

    /** As {@link #concerns(SigmaRule)}, for a rule whose author wrote another log source. */
    public boolean concerns(SigmaRule rule, LogSource written) {
        boolean named =
                rules.isEmpty() || rules.stream().anyMatch(each -> each.equals(rule.id()) || each.equals(rule.name()));
        return named && (logSource.covers(written) || logSource.covers(rule.logSource()));
    }

    /** The same with other words. */
    public SigmaFilter with(Detection other) {
        return new SigmaFilter(id, title, rules, logSource, other, block);
    }

    /** The rule, narrowed by this filter. */
    public SigmaRule narrowed(SigmaRule rule) {
        return rule.with(rule.level(), new Detection.All(List.of(rule.detection(), detection)));
    }
}
