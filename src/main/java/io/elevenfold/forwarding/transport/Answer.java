package io.elevenfold.forwarding.transport;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a batch. What is neither rejected nor to be sent again was acknowledged.
 *
 * @param rejected place in the batch to the receiver's reason: sending it again will not help
 * @param again places in the batch that the receiver had no room for just now
 * @param text what the receiver said, bounded
 */
public record Answer(Map<Integer, String> rejected, Set<Integer> again, String text) {

    public Answer {
        rejected = Map.copyOf(rejected);
        again = Set.copyOf(again);
    }

    /** All of it arrived. */
    public static Answer allTaken(String text) {
        return new Answer(Map.of(), Set.of(), text);
    }

    /** A single record that was refused. */
    static Answer refused(List<Payload> batch, String reason) {
        if (batch.size() != 1) {
            throw new DeliveryException(DeliveryException.Sort.REJECTED, reason);
        }
        return new Answer(Map.of(0, reason), Set.of(), reason);
    }
}
