package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries Sigma documents on events of any shape: what an author asks before a rule is taken in. Rules, correlations,
 * sequences and filters may be mixed, in any order. The log source of an event is not looked at; that of a filter is
 * held against those of the rules. Bad documents are part of the answer, never an exception.
 */
public final class RuleEvaluation {

    private static final String SOURCE = "rules";
    private static final int MAX_YAML = 8_000_000;
    private static final int MAX_DOCUMENTS = 10_000;
    private static final long MAX_QUESTIONS = 50_000_000;

    private RuleEvaluation() {}

    /**
     * @param matches the rules that held, in their order; those that only feed a correlation are not among them
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

    /** As {@link #evaluate(String, List, Placeholders)}, without values for placeholders. */
    public static Result evaluate(String yaml, List<? extends Map<String, ? extends @Nullable Object>> events) {
        return evaluate(yaml, events, Placeholders.NONE);
    }

    /**
     * @param yaml one Sigma document or several
     * @param events as JSON has them: String, Number, Boolean, List, Map, null; the time of each, which correlations
     *     ask for, is its {@code @timestamp}
     */
    public static Result evaluate(
            String yaml, List<? extends Map<String, ? extends @Nullable Object>> events, Placeholders placeholders) {
        List<Refusal> refused = new ArrayList<>();
        RulePack pack = RulePack.read(
                documents(yaml, refused),
                placeholders,
                (document, problem) -> refused.add(new Refusal(label(document), message(problem))));
        if ((long) pack.size() * events.size() > MAX_QUESTIONS) {
            String reason = "%d rules on %d events at once are too many".formatted(pack.size(), events.size());
            pack.labels().forEach(label -> refused.add(new Refusal(label, reason)));
            return new Result(List.of(), refused);
        }
        List<Hits> matches = new ArrayList<>();
        pack.places(events).forEach((label, places) -> matches.add(new Hits(label, places)));
        return new Result(matches, refused);
    }

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
}
