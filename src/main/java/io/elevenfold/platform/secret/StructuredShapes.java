package io.elevenfold.platform.secret;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Secrets with a form of their own: key blocks, web tokens, user information in URLs. */
final class StructuredShapes {

    private static final int MAX_KEY_BLOCK = 16_384;
    private static final int MAX_AUTHORITY = 512;
    private static final int MAX_TOKEN_PART = 8_192;
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
        // Not behind a hyphen either: in a run of "-eyJ" each would look through all the others.
        boolean isInside = start > 0 && "-_".indexOf(text.charAt(start - 1)) >= 0;
        if (!text.startsWith("eyJ", start) || isInside || !Characters.startsWord(text, start)) {
            return null;
        }
        int header = Characters.runEnd(text, end, start + MAX_TOKEN_PART, Characters.BASE64URL);
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
}
