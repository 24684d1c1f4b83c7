package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's tool: what it does, and which argument says to what.
 *
 * @param kind the {@code event.action} of a call that ran
 * @param target the field for what it acts on; null when it has no target that an argument names
 * @param form how the argument is to be read
 * @param paths where the target may stand among the arguments; the first that is there counts
 */
record Tool(String kind, @Nullable Field target, Form form, List<List<String>> paths) {

    private static final int MAX_TARGETS = 64;

    enum Form {
        /** A value: text, list of texts, or a member of each object in a list. */
        PLAIN,
        /** A patch, whose headers name the files; also when it is the whole argument. */
        PATCH,
        /** A sentence with an address in it. */
        URL_IN_TEXT
    }

    /** Reads the table's notation: {@code a|b.c}, {@code @patch a|b}, {@code @url a}. */
    static Tool of(String kind, String target, String argument) {
        Form form = argument.startsWith("@patch ")
                ? Form.PATCH
                : argument.startsWith("@url ") ? Form.URL_IN_TEXT : Form.PLAIN;
        String names = form == Form.PLAIN ? argument : argument.substring(argument.indexOf(' ') + 1);
        List<List<String>> paths = new ArrayList<>();
        for (String path : names.split("\\|")) {
            if (!path.isEmpty()) {
                paths.add(List.of(path.split("\\.")));
            }
        }
        Field field = target.isEmpty()
                ? null
                : Field.named(target).orElseThrow(() -> new IllegalStateException("no such field: " + target));
        return new Tool(kind, field, form, List.copyOf(paths));
    }

    /** What a call with these arguments acts on: a text, or for several files a list; null when it was not reported. */
    @Nullable
    Object targetIn(@Nullable Object arguments) {
        if (target == null || arguments == null) {
            return null;
        }
        List<String> found = new ArrayList<>();
        if (arguments instanceof Map<?, ?> map) {
            for (List<String> path : paths) {
                collect(map, path, 0, found);
                if (!found.isEmpty()) {
                    break;
                }
            }
        } else if (form != Form.PLAIN && arguments instanceof String text) {
            found.add(text);
        }
        return found.isEmpty() ? null : read(found);
    }

    private static void collect(@Nullable Object value, List<String> path, int depth, List<String> found) {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (found.size() < MAX_TARGETS) {
                    collect(item, path, depth, found);
                }
            }
        } else if (depth < path.size()) {
            if (value instanceof Map<?, ?> map) {
                collect(map.get(path.get(depth)), path, depth + 1, found);
            }
        } else {
            String text = Attributes.text(value);
            if (text != null) {
                found.add(text);
            }
        }
    }

    private @Nullable Object read(List<String> found) {
        return switch (form) {
            case PATCH -> oneOrAll(CommandText.patchedFiles(found.get(0)));
            case URL_IN_TEXT -> Urls.first(found.get(0));
            case PLAIN ->
                target == Field.FILE_PATH
                        ? oneOrAll(found)
                        : target == Field.PROCESS_COMMAND_LINE ? CommandText.joined(found) : found.get(0);
        };
    }

    private static @Nullable Object oneOrAll(List<String> texts) {
        return texts.isEmpty() ? null : texts.size() == 1 ? texts.get(0) : List.copyOf(texts);
    }
}
