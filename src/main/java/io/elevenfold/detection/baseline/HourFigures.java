package io.elevenfold.detection.baseline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.BaselineRule.Measure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done in an hour. Measures but sessions, which are known one by one, are sums. */
final class HourFigures {

    /** In the order of {@link Measure}. */
    static final String COLUMNS =
            "events, commands, writes, refusals, failures, output_tokens, cost_usd, cardinality(sessions)";

    private static final int MOST_SESSIONS = 256;

    private final double[] values = new double[Measure.values().length];
    private final Set<Long> sessions = new TreeSet<>();

    void add(Activity event, @Nullable UUID session) {
        String action = event.text(Field.EVENT_ACTION);
        add(Measure.EVENTS, 1);
        add(Measure.COMMANDS, "shell_exec".equals(action) ? 1 : 0);
        add(Measure.WRITES, "file_write".equals(action) ? 1 : 0);
        add(Measure.REFUSALS, "deny".equals(event.text(Field.DECISION_OUTCOME)) ? 1 : 0);
        add(Measure.FAILURES, "failure".equals(event.text(Field.EVENT_OUTCOME)) ? 1 : 0);
        add(Measure.OUTPUT_TOKENS, positive(event.number(Field.GEN_AI_USAGE_OUTPUT_TOKENS)));
        add(Measure.COST_USD, event.get(Field.COST_USD) instanceof Double cost ? Math.max(0, cost) : 0);
        if (session != null && sessions.size() < MOST_SESSIONS) {
            sessions.add(session.getMostSignificantBits());
        }
    }

    private void add(Measure measure, double value) {
        values[measure.ordinal()] += value;
    }

    private static double positive(@Nullable Long value) {
        return value == null ? 0 : Math.max(0, value);
    }

    double get(Measure measure) {
        return values[measure.ordinal()];
    }

    Long[] sessions() {
        return sessions.toArray(Long[]::new);
    }

    /** {@link #COLUMNS}, from a column on. */
    static double[] read(ResultSet row, int from) throws SQLException {
        double[] values = new double[Measure.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getDouble(from + i);
        }
        return values;
    }

    @Override
    public String toString() {
        return Arrays.toString(values) + " in " + sessions.size() + " sessions";
    }
}
