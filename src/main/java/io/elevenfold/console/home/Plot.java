package io.elevenfold.console.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.ActivityFigures.DayCount;
import io.elevenfold.console.Wording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Columns over days, as {@code charts.js} draws them and as a sentence for who cannot see them.
 *
 * @param json what is drawn
 * @param total all that is counted
 */
record Plot(String json, long total) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param token the colour's name in tokens.css, without its prefix */
    record Line(String name, String token) {}

    static Plot of(Instant first, int days, List<Line> lines, List<DayCount> counts) {
        List<Instant> buckets = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            buckets.add(first.plus(day, ChronoUnit.DAYS));
        }
        List<Map<String, Object>> series = new ArrayList<>();
        for (Line line : lines) {
            long[] values = new long[days];
            for (DayCount count : counts) {
                int bucket = buckets.indexOf(count.day());
                if (count.name().equals(line.name()) && bucket >= 0) {
                    values[bucket] += count.count();
                }
            }
            series.add(Map.of("name", line.name(), "token", line.token(), "values", values));
        }
        Map<String, Object> drawn =
                Map.of("buckets", buckets.stream().map(Wording::dayAndMonth).toList(), "series", series);
        try {
            return new Plot(
                    MAPPER.writeValueAsString(drawn),
                    counts.stream().mapToLong(DayCount::count).sum());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names are always JSON", e);
        }
    }
}
