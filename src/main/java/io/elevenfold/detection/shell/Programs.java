package io.elevenfold.detection.shell;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.elevenfold.detection.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into small programs of other languages for the few calls that matter: shells they start, files they touch. */
final class Programs {

    private static final int LONGEST = 16_384;
    private static final int MOST = 32;
    private static final String QUOTED = "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)')";
    private static final String TEXT = "\\(\\s*\\[?\\s*[rbf]?" + QUOTED;
    private static final Call STARTS = Call.of(
            "\\b(?:system|popen|popen2|popen3|exec|execSync|execvp|execl|spawn|spawnSync|call|run|check_output|check_call"
                    + "|getoutput|Popen|shell_exec|passthru)\\s*" + TEXT);
    /** AppleScript needs no brackets. */
    private static final Call STARTS_IN_APPLESCRIPT = Call.of("\\bdo shell script\\s+" + QUOTED);

    private static final Call OPENS_TO_WRITE =
            Call.of("\\bopen" + TEXT + "\\s*,\\s*(?:mode\\s*=\\s*)?['\"][rb+]*[wax]");
    private static final Call OPENS = Call.of("\\b(?:open|readFileSync|readFile|file_get_contents|File\\.read)" + TEXT);
    private static final Call WRITES =
            Call.of("\\b(?:writeFileSync|writeFile|appendFileSync|file_put_contents|File\\.write)" + TEXT);
    private static final Call DELETES = Call.of(
            "\\b(?:rmtree|os\\.remove|os\\.unlink|rmSync|unlinkSync|rmdirSync|rm_rf|rm_r|remove_dir_all|File\\.delete|unlink)"
                    + TEXT);

    private static final Pattern PYTHON = Pattern.compile(
            "\\A(?:\\s*(?:#[^\\n]*)?\\n)*\\s*(?:import [a-zA-Z_][\\w.]*(?: *[,;\\n]| as )|from [a-zA-Z_][\\w.]* import )");

    private Programs() {}

    /** An expression for calls, asked for the text only where an automaton says that there is one. */
    private record Call(Pattern pattern, @Nullable Automaton automaton) {

        static Call of(String expression) {
            return new Call(Pattern.compile(expression), Automaton.of(expression));
        }

        boolean mayStandIn(String program) {
            return automaton == null
                    || automaton.find(program, Math.min(program.length(), LONGEST)) != Automaton.Answer.NOT_FOUND;
        }
    }

    /** Some agents hand their interpreter's input on as a command. */
    static boolean isPython(String line) {
        return line.contains("import ") && PYTHON.matcher(line).find();
    }

    static List<String> shellCommandsIn(String program) {
        List<String> found = new ArrayList<>();
        texts(STARTS, program, found);
        texts(STARTS_IN_APPLESCRIPT, program, found);
        return found;
    }

    static void filesIn(String program, Effects effects) {
        List<String> written = new ArrayList<>();
        texts(OPENS_TO_WRITE, program, written);
        texts(WRITES, program, written);
        written.forEach(path -> Effects.add(effects.writes, path));
        List<String> read = new ArrayList<>();
        texts(OPENS, program, read);
        read.stream().filter(path -> !written.contains(path)).forEach(path -> Effects.add(effects.reads, path));
        List<String> deleted = new ArrayList<>();
        texts(DELETES, program, deleted);
        deleted.forEach(path -> Effects.add(effects.deletes, path));
    }

    private static void texts(Call call, String program, List<String> found) {
        if (!call.mayStandIn(program)) {
            return;
        }
        Matcher matcher = call.pattern.matcher(program.length() > LONGEST ? program.substring(0, LONGEST) : program);
        while (found.size() < MOST && matcher.find()) {
            String text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (text != null && !text.isBlank()) {
                found.add(Decoding.escapes(text));
            }
        }
    }
}
