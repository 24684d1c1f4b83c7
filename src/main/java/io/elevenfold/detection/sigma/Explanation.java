package io.elevenfold.detection.sigma;

import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Why a detection holds for an event, or does not: every question, not only those that an answer needs. Dear, and
 * therefore asked only when somebody wants to know. Fields are compiled first; then {@link #of} is asked.
 */
public final class Explanation {

    private static final int MOST_STEPS = 2_000;
    private static final int MOST_SEEN = 5;

    private final NavigableMap<Integer, String> selections;
    private final Node root;
    private final AtomicInteger left = new AtomicInteger(MOST_STEPS);

    /**
     * @param block the YAML of the detection, which tells the names of the selections
     * @param fields the table of which the event will be read
     */
    public Explanation(Detection detection, ContentNode block, FieldTable fields) {
        this.selections = selections(block);
        this.root = node(detection, fields);
    }

    /** @param reading of the table that was given when this was made */
    public Step of(Reading reading) {
        return step(root, reading);
    }

    /** What is compiled once for each question. */
    private record Node(Detection detection, Predicate predicate, List<Node> parts) {}

    private Node node(Detection detection, FieldTable fields) {
        List<Detection> parts = List.of();
        if (detection instanceof Detection.All all) {
            parts = all.parts();
        } else if (detection instanceof Detection.Any any) {
            parts = any.parts();
        } else if (detection instanceof Detection.Not not) {
            parts = List.of(not.part());
        } else if (detection instanceof Detection.Item item && item.values().size() > 1) {
            parts = item.values().stream()
                    .map(value ->
                            (Detection) new Detection.Item(item.field(), item.every(), List.of(value), item.location()))
                    .toList();
        }
        List<Node> children = new ArrayList<>();
        for (Detection part : parts) {
            if (left.decrementAndGet() > 0) {
                children.add(node(part, fields));
            }
        }
        return new Node(detection, detection.compile(fields), children);
    }

    private Step step(Node node, Reading reading) {
        List<Step> parts =
                node.parts().stream().map(part -> step(part, reading)).toList();
        boolean holds = node.predicate().test(reading);
        if (node.detection() instanceof Detection.Item item) {
            int line = lineOf(item.location());
            Map.Entry<Integer, String> selection = selections.floorEntry(line);
            return new Step(
                    item.field() == null ? "keywords" : item.values().size() > 1 ? "field" : "value",
                    selection == null ? null : selection.getValue(),
                    item.field(),
                    item.values().size() > 1
                            ? item.every() ? "all of" : "one of"
                            : Asked.of(item.values().get(0)),
                    holds,
                    seen(item, node.predicate(), holds, reading),
                    line,
                    parts);
        }
        String kind = node.detection() instanceof Detection.All
                ? "all"
                : node.detection() instanceof Detection.Any ? "any" : "not";
        return new Step(kind, null, null, kind, holds, List.of(), null, parts);
    }

    private static List<Step.Piece> seen(Detection.Item item, Predicate predicate, boolean holds, Reading reading) {
        List<Step.Piece> seen = new ArrayList<>();
        if (predicate instanceof Predicate.OfField field) {
            for (String text : reading.texts(field.slot())) {
                int[] found =
                        item.values().size() == 1 ? Asked.find(item.values().get(0), text) : null;
                if (found != null) {
                    seen.add(0, Step.Piece.around(text, found[0], found[1]));
                } else if (seen.size() < MOST_SEEN) {
                    seen.add(Step.Piece.of(text));
                }
            }
        } else if (holds) {
            for (String text : reading.everything()) {
                for (Value value : item.values()) {
                    int[] found = Asked.find(value, text);
                    if (found != null) {
                        seen.add(Step.Piece.around(text, found[0], found[1]));
                    }
                }
                if (seen.size() >= MOST_SEEN) {
                    break;
                }
            }
        }
        return seen.size() <= MOST_SEEN ? seen : seen.subList(0, MOST_SEEN);
    }

    private static NavigableMap<Integer, String> selections(ContentNode block) {
        NavigableMap<Integer, String> selections = new TreeMap<>();
        for (Map.Entry<String, ContentNode> entry : block.entries().entrySet()) {
            // Two on one line cannot be told apart by their lines.
            if (selections.put(lineOf(entry.getValue().location()), entry.getKey()) != null) {
                return new TreeMap<>();
            }
        }
        return selections;
    }

    static int lineOf(String location) {
        return Integer.parseInt(location.substring(location.lastIndexOf(':') + 1));
    }

    /** A value in Sigma's words, and where it stands in a text. */
    private static final class Asked {

        private Asked() {}

        static String of(Value value) {
            if (value instanceof Value.Text text) {
                return words(text.text()) + (text.cased() ? " (cased)" : "");
            } else if (value instanceof Value.Pattern pattern) {
                return "re " + pattern.regex();
            } else if (value instanceof Value.Numeric numeric) {
                return numeric.comparison() + " " + numeric.number();
            } else if (value instanceof Value.Literal literal) {
                return "is " + literal.written();
            } else if (value instanceof Value.Time time) {
                return "%s %s %s".formatted(time.part(), time.comparison(), time.number());
            } else if (value instanceof Value.Address address) {
                return "cidr " + address.network();
            } else if (value instanceof Value.Reference reference) {
                return "fieldref " + reference.field();
            } else if (value instanceof Value.Presence presence) {
                return "exists " + presence.expected();
            }
            return "is null";
        }

        private static String words(SigmaText text) {
            StringBuilder written = new StringBuilder();
            int[] symbols = text.symbols();
            boolean openStart = symbols.length > 0 && symbols[0] == SigmaText.MANY;
            boolean openEnd = symbols.length > 1 && symbols[symbols.length - 1] == SigmaText.MANY;
            for (int i = openStart ? 1 : 0; i < symbols.length - (openEnd ? 1 : 0); i++) {
                int symbol = symbols[i];
                written.append(
                        symbol == SigmaText.MANY
                                ? "*"
                                : symbol == SigmaText.ONE
                                        ? "?"
                                        : symbol == SigmaText.DASH ? "[-/]" : String.valueOf((char) symbol));
            }
            String how = openStart && openEnd ? "contains" : openStart ? "endswith" : openEnd ? "startswith" : "is";
            return how + " " + written;
        }

        /** Beginning and end of what the value finds in the text; null when it finds nothing, or no place. */
        static int @Nullable [] find(Value value, String text) {
            if (value instanceof Value.Text wanted) {
                String compared = wanted.cased() ? text : Folding.lower(text);
                if (compared.length() != text.length()) {
                    return null;
                }
                TextMatcher matcher = TextMatcher.of(wanted.text(), wanted.cased());
                int at = matcher.find(compared);
                int length = wanted.text().isPlain() ? text.length() : literalLength(wanted.text());
                return at < 0 ? null : new int[] {at, Math.min(text.length(), at + length)};
            }
            return value instanceof Value.Pattern pattern ? pattern.regex().span(text) : null;
        }

        /** Of a text with wildcards inside, all that is certain is the place. */
        private static int literalLength(SigmaText text) {
            int characters = 0;
            for (int i = 0; i < text.symbols().length; i++) {
                int symbol = text.symbols()[i];
                if (symbol == SigmaText.MANY && i > 0 && i < text.symbols().length - 1) {
                    return characters;
                }
                characters += symbol == SigmaText.MANY ? 0 : 1;
            }
            return characters;
        }
    }
}
