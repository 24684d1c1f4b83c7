package io.elevenfold.ingest.normalise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What we read from addresses. By hand: agents report what no parser accepts, and it must not cost an exception. */
final class Urls {

    private static final int MAX_SCHEME = 24;

    private Urls() {}

    /** The host in lower case, without port; null when there is none. A backslash ends it, as in browsers. */
    static @Nullable String domain(String url) {
        int start = url.indexOf("://");
        if (start < 1 || start > MAX_SCHEME) {
            return null;
        }
        int end = authorityEnd(url, start + 3);
        int from = url.lastIndexOf('@', end - 1) + 1;
        String host = url.substring(Math.max(from, start + 3), end);
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            return close < 0 ? null : host.substring(1, close).toLowerCase(Locale.ROOT);
        }
        int port = host.indexOf(':');
        String name = port < 0 ? host : host.substring(0, port);
        return name.isEmpty() ? null : name.toLowerCase(Locale.ROOT);
    }

    private static int authorityEnd(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?' || c == '#' || c == '\\' || c <= ' ') {
                return i;
            }
        }
        return url.length();
    }

    /** The address without user and password; {@code git@host:path} stays, its user is no secret. */
    static String withoutCredentials(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return url;
        }
        int at = url.lastIndexOf('@', authorityEnd(url, start + 3) - 1);
        return at < start + 3 ? url : url.substring(0, start + 3) + url.substring(at + 1);
    }

    /** The first http address inside a text; null when there is none. */
    static @Nullable String first(String text) {
        int start = text.indexOf("http");
        while (start >= 0) {
            if (text.startsWith("://", start + 4) || text.startsWith("s://", start + 4)) {
                int end = start;
                while (end < text.length() && text.charAt(end) > ' ' && "\"'<>`".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                return trimmed(text.substring(start, end));
            }
            start = text.indexOf("http", start + 4);
        }
        return null;
    }

    private static String trimmed(String url) {
        int end = url.length();
        while (end > 0 && ".,;:!?)]}".indexOf(url.charAt(end - 1)) >= 0) {
            end--;
        }
        return url.substring(0, end);
    }

    /** The last two parts of a repository's path, {@code {owner, name}}; null when there are no two. */
    static String @Nullable [] repository(String url) {
        String path = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (path.endsWith(".git")) {
            path = path.substring(0, path.length() - 4);
        }
        int last = path.lastIndexOf('/');
        if (last < 1) {
            return null;
        }
        int before = Math.max(path.lastIndexOf('/', last - 1), path.lastIndexOf(':', last - 1));
        String owner = path.substring(before + 1, last);
        String name = path.substring(last + 1);
        return before < 0 || owner.isEmpty() || name.isEmpty() ? null : new String[] {owner, name};
    }
}
