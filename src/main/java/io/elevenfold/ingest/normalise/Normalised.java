package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Activity;
import java.util.List;

/**
 * What became of one request's records. Every record is in one of the four.
 *
 * @param activities in the order of the request
 * @param duplicates records that say again what the agent's better channel says
 * @param internal records about the agent's own machinery: stream deltas, housekeeping spans, debug lines
 * @param metrics metric points, which feed rollups and no activity
 */
public record Normalised(List<Activity> activities, int duplicates, int internal, int metrics) {

    public Normalised {
        activities = List.copyOf(activities);
    }
}
