package io.elevenfold.detection.sigma;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one detection item: {@code field|modifier|modifier: value or list of values}. */
final class ItemParser {

    private static final int MAX_VALUES = 5_000;
    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_MODIFIERS = 10;

    private final Placeholders placeholders;

    ItemParser(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** An item from a map's entry. */
    Detection item(String key, ContentNode node) {
        List<String> parts = Arrays.asList(key.split("\\|", -1));
        if (parts.size() > MAX_MODIFIERS) {
            throw node.wrong("more than %d modifiers".formatted(MAX_MODIFIERS));
        }
        String field = parts.get(0).isEmpty() ? null : parts.get(0);
        return item(field, parts.subList(1, parts.size()), node);
    }

    /** A keyword from a list without fields. */
    Detection keyword(ContentNode node) {
        return item(null, List.of(), node);
    }

    private Detection item(@Nullable String field, List<String> modifiers, ContentNode node) {
        List<ContentNode> nodes = node.isList() ? node.items() : List.of(node);
        if (nodes.isEmpty() && field != null && modifiers.isEmpty()) {
            return new Detection.Item(field, false, List.of(new Value.Nothing()), node.location());
        }
        if (nodes.isEmpty() || nodes.size() > MAX_VALUES) {
            throw node.wrong("expected 1 to %d values, found %d".formatted(MAX_VALUES, nodes.size()));
        }
        for (ContentNode value : node.isList() ? nodes : List.<ContentNode>of()) {
            if (!value.isList() && !value.isMapping() && value.value() == null) {
                throw value.wrong("null cannot be one of several values: give it a selection of its own");
            }
        }
        boolean every = modifiers.contains("all");
        if (every && nodes.size() == 1) {
            throw node.wrong("the modifier 'all' needs more than one value");
        }
        List<Value> values = new ArrayList<>();
        List<Detection> alternatives = new ArrayList<>();
        for (ContentNode value : nodes) {
            List<Value> forms = forms(field, modifiers, value);
            if (every && forms.size() > 1) {
                alternatives.add(new Detection.Item(field, false, forms, value.location()));
            } else {
                values.addAll(forms);
            }
        }
        if (!values.isEmpty()) {
            alternatives.add(new Detection.Item(field, every, values, node.location()));
        }
        Detection item = alternatives.size() == 1 ? alternatives.get(0) : new Detection.All(alternatives);
        return modifiers.contains("neq") ? new Detection.Not(item) : item;
    }

    /** What one written value can mean: several forms when it is encoded or a placeholder. */
    private List<Value> forms(@Nullable String field, List<String> modifiers, ContentNode node) {
        try {
            List<Operand> operands = operands(modifiers, node);
            boolean isFirst = true;
            for (String modifier : modifiers) {
                if (List.of("all", "neq", "expand").contains(modifier)) {
                    continue;
                }
                List<Operand> next = new ArrayList<>();
                for (Operand operand : operands) {
                    next.addAll(operand.apply(modifier, isFirst));
                }
                operands = next;
                isFirst = false;
            }
            List<Value> values = operands.stream().map(Operand::toValue).toList();
            if (field == null && values.stream().anyMatch(value -> value.asKeyword() == null)) {
                throw new IllegalArgumentException("a keyword is a text or a number");
            }
            return values;
        } catch (IllegalArgumentException e) {
            throw new ContentException(node.location(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Operand> operands(List<String> modifiers, ContentNode node) {
        if (node.isList() || node.isMapping()) {
            throw node.wrong("expected a single value");
        }
        Object typed = node.value();
        if (typed == null) {
            return List.of(new Operand(null, ""));
        }
        String written = typed instanceof String text ? text : node.text();
        if (written.length() > MAX_LENGTH) {
            throw node.wrong("a value is longer than %d characters".formatted(MAX_LENGTH));
        }
        if (modifiers.contains("expand")) {
            return placeholders.expand(written).stream()
                    .map(text -> new Operand(text, text))
                    .toList();
        }
        if (typed instanceof Long || typed instanceof Double || typed instanceof Boolean) {
            return List.of(new Operand(typed, written));
        }
        // YAML reads an unquoted date as a date; in a rule it is what stands there.
        return List.of(new Operand(written, written));
    }
}
