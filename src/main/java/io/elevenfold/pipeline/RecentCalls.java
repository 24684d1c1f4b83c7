package io.elevenfold.pipeline;

import io.elevenfold.activity.ActivityTable;
import io.elevenfold.activity.CallPhase;
import io.elevenfold.platform.LeastRecentlyUsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which call and phase was told of first, and where. Remembers the latest ones; older ones are looked up in the
 * database. What a batch adds is only kept when the batch is committed.
 */
final class RecentCalls {

    static final int REMEMBERED = 50_000;

    private final Map<CallPhase, Long> first = LeastRecentlyUsed.atMost(REMEMBERED);
    private final Map<String, Boolean> hits = LeastRecentlyUsed.atMost(REMEMBERED);
    private final Map<CallPhase, Long> firstInBatch = new HashMap<>();
    private final Set<String> hitsInBatch = new LinkedHashSet<>();
    private final SameTargets sameTargets = new SameTargets();

    /** Reads what this batch will ask for and memory does not hold. */
    void load(Connection connection, int lane, List<LaneWriter.Accepted> batch, Instant now, Duration lookBack)
            throws SQLException {
        List<CallPhase> unknown = new ArrayList<>(batch.stream()
                .map(each -> LaneWriter.callPhase(each.event()))
                .filter(Objects::nonNull)
                .filter(call -> !first.containsKey(call))
                .distinct()
                .toList());
        if (!unknown.isEmpty()) {
            firstInBatch.putAll(ActivityTable.firstRecords(connection, lane, unknown, now, lookBack));
        }
    }

    /**
     * Where this call and phase was recorded first; null when that is here and now. Known by the call's id, else, since
     * the hooks of Gemini and Copilot have none, by session, kind and target on another channel.
     */
    @Nullable
    Long firstOf(@Nullable CallPhase call, Prepared event, long position) {
        if (call != null) {
            Long known = first.containsKey(call) ? first.get(call) : firstInBatch.putIfAbsent(call, position);
            if (known != null) {
                return known;
            }
        }
        Long sameTarget = sameTargets.firstOf(event, call != null, position);
        if (call != null && sameTarget != null) {
            firstInBatch.put(call, sameTarget);
        }
        return sameTarget;
    }

    /** Whether a rule speaks about this call for the first time; always true outside calls. */
    boolean isFirstHit(@Nullable UUID session, @Nullable String call, String rule) {
        if (session == null || call == null) {
            return true;
        }
        String key = session + "\n" + call + "\n" + rule;
        return !hits.containsKey(key) && hitsInBatch.add(key);
    }

    void commit() {
        first.putAll(firstInBatch);
        hitsInBatch.forEach(hit -> hits.put(hit, Boolean.TRUE));
        clearBatch();
    }

    /** What was remembered of targets may name positions that were never committed. */
    void rollback() {
        clearBatch();
        sameTargets.forget();
    }

    private void clearBatch() {
        firstInBatch.clear();
        hitsInBatch.clear();
    }
}
