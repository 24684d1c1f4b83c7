package io.elevenfold.detection.tuning;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.RuleTexts.Exclusion;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.detection.taint.SessionRules;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One state of all rules. Immutable.
 *
 * @param rules every rule by id, with the level that it has here
 * @param singles the rules over single events as they were written
 * @param exclusions by rule: what else must hold
 */
record InForce(
        long revision,
        RuleSet ruleSet,
        SessionRules sessionRules,
        Map<String, Rule> rules,
        Map<String, SigmaRule> singles,
        Map<String, RuleSetting> settings,
        List<Suppression> suppressions,
        Map<String, ImportedRule> imported,
        Map<String, List<Exclusion>> exclusions) {

    static InForce of(
            RuleCatalog catalog,
            long revision,
            Map<String, RuleSetting> settings,
            List<Suppression> suppressions,
            List<ImportedRule> latest,
            Function<String, @Nullable String> resolve) {
        Map<String, SigmaRule> singles = new LinkedHashMap<>();
        catalog.shipped().forEach(each -> singles.put(each.rule().id(), each.sigma()));
        Map<String, ImportedRule> imported = new LinkedHashMap<>();
        for (ImportedRule each : latest) {
            read(each).ifPresent(rule -> {
                singles.put(each.rule(), rule);
                imported.put(each.rule(), each);
            });
        }
        Map<String, Rule> rules = new LinkedHashMap<>();
        catalog.rules().forEach(rule -> rules.put(rule.id(), levelled(rule, settings.get(rule.id()))));
        imported.keySet().forEach(id -> {
            SigmaRule single = singles.get(id);
            if (single != null) {
                rules.put(id, levelled(Rule.of(single), settings.get(id)));
            }
        });
        Map<String, List<Exclusion>> exclusions = exclusions(singles, settings, suppressions, resolve);
        boolean asShipped = settings.isEmpty() && exclusions.isEmpty() && imported.isEmpty();
        List<SigmaRule> running = asShipped ? List.of() : running(singles, settings, exclusions);
        RuleSet ruleSet = asShipped ? catalog.ruleSet() : RuleSet.compile(SessionRules.without(running));
        SessionRules sessionRules = asShipped ? catalog.sessionRules() : SessionRules.compile(running);
        return new InForce(
                revision, ruleSet, sessionRules, rules, singles, settings, suppressions, imported, exclusions);
    }

    /** Whether a suppression has come to its end. */
    boolean isOverAt(Instant now) {
        return suppressions.stream().anyMatch(each -> each.isOverAt(now));
    }

    private static Rule levelled(Rule rule, @Nullable RuleSetting setting) {
        return setting == null || setting.level() == null ? rule : rule.withLevel(setting.level());
    }

    private static List<SigmaRule> running(
            Map<String, SigmaRule> singles,
            Map<String, RuleSetting> settings,
            Map<String, List<Exclusion>> exclusions) {
        List<SigmaRule> running = new ArrayList<>();
        singles.forEach((id, rule) -> {
            RuleSetting setting = settings.getOrDefault(id, RuleSetting.AS_WRITTEN);
            if (setting.enabled()) {
                List<Detection> parts = new ArrayList<>(List.of(rule.detection()));
                exclusions.getOrDefault(id, List.of()).forEach(each -> parts.add(each.detection()));
                Level level = setting.level() == null ? rule.level() : setting.level();
                running.add(rule.with(level, parts.size() == 1 ? rule.detection() : new Detection.All(parts)));
            }
        });
        return running;
    }

    private static Map<String, List<Exclusion>> exclusions(
            Map<String, SigmaRule> singles,
            Map<String, RuleSetting> settings,
            List<Suppression> suppressions,
            Function<String, @Nullable String> resolve) {
        Map<String, List<Exclusion>> exclusions = new LinkedHashMap<>();
        settings.forEach((rule, setting) -> {
            String filter = setting.filter();
            if (filter != null) {
                readable(rule, () -> tuning(filter)).ifPresent(each -> exclusions
                        .computeIfAbsent(rule, unseen -> new ArrayList<>())
                        .add(each));
            }
        });
        for (Suppression suppression : suppressions) {
            readable(
                            suppression.title(),
                            () -> SigmaFilter.read(suppression.yaml(), name -> {
                                String id = resolve.apply(name);
                                return id == null ? name : id;
                            }))
                    .ifPresent(filter -> singles.keySet().stream()
                            .filter(suppression::concerns)
                            .forEach(rule -> exclusions
                                    .computeIfAbsent(rule, unseen -> new ArrayList<>())
                                    .add(filter.exclusion())));
        }
        return exclusions;
    }

    /** What a rule shall not hold for, as a part of the rule. */
    static Exclusion tuning(String filter) {
        ContentNode block = RuleDraft.document("filter", filter);
        return new Exclusion("filter", new Detection.Not(RuleDraft.detection(block)), block);
    }

    private static Optional<SigmaRule> read(ImportedRule imported) {
        return readable(imported.title(), () -> RuleDraft.rule(RuleDraft.document(imported.file(), imported.yaml())));
    }

    /** A text that an older version took and this one does not must not stop the others. */
    private static <T> Optional<T> readable(String name, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ContentException e) {
            Log.warnf("%s is left out: %s", name, e.getMessage());
            return Optional.empty();
        }
    }
}
