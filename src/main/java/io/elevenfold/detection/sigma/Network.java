package io.elevenfold.detection.sigma;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of addresses in CIDR notation, version 4 or 6. Addresses are only parsed, no name is ever looked up. */
record Network(List<Byte> prefix, int bits) {

    private static final int MAX_LENGTH = 45;

    /** @throws IllegalArgumentException with the reason */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'%s' is not a network in CIDR notation".formatted(text));
        }
        int bits = slash < 0 ? address.length * 8 : prefixLength(text.substring(slash + 1));
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("'%s' has no valid prefix length".formatted(text));
        }
        for (int i = bits; i < address.length * 8; i++) {
            if (bit(address, i)) {
                throw new IllegalArgumentException("'%s' has bits set behind its prefix".formatted(text));
            }
        }
        Byte[] boxed = new Byte[address.length];
        Arrays.setAll(boxed, i -> address[i]);
        return new Network(List.of(boxed), bits);
    }

    boolean contains(Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        byte[] address = address(text.strip());
        if (address == null || address.length != prefix.size()) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix.get(i)) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] & (0xff00 >> rest) & 0xff) == (prefix.get(whole) & 0xff);
    }

    private static boolean bit(byte[] address, int index) {
        return (address[index / 8] >> (7 - index % 8) & 1) == 1;
    }

    private static int prefixLength(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    private static byte @Nullable [] address(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        return text.indexOf(':') >= 0 ? version6(text) : version4(text);
    }

    private static byte @Nullable [] version4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            // A leading zero is octal for some readers and decimal for others.
            if (!parts[i].matches("0|[1-9]\\d{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    private static byte @Nullable [] version6(String text) {
        String address = text;
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') >= 0) {
            byte[] tail = version4(text.substring(lastColon + 1));
            if (tail == null) {
                return null;
            }
            address = "%s%x:%x"
                    .formatted(
                            text.substring(0, lastColon + 1),
                            (tail[0] & 0xff) << 8 | tail[1] & 0xff,
                            (tail[2] & 0xff) << 8 | tail[3] & 0xff);
        }
        int gap = address.indexOf("::");
        if (gap != address.lastIndexOf("::")) {
            return null;
        }
        String[] head = groups(gap < 0 ? address : address.substring(0, gap));
        String[] tail = gap < 0 ? new String[0] : groups(address.substring(gap + 2));
        int given = head.length + tail.length;
        if (gap < 0 ? given != 8 : given > 7) {
            return null;
        }
        byte[] bytes = new byte[16];
        return fill(bytes, head, 0) && fill(bytes, tail, 16 - 2 * tail.length) ? bytes : null;
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static boolean fill(byte[] bytes, String[] groups, int from) {
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].matches("[0-9a-fA-F]{1,4}")) {
                return false;
            }
            int group = Integer.parseInt(groups[i], 16);
            bytes[from + 2 * i] = (byte) (group >> 8);
            bytes[from + 2 * i + 1] = (byte) group;
        }
        return true;
    }
}
