package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule's word on one event.
 *
 * @param matched the fields that made it match, and their values
 */
record Verdict(
        FindingKind kind,
        String rule,
        String title,
        Severity severity,
        int layer,
        List<String> controls,
        Map<String, Object> matched) {

    private static final int LONGEST_VALUE = 2000;

    /** The same, with the values that may be stored; a value that the capture mode leaves out is named as such. */
    Verdict protectedBy(Activity stored) {
        Map<String, Object> values = new LinkedHashMap<>();
        matched.forEach((name, piece) -> values.put(name, shown(RuleSet.valueOf(stored, name), piece.toString())));
        return new Verdict(kind, rule, title, severity, layer, controls, values);
    }

    /** Of several values those that matched, told from the piece of the full event that the rule names. */
    private static Object shown(@Nullable Object value, String piece) {
        if (value == null) {
            return "[not stored in this capture mode]";
        }
        if (value instanceof Collection<?> several) {
            String folded = piece.toLowerCase(Locale.ROOT);
            List<String> matching = several.stream()
                    .map(String::valueOf)
                    .filter(each -> folded.contains(each.toLowerCase(Locale.ROOT))
                            || each.toLowerCase(Locale.ROOT).contains(folded))
                    .toList();
            return shown(
                    String.join(
                            "\n",
                            matching.isEmpty()
                                    ? several.stream().map(String::valueOf).toList()
                                    : matching),
                    piece);
        }
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
