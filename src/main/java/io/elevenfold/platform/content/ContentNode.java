package io.elevenfold.platform.content;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * One node of a YAML file that knows where it stands, so that whoever reads it can say {@code file:line: reason}.
 * Every accessor throws {@link ContentException} when the node is not what it was asked to be.
 */
public final class ContentNode {

    private static final int MAX_CODE_POINTS = 4_000_000;

    private final String file;
    private final Node node;

    private ContentNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * The documents of a YAML text; empty ones are left out.
     *
     * @param file the name to give in messages
     */
    public static List<ContentNode> parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(50);
        options.setCodePointLimit(MAX_CODE_POINTS);
        Yaml yaml = new Yaml(
                new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options);
        List<ContentNode> documents = new ArrayList<>();
        try {
            for (Node document : yaml.composeAll(new StringReader(text))) {
                if (document != null && !Tag.NULL.equals(document.getTag())) {
                    refuseDuplicateKeys(file, document, Collections.newSetFromMap(new IdentityHashMap<>()));
                    documents.add(new ContentNode(file, document));
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ContentException(file + ":" + line, String.valueOf(e.getProblem()), e);
        }
        return List.copyOf(documents);
    }

    /** SnakeYAML looks for them only when it makes objects, which we never ask it to. */
    private static void refuseDuplicateKeys(String file, Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseDuplicateKeys(file, item, seen));
        } else if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
                    throw new ContentNode(file, key).wrong("the key '%s' is there twice".formatted(key.getValue()));
                }
                refuseDuplicateKeys(file, tuple.getValueNode(), seen);
            }
        }
    }

    /** {@code file:line}, lines counted from one. */
    public String location() {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    /** The file's name as it was given. */
    public String file() {
        return file;
    }

    /** A complaint about this node, ready to throw. */
    public ContentException wrong(String reason) {
        return new ContentException(location(), reason);
    }

    /** Refuses keys that nobody would read: a misspelt key must not pass in silence. */
    public ContentNode onlyKeys(String... allowed) {
        Set<String> known = new LinkedHashSet<>(Arrays.asList(allowed));
        for (NodeTuple tuple : mapping().getValue()) {
            ContentNode key = new ContentNode(file, tuple.getKeyNode());
            if (!known.contains(key.text())) {
                throw key.wrong("unknown key '%s', one of %s".formatted(key.text(), String.join(", ", known)));
            }
        }
        return this;
    }

    /** The value of a key that must be there. */
    public ContentNode required(String key) {
        return optional(key).orElseThrow(() -> wrong("the key '" + key + "' is missing"));
    }

    /** The value of a key; empty when the key is missing or its value is null. */
    public Optional<ContentNode> optional(String key) {
        for (NodeTuple tuple : mapping().getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return Tag.NULL.equals(tuple.getValueNode().getTag())
                        ? Optional.empty()
                        : Optional.of(new ContentNode(file, tuple.getValueNode()));
            }
        }
        return Optional.empty();
    }

    /** Keys and values in the file's order. */
    public Map<String, ContentNode> entries() {
        Map<String, ContentNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping().getValue()) {
            entries.put(new ContentNode(file, tuple.getKeyNode()).text(), new ContentNode(file, tuple.getValueNode()));
        }
        return entries;
    }

    /** The same mapping without one of its keys. */
    public ContentNode without(String key) {
        List<NodeTuple> kept = mapping().getValue().stream()
                .filter(tuple -> !(tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)))
                .toList();
        return new ContentNode(
                file,
                new MappingNode(
                        node.getTag(),
                        true,
                        kept,
                        node.getStartMark(),
                        node.getEndMark(),
                        mapping().getFlowStyle()));
    }

    /** The same mapping with this value for the key; it stands where the mapping begins. */
    public ContentNode with(String key, String text) {
        List<NodeTuple> entries = new ArrayList<>(without(key).mapping().getValue());
        entries.add(0, new NodeTuple(scalar(key), scalar(text)));
        return new ContentNode(
                file,
                new MappingNode(
                        node.getTag(),
                        true,
                        entries,
                        node.getStartMark(),
                        node.getEndMark(),
                        mapping().getFlowStyle()));
    }

    private ScalarNode scalar(String text) {
        return new ScalarNode(Tag.STR, text, node.getStartMark(), node.getStartMark(), ScalarStyle.PLAIN);
    }

    /** The items of a list. */
    public List<ContentNode> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new ContentNode(file, item))
                    .toList();
        }
        throw wrong("expected a list");
    }

    /** The texts of a list. */
    public List<String> texts() {
        return items().stream().map(ContentNode::text).toList();
    }

    /** The texts of an optional list; empty when the key is missing. */
    public List<String> texts(String key) {
        return optional(key).map(ContentNode::texts).orElse(List.of());
    }

    /** A scalar's text, never blank. */
    public String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw wrong("expected a text" + (isList() ? ", found a list" : isMapping() ? ", found a mapping" : ""));
    }

    /** The text of a key that must be there. */
    public String text(String key) {
        return required(key).text();
    }

    /** The text of a key, or null when the key is missing. */
    public @Nullable String textOrNull(String key) {
        return optional(key).map(ContentNode::text).orElse(null);
    }

    /** A whole number. */
    public int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw new ContentException(location(), "expected a whole number, found '" + text() + "'", e);
        }
    }

    /** One of an enum's names, written in lower case. */
    public <E extends Enum<E>> E oneOf(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw wrong(
                "unknown %s '%s', one of %s".formatted(type.getSimpleName().toLowerCase(Locale.ROOT), text, choices));
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The node as plain Java values (Map, List, String, Long, Double, Boolean, null), as YAML 1.1 types them. */
    public @Nullable Object value() {
        Object value = new ValueConstructor().construct(node);
        return widen(value);
    }

    private static @Nullable Object widen(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(widen(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), widen(item)));
            return copy;
        }
        return value;
    }

    private MappingNode mapping() {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw wrong("expected a mapping of keys to values");
    }

    /** SnakeYAML constructs only whole documents in public. */
    private static final class ValueConstructor extends SafeConstructor {

        ValueConstructor() {
            super(new LoaderOptions());
        }

        @Nullable
        Object construct(Node root) {
            return constructDocument(root);
        }
    }
}
