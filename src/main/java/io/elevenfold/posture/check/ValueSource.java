package io.elevenfold.posture.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a value was set. The report keeps, for each setting of an agent that the collector may read, the file or
 * policy it came from; the fields of a check name those settings as {@code agents[].observed[key]}.
 */
final class ValueSource {

    private static final String OBSERVED = "agents[].observed[";

    private ValueSource() {}

    /** @param index place of the subject in its array */
    static String of(Check check, Map<?, ?> subject, int index) {
        return switch (check.subject()) {
            case AGENT -> agent(check, subject, index);
            case MCP_SERVER, EXTENSION -> subject.get("source") + " (" + subject.get("scope") + ")";
            case CREDENTIAL -> String.valueOf(subject.get("location"));
            case REPORT, REPO -> path(check, index);
        };
    }

    private static String agent(Check check, Map<?, ?> agent, int index) {
        for (String field : check.fields()) {
            if (field.startsWith(OBSERVED)) {
                Map<?, ?> setting = setting(agent, field.substring(OBSERVED.length(), field.length() - 1));
                if (setting != null) {
                    return setting.get("key") + " in " + setting.get("source") + " (" + setting.get("scope")
                            + owner(agent, setting.get("source")) + ")";
                }
            }
        }
        return path(check, index);
    }

    private static @Nullable Map<?, ?> setting(Map<?, ?> agent, String key) {
        for (Object observed : list(agent, "observed")) {
            if (observed instanceof Map<?, ?> setting && matches(key, String.valueOf(setting.get("key")))) {
                return setting;
            }
        }
        return null;
    }

    /** A key may end in {@code *}. */
    private static boolean matches(String pattern, String key) {
        return pattern.endsWith("*") ? key.startsWith(pattern.substring(0, pattern.length() - 1)) : pattern.equals(key);
    }

    private static String owner(Map<?, ?> agent, @Nullable Object location) {
        for (Object entry : list(agent, "sources")) {
            if (entry instanceof Map<?, ?> source && location != null && location.equals(source.get("location"))) {
                return Boolean.TRUE.equals(source.get("user_writable")) ? ", the user can write it" : "";
            }
        }
        return "";
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The first field as a place in this report: the subject's array gets its index. */
    private static String path(Check check, int index) {
        String field = check.fields().stream()
                .filter(candidate -> !candidate.startsWith(OBSERVED))
                .findFirst()
                .orElse(check.fields().get(0));
        String array = check.subject().array();
        return field.startsWith(array + "[]") && !array.isEmpty()
                ? array + "[" + index + "]" + field.substring(array.length() + 2)
                : field;
    }
}
