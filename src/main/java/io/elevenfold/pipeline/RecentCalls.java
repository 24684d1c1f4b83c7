package io.elevenfold.pipeline;

import io.elevenfold.activity.CallPhase;
import io.elevenfold.platform.LeastRecentlyUsed;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which call and phase was told of first, and where. Remembers the latest ones; older ones are looked up. What a batch
 * adds is only kept when the batch is committed.
 */
final class RecentCalls {

    static final int REMEMBERED = 50_000;

    private final Map<CallPhase, Long> first;

    /** Sessions whose calls are all in memory: they began here, and none of their calls was forgotten since. */
    private final Map<UUID, Boolean> whole;

    private final Map<String, Boolean> hits = LeastRecentlyUsed.atMost(REMEMBERED);
    private final Map<CallPhase, Long> firstInBatch = new HashMap<>();
    private final Set<UUID> begunInBatch = new HashSet<>();
    private final Set<String> hitsInBatch = new LinkedHashSet<>();
    private final SameTargets sameTargets = new SameTargets();

    RecentCalls() {
        this(REMEMBERED);
    }

    RecentCalls(int remembered) {
        whole = LeastRecentlyUsed.atMost(remembered);
        first = LeastRecentlyUsed.atMost(remembered, (call, position) -> whole.remove(call.sessionKey()));
    }

    /** Finds the records of calls where they are stored. */
    @FunctionalInterface
    interface Lookup {
        Map<CallPhase, Long> firstRecords(Collection<CallPhase> calls) throws SQLException;
    }

    /**
     * Looks up what this batch will ask for and memory does not hold.
     *
     * @param isNew whether a session has no record yet
     */
    void load(List<LaneWriter.Accepted> batch, Predicate<UUID> isNew, Lookup lookup) throws SQLException {
        Set<CallPhase> unknown = new LinkedHashSet<>();
        for (LaneWriter.Accepted each : batch) {
            UUID session = each.event().sessionKey();
            CallPhase call = each.call();
            if (session == null || begunInBatch.contains(session)) {
                continue;
            }
            if (isNew.test(session)) {
                begunInBatch.add(session);
            } else if (call != null && whole.get(session) == null && !first.containsKey(call)) {
                unknown.add(call);
            }
        }
        if (!unknown.isEmpty()) {
            firstInBatch.putAll(lookup.firstRecords(unknown));
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
        begunInBatch.forEach(session -> whole.put(session, Boolean.TRUE));
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
        begunInBatch.clear();
        hitsInBatch.clear();
    }
}
