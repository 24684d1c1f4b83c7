package io.elevenfold.detection.baseline;

import io.elevenfold.activity.Field;
import io.elevenfold.activity.SessionKey;
import io.elevenfold.detection.BaselineRule.Circle;
import io.elevenfold.detection.risk.Origin;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the baselines see it.
 *
 * @param team of the person; null when there is none
 * @param time the clock by which they work
 * @param first false for a record that only completes another: nothing more was done
 */
public record Sight(Origin origin, List<Observation> observations, @Nullable UUID team, OwnTime time, boolean first) {

    private static final UUID ORGANISATION = new UUID(0, 0);
    private static final UUID SAMPLE_ORGANISATION = new UUID(0, 1);

    public Sight {
        observations = List.copyOf(observations);
    }

    /** The person, or the endpoint where nobody is known; null for a collector that names neither. */
    @Nullable
    UUID who() {
        UUID person = origin.sender().personId();
        return person == null ? origin.sender().endpointId() : person;
    }

    /** Whom something is usual for; null when the event has no such circle. */
    @Nullable
    UUID member(Circle circle) {
        return switch (circle) {
            case PERSON -> who();
            case REPOSITORY -> {
                String repository = origin.event().text(Field.VCS_REPOSITORY_NAME);
                // The sample's repositories are not ours of the same name.
                yield repository == null ? null : SessionKey.hash("repository " + origin.sample() + "\n" + repository);
            }
            case TEAM -> team;
            case ORGANISATION -> origin.sample() ? SAMPLE_ORGANISATION : ORGANISATION;
        };
    }
}
