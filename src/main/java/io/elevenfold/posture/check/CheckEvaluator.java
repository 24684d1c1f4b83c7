package io.elevenfold.posture.check;

import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.ReportedAgent;
import io.elevenfold.posture.ResultState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates checks over a report. Whatever the report says, there is a result for every check and never an exception.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CheckEvaluator {

    /** More than the schema lets into any array of subjects. */
    private static final int MAX_SUBJECTS = 1_000;

    private final CheckCatalog catalog;

    public CheckEvaluator(CheckCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * One result for each check and subject, in the order of the checks; one for the whole check where it applies to no
     * subject.
     *
     * @param org what checks read as {@code org}, see {@link OrgPolicy}
     */
    public List<CheckResult> evaluate(PostureReport report, Map<String, ? extends @Nullable Object> org) {
        Map<String, Object> values = CelValues.of(report.values());
        Map<String, Object> policy = CelValues.of(org);
        List<CheckResult> results = new ArrayList<>();
        for (Check check : catalog.checks()) {
            results.addAll(evaluate(check, report, values, policy));
        }
        return results;
    }

    /** The results of one check. */
    public static List<CheckResult> evaluate(
            Check check, PostureReport report, Map<String, ? extends @Nullable Object> org) {
        return evaluate(check, report, CelValues.of(report.values()), CelValues.of(org));
    }

    private static List<CheckResult> evaluate(
            Check check, PostureReport report, Map<String, Object> values, Map<String, Object> org) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("r", values);
        variables.put("org", org);
        if (!isMeant(check, report)) {
            return List.of(none(check, ResultState.NOT_APPLICABLE, null));
        }
        if (check.subject() == Subject.REPORT) {
            return List.of(result(check, "", values, 0, variables));
        }
        List<?> subjects = values.get(check.subject().array()) instanceof List<?> list ? list : List.of();
        if (subjects.isEmpty()) {
            return List.of(nothingReported(check, report));
        }
        return results(check, subjects, variables);
    }

    private static List<CheckResult> results(Check check, List<?> subjects, Map<String, Object> variables) {
        List<CheckResult> results = new ArrayList<>();
        Map<String, Integer> keys = new HashMap<>();
        boolean anyApplies = false;
        for (int index = 0; index < Math.min(subjects.size(), MAX_SUBJECTS); index++) {
            if (subjects.get(index) instanceof Map<?, ?> subject) {
                String key = unique(check.subject().key(subject), keys);
                variables.put(check.subject().variable(), subject);
                CheckResult result = result(check, key, subject, index, variables);
                anyApplies |= result.state() != ResultState.NOT_APPLICABLE;
                results.add(result);
            }
        }
        return anyApplies ? results : List.of(none(check, ResultState.NOT_APPLICABLE, null));
    }

    private static CheckResult result(
            Check check, String key, Map<?, ?> subject, int index, Map<String, Object> variables) {
        try {
            if (check.subject() == Subject.AGENT
                    && !check.agents().isEmpty()
                    && !check.agents().contains(String.valueOf(subject.get("id")))) {
                return new CheckResult(
                        check.id(), key, ResultState.NOT_APPLICABLE, check.expected(), Map.of(), "", null);
            }
            if (check.readsEffectiveSettings() && CelValues.isNull(subject.get("effective"))) {
                return new CheckResult(
                        check.id(),
                        key,
                        ResultState.NOT_CHECKED,
                        check.expected(),
                        Map.of(),
                        "",
                        "the report does not say which settings are in effect for this agent");
            }
            if (!check.appliesWhen().isTrue(variables)) {
                return new CheckResult(
                        check.id(), key, ResultState.NOT_APPLICABLE, check.expected(), Map.of(), "", null);
            }
            boolean isUnknown = check.unknownWhen().isTrue(variables);
            ResultState state = isUnknown
                    ? ResultState.NOT_CHECKED
                    : check.passWhen().isTrue(variables) ? ResultState.PASS : ResultState.FAIL;
            return new CheckResult(
                    check.id(),
                    key,
                    state,
                    check.expected(),
                    observed(check, variables),
                    ValueSource.of(check, subject, index),
                    isUnknown ? "the endpoint could not tell" : null);
        } catch (CheckExpression.Failure e) {
            return new CheckResult(check.id(), key, ResultState.ERROR, check.expected(), Map.of(), "", e.reason());
        }
    }

    private static Map<String, @Nullable Object> observed(Check check, Map<String, Object> variables)
            throws CheckExpression.Failure {
        Map<String, @Nullable Object> observed = new LinkedHashMap<>();
        for (CheckExpression expression : check.observe()) {
            observed.put(expression.text(), Evidence.of(expression.value(variables)));
        }
        return Collections.unmodifiableMap(observed);
    }

    private static boolean isMeant(Check check, PostureReport report) {
        return contains(check.os(), report.json().at("/endpoint/os/family").asText())
                && contains(check.contexts(), report.json().at("/context/kind").asText())
                && (check.agents().isEmpty()
                        || report.agents().stream().map(ReportedAgent::id).anyMatch(check.agents()::contains));
    }

    private static boolean contains(Set<String> words, String word) {
        return words.isEmpty() || words.contains(word);
    }

    /** An empty list means "there are none" only where the collector looked and was let in. */
    private static CheckResult nothingReported(Check check, PostureReport report) {
        Subject subject = check.subject();
        boolean hasLooked = false;
        for (var area : report.json().at("/collector/areas")) {
            hasLooked |= area.asText().equals(subject.area());
        }
        if (!hasLooked) {
            return none(check, ResultState.NOT_CHECKED, "the collector did not look at " + subject.plural());
        }
        for (var error : report.json().at("/collector/errors")) {
            if (error.path("area").asText().equals(subject.area())) {
                return none(check, ResultState.NOT_CHECKED, "the collector could not read all " + subject.plural());
            }
        }
        return none(check, ResultState.NOT_APPLICABLE, null);
    }

    private static CheckResult none(Check check, ResultState state, @Nullable String reason) {
        return new CheckResult(check.id(), "", state, check.expected(), Map.of(), "", reason);
    }

    /** Nothing keeps a report from naming two things alike. */
    private static String unique(String key, Map<String, Integer> taken) {
        int count = taken.merge(key, 1, Integer::sum);
        return count == 1 ? key : unique(key + " (" + count + ")", taken);
    }
}
