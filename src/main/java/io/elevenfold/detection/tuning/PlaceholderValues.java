package io.elevenfold.detection.tuning;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.identity.Actor;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What placeholders in rules stand for in this organisation. Changes are made and kept as those to rules. */
@ApplicationScoped
public class PlaceholderValues {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}");
    private static final Pattern ASKED = Pattern.compile("(?<!\\\\)%([A-Za-z0-9][A-Za-z0-9_.-]{0,79})%");
    private static final int MOST_PLACEHOLDERS = 200;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_VALUE = 500;

    private final LiveRules live;
    private final RuleCatalog catalog;
    private final RuleTuning tuning;
    private final TuningTable table;
    private final Clock clock;

    PlaceholderValues(LiveRules live, RuleCatalog catalog, RuleTuning tuning, TuningTable table, Clock clock) {
        this.live = live;
        this.catalog = catalog;
        this.tuning = tuning;
        this.table = table;
        this.clock = clock;
    }

    /** Those with values and those that a rule asks for, by name. */
    public List<Placeholder> all() {
        Map<String, List<Rule>> asked = new LinkedHashMap<>();
        live.expanding().forEach((rule, yaml) -> {
            for (String name : namesIn(yaml)) {
                asked.computeIfAbsent(name, unseen -> new ArrayList<>()).add(rule);
            }
        });
        Map<String, List<String>> ours = table.placeholders();
        TreeSet<String> names = new TreeSet<>(asked.keySet());
        names.addAll(ours.keySet());
        names.addAll(catalog.placeholders().values().keySet());
        return names.stream()
                .map(name -> new Placeholder(
                        name,
                        Optional.ofNullable(ours.get(name))
                                .orElseGet(() -> catalog.placeholders().values().getOrDefault(name, List.of())),
                        ours.containsKey(name),
                        asked.getOrDefault(name, List.of())))
                .toList();
    }

    private static TreeSet<String> namesIn(String yaml) {
        TreeSet<String> names = new TreeSet<>();
        Matcher matcher = ASKED.matcher(yaml);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** What was changed about one, newest first. */
    public List<RuleChange> changes(String name) {
        return tuning.changes(key(name));
    }

    /**
     * Sets what a placeholder stands for, in force with the commit. No values take the organisation's away.
     *
     * @throws ProblemException when the name or a value is none, there is no reason, or a rule would be left without
     */
    @Transactional
    public void set(Actor actor, String name, List<String> values, @Nullable String reason) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name: 1 to 80 letters, digits, dots, dashes and underscores are expected");
        }
        String why = RuleTuning.reasonIn(reason);
        List<String> wanted = cleaned(values);
        List<String> before = table.lockPlaceholder(name).orElse(List.of());
        if (before.equals(wanted)) {
            return;
        }
        if (wanted.isEmpty()) {
            refuseIfNeeded(name);
            table.deletePlaceholder(name);
        } else {
            if (before.isEmpty() && table.placeholders().size() >= MOST_PLACEHOLDERS) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "At most %d placeholders are kept".formatted(MOST_PLACEHOLDERS));
            }
            table.writePlaceholder(name, wanted, why, actor.name(), clock.instant());
        }
        tuning.keep(actor, "rule.placeholder_set", key(name), why, Map.of("values", before), Map.of("values", wanted));
    }

    private static List<String> cleaned(List<String> values) {
        List<String> cleaned = values.stream()
                .map(value -> value == null ? "" : value.strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (cleaned.size() > MOST_VALUES
                || cleaned.stream().anyMatch(value -> value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0)) {
            throw ProblemException.invalid("values: at most %d values of at most %d characters are expected"
                    .formatted(MOST_VALUES, LONGEST_VALUE));
        }
        return cleaned;
    }

    /** A rule that asks for values that nobody has does not run, and nobody would notice. */
    private void refuseIfNeeded(String name) {
        if (catalog.placeholders().values().containsKey(name)) {
            return;
        }
        List<String> needing = live.expanding().entrySet().stream()
                .filter(each -> namesIn(each.getValue()).contains(name))
                .map(each -> each.getKey().title())
                .toList();
        if (!needing.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%d rules ask for it, such as %s".formatted(needing.size(), needing.get(0)));
        }
    }

    /** As in a rule: no rule has such an id. */
    private static String key(String name) {
        return '%' + name + '%';
    }
}
