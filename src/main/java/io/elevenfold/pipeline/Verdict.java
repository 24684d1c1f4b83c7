package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
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
        matched.keySet().forEach(name -> values.put(name, shown(stored.get(name))));
        return new Verdict(kind, rule, title, severity, layer, controls, values);
    }

    private static Object shown(@Nullable Object value) {
        if (value == null) {
            return "[not stored in this capture mode]";
        }
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
