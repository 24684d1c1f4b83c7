package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that no agent sends: told from an activity when a rule asks for them, never stored
 * ({@code docs/sigma-taxonomy.md}). Each part is worked out once per event at most. Not for two threads.
 */
final class DerivedFields {

    private static final String[][] WRITTEN = {
        {"content"}, {"new_string"}, {"new_str"}, {"file_text"}, {"text"}, {"new_source"}, {"edits", "new_string"}
    };
    /** Activities whose result the agent did not write itself. */
    private static final Set<String> RECEIVES = Set.of(
            "tool_call", "mcp_call", "network", "file_read", "file_search", "shell_exec", "config_change", "skill");

    private static final int EVERY = -1;
    /** Flags of one letter that stand one after another. */
    private static final Pattern LETTERS = Pattern.compile("(?<= )-([A-Za-z])((?: -[A-Za-z](?= |$))+)");
    /** Where a shell finds a program that is named without its folder. */
    private static final List<String> FOLDERS = List.of("/", "/bin/", "/usr/bin/");

    private static final Map<String, Function<DerivedFields, @Nullable Object>> BY_NAME = new TreeMap<>();

    static {
        command("segments", ShellCommand::segments);
        command("carriers", ShellCommand::carriers);
        command("code", ShellCommand::code);
        command("data", ShellCommand::data);
        command("decoded", ShellCommand::decoded);
        command("reads", ShellCommand::reads);
        command("writes", ShellCommand::writes);
        command("deletes", ShellCommand::deletes);
        command("hosts", ShellCommand::hosts);
        command("packages", ShellCommand::packages);
        command("pipe_to_shell", ShellCommand::pipeToShell);
        command("depth", ShellCommand::depth);
        command("cut", ShellCommand::cut);
        command("reads.class", command -> PathClass.of(command.reads()));
        command("writes.class", command -> PathClass.of(command.writes()));
        command("deletes.class", command -> PathClass.of(command.deletes()));
        BY_NAME.put("command.each.line", derived -> some(derived.lines()));
        BY_NAME.put("command.each.image", derived -> some(derived.images()));
        command("each.parent_image", command -> images(command.carriers()));
        BY_NAME.put("host.names", derived -> some(derived.hosts()));
        BY_NAME.put("path.class", derived -> some(PathClass.of(derived.activity.texts(Field.FILE_PATH))));
        BY_NAME.put("host.class", derived -> some(HostClass.of(derived.hosts())));
        BY_NAME.put("content.received", DerivedFields::received);
        BY_NAME.put("content.written", derived -> text(derived.written()));
        BY_NAME.put("content.prompt", derived -> text(derived.activity.get(Field.GEN_AI_INPUT_MESSAGES)));
        BY_NAME.put("content.invisible", DerivedFields::invisible);
        BY_NAME.put(SessionFields.ADDED, derived -> derived.session.added(derived.activity));
        BY_NAME.put(SessionFields.TAINT, derived -> derived.session.taint(derived.activity));
        BY_NAME.put(SessionFields.SECRET_REPEATED, derived -> derived.session.secretRepeated(derived.activity));
    }

    private final Activity activity;
    private final SessionFields session = new SessionFields();
    private final int place;
    private @Nullable ShellCommand command;
    private boolean isCommandRead;
    private @Nullable String received;

    DerivedFields(Activity activity) {
        this(activity, EVERY, null);
    }

    /** @param place of the simple command that is looked at */
    private DerivedFields(Activity activity, int place, @Nullable ShellCommand command) {
        this.activity = activity;
        this.place = place;
        this.command = command;
        this.isCommandRead = command != null;
    }

    /** Once for each simple command. */
    List<DerivedFields> commands() {
        ShellCommand read = command();
        return read == null
                ? List.of()
                : IntStream.range(0, read.segments().size())
                        .mapToObj(each -> new DerivedFields(activity, each, read))
                        .toList();
    }

    /** The simple commands that are looked at: one, or all. */
    private List<String> segments() {
        ShellCommand read = command();
        if (read == null) {
            return List.of();
        }
        return place == EVERY ? read.segments() : read.segments().subList(place, place + 1);
    }

    /** Each as it is read, and with its flags of one letter joined again; the line itself when it is one command. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String segment : segments()) {
            lines.add(segment);
            String joined = LETTERS.matcher(segment)
                    .replaceAll(flags -> "-" + flags.group(1) + flags.group(2).replace(" -", ""));
            if (!joined.equals(segment)) {
                lines.add(joined);
            }
        }
        ShellCommand read = command();
        String line = activity.text(Field.PROCESS_COMMAND_LINE);
        if (line != null && read != null && read.segments().size() == 1) {
            lines.add(line);
        }
        return lines;
    }

    private List<String> images() {
        return images(segments().stream()
                .map(segment -> segment.substring(0, (segment + ' ').indexOf(' ')))
                .toList());
    }

    /** A program as the logs of Linux, macOS and Windows would name it. */
    private static List<String> images(List<String> programs) {
        List<String> images = new ArrayList<>();
        for (String program : programs) {
            FOLDERS.forEach(folder -> images.add(folder + program));
            images.add('\\' + (program.endsWith(".exe") ? program : program + ".exe"));
        }
        return images;
    }

    private static void command(String name, Function<ShellCommand, @Nullable Object> part) {
        BY_NAME.put("command." + name, derived -> {
            ShellCommand read = derived.command();
            return read == null ? null : some(part.apply(read));
        });
    }

    /** A field without values is missing. */
    private static @Nullable Object some(@Nullable Object value) {
        return value instanceof List<?> values && values.isEmpty() ? null : value;
    }

    /** How to read a derived field; null when there is none of that name. */
    static @Nullable Function<DerivedFields, @Nullable Object> named(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    SessionFields session() {
        return session;
    }

    private @Nullable ShellCommand command() {
        if (!isCommandRead) {
            isCommandRead = true;
            String line = activity.text(Field.PROCESS_COMMAND_LINE);
            command = line == null ? null : ShellCommand.read(line);
        }
        return command;
    }

    /** Names and addresses that a command or a request contacts. */
    private List<String> hosts() {
        ShellCommand read = command();
        List<String> hosts = read == null ? List.of() : read.hosts();
        if (activity.has(Field.URL_DOMAIN) || activity.has(Field.SERVER_ADDRESS)) {
            hosts = new ArrayList<>(hosts);
            hosts.addAll(activity.texts(Field.URL_DOMAIN));
            hosts.addAll(activity.texts(Field.SERVER_ADDRESS));
        }
        if (hosts.isEmpty() && activity.has(Field.URL_FULL)) {
            hosts = ShellCommand.read("curl '" + activity.text(Field.URL_FULL) + "'")
                    .hosts();
        }
        return hosts;
    }

    private @Nullable Object received() {
        if (received == null) {
            String action = activity.text(Field.EVENT_ACTION);
            Object value = "inventory".equals(action)
                    ? activity.get(Field.GEN_AI_TOOL_CALL_ARGUMENTS)
                    : action != null && RECEIVES.contains(action) ? activity.get(Field.GEN_AI_TOOL_CALL_RESULT) : null;
            received = PlainText.of(value);
        }
        return received.isEmpty() ? null : received;
    }

    private @Nullable Object written() {
        Object arguments = activity.get(Field.GEN_AI_TOOL_CALL_ARGUMENTS);
        for (String[] path : WRITTEN) {
            Object found = NestedValue.at(arguments, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Object invisible() {
        long count = PlainText.invisibleIn(activity.get(Field.GEN_AI_TOOL_CALL_RESULT))
                + PlainText.invisibleIn(activity.get(Field.GEN_AI_TOOL_CALL_ARGUMENTS))
                + PlainText.invisibleIn(activity.get(Field.GEN_AI_INPUT_MESSAGES));
        return count == 0 ? null : count;
    }

    private static @Nullable Object text(@Nullable Object value) {
        String plain = PlainText.of(value);
        return plain.isEmpty() ? null : plain;
    }
}
