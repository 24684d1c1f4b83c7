package io.elevenfold.activity;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which group of the ledger's commitments a field belongs to (docs/ledger.md). Fields of no group are either in the
 * leaf itself or figures that say nothing about a person; what the model does not know belongs to {@code content},
 * since it may be anything.
 */
public final class FieldGroups {

    /** As in a leaf, in lower case. */
    public enum Group {
        ACTOR,
        TARGET,
        CONTENT
    }

    private static final Map<Field, Group> GROUPS = new EnumMap<>(Field.class);

    static {
        for (Field field : Field.values()) {
            String key = field.key();
            if (key.startsWith("user.")
                    || key.startsWith("host.")
                    || key.equals("endpoint.id")
                    || key.equals("organization.id")
                    || key.equals("agent.installation.id")
                    || key.equals("session.id")) {
                GROUPS.put(field, Group.ACTOR);
            } else if (key.startsWith("process.")
                    || key.startsWith("file.")
                    || key.startsWith("url.")
                    || key.startsWith("server.")
                    || key.startsWith("package.")
                    || key.startsWith("mcp.")
                    || key.startsWith("vcs.")
                    || key.equals("gen_ai.tool.name")
                    || key.equals("gen_ai.skill.name")) {
                GROUPS.put(field, Group.TARGET);
            } else if (key.startsWith("gen_ai.input")
                    || key.startsWith("gen_ai.output")
                    || key.startsWith("gen_ai.tool.call.")
                    || key.startsWith("content.")
                    || key.equals("error.message")
                    || key.equals("decision.reason")
                    || key.equals("raw")) {
                GROUPS.put(field, Group.CONTENT);
            }
        }
    }

    private FieldGroups() {}

    /** The group of a field; null for one that is in no group. */
    public static @Nullable Group of(Field field) {
        return GROUPS.get(field);
    }

    /** The fields of each group that the event has; groups without any are left out. */
    public static Map<Group, Map<String, Object>> of(Activity event) {
        Map<Group, Map<String, Object>> groups = new EnumMap<>(Group.class);
        GROUPS.forEach((field, group) -> {
            Object value = event.get(field);
            if (value != null) {
                groups.computeIfAbsent(group, key -> new TreeMap<>()).put(field.key(), value);
            }
        });
        if (!event.extras().isEmpty()) {
            groups.computeIfAbsent(Group.CONTENT, key -> new TreeMap<>()).putAll(event.extras());
        }
        return groups;
    }
}
