package io.elevenfold.evidence;

import io.elevenfold.platform.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tile as C2SP tlog-tiles names it: {@code <level>/<index>[.p/<width>]}, {@code entries} for the level of the leaves
 * themselves, the index in groups of three digits, all but the last with an x in front.
 *
 * @param level -1 for entries
 * @param width 256 for a full tile
 */
record TilePath(int level, long index, int width) {

    static final int ENTRIES = -1;

    private static final int FULL = 256;
    private static final Pattern FORM =
            Pattern.compile("(entries|[0-5])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** @throws ProblemException when it is none */
    static TilePath of(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            throw ProblemException.notFound("No tile has this path; C2SP tlog-tiles tells their form");
        }
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        if (matcher.group(3) != null && width >= FULL) {
            throw ProblemException.notFound("A partial tile has at most 255 hashes");
        }
        String level = matcher.group(1);
        return new TilePath(
                level.equals("entries") ? ENTRIES : Integer.parseInt(level),
                Long.parseLong(matcher.group(2).replaceAll("[x/]", "")),
                width);
    }

    /** The index of the first hash. */
    long first() {
        return index * FULL;
    }
}
