package io.elevenfold.detection.shell;

/** IPv4 addresses in the spellings that resolvers take: one number, hexadecimal, octal parts. */
final class Addresses {

    private static final long ALL = 0xffff_ffffL;

    private Addresses() {}

    /** The dotted form; anything else as it came. */
    static String dotted(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return host;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = number(parts[i]);
            boolean isLast = i == parts.length - 1;
            long most = isLast ? ALL >>> (8 * i) : 255;
            if (part < 0 || part > most) {
                return host;
            }
            address |= isLast ? part : part << (24 - 8 * i);
        }
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }

    private static long number(String part) {
        try {
            if (part.startsWith("0x")) {
                return Long.parseLong(part.substring(2), 16);
            }
            return part.isEmpty() || !part.chars().allMatch(Character::isDigit)
                    ? -1
                    : Long.parseLong(part, part.length() > 1 && part.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
