package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.platform.LeastRecentlyUsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pairs records of one tool call that have no call id in common: same session, kind, phase and target, told by another
 * channel, oldest first. Kept in memory only: after a restart such a pair may stay apart, and nothing is lost by it.
 */
final class SameTargets {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final int MOST_OF_A_KIND = 50;
    private static final Field[] TARGETS = {
        Field.PROCESS_COMMAND_LINE, Field.FILE_PATH, Field.URL_FULL, Field.MCP_SERVER_NAME, Field.GEN_AI_TOOL_NAME
    };
    private static final Set<String> TOOL_ACTIONS =
            Set.of("shell_exec", "file_read", "file_write", "file_search", "network", "mcp_call", "tool_call");

    private final Map<Target, List<Told>> told = LeastRecentlyUsed.atMost(RecentCalls.REMEMBERED);

    void forget() {
        told.clear();
    }

    /** Where the same call was recorded first; null when this record is the first to tell of it. */
    @Nullable
    Long firstOf(Prepared event, boolean hasId, long position) {
        Target target = targetOf(event);
        String channel = event.event().text(Field.TELEMETRY_CHANNEL);
        if (target == null || channel == null) {
            return null;
        }
        List<Told> before = told.computeIfAbsent(target, key -> new ArrayList<>());
        for (Told candidate : before) {
            boolean idsDiffer = hasId && candidate.hasId();
            if (!idsDiffer
                    && candidate.isNear(event.at())
                    && candidate.channels().add(channel)) {
                return candidate.position();
            }
        }
        if (before.size() >= MOST_OF_A_KIND) {
            before.remove(0);
        }
        before.add(new Told(position, hasId, event.at(), new HashSet<>(Set.of(channel))));
        return null;
    }

    private static @Nullable Target targetOf(Prepared prepared) {
        Activity event = prepared.event();
        String action = event.text(Field.EVENT_ACTION);
        if (prepared.sessionKey() == null
                || action == null
                || !TOOL_ACTIONS.contains(action)
                || event.get(Field.ACTIVITY_CONTAINER) == Boolean.TRUE) {
            return null;
        }
        for (Field field : TARGETS) {
            String text = event.text(field);
            if (text != null) {
                return new Target(prepared.sessionKey(), action, event.text(Field.ACTIVITY_PHASE), text);
            }
        }
        return null;
    }

    private record Target(UUID session, String action, @Nullable String phase, String text) {}

    private record Told(long position, boolean hasId, Instant at, Set<String> channels) {

        boolean isNear(Instant other) {
            return Duration.between(at, other).abs().compareTo(LONGEST_DELAY) < 0;
        }
    }
}
