package io.elevenfold.detection.shell;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows of common programs which of their arguments are read, written, removed, contacted or installed. */
final class Targets {

    private static final Set<String> READERS = Set.of(
            "cat",
            "less",
            "more",
            "head",
            "tail",
            "tac",
            "nl",
            "strings",
            "xxd",
            "od",
            "hexdump",
            "base64",
            "base32",
            "zip",
            "7z",
            "gzip",
            "bzip2",
            "xz",
            "gpg",
            "age",
            "type",
            "get-content",
            "gc",
            "bat",
            "batcat",
            "vi",
            "vim",
            "nano",
            "emacs",
            "view",
            "diff",
            "cmp",
            "sort",
            "uniq",
            "wc",
            "cut",
            "file",
            "stat",
            "md5sum",
            "sha256sum",
            "plutil",
            "sqlite3",
            "source",
            ".",
            "open",
            "xdg-open",
            "jq",
            "yq",
            "dotenv",
            "pbcopy",
            "rev");
    private static final Set<String> SEARCHERS = Set.of(
            "grep", "egrep", "fgrep", "rg", "ag", "ack", "awk", "gawk", "sed", "perl", "select-string", "findstr");
    private static final Set<String> DELETERS = Set.of(
            "rm",
            "unlink",
            "rmdir",
            "shred",
            "srm",
            "del",
            "erase",
            "rd",
            "remove-item",
            "ri",
            "trash",
            "wipe",
            "clear-content",
            "rimraf");
    private static final Set<String> TALKERS = Set.of(
            "nc",
            "ncat",
            "netcat",
            "telnet",
            "ping",
            "ping6",
            "dig",
            "nslookup",
            "host",
            "drill",
            "traceroute",
            "whois",
            "ftp",
            "sftp",
            "ssh",
            "mosh",
            "nmap",
            "rlogin",
            "rsh",
            "tftp",
            "test-netconnection",
            "resolve-dnsname",
            "rcat",
            "chisel");
    /** Take {@code host:path} for an argument. */
    private static final Set<String> COPIERS = Set.of("scp", "rsync", "git");

    private static final Set<String> RECORD_TYPES =
            Set.of("txt", "a", "aaaa", "mx", "ns", "any", "cname", "soa", "srv");
    private static final Set<String> SSH_FLAGS_WITH_VALUE = Set.of(
            "-i", "-p", "-l", "-o", "-L", "-R", "-D", "-F", "-J", "-W", "-b", "-c", "-e", "-m", "-S", "-w", "-E", "-B",
            "-I", "-Q", "-O");

    private static final Pattern REMOTE = Pattern.compile("([\\w.-]+@)?[\\w-]+(\\.[\\w-]+)+|[\\w.-]+@[\\w-]+");
    private static final Pattern HOST = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[\\w-]+@[\\w.-]+");

    private final Effects effects;
    private String folder = "";

    Targets(Effects effects) {
        this.effects = effects;
    }

    /** {@code cd} into a folder that is known: relative paths are below it from here on. */
    void enter(Segment cd) {
        List<String> operands = cd.operands();
        String target = operands.size() == 1 ? operands.get(0) : "";
        boolean known = !target.contains("$") && !target.contains(Lexer.UNKNOWN);
        folder = !known ? "" : isRelative(target) && !folder.isEmpty() ? folder + '/' + target : target;
    }

    private static boolean isRelative(String path) {
        return !path.isEmpty() && "/~$\\".indexOf(path.charAt(0)) < 0 && !path.contains(":");
    }

    private void add(Distinct paths, String path) {
        boolean below = !folder.isEmpty() && isRelative(path);
        Effects.add(paths, below ? (folder.endsWith("/") ? folder : folder + '/') + path : path);
    }

    void read(String path) {
        device(path);
        add(effects.reads, path);
    }

    void written(String path) {
        device(path);
        if (!path.isEmpty() && !Character.isDigit(path.charAt(0)) && !path.equals("-") && !path.equals("/dev/null")) {
            add(effects.writes, path);
        }
    }

    /** Bash opens a connection when a redirection names {@code /dev/tcp/host/port}. */
    private void device(String path) {
        if (path.startsWith("/dev/tcp/") || path.startsWith("/dev/udp/")) {
            int end = path.indexOf('/', 9);
            host(path.substring(9, end < 0 ? path.length() : end));
        }
    }

    void of(Segment segment) {
        if (segment.program().equals("cd") || segment.program().equals("pushd")) {
            enter(segment);
        }
        files(segment);
        segment.words().forEach(this::hostsIn);
        if (TALKERS.contains(segment.program())) {
            int at = indexOfHost(segment.words());
            if (at >= 0) {
                host(segment.words().get(at));
            }
        } else if (COPIERS.contains(segment.program())) {
            segment.operands().forEach(this::remote);
        }
        Packages.installedBy(segment, effects);
    }

    private void files(Segment segment) {
        String program = segment.program();
        List<String> operands = segment.operands();
        if (DELETERS.contains(program)) {
            operands.stream().filter(word -> !isSwitch(word)).forEach(path -> add(effects.deletes, path));
        } else if (READERS.contains(program)) {
            operands.forEach(path -> add(effects.reads, path));
        } else if (SEARCHERS.contains(program)) {
            boolean inPlace = segment.has("-i", "--in-place") && (program.equals("sed") || program.equals("perl"));
            operands.stream()
                    .skip(segment.has("-e", "-f", "--regexp") ? 0 : 1)
                    .forEach(path -> add(inPlace ? effects.writes : effects.reads, path));
        }
        switch (program) {
            case "cp", "copy", "copy-item", "scp", "rsync", "install", "ln", "ditto", "gcp" -> copied(operands);
            case "mv", "move", "move-item" -> {
                copied(operands);
                if (operands.size() == 2 && operands.get(1).equals("/dev/null")) {
                    add(effects.deletes, operands.get(0));
                }
            }
            case "tee", "touch", "truncate", "set-content", "out-file", "add-content" ->
                operands.forEach(this::written);
            case "dd" ->
                segment.words().forEach(word -> {
                    if (word.startsWith("if=")) {
                        read(word.substring(3));
                    } else if (word.startsWith("of=")) {
                        written(word.substring(3));
                    }
                });
            case "find" -> {
                if (segment.has("-delete")) {
                    operands.stream().findFirst().ifPresent(path -> add(effects.deletes, path));
                }
            }
            case "tar", "ccencrypt", "ccrypt" ->
                operands.stream().skip(program.equals("tar") ? 1 : 0).forEach(path -> add(effects.reads, path));
            case "curl" -> uploads(segment);
            case "wget" -> segment.valuesOf("--post-file", "--body-file").forEach(this::read);
            default -> {}
        }
        String download = Words.FETCHERS.contains(program) ? downloadedTo(segment) : null;
        if (download != null) {
            written(download);
        }
    }

    private void copied(List<String> operands) {
        for (int i = 0; i < operands.size(); i++) {
            boolean isLast = i == operands.size() - 1 && i > 0;
            add(isLast ? effects.writes : effects.reads, operands.get(i));
        }
    }

    private void uploads(Segment segment) {
        segment.valuesOf("-T", "--upload-file").forEach(this::read);
        for (String value : segment.valuesOf(
                "-d", "--data", "--data-binary", "--data-ascii", "--data-urlencode", "-F", "--form", "--json")) {
            int at = value.indexOf('@');
            if (at >= 0 && (at == 0 || value.charAt(at - 1) == '=' || value.indexOf('=') < 0)) {
                int end = value.indexOf(';', at);
                read(value.substring(at + 1, end < 0 ? value.length() : end));
            }
        }
    }

    /** The file that a fetcher leaves; null when it prints. */
    static @Nullable String downloadedTo(Segment segment) {
        List<String> named = segment.program().equals("wget")
                ? segment.valuesOf("-O", "--output-document")
                : segment.valuesOf("-o", "--output", "-OutFile", "-outfile");
        if (!named.isEmpty()) {
            return named.get(0).equals("-") ? null : named.get(0);
        }
        boolean keepsName = segment.program().equals("wget") || segment.has("-O", "--remote-name");
        if (!keepsName) {
            return null;
        }
        return segment.operands().stream()
                .filter(word -> word.contains("/"))
                .findFirst()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty())
                .orElse(null);
    }

    /** Where the host stands among the arguments of a program that takes one; -1 when there is none. */
    static int indexOfHost(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (Segment.isFlag(word)) {
                i += SSH_FLAGS_WITH_VALUE.contains(word) && i + 1 < words.size() && !looksLikeHost(words.get(i + 1))
                        ? 1
                        : 0;
            } else if (!word.startsWith("@")
                    && !RECORD_TYPES.contains(word.toLowerCase(Locale.ROOT))
                    && !word.startsWith("+")) {
                return i;
            }
        }
        return -1;
    }

    private static boolean looksLikeHost(String word) {
        return HOST.matcher(word).matches();
    }

    /** {@code user@host:path} and {@code host:path}. */
    private void remote(String word) {
        int colon = word.indexOf(':');
        if (colon > 1
                && !word.startsWith("/")
                && !word.startsWith(".")
                && !word.contains("://")
                && REMOTE.matcher(word.substring(0, colon)).matches()) {
            host(word.substring(0, colon));
        }
    }

    /** Every address with a scheme. */
    void hostsIn(String text) {
        int from = 0;
        for (int found = text.indexOf("://"); found >= 0; found = text.indexOf("://", from)) {
            int end = found + 3;
            while (end < text.length() && "/?#\"'`<>(){} \t\n\\,;|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            host(text.substring(found + 3, end));
            from = Math.max(end, found + 3);
        }
    }

    private void host(String written) {
        String host = written.substring(written.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            host = close < 0 ? host.substring(1) : host.substring(1, close);
        } else if (host.indexOf(':') == host.lastIndexOf(':') && host.indexOf(':') >= 0) {
            host = host.substring(0, host.indexOf(':'));
        }
        if (!host.isEmpty()) {
            Effects.add(effects.hosts, Addresses.dotted(host));
        }
    }

    /** {@code /s} of cmd. */
    private static boolean isSwitch(String word) {
        return word.length() == 2 && word.charAt(0) == '/' && Character.isLetter(word.charAt(1));
    }
}
