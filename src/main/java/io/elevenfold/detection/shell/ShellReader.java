package io.elevenfold.detection.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a script command by command: takes carriers off, follows what a pipeline hands on, and goes into
 * scripts within scripts up to a depth.
 */
final class ShellReader {

    private static final int DEEPEST = 6;
    private static final int MOST_COMMANDS = 600;
    private static final int MOST_WORDS = 2000;
    private static final String DOWNLOAD = "download";
    private static final String DECODED = "decoded";
    private static final String LITERAL = "literal";

    private final Effects effects;
    private final Targets targets;
    private final Map<String, String> variables = new HashMap<>(4);
    private final Map<String, String> files = new HashMap<>(4);
    private int commands;
    private int characters;

    ShellReader(Effects effects) {
        this.effects = effects;
        this.targets = new Targets(effects);
    }

    /** What a command hands to the next one. */
    private record Flow(@Nullable String text, Set<String> origins) {

        static final Flow NOTHING = new Flow(null, Set.of());

        Flow with(@Nullable String other, String origin) {
            Set<String> more = new HashSet<>(origins);
            more.add(origin);
            return new Flow(other, more);
        }
    }

    /** Reads a script and tells what its last command prints. */
    Flow run(String script, int depth) {
        characters += script.length();
        if (depth > DEEPEST || characters > 4 * ShellCommand.MAX_LENGTH || ++commands > MOST_COMMANDS) {
            effects.cut = true;
            return Flow.NOTHING;
        }
        effects.depth = Math.max(effects.depth, depth);
        if (depth == 0 && Programs.isPython(script)) {
            new Script(depth, new ArrayList<>()).code(script);
            return Flow.NOTHING;
        }
        return new Script(depth, new ArrayList<>()).read(script);
    }

    private final class Script {

        private final int depth;
        private final List<String> words;
        private final List<String> inputs = new ArrayList<>(0);
        private final List<String> outputs = new ArrayList<>(0);
        private final Set<String> substituted = new HashSet<>();
        private @Nullable String fed;
        private Flow piped = Flow.NOTHING;
        private boolean isPiped;

        Script(int depth, List<String> words) {
            this.depth = depth;
            this.words = words;
        }

        Flow read(String script) {
            Lexer lexer = new Lexer(script, variables, this::substitute);
            String redirection = null;
            Flow last = Flow.NOTHING;
            boolean afterLine = false;
            for (Token token = lexer.next(); token != null; token = lexer.next()) {
                if (commands > MOST_COMMANDS || words.size() > MOST_WORDS) {
                    effects.cut = true;
                    break;
                }
                if (token.is(Token.Kind.HERE_DOCUMENT)) {
                    fed = token.text();
                } else if (token.is(Token.Kind.REDIRECTION)) {
                    redirection = token.text();
                } else if (token.is(Token.Kind.WORD)) {
                    if (redirection != null) {
                        redirect(redirection, token.text());
                        redirection = null;
                    } else if (words.isEmpty()
                            && !token.quoted()
                            && token.text().indexOf(' ') > 0) {
                        words.addAll(List.of(token.text().strip().split(" +")));
                    } else if (!words.isEmpty() || token.quoted() || !Words.BEFORE_COMMAND.contains(token.text())) {
                        words.add(token.text());
                    }
                } else {
                    redirection = null;
                    last = finish(token.text().equals("|"));
                }
                afterLine = token.is(Token.Kind.OPERATOR);
            }
            return afterLine && words.isEmpty() ? last : finish(false);
        }

        private String substitute(String script) {
            Flow flow = run(script, depth + 1);
            substituted.addAll(flow.origins());
            return flow.text() == null ? Lexer.UNKNOWN : flow.text().strip();
        }

        private void redirect(String kind, String target) {
            switch (kind) {
                case "<" -> inputs.add(target);
                case "<<<" -> fed = target;
                default -> outputs.add(target);
            }
        }

        private Flow finish(boolean pipes) {
            commands++;
            Flow in = !isPiped && fed != null ? new Flow(fed, Set.of()) : piped;
            if (fed != null && isPiped) {
                in = new Flow(fed, piped.origins());
            }
            boolean hadInput = isPiped || fed != null;
            Flow out = words.isEmpty() && outputs.isEmpty() && inputs.isEmpty() ? Flow.NOTHING : command(in, hadInput);
            for (String output : outputs) {
                targets.written(output);
                out.origins().stream().findFirst().ifPresent(origin -> files.put(output, origin + "_file"));
            }
            piped = pipes ? out : Flow.NOTHING;
            isPiped = pipes;
            words.clear();
            inputs.clear();
            outputs.clear();
            substituted.clear();
            fed = null;
            return out;
        }

        private Flow command(Flow in, boolean hadInput) {
            inputs.forEach(targets::read);
            List<String> rest = withoutCarriers(withoutAssignments(words));
            if (rest.isEmpty()) {
                return new Flow(null, Set.copyOf(substituted));
            }
            Segment segment = Segment.of(rest);
            Effects.add(effects.segments, segment.text());
            targets.of(segment);
            String fileOrigin = files.get(segment.path());
            if (fileOrigin != null) {
                effects.pipeToShell.add(fileOrigin);
            }
            if (segment.path().startsWith(Lexer.UNKNOWN)) {
                effects.pipeToShell.addAll(substituted);
            }
            return runs(segment, in, hadInput) ? Flow.NOTHING : printed(segment, in);
        }

        private List<String> withoutAssignments(List<String> all) {
            int first = 0;
            while (first < all.size() && Lexer.isAssignment(all.get(first))) {
                first++;
            }
            if (first < all.size()
                    && (all.get(first).equals("for") || all.get(first).equals("select"))) {
                if (all.size() > first + 3) {
                    variables.put(all.get(first + 1), all.get(first + 3));
                }
                return List.of();
            }
            if (first < all.size()
                    && (all.get(first).equals("case") || all.get(first).equals("function"))) {
                return List.of();
            }
            if (first < all.size() && Words.DECLARERS.contains(all.get(first))) {
                for (String word : all.subList(first + 1, all.size())) {
                    int equals = word.indexOf('=');
                    if (equals > 0) {
                        variables.put(word.substring(0, equals), word.substring(equals + 1));
                    }
                }
            }
            return all.subList(first, all.size());
        }

        private List<String> withoutCarriers(List<String> all) {
            List<String> rest = all;
            for (int i = 0; i < 8 && !rest.isEmpty(); i++) {
                String program = Words.programOf(rest.get(0));
                Set<String> valued = Words.CARRIERS.get(program);
                Integer own = Words.CARRIERS_WITH_ARGUMENTS.get(program);
                if (valued == null && own == null || rest.size() == 1) {
                    break;
                }
                int next = 1;
                while (next < rest.size() && (Segment.isFlag(rest.get(next)) || Lexer.isAssignment(rest.get(next)))) {
                    next += valued != null && valued.contains(rest.get(next)) ? 2 : 1;
                }
                next += own == null ? 0 : own;
                if (next >= rest.size()) {
                    break;
                }
                Effects.add(effects.carriers, program);
                rest = rest.subList(next, rest.size());
            }
            return rest;
        }

        /** Goes into a command that runs text; false when it is none. */
        private boolean runs(Segment segment, Flow in, boolean hadInput) {
            String program = segment.program();
            if (Words.SHELLS.contains(program) || program.equals("su")) {
                return runsShell(segment, in, hadInput);
            }
            if (Words.POWERSHELLS.contains(program) || program.equals("cmd")) {
                return runsWindows(segment);
            }
            switch (program) {
                case "eval", "source", ".", "iex", "invoke-expression" -> {
                    effects.pipeToShell.addAll(substituted);
                    effects.pipeToShell.addAll(in.origins());
                    segment.operands().stream()
                            .map(files::get)
                            .filter(origin -> origin != null)
                            .forEach(effects.pipeToShell::add);
                    if (program.equals("eval")) {
                        run(String.join(" ", segment.words()), depth + 1);
                    }
                    return true;
                }
                case "ssh" -> {
                    int host = Targets.indexOfHost(segment.words());
                    if (host >= 0 && host + 1 < segment.words().size()) {
                        Effects.add(effects.carriers, program);
                        run(
                                String.join(
                                        " ",
                                        segment.words()
                                                .subList(
                                                        host + 1,
                                                        segment.words().size())),
                                depth + 1);
                    }
                    return true;
                }
                case "find", "fd" -> runsFind(segment);
                case "docker", "podman", "kubectl", "nerdctl" -> runsContainer(segment);
                case "trap" -> segment.operands().stream().findFirst().ifPresent(script -> run(script, depth + 1));
                default -> {}
            }
            return runsInterpreter(segment, in, hadInput);
        }

        private boolean runsShell(Segment segment, Flow in, boolean hadInput) {
            List<String> scripts = segment.valuesOf("-c");
            if (!scripts.isEmpty()) {
                effects.pipeToShell.addAll(substituted);
                Effects.add(effects.carriers, segment.program());
                run(scripts.get(0), depth + 1);
                return true;
            }
            List<String> operands = segment.operands();
            if (operands.isEmpty() || operands.get(0).equals(Lexer.UNKNOWN) || segment.has("-s")) {
                effects.pipeToShell.addAll(in.origins());
                effects.pipeToShell.addAll(substituted);
                if (in.text() != null) {
                    Effects.add(effects.carriers, segment.program());
                    effects.pipeToShell.add(LITERAL);
                    run(in.text(), depth + 1);
                }
                return hadInput;
            }
            String origin = files.get(operands.get(0));
            if (origin != null) {
                effects.pipeToShell.add(origin);
            }
            return true;
        }

        private boolean runsWindows(Segment segment) {
            List<String> words = segment.words();
            for (int i = 0; i < words.size(); i++) {
                String flag = words.get(i).toLowerCase(java.util.Locale.ROOT);
                boolean encoded = flag.length() > 1
                        && "-encodedcommand".startsWith(flag)
                        && flag.startsWith("-e")
                        && !flag.startsWith("-ex");
                if (encoded && i + 1 < words.size()) {
                    String clear = Decoding.base64(words.get(i + 1));
                    if (clear != null) {
                        Effects.add(effects.decoded, clear);
                        effects.pipeToShell.add(DECODED);
                        run(clear, depth + 1);
                    }
                    return true;
                }
                if (flag.equals("-command") || flag.equals("-c") || flag.equals("/c") || flag.equals("/k")) {
                    Effects.add(effects.carriers, segment.program());
                    run(String.join(" ", words.subList(i + 1, words.size())), depth + 1);
                    return true;
                }
            }
            return false;
        }

        private void runsFind(Segment segment) {
            List<String> words = segment.words();
            for (String flag : List.of("-exec", "-execdir", "-ok", "-x", "--exec")) {
                int at = words.indexOf(flag);
                if (at >= 0 && at + 1 < words.size()) {
                    List<String> inner = new ArrayList<>(words.subList(at + 1, words.size()));
                    inner.removeIf(word -> word.equals("+") || word.equals(";"));
                    String root = segment.operands().stream().findFirst().orElse(".");
                    inner.replaceAll(word -> word.equals("{}") ? root : word);
                    Effects.add(effects.carriers, "find");
                    nested(inner);
                }
            }
        }

        private void runsContainer(Segment segment) {
            List<String> words = segment.words();
            int dashes = words.indexOf("--");
            if (dashes >= 0 && dashes + 1 < words.size()) {
                Effects.add(effects.carriers, segment.program());
                nested(words.subList(dashes + 1, words.size()));
                return;
            }
            for (int i = 1; i < words.size(); i++) {
                if (Words.SHELLS.contains(Words.programOf(words.get(i)))) {
                    Effects.add(effects.carriers, segment.program());
                    nested(words.subList(i, words.size()));
                    return;
                }
            }
        }

        /** A command that stands in arguments: its words are known already and are not read again. */
        private void nested(List<String> inner) {
            if (depth < DEEPEST) {
                effects.depth = Math.max(effects.depth, depth + 1);
                new Script(depth + 1, new ArrayList<>(inner)).finish(false);
            }
        }

        private boolean runsInterpreter(Segment segment, Flow in, boolean hadInput) {
            Set<String> flags = Words.INTERPRETERS.get(segment.program());
            if (flags == null) {
                return false;
            }
            List<String> words = segment.words();
            boolean found = false;
            for (int i = 0; i < words.size(); i++) {
                if (flags.contains(words.get(i)) && i + 1 < words.size()) {
                    code(words.get(i + 1));
                    found = true;
                } else if (isGlued(segment.program(), words.get(i))) {
                    code(words.get(i).substring(2));
                    found = true;
                }
            }
            if (segment.program().equals("awk")) {
                segment.operands().stream().findFirst().ifPresent(this::code);
                return false;
            }
            List<String> operands = segment.operands();
            if (!found && (operands.isEmpty() || segment.has("-")) && hadInput) {
                effects.pipeToShell.addAll(in.origins());
                if (in.text() != null) {
                    code(in.text());
                }
            }
            if (!operands.isEmpty() && files.containsKey(operands.get(0))) {
                effects.pipeToShell.add(files.getOrDefault(operands.get(0), ""));
            }
            if (found) {
                effects.pipeToShell.addAll(substituted);
            }
            return true;
        }

        private static boolean isGlued(String program, String word) {
            return word.length() > 3
                    && ((word.startsWith("-e") && (program.equals("ruby") || program.equals("perl")))
                            || (word.startsWith("-c") && program.equals("python"))
                            || (word.startsWith("-r") && program.equals("php")))
                    && !Character.isLetter(word.charAt(2));
        }

        private void code(String program) {
            Effects.add(effects.code, program);
            for (String script : Programs.shellCommandsIn(program)) {
                run(script, depth + 1);
            }
            Programs.filesIn(program, effects);
            targets.hostsIn(program);
        }

        /** What the command prints, and where that comes from. */
        private Flow printed(Segment segment, Flow in) {
            Flow flow = new Flow(null, union(in.origins(), substituted));
            switch (segment.program()) {
                case "echo", "printf", "print", "write-output" -> {
                    List<String> said = segment.words().stream()
                            .filter(word -> !Words.NOT_PRINTED.contains(word))
                            .toList();
                    String text = String.join(" ", said);
                    Effects.add(effects.data, text);
                    boolean escapes = segment.program().equals("printf") || segment.has("-e", "-en", "-ne");
                    return new Flow(escapes ? Decoding.escapes(text) : text, Set.copyOf(substituted));
                }
                case "base64", "base32", "openssl", "b64decode" -> {
                    boolean decodes = segment.has("-d", "-D", "--decode", "-di")
                            || segment.program().startsWith("b64");
                    if (decodes) {
                        return decoded(in, in.text() == null ? null : Decoding.base64(in.text()));
                    }
                    return flow;
                }
                case "xxd" -> {
                    return segment.has("-r") ? decoded(in, in.text() == null ? null : Decoding.hex(in.text())) : flow;
                }
                case "rev" -> {
                    return decoded(
                            in,
                            in.text() == null
                                    ? null
                                    : new StringBuilder(in.text().strip())
                                            .reverse()
                                            .toString());
                }
                case "gunzip", "zcat", "gzip", "bunzip2", "xz", "uudecode" -> {
                    return segment.program().equals("gzip") && !segment.has("-d", "-dc", "-cd")
                            ? flow
                            : decoded(in, null);
                }
                case "cat", "tee" -> {
                    if (in.text() != null && segment.program().equals("cat") && fed != null) {
                        Effects.add(effects.data, in.text());
                    }
                    boolean passes =
                            segment.operands().isEmpty() || segment.program().equals("tee");
                    Flow passed = passes ? new Flow(in.text(), in.origins()) : flow;
                    if (segment.program().equals("tee")) {
                        passed.origins().stream().findFirst().ifPresent(origin -> segment.operands()
                                .forEach(file -> files.put(file, origin + "_file")));
                    }
                    return passed;
                }
                default -> {
                    if (Words.FETCHERS.contains(segment.program())) {
                        String file = Targets.downloadedTo(segment);
                        if (file != null) {
                            files.put(file, DOWNLOAD + "_file");
                            files.put("./" + file, DOWNLOAD + "_file");
                        }
                        return flow.with(null, DOWNLOAD);
                    }
                    if (Words.FILTERS.contains(segment.program())) {
                        return flow;
                    }
                    copies(segment);
                    return Flow.NOTHING;
                }
            }
        }

        private void copies(Segment segment) {
            List<String> operands = segment.operands();
            if ((segment.program().equals("mv") || segment.program().equals("cp")) && operands.size() == 2) {
                String origin = files.get(operands.get(0));
                if (origin != null) {
                    files.put(operands.get(1), origin);
                }
            }
        }

        private Flow decoded(Flow in, @Nullable String text) {
            if (text != null) {
                Effects.add(effects.decoded, text);
            }
            return in.with(text, DECODED);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            Set<String> only = some.isEmpty() ? others : some;
            return only.size() < 2 ? Set.copyOf(only) : new HashSet<>(only);
        }
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
