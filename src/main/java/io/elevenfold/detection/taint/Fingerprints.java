package io.elevenfold.detection.taint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells a secret again without keeping it: keyed hashes of pieces of what looks like one, picked by winnowing
 * (Schleimer, Wilkerson, Aiken 2003), so that two texts that share sixteen such characters share a hash. What looks like a
 * secret: sixteen letters and digits in a row, both of them, well mixed. What is encoded in Base64 is looked into once.
 */
public final class Fingerprints {

    private static final int PIECE = 12;
    private static final int WINDOW = 5;
    private static final int SHORTEST = PIECE + WINDOW - 1;
    private static final int LONGEST_TEXT = 65_536;
    private static final int MOST = 256;
    private static final double MIXED = 3.0;
    private static final int DEEPEST = 16;

    private final SecretKeySpec key;

    public Fingerprints(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** @param value a text, or texts within lists and maps; at most 256 are taken of it */
    public Set<Long> of(@Nullable Object value) {
        Set<String> pieces = new LinkedHashSet<>();
        collect(value, pieces, 0);
        if (pieces.isEmpty()) {
            return Set.of();
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            Set<Long> hashes = new LinkedHashSet<>();
            for (String piece : pieces) {
                hashes.add(ByteBuffer.wrap(mac.doFinal(piece.getBytes(StandardCharsets.US_ASCII)))
                        .getLong());
            }
            return hashes;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static void collect(@Nullable Object value, Set<String> pieces, int depth) {
        if (value instanceof String text) {
            String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
            plain(bounded, pieces);
            encoded(bounded, pieces);
        } else if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            map.values().forEach(inside -> collect(inside, pieces, depth + 1));
        } else if (value instanceof Collection<?> list && depth < DEEPEST) {
            list.forEach(inside -> collect(inside, pieces, depth + 1));
        }
    }

    private static void plain(String text, Set<String> pieces) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isWordCharacter(text.charAt(i))) {
                if (i - start >= SHORTEST && looksSecret(text, start, i)) {
                    winnow(text, start, i, pieces);
                }
                start = i + 1;
            }
        }
    }

    private static void encoded(String text, Set<String> pieces) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isBase64(text.charAt(i))) {
                if (i - start >= 2 * PIECE) {
                    String decoded = decoded(text.substring(start, i));
                    if (decoded != null) {
                        plain(decoded, pieces);
                    }
                }
                start = i + 1;
            }
        }
    }

    private static @Nullable String decoded(String run) {
        String whole = run.replace('-', '+').replace('_', '/');
        try {
            byte[] bytes = Base64.getDecoder().decode(whole.length() % 4 == 1 ? whole.substring(1) : whole);
            for (byte each : bytes) {
                if (each != '\n' && each != '\r' && each != '\t' && (each < ' ' || each == 127)) {
                    return null;
                }
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isBase64(char c) {
        return isWordCharacter(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static boolean looksSecret(String text, int start, int end) {
        int[] counts = new int[128];
        boolean letters = false;
        boolean digits = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            counts[c]++;
            digits |= c <= '9';
            letters |= c > '9';
        }
        if (!letters || !digits) {
            return false;
        }
        double bits = 0;
        double length = end - start;
        for (int count : counts) {
            if (count > 0) {
                bits -= count / length * Math.log(count / length) / Math.log(2);
            }
        }
        return bits >= MIXED;
    }

    /** Of each few neighbouring pieces the one with the least hash: both sides pick the same ones. */
    private static void winnow(String text, int start, int end, Set<String> pieces) {
        int last = -1;
        for (int from = start; from + SHORTEST <= end && pieces.size() < MOST; from++) {
            int least = from;
            for (int i = from + 1; i < from + WINDOW; i++) {
                if (order(text, i) <= order(text, least)) {
                    least = i;
                }
            }
            if (least != last) {
                pieces.add(text.substring(least, least + PIECE));
                last = least;
            }
        }
    }

    private static int order(String text, int from) {
        int hash = 0;
        for (int i = from; i < from + PIECE; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash *= 0x9E3779B1;
        return hash ^ hash >>> 15;
    }
}
