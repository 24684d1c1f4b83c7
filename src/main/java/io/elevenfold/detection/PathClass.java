package io.elevenfold.detection;

import io.elevenfold.activity.Affixes;
import io.elevenfold.activity.FoldedPath;
import io.elevenfold.activity.KnownPaths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What kind of place a path is; the same on every machine. A path may be of several kinds. */
enum PathClass {
    CREDENTIAL(KnownPaths::isSecret),
    AGENT_CONTROL(KnownPaths::isAgentControl),
    PERSISTENCE(KnownPaths::runsByItself),
    CI_WORKFLOW(path -> path.hasDotInFolder() && (path.contains(".github/workflows/") || path.contains(".circleci/"))
            || Known.CI_FILES.anyOf(path.text())),
    LOCKFILE(path -> Known.LOCKFILES.anyOf(path.text())),
    /** Logs of the machine, histories of shells, transcripts of agents. */
    LOG_STORE(path -> Known.LOG_FOLDERS.anyOf(path.text())
            || path.hasDotInFolder() && (path.contains(".claude/projects") || path.contains(".codex/sessions"))
            || Known.HISTORIES.anyOf(path.text())),
    /** What belongs to the operating system. */
    SYSTEM(path -> Known.SYSTEM_FOLDERS.anyOf(path.text()) || Known.SYSTEM.contains(stripped(path.text()))),
    ROOT(path -> Known.ROOTS.contains(path.text())),
    HOME(path -> {
        String place = stripped(path.text());
        return place.equals("~") || place.equals("/root") || isHome(place) || place.equals("$home");
    }),
    DEVICE(path -> Known.DEVICES.anyOf(path.text())),
    TEMPORARY(path -> Known.TEMPORARY_FOLDERS.anyOf(path.text()));

    private static final int MOST = 64;
    private static final PathClass[] ALL = values();

    private final String key = name().toLowerCase(Locale.ROOT);
    private final Predicate<FoldedPath> holds;

    PathClass(Predicate<FoldedPath> holds) {
        this.holds = holds;
    }

    /** The classes of all paths, in the order of this list. */
    static List<String> of(Collection<String> paths) {
        Set<String> classes = null;
        int looked = 0;
        for (String path : paths) {
            if (++looked > MOST) {
                break;
            }
            FoldedPath folded = FoldedPath.of(path);
            for (PathClass each : ALL) {
                if (each.holds.test(folded)) {
                    classes = classes == null ? new LinkedHashSet<>() : classes;
                    classes.add(each.key);
                }
            }
        }
        return classes == null ? List.of() : new ArrayList<>(classes);
    }

    /** A person's folder, or that in which they lie. */
    private static boolean isHome(String place) {
        if (place.startsWith("c:/users/")) {
            return place.length() > 9 && place.indexOf('/', 9) < 0;
        }
        int folderEnd = place.startsWith("/home") ? 5 : place.startsWith("/users") ? 6 : -1;
        if (folderEnd < 0 || place.length() == folderEnd) {
            return folderEnd > 0;
        }
        return place.charAt(folderEnd) == '/'
                && place.length() > folderEnd + 1
                && place.indexOf('/', folderEnd + 1) < 0
                && place.indexOf('*', folderEnd + 1) < 0;
    }

    private static String stripped(String path) {
        String place = path;
        while (place.length() > 1 && (place.endsWith("/") || place.endsWith("*"))) {
            place = place.substring(0, place.length() - 1);
        }
        return place;
    }

    /** Constants of an enum come before its static fields. */
    private static final class Known {
        static final Affixes CI_FILES = Affixes.ends(".gitlab-ci.yml", "/jenkinsfile", "azure-pipelines.yml");
        static final Affixes LOCKFILES = Affixes.ends(
                "go.sum",
                "package-lock.json",
                "yarn.lock",
                "pnpm-lock.yaml",
                "poetry.lock",
                "uv.lock",
                "cargo.lock",
                "gemfile.lock",
                "composer.lock",
                "pipfile.lock");
        static final Affixes LOG_FOLDERS = Affixes.beginnings("/var/log", "/private/var/log", "/var/run/utmp");
        static final Affixes HISTORIES = Affixes.ends("_history", ".lesshst", "fish_history");
        static final Affixes SYSTEM_FOLDERS = Affixes.beginnings(
                "/etc/",
                "/usr/",
                "/bin/",
                "/sbin/",
                "/lib",
                "/boot",
                "/sys/",
                "/proc/",
                "/opt/",
                "/var/lib/",
                "/var/spool/",
                "/system/",
                "/library/",
                "c:/windows",
                "c:/program files");
        static final Affixes DEVICES = Affixes.beginnings(
                "/dev/sd", "/dev/nvme", "/dev/hd", "/dev/vd", "/dev/disk", "/dev/mem", "/dev/mmc", "//./physicaldrive");
        static final Affixes TEMPORARY_FOLDERS =
                Affixes.beginnings("/tmp/", "/var/tmp/", "/dev/shm/", "/private/tmp/", "$tmpdir");
        static final Set<String> SYSTEM =
                Set.of("/etc", "/usr", "/bin", "/sbin", "/opt", "/var", "/var/lib", "/lib", "/app", "/srv", "/mnt");
        static final Set<String> ROOTS = Set.of("/", "/*", "/.", "c:/", "c:/*", "/.*");
    }
}
