package io.elevenfold.platform.secret;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Secrets that are known by what stands around them: key blocks, web tokens, URLs, headers. */
final class StructuredShapes {

    private static final int MAX_KEY_BLOCK = 16_384;
    private static final int MAX_AUTHORITY = 512;
    private static final int MAX_HEADER_VALUE = 8_192;
    private static final Set<String> DATABASES = Set.of(
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "mongodb",
            "mongodb+srv",
            "redis",
            "rediss",
            "amqp",
            "amqps",
            "sqlserver",
            "oracle",
            "clickhouse",
            "cockroachdb");

    private StructuredShapes() {}

    /** RFC 7468 and PGP armour: from the BEGIN line to the END line, or as far as the key goes when it was cut off. */
    static @Nullable Span privateKey(String text, int start, int end) {
        int label = end;
        while (label < text.length() && label < end + 40 && isLabel(text.charAt(label))) {
            label++;
        }
        String name = text.substring(end, label);
        if (!text.startsWith("-----", label) || !name.contains("PRIVATE KEY")) {
            return null;
        }
        int body = label + 5;
        int window = Math.min(text.length(), body + MAX_KEY_BLOCK);
        int at = body;
        while (at < window && isKeyText(text.charAt(at))) {
            at++;
        }
        if (at - body < 40) {
            return null;
        }
        if (text.startsWith("-----END ", at)) {
            int close = text.indexOf("-----", at + 9);
            at = close < 0 || close > at + 60 ? at : close + 5;
        }
        return new Span(start, at, "private-key");
    }

    private static boolean isLabel(char character) {
        return character == ' ' || Characters.UPPER_DIGIT.get(character);
    }

    /** Base64, headers such as {@code Proc-Type: 4,ENCRYPTED}, line breaks, also escaped ones; not five hyphens. */
    private static boolean isKeyText(char character) {
        return Characters.BASE64.get(character) || " \t\r\n\\:,.()".indexOf(character) >= 0;
    }

    /** RFC 7519 in compact form: header and payload are JSON objects, so both begin with {@code eyJ}. */
    static @Nullable Span jsonWebToken(String text, int start, int end) {
        if (!text.startsWith("eyJ", start) || !Characters.startsWord(text, start)) {
            return null;
        }
        int header = Characters.runEnd(text, end, start + MAX_HEADER_VALUE, Characters.BASE64URL);
        if (header - start < 12 || !text.startsWith(".eyJ", header)) {
            return null;
        }
        int payload = Characters.runEnd(text, header + 1, text.length(), Characters.BASE64URL);
        if (payload - header < 12 || payload >= text.length() || text.charAt(payload) != '.') {
            return null;
        }
        int signature = Characters.runEnd(text, payload + 1, text.length(), Characters.BASE64URL);
        return signature - payload < 9 ? null : new Span(start, signature, "jwt");
    }

    /** RFC 3986 user information: hides the password, or the user's name where that is the token. */
    static @Nullable Span urlCredentials(String text, int start, int end) {
        int at = -1;
        int colon = -1;
        int bound = Math.min(text.length(), end + MAX_AUTHORITY);
        for (int index = end; index < bound && "/?# \t\r\n\"'<>`\\|".indexOf(text.charAt(index)) < 0; index++) {
            if (text.charAt(index) == '@') {
                at = index;
            } else if (text.charAt(index) == ':' && colon < 0 && at < 0) {
                colon = index;
            }
        }
        if (at <= end) {
            return null;
        }
        if (colon < 0) {
            String user = text.substring(end, at);
            return user.length() < 20 || Characters.isPlaceholder(user) || !Characters.hasDigit(user)
                    ? null
                    : new Span(end, at, "url-credentials");
        }
        String password = text.substring(colon + 1, at);
        if (password.isEmpty() || "x-oauth-basic".equals(password)) {
            return colon == end ? null : new Span(end, colon, "url-credentials");
        }
        // "password" is a stand-in in prose, but a real password far too often in a URL.
        if (!"password".equals(password) && Characters.isPlaceholder(password)) {
            return null;
        }
        return new Span(colon + 1, at, DATABASES.contains(scheme(text, start)) ? "database-url" : "url-credentials");
    }

    private static String scheme(String text, int end) {
        int start = end;
        while (start > 0 && end - start < 20 && isSchemeCharacter(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isSchemeCharacter(char character) {
        return character == '+' || Characters.ALPHANUMERIC.get(character);
    }

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
