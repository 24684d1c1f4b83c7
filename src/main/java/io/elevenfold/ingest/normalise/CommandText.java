package io.elevenfold.ingest.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What command lines, patches and the outputs of commands tell. */
public final class CommandText {

    private static final int HEADER = 400;
    private static final int TAIL = 120;
    private static final int MAX_FILES = 64;

    private CommandText() {}

    /** The program: the first word that is no assignment, without its directory; null when there is none. */
    public static @Nullable String executable(String command) {
        int length = command.length();
        int start = 0;
        while (start < length) {
            while (start < length && command.charAt(start) <= ' ') {
                start++;
            }
            int end = start;
            boolean assigns = false;
            while (end < length && command.charAt(end) > ' ' && ";|&<>()".indexOf(command.charAt(end)) < 0) {
                assigns |= command.charAt(end) == '=';
                end++;
            }
            String word = command.substring(start, end);
            if (!assigns || end >= length) {
                return program(word);
            }
            start = end;
        }
        return null;
    }

    private static @Nullable String program(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        name = name.replace("\"", "").replace("'", "");
        return name.isEmpty() || name.indexOf('=') >= 0 ? null : name;
    }

    /** The command of an argument list: what a shell was given with {@code -c}, else the words joined. */
    static String joined(List<String> words) {
        if (words.size() == 3 && words.get(1).startsWith("-") && words.get(1).endsWith("c")) {
            return words.get(2);
        }
        return String.join(" ", words);
    }

    /** The files that a patch adds, updates, deletes or moves to, in its order; the format of Codex' {@code apply_patch}. */
    static List<String> patchedFiles(String patch) {
        List<String> files = new ArrayList<>();
        int start = 0;
        while (start < patch.length() && files.size() < MAX_FILES) {
            int end = patch.indexOf('\n', start);
            end = end < 0 ? patch.length() : end;
            if (patch.startsWith("*** ", start)) {
                for (String header : List.of("Add File: ", "Update File: ", "Delete File: ", "Move to: ")) {
                    if (patch.startsWith(header, start + 4)) {
                        files.add(patch.substring(start + 4 + header.length(), end)
                                .strip());
                    }
                }
            }
            start = end + 1;
        }
        return files;
    }

    /**
     * The exit code in the header that Codex puts before a command's output. Only the header is searched: the output
     * below could say anything.
     */
    public static @Nullable Long codexExitCode(String output) {
        String header = output.substring(0, Math.min(HEADER, output.length()));
        int body = header.indexOf("Output:");
        header = body < 0 ? header : header.substring(0, body);
        Long code = numberAfter(header, header.indexOf("Process exited with code "), "Process exited with code ");
        return code != null ? code : numberAfter(header, header.indexOf("Exit code: "), "Exit code: ");
    }

    /** The exit code that Copilot and Gemini append to a command's output. */
    public static @Nullable Long trailingExitCode(String output) {
        String tail = output.substring(Math.max(0, output.length() - TAIL));
        Long code = numberAfter(tail, tail.lastIndexOf("exit code "), "exit code ");
        return code != null ? code : numberAfter(tail, tail.lastIndexOf("Exit Code: "), "Exit Code: ");
    }

    /** The exit code with which Claude's hook error begins. */
    public static @Nullable Long leadingExitCode(String error) {
        return error.startsWith("Exit code ") ? numberAfter(error, 0, "Exit code ") : null;
    }

    private static @Nullable Long numberAfter(String text, int at, String words) {
        if (at < 0) {
            return null;
        }
        int start = at + words.length();
        int end = start;
        while (end < text.length()
                && end < start + 11
                && (Character.isDigit(text.charAt(end)) || end == start && text.charAt(end) == '-')) {
            end++;
        }
        return Attributes.number((Object) text.substring(start, end));
    }
}
