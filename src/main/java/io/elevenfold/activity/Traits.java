package io.elevenfold.activity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Derives {@code activity.traits} from what an activity does: its kind, command, paths and address. A help for finding
 * and counting, not a verdict: it looks at words, and never at more than {@value #MAX_COMMAND} characters of them.
 */
public final class Traits {

    private static final int MAX_COMMAND = 16_384;
    private static final int MAX_PATHS = 64;

    private static final Set<String> ALWAYS_EGRESS = Set.of("network");
    private static final Set<String> ALWAYS_CONFIG = Set.of("config_change", "mode_change", "extension_install");

    private Traits() {}

    /** The traits in the order of the model; empty for most activities. */
    public static List<String> of(Activity activity) {
        String action = activity.text(Field.EVENT_ACTION);
        if (action == null) {
            return List.of();
        }
        String decided = activity.text(Field.ACTIVITY_KIND);
        String kind = decided == null ? action : decided;
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (ALWAYS_EGRESS.contains(kind)) {
            traits.add(Trait.NETWORK_EGRESS);
        }
        if (ALWAYS_CONFIG.contains(kind)) {
            traits.add(Trait.CONFIG_CHANGE);
        }
        String command = activity.text(Field.PROCESS_COMMAND_LINE);
        if (command != null) {
            CommandWords.traits(command.length() > MAX_COMMAND ? command.substring(0, MAX_COMMAND) : command, traits);
        }
        if (activity.has(Field.FILE_PATH)) {
            ofPaths(activity, kind, traits);
        }
        return traits.isEmpty() ? List.of() : keys(traits);
    }

    private static void ofPaths(Activity activity, String kind, Set<Trait> traits) {
        boolean writes = kind.equals("file_write");
        boolean touches = writes || kind.equals("file_read") || kind.equals("file_search");
        if (!touches) {
            return;
        }
        List<String> paths = activity.texts(Field.FILE_PATH);
        for (int i = 0; i < Math.min(paths.size(), MAX_PATHS); i++) {
            FoldedPath path = FoldedPath.of(paths.get(i));
            if (KnownPaths.isSecret(path)) {
                traits.add(Trait.SECRET_ACCESS);
            }
            if (writes && KnownPaths.isAgentControl(path)) {
                traits.add(Trait.CONFIG_CHANGE);
            }
            if (writes && KnownPaths.runsByItself(path)) {
                traits.add(Trait.PERSISTENCE);
            }
        }
    }

    private static List<String> keys(Set<Trait> traits) {
        List<String> keys = new ArrayList<>(traits.size());
        for (Trait trait : traits) {
            keys.add(trait.key());
        }
        return keys;
    }
}
