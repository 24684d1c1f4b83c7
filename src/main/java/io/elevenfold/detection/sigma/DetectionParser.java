package io.elevenfold.detection.sigma;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code detection:} block: search identifiers and the condition over them. */
public final class DetectionParser {

    private static final int MAX_DEPTH = 10;

    private final ItemParser items;

    /** @param placeholders values for the modifier expand, by the placeholder's name */
    public DetectionParser(Placeholders placeholders) {
        this.items = new ItemParser(placeholders);
    }

    /** @throws ContentException with file, line and reason when the block is not valid Sigma */
    public Detection parse(ContentNode block) {
        Map<String, Detection> selections = new LinkedHashMap<>();
        block.entries().forEach((identifier, node) -> {
            if (identifier.equals("timeframe")) {
                throw node.wrong("'timeframe' belongs to the aggregations that are gone since Sigma 2");
            }
            if (!identifier.equals("condition")) {
                selections.put(identifier, selection(node, 0));
            }
        });
        ContentNode condition = block.required("condition");
        List<Detection> alternatives = new ArrayList<>();
        for (ContentNode node : condition.isList() ? condition.items() : List.of(condition)) {
            try {
                alternatives.add(ConditionParser.parse(node.text(), selections));
            } catch (IllegalArgumentException e) {
                throw new ContentException(node.location(), String.valueOf(e.getMessage()), e);
            }
        }
        if (alternatives.isEmpty()) {
            throw condition.wrong("the condition is empty");
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Detection.Any(alternatives);
    }

    private Detection selection(ContentNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw node.wrong("nested deeper than %d".formatted(MAX_DEPTH));
        }
        List<Detection> parts = new ArrayList<>();
        if (node.isMapping()) {
            node.entries().forEach((key, value) -> parts.add(items.item(key, value)));
        } else if (node.isList()) {
            for (ContentNode item : node.items()) {
                parts.add(item.isMapping() || item.isList() ? selection(item, depth + 1) : items.keyword(item));
            }
        } else {
            parts.add(items.keyword(node));
        }
        if (parts.isEmpty()) {
            throw node.wrong("an empty selection");
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return node.isMapping() ? new Detection.All(parts) : new Detection.Any(parts);
    }
}
