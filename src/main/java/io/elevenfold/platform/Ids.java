package io.elevenfold.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Identifiers that sort by the time of their making (UUID version 7, RFC 9562 §5.7). */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;

    private Ids() {}

    /** A new identifier that sorts behind those of earlier milliseconds. */
    public static UUID at(Instant instant) {
        long high = instant.toEpochMilli() << 16 | VERSION | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low);
    }
}
