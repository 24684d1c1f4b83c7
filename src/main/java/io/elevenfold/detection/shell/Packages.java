package io.elevenfold.detection.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells what package managers are asked to install. */
final class Packages {

    private record Installer(String type, Set<String> verbs) {}

    private static final Map<String, Installer> INSTALLERS = Map.ofEntries(
            Map.entry("npm", new Installer("npm", Set.of("install", "i", "add", "exec", "in"))),
            Map.entry("pnpm", new Installer("npm", Set.of("install", "i", "add", "dlx"))),
            Map.entry("yarn", new Installer("npm", Set.of("add", "dlx"))),
            Map.entry("bun", new Installer("npm", Set.of("add", "install", "i", "x"))),
            Map.entry("npx", new Installer("npm", Set.of())),
            Map.entry("bunx", new Installer("npm", Set.of())),
            Map.entry("pip", new Installer("pypi", Set.of("install", "download"))),
            Map.entry("pip3", new Installer("pypi", Set.of("install", "download"))),
            Map.entry("pipx", new Installer("pypi", Set.of("install", "run"))),
            Map.entry("uv", new Installer("pypi", Set.of("add"))),
            Map.entry("uvx", new Installer("pypi", Set.of())),
            Map.entry("poetry", new Installer("pypi", Set.of("add"))),
            Map.entry("conda", new Installer("conda", Set.of("install"))),
            Map.entry("cargo", new Installer("cargo", Set.of("add", "install"))),
            Map.entry("go", new Installer("golang", Set.of("get", "install"))),
            Map.entry("gem", new Installer("gem", Set.of("install"))),
            Map.entry("composer", new Installer("composer", Set.of("require"))),
            Map.entry("brew", new Installer("brew", Set.of("install"))),
            Map.entry("apt", new Installer("deb", Set.of("install"))),
            Map.entry("apt-get", new Installer("deb", Set.of("install"))),
            Map.entry("apk", new Installer("apk", Set.of("add"))),
            Map.entry("dnf", new Installer("rpm", Set.of("install"))),
            Map.entry("yum", new Installer("rpm", Set.of("install"))));

    private Packages() {}

    static void installedBy(Segment segment, Effects effects) {
        String program = segment.program();
        List<String> words = segment.operands();
        if (program.equals("python")
                && segment.has("-m")
                && !words.isEmpty()
                && words.get(0).equals("pip")) {
            program = "pip";
            words = words.subList(1, words.size());
        } else if (program.equals("uv") && words.size() > 1 && words.get(0).equals("pip")) {
            program = "pip";
            words = words.subList(1, words.size());
        }
        Installer installer = INSTALLERS.get(program);
        if (installer == null || words.isEmpty()) {
            return;
        }
        boolean runsOne = installer.verbs().isEmpty();
        if (!runsOne && !installer.verbs().contains(words.get(0))) {
            return;
        }
        int first = runsOne ? 0 : 1;
        int last = runsOne ? 1 : words.size();
        for (String word : words.subList(Math.min(first, words.size()), Math.min(last, words.size()))) {
            String name = nameOf(word);
            if (!name.isEmpty()) {
                Effects.add(effects.packages, installer.type() + ':' + name);
            }
        }
    }

    private static String nameOf(String word) {
        if (word.contains("://") || word.startsWith(".") || word.startsWith("/") || word.contains("$")) {
            return "";
        }
        int end = word.length();
        for (int i = 1; i < word.length(); i++) {
            if ("@=<>~!;[".indexOf(word.charAt(i)) >= 0) {
                end = i;
                break;
            }
        }
        return word.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
