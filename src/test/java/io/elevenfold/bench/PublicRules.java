package io.elevenfold.bench;

import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Rules as the public ones over processes are, 3,000 or those below the folder in {@code -Dbench.rules} (a checkout of
 * SigmaHQ's). All are asked about commands: nothing is won by their log sources.
 */
final class PublicRules {

    private static final int MANY = 3_000;
    private static final String[] TOOLS = {
        "reg", "net", "sc", "wmic", "dsquery", "adfind", "plink", "esxcli", "systemctl", "launchctl", "osascript",
                "curl",
        "tar", "ssh", "chattr", "useradd", "crontab", "rclone", "mimi", "procdump", "rundll", "regsvr", "msiexec",
                "find"
    };
    private static final String[] STEMS = {
        "add",
        "query",
        "delete",
        "export",
        "create",
        "dump",
        "enable",
        "disable",
        "shadow",
        "service",
        "remote",
        "user",
        "group",
        "policy",
        "firewall",
        "backup",
        "snapshot",
        "token",
        "ticket",
        "session",
        "proxy",
        "tunnel",
        "payload"
    };

    private PublicRules() {}

    static List<SigmaRule> get() {
        String folder = System.getProperty("bench.rules", "");
        return folder.isEmpty() ? made() : readBelow(Path.of(folder));
    }

    private static List<SigmaRule> made() {
        Random random = new Random(13);
        List<SigmaRule> rules = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rules.add(rule(shape(i, random)));
        }
        return rules;
    }

    /** A program and some of its options; all of several words; an exception; now and then an expression or a glob. */
    private static String shape(int number, Random random) {
        String expression =
                """
                  expression:
                    process.command_line|re: '%s\\s+(-\\w+\\s+)*%s-%d\\b'
                """
                        .formatted(pick(TOOLS, random), pick(STEMS, random), number);
        String glob =
                """
                  glob:
                    process.command_line: '*%s*%s%d*'
                """
                        .formatted(pick(TOOLS, random), pick(STEMS, random), number);
        String more = random.nextInt(25) == 0 ? expression : random.nextInt(30) == 0 ? glob : "";
        return """
                title: Made rule %1$d
                id: 00000000-0000-4000-8000-%1$012d
                logsource: {product: coding_agent, category: shell_exec}
                detection:
                  program:
                    - process.executable.name|endswith: ['/%2$s%3$d', '\\%2$s%3$d.exe']
                    - process.command_line|contains: '%2$s%3$d '
                  options:
                    process.command_line|contains: [' --%4$s-%5$s', ' -%4$s%3$d', '/%5$s:%3$d']
                  words:
                    process.command_line|contains|all: ['%5$s', ' %6$s=']
                %7$s  allowed:
                    process.command_line|startswith: '/opt/%4$s%3$d/'
                  condition: program and (options or words%8$s) and not allowed
                level: medium
                """
                .formatted(
                        number,
                        pick(TOOLS, random),
                        random.nextInt(400),
                        pick(STEMS, random),
                        pick(STEMS, random),
                        pick(STEMS, random),
                        more,
                        more.isEmpty() ? "" : more.equals(glob) ? " or glob" : " or expression");
    }

    private static List<SigmaRule> readBelow(Path folder) {
        List<SigmaRule> rules = new ArrayList<>();
        int refused = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                try {
                    rules.add(rule(asAgents(Files.readString(file))));
                } catch (ContentException refusal) {
                    refused++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.printf("%d rules below %s, %d refused%n", rules.size(), folder, refused);
        return rules;
    }

    /** The log source and the two fields of commands in our words; every other field is one that no event has. */
    private static String asAgents(String yaml) {
        return yaml.replaceFirst(
                        "(?m)^logsource:\\R(?:\\s+.*\\R)+",
                        "logsource: {product: coding_agent, category: shell_exec}\n")
                .replaceAll("(?m)^(\\s+(?:- )?)CommandLine(?=[|:])", "$1process.command_line")
                .replaceAll("(?m)^(\\s+(?:- )?)Image(?=[|:])", "$1process.executable.name");
    }

    private static SigmaRule rule(String yaml) {
        return new SigmaParser().parse(RuleDraft.document("public", yaml));
    }

    private static String pick(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }
}
