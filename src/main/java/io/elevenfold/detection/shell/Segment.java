package io.elevenfold.detection.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One simple command.
 *
 * @param program in lower case, without folder
 * @param path the program as it was written
 * @param words its arguments, joined short flags taken apart
 * @param operands those of them that are no flags
 */
record Segment(String program, String path, List<String> words, List<String> operands) {

    /** Programs whose one-letter flags may be joined; others have long flags behind one dash. */
    private static final Set<String> JOINS_FLAGS = Set.of(
            "rm",
            "ls",
            "cp",
            "mv",
            "chmod",
            "chown",
            "chgrp",
            "curl",
            "wget",
            "git",
            "grep",
            "egrep",
            "sed",
            "nc",
            "ncat",
            "netcat",
            "tee",
            "ssh",
            "scp",
            "rsync",
            "xxd",
            "base64",
            "bash",
            "sh",
            "zsh",
            "dash",
            "ksh",
            "useradd",
            "usermod",
            "kill",
            "pkill",
            "crontab",
            "mount",
            "umount",
            "unzip",
            "zip",
            "shred",
            "truncate",
            "ln",
            "touch",
            "chattr",
            "lsof",
            "history",
            "ps",
            "docker",
            "podman",
            "rmdir",
            "unset",
            "passwd",
            "su",
            "killall",
            "screen",
            "tmux",
            "npm",
            "pip",
            "cat",
            "sort",
            "head",
            "tail",
            "mkdir",
            "install",
            "srm");

    static Segment of(List<String> words) {
        String path = words.get(0);
        String program = Words.programOf(path);
        List<String> arguments = new ArrayList<>(words.size());
        boolean joins = JOINS_FLAGS.contains(program);
        for (String word : words.subList(1, words.size())) {
            if (joins && isJoined(word)) {
                for (int i = 1; i < word.length(); i++) {
                    arguments.add("-" + word.charAt(i));
                }
            } else {
                arguments.add(word);
            }
        }
        List<String> operands = new ArrayList<>(arguments.size());
        for (String word : arguments) {
            if (!isFlag(word)) {
                operands.add(word);
            }
        }
        return new Segment(program, path, arguments, operands);
    }

    private static boolean isJoined(String word) {
        if (word.length() < 3 || word.length() > 6 || word.charAt(0) != '-') {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (!Character.isLetter(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** As in {@code command.segments}. */
    String text() {
        if (words.isEmpty()) {
            return program;
        }
        StringBuilder text = new StringBuilder(program);
        for (String word : words) {
            text.append(' ').append(word);
        }
        return text.toString();
    }

    boolean has(String... flags) {
        for (String flag : flags) {
            for (String word : words) {
                if (word.equals(flag) || (flag.startsWith("--") && word.startsWith(flag + "="))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What follows a flag, or stands behind its equals sign; empty when there is none. */
    List<String> valuesOf(String... flags) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            for (String flag : flags) {
                if (word.equals(flag) && i + 1 < words.size()) {
                    values.add(words.get(i + 1));
                } else if (word.startsWith(flag + "=")) {
                    values.add(word.substring(flag.length() + 1));
                } else if (flag.length() == 2 && word.startsWith(flag) && word.length() > 2) {
                    values.add(word.substring(2));
                }
            }
        }
        return values;
    }

    static boolean isFlag(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }
}
