package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.identity.Sender;
import java.util.List;

/**
 * What one request brought: normalised activities in the order of the request, and what it takes to know the request
 * again.
 *
 * @param sender whose token came with it
 * @param digest SHA-256 of the body as it arrived; a digest seen within the last 24 hours is acknowledged and dropped
 * @param activities complete but for {@code event.id}, {@code event.ingested}, identity from the token, traits and
 *     capture mode, which the lane adds
 */
public record Delivery(Sender sender, byte[] digest, List<Activity> activities) {

    public Delivery {
        activities = List.copyOf(activities);
    }
}
