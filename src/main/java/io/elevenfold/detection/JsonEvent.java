package io.elevenfold.detection;

import io.elevenfold.detection.sigma.EventView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of any shape, as JSON has it. A field is looked up by its whole name first, then as a path, of which any
 * part may itself be a name with dots; a list on the way stands for each of its members. Names of the log source are
 * found without their blanks ({@code New Value} is {@code NewValue}), and those of a Windows event as it is exported
 * from XML are found as Sigma writes them (Sigma 2.1, Field Usage): {@code Provider_Name}, {@code EventID}, and what
 * stands in {@code EventData}.
 */
final class JsonEvent implements EventView {

    private static final Object ABSENT = new Object();
    private static final String ATTRIBUTES = "#attributes";
    private static final int DEEPEST = 32;

    private final List<String> names;
    private final Map<?, ?> event;
    private final Object[] read;
    private @Nullable Map<String, Object> others;

    /** @param names the fields that rules ask for, by number */
    JsonEvent(List<String> names, Map<?, ?> event) {
        this.names = names;
        this.event = event;
        this.read = new Object[names.size()];
    }

    @Override
    public @Nullable Object value(int slot) {
        Object found = found(slot);
        return found == ABSENT ? null : found;
    }

    @Override
    public boolean has(int slot) {
        return found(slot) != ABSENT;
    }

    @Override
    public Collection<?> values() {
        return event.values();
    }

    /** By name; null when the event has none. */
    @Nullable
    Object value(String name) {
        Object found = find(name);
        return found == ABSENT ? null : found;
    }

    private @Nullable Object found(int slot) {
        Object known = read[slot];
        if (known == null) {
            known = find(names.get(slot));
            read[slot] = known;
        }
        return known;
    }

    private @Nullable Object find(String name) {
        Object found = at(event, name, 0);
        return found == ABSENT ? others().getOrDefault(name, ABSENT) : found;
    }

    private static @Nullable Object at(Map<?, ?> map, String name, int depth) {
        if (map.containsKey(name)) {
            return map.get(name);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0 && depth < DEEPEST; dot = name.lastIndexOf('.', dot - 1)) {
            String first = name.substring(0, dot);
            if (map.containsKey(first)) {
                Object found = inside(map.get(first), name.substring(dot + 1), depth + 1);
                if (found != ABSENT) {
                    return found;
                }
            }
        }
        return ABSENT;
    }

    private static @Nullable Object inside(@Nullable Object value, String name, int depth) {
        if (value instanceof Map<?, ?> map) {
            return at(map, name, depth);
        }
        if (!(value instanceof Collection<?> list) || depth > DEEPEST) {
            return ABSENT;
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (Object member : list) {
            Object each = inside(member, name, depth + 1);
            if (each != ABSENT) {
                found.add(each);
            }
        }
        return found.isEmpty() ? ABSENT : found;
    }

    /** Names that the event does not have as they are. */
    private Map<String, Object> others() {
        Map<String, Object> known = others;
        if (known == null) {
            known = new HashMap<>();
            addUnspaced(event, known);
            if (event.get("Event") instanceof Map<?, ?> windows) {
                addSystem(windows.get("System"), known);
                addData(windows.get("EventData"), known);
                if (windows.get("UserData") instanceof Map<?, ?> data) {
                    for (Object each : data.values()) {
                        addData(each, known);
                    }
                }
            }
            others = known;
        }
        return known;
    }

    private static void addUnspaced(Map<?, ?> map, Map<String, Object> names) {
        map.forEach((name, value) -> {
            String text = String.valueOf(name);
            if (text.indexOf(' ') >= 0 && value != null) {
                names.putIfAbsent(text.replace(" ", ""), value);
            }
        });
    }

    private static void addData(@Nullable Object data, Map<String, Object> names) {
        if (data instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null && !ATTRIBUTES.equals(name)) {
                    names.putIfAbsent(String.valueOf(name), value);
                }
            });
            addUnspaced(map, names);
        }
    }

    private static void addSystem(@Nullable Object system, Map<String, Object> names) {
        if (!(system instanceof Map<?, ?> map)) {
            return;
        }
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> element) {
                if (element.get(ATTRIBUTES) instanceof Map<?, ?> attributes) {
                    attributes.forEach((attribute, text) ->
                            names.put(name + "_" + attribute, Objects.requireNonNullElse(text, "")));
                }
                Object text = element.get("#text");
                if (text != null) {
                    names.put(String.valueOf(name), text);
                }
            } else if (value != null) {
                names.put(String.valueOf(name), value);
            }
        });
    }
}
