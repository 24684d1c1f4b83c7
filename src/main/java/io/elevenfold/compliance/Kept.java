package io.elevenfold.compliance;

import io.elevenfold.platform.LeastRecentlyUsed;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers that are expensive in large houses and cheap in small ones: each is kept for a multiple of the time that it
 * took, so that asking for them never costs more than a fixed share of the database, and what is cheap is always fresh.
 * One question is answered at a time; whoever asks the same meanwhile waits for that answer.
 */
final class Kept<K, V> {

    private final long multiple;
    private final long longestNanos;
    private final LongSupplier nanoTime;
    private final Map<K, Entry<V>> entries;

    /**
     * @param most answers kept; the one that was not asked for the longest time goes first
     * @param multiple how many times as long as it took an answer is kept
     * @param longest how long at most
     * @param nanoTime as {@link System#nanoTime()}
     */
    Kept(int most, int multiple, Duration longest, LongSupplier nanoTime) {
        this.multiple = multiple;
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
        this.entries = LeastRecentlyUsed.atMost(most);
    }

    synchronized V get(K question, Supplier<V> answer) {
        long asked = nanoTime.getAsLong();
        Entry<V> kept = entries.get(question);
        if (kept != null && kept.until() - asked > 0) {
            return kept.answer();
        }
        V fresh = answer.get();
        long answered = nanoTime.getAsLong();
        long keptFor = Math.min(longestNanos, multiple * (answered - asked));
        entries.put(question, new Entry<>(fresh, answered + keptFor));
        return fresh;
    }

    private record Entry<V>(V answer, long until) {}
}
