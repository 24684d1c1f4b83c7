package io.elevenfold.detection.shell;

import java.util.Map;
import java.util.Set;

/** The vocabulary of shells: what stands before a command, what only carries another one, what runs text. */
final class Words {

    /** Reserved words after which a command begins. */
    static final Set<String> BEFORE_COMMAND =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "time", "!", "{", "}", "fi", "done", "esac");

    /** Commands that run the command in their arguments, with those of their flags that take a value. */
    static final Map<String, Set<String>> CARRIERS = Map.ofEntries(
            Map.entry("sudo", Set.of("-u", "-g", "-h", "-p", "-C", "-U", "-D", "-R", "-T", "--user", "--group")),
            Map.entry("doas", Set.of("-u", "-C")),
            Map.entry("env", Set.of("-u", "-C", "--unset", "--chdir")),
            Map.entry("nice", Set.of("-n")),
            Map.entry("ionice", Set.of("-c", "-n", "-p")),
            Map.entry("nohup", Set.of()),
            Map.entry("setsid", Set.of()),
            Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
            Map.entry("command", Set.of()),
            Map.entry("builtin", Set.of()),
            Map.entry("exec", Set.of("-a")),
            Map.entry("busybox", Set.of()),
            Map.entry("toybox", Set.of()),
            Map.entry("gosu", Set.of()),
            Map.entry("proxychains", Set.of("-f")),
            Map.entry("proxychains4", Set.of("-f")),
            Map.entry("torsocks", Set.of()),
            Map.entry("strace", Set.of("-o", "-e", "-p")),
            Map.entry("caffeinate", Set.of("-t")),
            Map.entry(
                    "xargs", Set.of("-n", "-P", "-I", "-i", "-L", "-s", "-d", "-a", "-E", "--max-args", "--max-procs")),
            Map.entry("parallel", Set.of("-j", "--jobs", "-N")),
            Map.entry("chronic", Set.of()),
            Map.entry("unbuffer", Set.of()));
    /** Carriers whose first own argument is not the command. */
    static final Map<String, Integer> CARRIERS_WITH_ARGUMENTS =
            Map.of("timeout", 1, "gtimeout", 1, "chroot", 1, "flock", 1, "watch", 0, "runuser", 0);

    static final Set<String> DECLARERS = Set.of("local", "export", "declare", "readonly", "typeset");
    /** Arguments that {@code echo} and {@code printf} do not print. */
    static final Set<String> NOT_PRINTED = Set.of("-n", "-e", "-en", "-ne", "-E", "--", "%s", "%s\\n");

    static final Set<String> SHELLS =
            Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "tcsh", "csh", "mksh", "rbash");
    static final Set<String> POWERSHELLS = Set.of("powershell", "pwsh");
    /** Interpreters with the flags that take a program. */
    static final Map<String, Set<String>> INTERPRETERS = Map.ofEntries(
            Map.entry("python", Set.of("-c")),
            Map.entry("perl", Set.of("-e", "-E", "-ne", "-pe", "-le")),
            Map.entry("ruby", Set.of("-e")),
            Map.entry("node", Set.of("-e", "--eval", "-p", "-pe")),
            Map.entry("deno", Set.of("eval")),
            Map.entry("bun", Set.of("-e")),
            Map.entry("php", Set.of("-r")),
            Map.entry("lua", Set.of("-e")),
            Map.entry("osascript", Set.of("-e")),
            Map.entry("awk", Set.of()),
            Map.entry("gawk", Set.of()));
    /** Programs that fetch from the network and can print what they fetched. */
    static final Set<String> FETCHERS = Set.of(
            "curl",
            "wget",
            "fetch",
            "aria2c",
            "lynx",
            "http",
            "https",
            "xh",
            "iwr",
            "irm",
            "invoke-webrequest",
            "invoke-restmethod",
            "certutil",
            "bitsadmin",
            "ftp",
            "lwp-download",
            "curlie");
    /** Commands that print what they read. */
    static final Set<String> FILTERS = Set.of(
            "cat", "tee", "head", "tail", "grep", "sed", "awk", "tr", "cut", "sort", "uniq", "fold", "strings", "tac",
            "nl", "pv", "dd", "less", "more");

    private Words() {}

    /** {@code /usr/bin/Python3.11.exe} is {@code python}. */
    static String programOf(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
                .toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".exe") || name.endsWith(".cmd") || name.endsWith(".com")) {
            name = name.substring(0, name.length() - 4);
        }
        if (name.startsWith("python") || name.startsWith("pypy")) {
            return name.length() == 6 || Character.isDigit(name.charAt(6)) ? "python" : name;
        }
        return switch (name) {
            case "nodejs" -> "node";
            case "mawk", "nawk" -> "awk";
            default ->
                name.startsWith("php") && name.length() > 3 && Character.isDigit(name.charAt(3))
                        ? "php"
                        : name.startsWith("perl5") ? "perl" : name.startsWith("lua5") ? "lua" : name;
        };
    }
}
