package io.elevenfold.detection.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Undoes the common ways to hide a command. Nothing here throws: what cannot be decoded is null. */
final class Decoding {

    private Decoding() {}

    /** Base64 of any alphabet, blanks aside; UTF-16 is told by its zero bytes. */
    static @Nullable String base64(String text) {
        String packed = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        int end = packed.length();
        while (end > 0 && packed.charAt(end - 1) == '=') {
            end--;
        }
        if (end < 4) {
            return null;
        }
        try {
            return text(Base64.getDecoder().decode(packed.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable String hex(String text) {
        String packed = text.replaceAll("\\s|\\\\x|0x", "");
        try {
            return packed.length() < 4 ? null : text(HexFormat.of().parseHex(packed));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(byte[] bytes) {
        int zeros = 0;
        int strange = 0;
        for (byte b : bytes) {
            if (b == 0) {
                zeros++;
            } else if (b < 9) {
                strange++;
            }
        }
        if (zeros * 3 > bytes.length) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        return (zeros + strange) * 10 > bytes.length ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The escapes of {@code $'…'}, {@code echo -e} and {@code printf}. */
    static String escapes(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            int radix = next == 'x' || next == 'u' ? 16 : next >= '0' && next <= '7' ? 8 : 0;
            if (radix == 0) {
                plain.append(
                        switch (next) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'e' -> '\u001b';
                            default -> next;
                        });
                continue;
            }
            int begin = radix == 16 ? i + 1 : i;
            int end = begin;
            int longest = next == 'u' ? 4 : radix == 16 ? 2 : 4;
            while (end < text.length() && end - begin < longest && Character.digit(text.charAt(end), radix) >= 0) {
                end++;
            }
            if (end == begin) {
                plain.append(next);
            } else {
                plain.append((char) Integer.parseInt(text.substring(begin, end), radix));
                i = end - 1;
            }
        }
        return plain.toString();
    }
}
