package io.elevenfold.detection.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a command line does, each list bounded. */
final class Effects {

    private static final int MOST = 256;
    private static final int LONGEST = 4096;

    final Set<String> segments = new LinkedHashSet<>();
    final Set<String> carriers = new LinkedHashSet<>();
    final Set<String> code = new LinkedHashSet<>();
    final Set<String> data = new LinkedHashSet<>();
    final Set<String> decoded = new LinkedHashSet<>();
    final Set<String> reads = new LinkedHashSet<>();
    final Set<String> writes = new LinkedHashSet<>();
    final Set<String> deletes = new LinkedHashSet<>();
    final Set<String> hosts = new LinkedHashSet<>();
    final Set<String> packages = new LinkedHashSet<>();
    final Set<String> pipeToShell = new LinkedHashSet<>();
    int depth;
    boolean cut;

    static void add(Collection<String> values, String value) {
        if (!value.isEmpty() && values.size() < MOST) {
            values.add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
    }

    ShellCommand command() {
        return new ShellCommand(
                list(segments),
                list(carriers),
                list(code),
                list(data),
                list(decoded),
                list(reads),
                list(writes),
                list(deletes),
                list(hosts),
                list(packages),
                list(pipeToShell),
                depth,
                cut);
    }

    private static List<String> list(Set<String> values) {
        return new ArrayList<>(values);
    }
}
