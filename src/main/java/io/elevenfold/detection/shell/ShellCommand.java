package io.elevenfold.detection.shell;

import java.util.List;

/**
 * What a command line does, told without running it.
 *
 * @param segments the simple commands that would run, carriers such as {@code sudo} taken off, each as
 *     {@code program -f -r argument …}: program in lower case without folder, joined short flags taken apart, quotes
 *     gone
 * @param carriers what carried them: {@code sudo}, {@code ssh}, {@code docker} …
 * @param code programs in other languages that stand in the command line ({@code python -c …})
 * @param data text that is only printed or handed on: messages, here-documents
 * @param decoded what stood there encoded, in clear
 * @param reads paths that are read
 * @param writes paths that are written, created or overwritten
 * @param deletes paths that are removed
 * @param hosts names and addresses that are contacted; IPv4 in dotted form whatever was written
 * @param packages what is installed, {@code npm:left-pad}, without version
 * @param pipeToShell where text comes from that is executed unseen: {@code download decoded literal download_file
 *     decoded_file}
 * @param depth how many shells are nested
 * @param cut whether it is longer or deeper than what is read, so that the rest is unknown
 */
public record ShellCommand(
        List<String> segments,
        List<String> carriers,
        List<String> code,
        List<String> data,
        List<String> decoded,
        List<String> reads,
        List<String> writes,
        List<String> deletes,
        List<String> hosts,
        List<String> packages,
        List<String> pipeToShell,
        long depth,
        boolean cut) {

    /** A command line of more characters is read up to here. */
    public static final int MAX_LENGTH = 65_536;

    public ShellCommand {
        segments = List.copyOf(segments);
        carriers = List.copyOf(carriers);
        code = List.copyOf(code);
        data = List.copyOf(data);
        decoded = List.copyOf(decoded);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
        hosts = List.copyOf(hosts);
        packages = List.copyOf(packages);
        pipeToShell = List.copyOf(pipeToShell);
    }

    /** Reads a command line; whatever stands there, it never throws. */
    public static ShellCommand read(String commandLine) {
        Effects effects = new Effects();
        effects.cut = commandLine.length() > MAX_LENGTH;
        new ShellReader(effects)
                .run(commandLine.length() > MAX_LENGTH ? commandLine.substring(0, MAX_LENGTH) : commandLine, 0);
        return effects.command();
    }
}
