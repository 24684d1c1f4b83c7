package io.elevenfold.forwarding.transport;

import io.elevenfold.ledger.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch. What is neither rejected nor to be sent again was acknowledged.
 *
 * @param rejected place in the batch to the receiver's reason: sending it again will not help
 * @param again places in the batch that the receiver had no room for just now
 * @param text what the receiver said, bounded
 * @param sha256 of what the receiver answered, byte for byte; hexadecimal; null where receivers do not answer
 */
public record Answer(Map<Integer, String> rejected, Set<Integer> again, String text, @Nullable String sha256) {

    public Answer {
        rejected = Map.copyOf(rejected);
        again = Set.copyOf(again);
    }

    static String digest(byte[] sha256) {
        return HexFormat.of().formatHex(sha256);
    }

    /** All of it arrived, and this is the answer. */
    static Answer allTaken(String text, byte[] answered) {
        return new Answer(Map.of(), Set.of(), text, digest(Hashes.plain(answered)));
    }

    /** As above, of a receiver that answers with words. */
    static Answer allTaken(String text) {
        return allTaken(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** All of it is under way, and nobody will ever say more. */
    static Answer unanswered(String text) {
        return new Answer(Map.of(), Set.of(), text, null);
    }

    /** To the part of a batch that was acknowledged before something went wrong. */
    public static Answer before(DeliveryException failure) {
        return allTaken("%d taken, then: %s".formatted(failure.done(), failure.reason()));
    }

    /** A single record that was refused. */
    static Answer refused(List<Payload> batch, String reason) {
        if (batch.size() != 1) {
            throw new DeliveryException(DeliveryException.Sort.REJECTED, reason);
        }
        return new Answer(Map.of(0, reason), Set.of(), reason, null);
    }
}
