package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values for placeholders, as the modifier {@code expand} wants them (Sigma 2.1, Placeholders): {@code %Servers%} stands
 * for each of its values, and a value may hold wildcards.
 *
 * @param values by the placeholder's name, without the percent signs
 */
public record Placeholders(Map<String, List<String>> values) {

    /** None: a rule that asks for one is refused. */
    public static final Placeholders NONE = new Placeholders(Map.of());

    private static final int MOST = 5_000;

    public Placeholders {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, each) -> copy.put(name, List.copyOf(each)));
        values = Map.copyOf(copy);
    }

    /** These, and the others in the place of those of the same name. */
    public Placeholders with(Map<String, List<String>> others) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new Placeholders(all);
    }

    /** @throws IllegalArgumentException when a placeholder has no values, or there are too many combinations */
    List<String> expand(String text) {
        int open = unescapedPercent(text, 0);
        int close = open < 0 ? -1 : unescapedPercent(text, open + 1);
        if (close < 0) {
            return List.of(plain(text));
        }
        String name = text.substring(open + 1, close);
        List<String> known = values.get(name);
        if (known == null || known.isEmpty()) {
            throw new IllegalArgumentException("the placeholder %%%.80s%% has no values here".formatted(name));
        }
        String before = plain(text.substring(0, open));
        List<String> expanded = new ArrayList<>();
        for (String rest : expand(text.substring(close + 1))) {
            for (String value : known) {
                expanded.add(before + value + rest);
            }
            if (expanded.size() > MOST) {
                throw new IllegalArgumentException("placeholders expand to more than %d values".formatted(MOST));
            }
        }
        return expanded;
    }

    private static String plain(String text) {
        return text.replace("\\%", "%");
    }

    private static int unescapedPercent(String text, int from) {
        int found = text.indexOf('%', from);
        while (found > 0 && text.charAt(found - 1) == '\\') {
            found = text.indexOf('%', found + 1);
        }
        return found;
    }
}
