package io.elevenfold.posture.check;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares versions as vendors of agents write them: {@code 2.1.260}, {@code v1.0}, {@code 2025.09.17-25b418f},
 * {@code 1.2.0-rc.1}. A build's hash behind the numbers counts nothing, a word for an unfinished release does.
 */
final class Versions {

    private static final int MAX_PARTS = 8;
    private static final Set<String> UNFINISHED = Set.of(
            "alpha",
            "beta",
            "rc",
            "pre",
            "preview",
            "dev",
            "snapshot",
            "nightly",
            "canary",
            "insider",
            "next",
            "a",
            "b");

    private Versions() {}

    /** Whether a version is at least another; false when one of them is no version. Never throws. */
    static boolean isAtLeast(@Nullable Object version, @Nullable Object floor) {
        if (!(version instanceof String left && floor instanceof String right)
                || !isVersion(left)
                || !isVersion(right)) {
            return false;
        }
        String[] ours = numbers(left);
        String[] theirs = numbers(right);
        for (int part = 0; part < MAX_PARTS; part++) {
            int order = compare(part < ours.length ? ours[part] : "", part < theirs.length ? theirs[part] : "");
            if (order != 0) {
                return order > 0;
            }
        }
        return !isUnfinished(left) || isUnfinished(right);
    }

    private static boolean isVersion(String version) {
        int start = start(version);
        return version.length() <= 60 && start < version.length() && isDigit(version.charAt(start));
    }

    private static int start(String version) {
        return version.startsWith("v") || version.startsWith("V") ? 1 : 0;
    }

    private static int endOfNumbers(String version) {
        int at = start(version);
        while (at < version.length() && (isDigit(version.charAt(at)) || version.charAt(at) == '.')) {
            at++;
        }
        return at;
    }

    private static String[] numbers(String version) {
        return version.substring(start(version), endOfNumbers(version)).split("\\.", MAX_PARTS);
    }

    /** Compares digits of any length: leading zeros fall away, then the longer number is the greater one. */
    private static int compare(String left, String right) {
        String ours = left.replaceFirst("^0+", "");
        String theirs = right.replaceFirst("^0+", "");
        return ours.length() != theirs.length()
                ? Integer.compare(ours.length(), theirs.length())
                : ours.compareTo(theirs);
    }

    private static boolean isUnfinished(String version) {
        String rest = version.substring(endOfNumbers(version)).toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < rest.length() && "-._+".indexOf(rest.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < rest.length() && rest.charAt(end) >= 'a' && rest.charAt(end) <= 'z') {
            end++;
        }
        return UNFINISHED.contains(rest.substring(start, end));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
