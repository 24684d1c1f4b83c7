package io.elevenfold.detection;

import io.elevenfold.detection.sigma.EventView;
import io.elevenfold.detection.sigma.FieldIndex;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.Reading;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules on events of any shape: what an author asks before a rule is taken in. The log source is not looked at.
 * Bad rules are part of the answer, never an exception.
 */
public final class RuleEvaluation {

    private static final String SOURCE = "rules";
    private static final int MAX_YAML = 8_000_000;
    private static final int MAX_DOCUMENTS = 10_000;
    private static final long MAX_QUESTIONS = 50_000_000;

    private RuleEvaluation() {}

    /**
     * @param matches the rules that held, in their order
     * @param refused the documents that this engine does not take
     */
    public record Result(List<Hits> matches, List<Refusal> refused) {

        public Result {
            matches = List.copyOf(matches);
            refused = List.copyOf(refused);
        }
    }

    /**
     * @param rule id, or the title of a rule without one
     * @param events at which places of the given list it held
     */
    public record Hits(String rule, List<Integer> events) {

        public Hits {
            events = List.copyOf(events);
        }
    }

    /**
     * @param rule id, title, or the place of the document when it has neither
     * @param reason {@code rules:line: what is wrong}
     */
    public record Refusal(String rule, String reason) {}

    /**
     * @param yaml one Sigma document or several
     * @param events as JSON has them: String, Number, Boolean, List, Map, null; a field is looked up by its whole name
     *     first, then as a path
     */
    public static Result evaluate(String yaml, List<? extends Map<String, ? extends @Nullable Object>> events) {
        List<Refusal> refused = new ArrayList<>();
        FieldTable table = new FieldTable();
        List<Candidate> rules = new ArrayList<>();
        for (ContentNode document : documents(yaml, refused)) {
            try {
                SigmaRule rule = new SigmaParser().parse(document);
                rules.add(new Candidate(rule.label(), rule.detection().compile(table), new ArrayList<>()));
            } catch (ContentException e) {
                refused.add(new Refusal(label(document), message(e)));
            }
        }
        if ((long) rules.size() * events.size() > MAX_QUESTIONS) {
            String reason = "%d rules on %d events at once are too many".formatted(rules.size(), events.size());
            rules.forEach(rule -> refused.add(new Refusal(rule.label(), reason)));
            return new Result(List.of(), refused);
        }
        ask(rules, events, table.index());
        List<Hits> matches = rules.stream()
                .filter(rule -> !rule.places().isEmpty())
                .map(rule -> new Hits(rule.label(), rule.places()))
                .toList();
        return new Result(matches, refused);
    }

    private static void ask(
            List<Candidate> rules, List<? extends Map<String, ? extends @Nullable Object>> events, FieldIndex index) {
        List<String> names = index.names();
        List<String[]> paths = names.stream().map(name -> name.split("\\.", -1)).toList();
        for (int i = 0; i < events.size(); i++) {
            Reading reading = new Reading(new JsonView(names, paths, events.get(i)), index);
            for (Candidate rule : rules) {
                if (rule.predicate().test(reading)) {
                    rule.places().add(i);
                }
            }
        }
    }

    private record Candidate(String label, Predicate predicate, List<Integer> places) {}

    /** The documents; when the text as a whole is not YAML, those of its parts that are. */
    private static List<ContentNode> documents(String yaml, List<Refusal> refused) {
        if (yaml.length() > MAX_YAML) {
            refused.add(new Refusal(SOURCE, "the rules are longer than %d characters".formatted(MAX_YAML)));
            return List.of();
        }
        try {
            return ContentNode.parse(SOURCE, yaml);
        } catch (RuntimeException wholeIsBroken) {
            List<ContentNode> documents = new ArrayList<>();
            String[] parts = yaml.split("(?m)^---\\s*$", MAX_DOCUMENTS);
            for (int i = 0; i < parts.length; i++) {
                String name = "%s[%d]".formatted(SOURCE, i);
                try {
                    documents.addAll(ContentNode.parse(name, parts[i]));
                } catch (RuntimeException partIsBroken) {
                    refused.add(new Refusal(name, message(partIsBroken)));
                }
            }
            return documents;
        }
    }

    private static String label(ContentNode document) {
        for (String key : List.of("id", "title")) {
            try {
                String text = document.textOrNull(key);
                if (text != null) {
                    return text;
                }
            } catch (ContentException notAText) {
                continue;
            }
        }
        return document.location();
    }

    private static String message(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.length() > 500 ? message.substring(0, 500) + "…" : message;
    }

    private record JsonView(List<String> names, List<String[]> paths, Map<String, ? extends @Nullable Object> event)
            implements EventView {

        @Override
        public @Nullable Object value(int slot) {
            Object direct = event.get(names.get(slot));
            return direct == null && paths.get(slot).length > 1 ? NestedValue.at(event, paths.get(slot)) : direct;
        }

        @Override
        public boolean has(int slot) {
            return event.containsKey(names.get(slot)) || value(slot) != null;
        }

        @Override
        public Collection<?> values() {
            return event.values();
        }
    }
}
