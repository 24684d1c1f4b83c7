package io.elevenfold.activity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over a command line, word by word, and knows for each simple command its verb and the word after it. Quotes
 * only separate words: what is quoted may be a script as well as a message.
 */
final class CommandWords {

    private static final String SEPARATORS = ";|&\n(`{}";
    private static final String BLANKS = " \t\r\"'<>),";
    private static final Set<String> WRAPPERS =
            Set.of("sudo", "doas", "env", "nohup", "time", "timeout", "nice", "xargs", "command", "exec", "then", "do");
    private static final Set<String> WRAPPER_FLAGS_WITH_ARGUMENT = Set.of("-u", "-g", "-n", "-i", "-k", "-s");
    private static final Set<String> ESCALATION = Set.of("sudo", "doas", "su", "pkexec", "setcap", "visudo");
    private static final Set<String> EGRESS = Set.of(
            "curl",
            "wget",
            "nc",
            "ncat",
            "netcat",
            "ssh",
            "scp",
            "sftp",
            "ftp",
            "telnet",
            "socat",
            "http",
            "https",
            "xh",
            "aria2c",
            "invoke-webrequest",
            "iwr",
            "rclone");
    private static final Set<String> DESTRUCTIVE = Set.of("shred", "mkfs", "wipefs", "rmdir", "unlink", "truncate");
    private static final Map<String, Trait> PAIRS = new HashMap<>();

    static {
        put(Trait.DEPENDENCY_INSTALL, "npm", "install", "i", "ci", "add", "update");
        put(Trait.DEPENDENCY_INSTALL, "pnpm", "install", "i", "add", "update", "dlx");
        put(Trait.DEPENDENCY_INSTALL, "yarn", "install", "add", "upgrade", "dlx");
        put(Trait.DEPENDENCY_INSTALL, "bun", "install", "add", "i");
        put(Trait.DEPENDENCY_INSTALL, "pip", "install", "download");
        put(Trait.DEPENDENCY_INSTALL, "pip3", "install", "download");
        put(Trait.DEPENDENCY_INSTALL, "pipx", "install", "run");
        put(Trait.DEPENDENCY_INSTALL, "uv", "add", "sync", "pip", "tool");
        put(Trait.DEPENDENCY_INSTALL, "poetry", "add", "install", "update");
        put(Trait.DEPENDENCY_INSTALL, "conda", "install", "create");
        put(Trait.DEPENDENCY_INSTALL, "cargo", "add", "install");
        put(Trait.DEPENDENCY_INSTALL, "go", "get", "install");
        put(Trait.DEPENDENCY_INSTALL, "gem", "install");
        put(Trait.DEPENDENCY_INSTALL, "bundle", "install", "add", "update");
        put(Trait.DEPENDENCY_INSTALL, "composer", "require", "install", "update");
        put(Trait.DEPENDENCY_INSTALL, "apt", "install");
        put(Trait.DEPENDENCY_INSTALL, "apt-get", "install");
        put(Trait.DEPENDENCY_INSTALL, "apk", "add");
        put(Trait.DEPENDENCY_INSTALL, "brew", "install");
        put(Trait.DEPENDENCY_INSTALL, "dnf", "install");
        put(Trait.DEPENDENCY_INSTALL, "yum", "install");
        put(Trait.DEPENDENCY_INSTALL, "dotnet", "add");
        put(Trait.PACKAGE_PUBLISH, "npm", "publish");
        put(Trait.PACKAGE_PUBLISH, "pnpm", "publish");
        put(Trait.PACKAGE_PUBLISH, "yarn", "publish");
        put(Trait.PACKAGE_PUBLISH, "bun", "publish");
        put(Trait.PACKAGE_PUBLISH, "cargo", "publish");
        put(Trait.PACKAGE_PUBLISH, "poetry", "publish");
        put(Trait.PACKAGE_PUBLISH, "uv", "publish");
        put(Trait.PACKAGE_PUBLISH, "twine", "upload");
        put(Trait.PACKAGE_PUBLISH, "gem", "push");
        put(Trait.PACKAGE_PUBLISH, "docker", "push");
        put(Trait.PACKAGE_PUBLISH, "mvn", "deploy");
        put(Trait.PACKAGE_PUBLISH, "vsce", "publish");
        put(Trait.VCS_PUSH, "git", "push");
        put(Trait.VCS_PUSH, "hg", "push");
        put(Trait.DESTRUCTIVE, "terraform", "destroy");
        put(Trait.DESTRUCTIVE, "pulumi", "destroy");
        put(Trait.DESTRUCTIVE, "kubectl", "delete");
        put(Trait.DESTRUCTIVE, "helm", "uninstall");
        put(Trait.PERSISTENCE, "systemctl", "enable");
        put(Trait.PERSISTENCE, "launchctl", "load", "bootstrap");
    }

    private final Set<Trait> traits;
    private @Nullable String verb;
    private @Nullable String second;
    private boolean wrapped;
    private boolean writes;
    private boolean argumentFollows;

    private CommandWords(Set<Trait> traits) {
        this.traits = traits;
    }

    private static void put(Trait trait, String verb, String... seconds) {
        for (String second : seconds) {
            PAIRS.put(verb + ' ' + second, trait);
        }
    }

    static void traits(String command, Set<Trait> traits) {
        CommandWords words = new CommandWords(traits);
        int begin = -1;
        for (int i = 0; i <= command.length(); i++) {
            char c = i == command.length() ? ';' : command.charAt(i);
            boolean separates = SEPARATORS.indexOf(c) >= 0;
            if (!separates && BLANKS.indexOf(c) < 0) {
                begin = begin < 0 ? i : begin;
                continue;
            }
            if (begin >= 0) {
                words.word(command.substring(begin, i).toLowerCase(Locale.ROOT));
                begin = -1;
            }
            if (separates) {
                words.verb = null;
                words.second = null;
                words.wrapped = false;
                words.writes = false;
                words.argumentFollows = false;
            } else if (c == '>') {
                words.writes = true;
            }
        }
    }

    private void word(String word) {
        if (word.indexOf('/') >= 0 || word.charAt(0) == '.' || word.indexOf('.') > 0) {
            path(word.charAt(0) == '@' ? word.substring(1) : word);
        }
        if (verb == null) {
            verb(word);
        } else if (word.charAt(0) == '-') {
            flag(word);
        } else if (second == null) {
            second(word);
        }
    }

    private void verb(String word) {
        if (argumentFollows) {
            argumentFollows = false;
            return;
        }
        if (wrapped && WRAPPER_FLAGS_WITH_ARGUMENT.contains(word)) {
            argumentFollows = true;
            return;
        }
        if (word.indexOf('=') > 0 || (wrapped && (word.charAt(0) == '-' || Character.isDigit(word.charAt(0))))) {
            return;
        }
        String name = word.substring(word.lastIndexOf('/') + 1);
        if (ESCALATION.contains(name)) {
            traits.add(Trait.PRIVILEGE_ESCALATION);
        }
        if (WRAPPERS.contains(name)) {
            wrapped = true;
            return;
        }
        verb = name;
        if (EGRESS.contains(name)) {
            traits.add(Trait.NETWORK_EGRESS);
        } else if (DESTRUCTIVE.contains(name) || name.startsWith("mkfs.")) {
            traits.add(Trait.DESTRUCTIVE);
        } else if (name.equals("npx") || name.equals("uvx") || name.equals("bunx")) {
            traits.add(Trait.DEPENDENCY_INSTALL);
        } else if (name.equals("crontab") || name.equals("at")) {
            traits.add(Trait.PERSISTENCE);
        } else if (name.equals("tee") || name.equals("cp") || name.equals("mv") || name.equals("ln")) {
            writes = true;
        }
    }

    private void second(String word) {
        if ("git".equals(verb) && (word.indexOf('/') >= 0 || word.indexOf('=') > 0)) {
            return; // the argument of -C or -c
        }
        if ("-m".equals(word)) {
            return;
        }
        second = word;
        Trait trait = PAIRS.get(verb + ' ' + word);
        if (trait != null) {
            traits.add(trait);
        }
        if ("python".equals(verb) || "python3".equals(verb)) {
            verb = word; // python -m pip install
            second = null;
        }
    }

    private void flag(String flag) {
        boolean isShort = flag.length() > 1 && flag.charAt(1) != '-';
        boolean force = flag.startsWith("--force") || (isShort && flag.indexOf('f') > 0);
        if ("rm".equals(verb) && (force || flag.equals("--recursive") || (isShort && flag.indexOf('r') > 0))) {
            traits.add(Trait.DESTRUCTIVE);
        } else if ("git".equals(verb) && second != null) {
            boolean destroys = second.equals("reset") && flag.equals("--hard");
            destroys |= force && (second.equals("clean") || second.equals("push"));
            if (destroys) {
                traits.add(Trait.DESTRUCTIVE);
            }
        } else if ("find".equals(verb) && flag.equals("-delete")) {
            traits.add(Trait.DESTRUCTIVE);
        }
    }

    private void path(String word) {
        FoldedPath path = FoldedPath.ofFolded(word);
        if (KnownPaths.isSecret(path)) {
            traits.add(Trait.SECRET_ACCESS);
        }
        if (writes && KnownPaths.runsByItself(path)) {
            traits.add(Trait.PERSISTENCE);
        }
        if (writes && KnownPaths.isAgentControl(path)) {
            traits.add(Trait.CONFIG_CHANGE);
        }
    }
}
