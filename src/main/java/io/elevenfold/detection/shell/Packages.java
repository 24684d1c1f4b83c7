package io.elevenfold.detection.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells what package managers are asked to install. */
final class Packages {

    private record Manager(String type, Set<String> verbs) {}

    private static final Map<String, Manager> MANAGERS = Map.ofEntries(
            Map.entry("npm", new Manager("npm", Set.of("install", "i", "add", "exec", "in", "isntall"))),
            Map.entry("pnpm", new Manager("npm", Set.of("install", "i", "add", "dlx"))),
            Map.entry("yarn", new Manager("npm", Set.of("add", "dlx"))),
            Map.entry("bun", new Manager("npm", Set.of("add", "install", "i", "x"))),
            Map.entry("npx", new Manager("npm", Set.of())),
            Map.entry("bunx", new Manager("npm", Set.of())),
            Map.entry("pip", new Manager("pypi", Set.of("install", "download"))),
            Map.entry("pip3", new Manager("pypi", Set.of("install", "download"))),
            Map.entry("pipx", new Manager("pypi", Set.of("install", "run"))),
            Map.entry("uv", new Manager("pypi", Set.of("add"))),
            Map.entry("uvx", new Manager("pypi", Set.of())),
            Map.entry("poetry", new Manager("pypi", Set.of("add"))),
            Map.entry("conda", new Manager("conda", Set.of("install"))),
            Map.entry("cargo", new Manager("cargo", Set.of("add", "install"))),
            Map.entry("go", new Manager("golang", Set.of("get", "install"))),
            Map.entry("gem", new Manager("gem", Set.of("install"))),
            Map.entry("composer", new Manager("composer", Set.of("require"))),
            Map.entry("brew", new Manager("brew", Set.of("install"))),
            Map.entry("apt", new Manager("deb", Set.of("install"))),
            Map.entry("apt-get", new Manager("deb", Set.of("install"))),
            Map.entry("apk", new Manager("apk", Set.of("add"))),
            Map.entry("dnf", new Manager("rpm", Set.of("install"))),
            Map.entry("yum", new Manager("rpm", Set.of("install"))));

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
        Manager manager = MANAGERS.get(program);
        if (manager == null || words.isEmpty()) {
            return;
        }
        boolean runsOne = manager.verbs().isEmpty();
        if (!runsOne && !manager.verbs().contains(words.get(0))) {
            return;
        }
        int first = runsOne ? 0 : 1;
        int last = runsOne ? 1 : words.size();
        for (String word : words.subList(Math.min(first, words.size()), Math.min(last, words.size()))) {
            String name = nameOf(word);
            if (!name.isEmpty()) {
                Effects.add(effects.packages, manager.type() + ':' + name);
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
