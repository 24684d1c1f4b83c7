package io.elevenfold.forwarding.format;

import io.elevenfold.platform.content.ContentNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where one field of a format comes from.
 *
 * @param target name in the other format; dots nest, {@code [+]} adds to a list, {@code []} is the one item of a list
 * @param sources our fields, the first that has a value counts
 * @param needs the rule is silent unless the record has one of these; empty: never silent
 * @param table other words for the values; a value that is not there counts as none
 * @param constant the value itself; null when it comes from the record
 * @param otherwise what to say when no source has a value; null: nothing
 * @param longest of a text, in characters
 */
record FieldRule(
        String target,
        List<String> sources,
        Set<String> needs,
        As as,
        Map<String, Object> table,
        @Nullable Object constant,
        @Nullable Object otherwise,
        int longest) {

    private static final int LONGEST = 65_536;

    /** How a value is converted. */
    enum As {
        TEXT,
        LONG,
        NUMBER,
        BOOLEAN,
        MILLIS,
        ISO,
        TEXTS,
        FILE_NAME,
        /** For texts of several lines in formats that know only one, where each byte counts. */
        BASE64,
        AS_IT_IS
    }

    static FieldRule of(String target, ContentNode node) {
        if (!node.isMapping()) {
            return new FieldRule(target, List.of(node.text()), Set.of(), As.TEXT, Map.of(), null, null, LONGEST);
        }
        node.onlyKeys("from", "as", "table", "const", "otherwise", "needs", "max");
        Map<String, Object> table = new LinkedHashMap<>();
        node.optional("table").ifPresent(words -> words.entries()
                .forEach((word, value) -> table.put(word, Objects.requireNonNull(value.value()))));
        return new FieldRule(
                target,
                node.optional("from")
                        .map(from -> from.isList() ? from.texts() : List.of(from.text()))
                        .orElse(List.of()),
                Set.copyOf(node.texts("needs")),
                node.optional("as").map(as -> as.oneOf(As.class)).orElse(As.TEXT),
                table,
                node.optional("const").map(ContentNode::value).orElse(null),
                node.optional("otherwise").map(ContentNode::value).orElse(null),
                node.optional("max").map(ContentNode::number).orElse(LONGEST));
    }

    /** The value to send; null when there is nothing to say. */
    @Nullable
    Object value(Map<String, Object> fields) {
        if (!needs.isEmpty() && needs.stream().noneMatch(fields::containsKey)) {
            return null;
        }
        if (constant != null) {
            return constant;
        }
        for (String source : sources) {
            Object found = fields.get(source);
            Object converted = found == null ? null : table.isEmpty() ? converted(found) : table.get(found.toString());
            if (converted != null) {
                return converted;
            }
        }
        return otherwise;
    }

    private @Nullable Object converted(Object value) {
        return switch (as) {
            case AS_IT_IS -> value;
            case TEXT -> {
                String text = Text.of(value);
                yield text == null || text.isEmpty() ? null : Text.cut(text, longest);
            }
            case FILE_NAME -> {
                String path = String.valueOf(Text.of(value)).replace('\\', '/');
                String name = path.substring(path.lastIndexOf('/') + 1);
                yield Text.cut(name.isEmpty() ? path : name, longest);
            }
            case BASE64 -> Base64.getEncoder().encodeToString(value.toString().getBytes(StandardCharsets.UTF_8));
            case LONG -> value instanceof Number number ? (Object) number.longValue() : null;
            case NUMBER -> value instanceof Number ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case TEXTS ->
                value instanceof Collection<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableList())
                        : List.of(Text.cut(value.toString(), longest));
            case MILLIS -> {
                Instant at = instant(value);
                yield at == null ? null : (Object) at.toEpochMilli();
            }
            case ISO -> {
                Instant at = instant(value);
                yield at == null ? null : at.toString();
            }
        };
    }

    private static @Nullable Instant instant(Object value) {
        try {
            return value instanceof Instant at ? at : Instant.parse(value.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
