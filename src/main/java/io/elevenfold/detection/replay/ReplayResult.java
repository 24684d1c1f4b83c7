package io.elevenfold.detection.replay;

import java.time.LocalDate;
import java.util.List;

/**
 * What a rule would have found.
 *
 * @param hits events; what several channels told of one call is one
 * @param sessions how many sessions have hits; a floor when {@code cut}
 * @param endpoints how many endpoints have hits; a floor when {@code cut}
 * @param perDay hits a day over the days that were read, which is what to expect
 * @param sessionsPerDay sessions with hits a day: about what people are asked to look at
 * @param cut whether a bound ended the reading, or the counting of sessions and endpoints
 */
public record ReplayResult(
        long hits,
        int sessions,
        int endpoints,
        double perDay,
        double sessionsPerDay,
        boolean cut,
        List<Day> days,
        List<Endpoint> noisiest,
        List<Example> examples) {

    public ReplayResult {
        days = List.copyOf(days);
        noisiest = List.copyOf(noisiest);
        examples = List.copyOf(examples);
    }

    /** A day of arrival in UTC. */
    public record Day(LocalDate day, long events, long hits, int sessions) {}

    /** @param id of the endpoint; {@code none} for events of a collector */
    public record Endpoint(String id, long hits) {}

    /**
     * @param place {@code lane/position}
     * @param session its key; empty when it belongs to none
     * @param piece what of it made the rule hold
     */
    public record Example(String place, String session, String at, String piece) {}
}
