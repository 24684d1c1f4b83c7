package io.elevenfold.forwarding.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds a nested document from dotted names. */
final class Nested {

    private static final Pattern DOT = Pattern.compile("\\.");

    private final Map<String, Object> root = new LinkedHashMap<>();

    /** @param path dots nest; {@code name[]} is the one item of a list; {@code name[+]} adds to a list */
    void put(String path, Object value) {
        put(List.of(DOT.split(path, -1)), value);
    }

    @SuppressWarnings("unchecked")
    void put(List<String> steps, Object value) {
        Map<String, Object> here = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            boolean list = step.endsWith("[]");
            String name = list ? step.substring(0, step.length() - 2) : step;
            Object below = here.computeIfAbsent(
                    name,
                    key -> list
                            ? new ArrayList<>(List.of(new LinkedHashMap<String, Object>()))
                            : new LinkedHashMap<>());
            here = (Map<String, Object>) (list ? ((List<Object>) below).get(0) : below);
        }
        String last = steps.get(steps.size() - 1);
        if (last.endsWith("[+]")) {
            String name = last.substring(0, last.length() - 3);
            ((List<Object>) here.computeIfAbsent(name, key -> new ArrayList<>())).add(value);
        } else {
            here.put(last, value);
        }
    }

    Map<String, Object> document() {
        return root;
    }
}
