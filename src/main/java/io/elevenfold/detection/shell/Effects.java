package io.elevenfold.detection.shell;

/** Collects what a command line does, each list bounded. */
final class Effects {

    private static final int MOST = 256;
    private static final int LONGEST = 4096;

    final Distinct segments = new Distinct();
    final Distinct carriers = new Distinct();
    final Distinct code = new Distinct();
    final Distinct data = new Distinct();
    final Distinct decoded = new Distinct();
    final Distinct reads = new Distinct();
    final Distinct writes = new Distinct();
    final Distinct deletes = new Distinct();
    final Distinct hosts = new Distinct();
    final Distinct packages = new Distinct();
    final Distinct pipeToShell = new Distinct();
    int depth;
    boolean cut;

    static void add(Distinct values, String value) {
        if (!value.isEmpty() && values.size() < MOST) {
            values.add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
    }

    ShellCommand command() {
        return new ShellCommand(
                segments.list(),
                carriers.list(),
                code.list(),
                data.list(),
                decoded.list(),
                reads.list(),
                writes.list(),
                deletes.list(),
                hosts.list(),
                packages.list(),
                pipeToShell.list(),
                depth,
                cut);
    }
}
