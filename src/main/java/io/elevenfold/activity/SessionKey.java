package io.elevenfold.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which session a record belongs to. The agents choose their session ids, so two senders could claim the same one: the
 * key binds the id to the sender.
 */
public final class SessionKey {

    private SessionKey() {}

    /**
     * @param sender the endpoint, or the token when it speaks for many
     * @return null when the record names no session
     */
    public static @Nullable UUID of(UUID sender, Activity activity) {
        String session = activity.text(Field.SESSION_ID);
        if (session == null) {
            return null;
        }
        return hash(sender + "\n" + activity.text(Field.AGENT_PRODUCT) + "\n" + session);
    }

    /** The first 128 bits of SHA-256, in the dress of a UUID (version 8, RFC 9562 §5.8). */
    public static UUID hash(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & ~0xF000L | 0x8000L;
            long low = hash.getLong() >>> 2 | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
