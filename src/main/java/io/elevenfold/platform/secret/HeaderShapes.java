package io.elevenfold.platform.secret;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Credentials behind the words that announce them: HTTP headers, and the option of clients that set one. */
final class HeaderShapes {

    private static final int MAX_HEADER_VALUE = 8_192;

    private HeaderShapes() {}

    /** RFC 6750. */
    static @Nullable Span bearer(String text, int start, int end) {
        return header(text, start, end, "bearer-header");
    }

    /** {@code Authorization: token …} and keys without a scheme. */
    static @Nullable Span authorization(String text, int start, int end) {
        int value = skip(text, end, " \"'");
        for (String scheme : new String[] {"token ", "apikey ", "bot ", "key "}) {
            if (text.regionMatches(true, value, scheme, 0, scheme.length())) {
                return header(text, start, value + scheme.length(), "authorization-header");
            }
        }
        return header(text, start, value, "authorization-header");
    }

    private static @Nullable Span header(String text, int start, int from, String kind) {
        int value = skip(text, from, " \"'");
        int end = Characters.runEnd(text, value, value + MAX_HEADER_VALUE, Characters.URL_VALUE);
        if (end - value < 16 || !Characters.startsWord(text, start)) {
            return null;
        }
        String token = text.substring(value, end);
        return Characters.hasDigit(token) && !Characters.isPlaceholder(token) ? new Span(value, end, kind) : null;
    }

    /** RFC 7617: only what really is a user and a password in Base64. */
    static @Nullable Span basic(String text, int start, int end) {
        int value = skip(text, end, " \"':");
        int stop = Characters.runEnd(text, value, value + 1_024, Characters.BASE64);
        if (stop - value < 8 || !Characters.startsWord(text, start)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(text.substring(value, stop));
            int colon = -1;
            for (int index = 0; index < decoded.length; index++) {
                if (decoded[index] >= 0 && decoded[index] < 0x20) {
                    return null;
                }
                colon = colon < 0 && decoded[index] == ':' ? index : colon;
            }
            return colon < 0 || colon == decoded.length - 1 ? null : new Span(value, stop, "basic-auth");
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** {@code curl -u user:password}, behind the name of a client that reads the option so. */
    static @Nullable Span userOption(String text, int start, int end) {
        int value = skip(text, end, " \"'");
        int stop = value;
        while (stop < text.length() && stop < value + 300 && " \t\r\n\"'`|;&".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        int colon = value;
        while (colon < stop && text.charAt(colon) != ':') {
            colon++;
        }
        if (colon == value || colon + 1 >= stop) {
            return null;
        }
        String password = text.substring(colon + 1, stop);
        if (Characters.isPlaceholder(password) || !Characters.hasLetter(password)) {
            return null;
        }
        String before = text.substring(Math.max(0, start - 120), start);
        boolean isClient = before.contains("curl") || before.contains("wget") || before.contains("http");
        return isClient ? new Span(colon + 1, stop, "basic-auth") : null;
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && at < from + 4 && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
