package io.elevenfold.forwarding.format;

import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format's mapping, as its file says.
 *
 * @param version of the format
 * @param classes in their order: the first that takes a record counts; the last takes all
 */
record Mapping(String version, List<EventClass> classes) {

    private static final String FOLDER = "/forwarding/";

    /**
     * What becomes of some records.
     *
     * @param numbers for the format's own use, for example {@code uid}
     * @param rules those of the format first, then its own
     */
    record EventClass(String name, Condition when, Map<String, Integer> numbers, List<FieldRule> rules) {

        int number(String key) {
            Integer number = numbers.get(key);
            if (number == null) {
                throw new IllegalStateException("class " + name + " has no " + key);
            }
            return number;
        }

        /** The names of our fields that some rule reads. */
        Set<String> sources() {
            Set<String> names = new HashSet<>();
            rules.forEach(rule -> names.addAll(rule.sources()));
            return names;
        }
    }

    /**
     * Which records a class takes; what is empty asks nothing.
     *
     * @param has all of these fields
     * @param is field to the words of which its value is one
     */
    record Condition(List<String> has, Map<String, List<String>> is) {

        boolean holds(Outgoing record) {
            return has.stream().allMatch(record.fields()::containsKey)
                    && is.entrySet().stream().allMatch(entry -> {
                        String value = record.text(entry.getKey());
                        return value != null && entry.getValue().contains(value);
                    });
        }
    }

    EventClass classOf(Outgoing record) {
        for (EventClass each : classes) {
            if (each.when().holds(record)) {
                return each;
            }
        }
        throw new IllegalStateException("no class takes " + record.kind());
    }

    /** Reads a file below {@code resources/forwarding}. */
    static Mapping read(String file) {
        String name = FOLDER + file;
        try (InputStream stream = Mapping.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            ContentNode root = ContentNode.parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0)
                    .onlyKeys("version", "common", "classes");
            List<FieldRule> common = rules(root.required("common"));
            List<EventClass> classes = new ArrayList<>();
            for (ContentNode each : root.required("classes").items()) {
                each.onlyKeys("name", "when", "has", "numbers", "fields");
                List<FieldRule> rules = new ArrayList<>(common);
                each.optional("fields").ifPresent(fields -> rules.addAll(rules(fields)));
                Map<String, Integer> numbers = new LinkedHashMap<>();
                each.optional("numbers")
                        .ifPresent(list -> list.entries().forEach((key, value) -> numbers.put(key, value.number())));
                classes.add(new EventClass(
                        each.text("name"),
                        new Condition(
                                each.texts("has"), words(each.optional("when").orElse(null))),
                        Map.copyOf(numbers),
                        List.copyOf(rules)));
            }
            return new Mapping(root.text("version"), List.copyOf(classes));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Map<String, List<String>> words(@Nullable ContentNode when) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        if (when != null) {
            when.entries()
                    .forEach(
                            (field, value) -> words.put(field, value.isList() ? value.texts() : List.of(value.text())));
        }
        return Map.copyOf(words);
    }

    private static List<FieldRule> rules(ContentNode fields) {
        List<FieldRule> rules = new ArrayList<>();
        fields.entries().forEach((target, rule) -> rules.add(FieldRule.of(target, rule)));
        return rules;
    }
}
