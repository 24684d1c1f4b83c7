package io.elevenfold.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of one agent; every null means "not reported".
 *
 * @param key our own, bound to the sender
 * @param id the agent's
 * @param channels otlp, hook, bulk: by which we heard of it
 * @param taint what it has been through, by the time of the first
 */
public record SessionView(
        UUID key,
        String id,
        String product,
        @Nullable String agentVersion,
        @Nullable UUID endpointId,
        @Nullable String hostname,
        @Nullable UUID personId,
        @Nullable String userEmail,
        @Nullable String repository,
        @Nullable String permissionMode,
        Instant startedAt,
        Instant lastSeenAt,
        long events,
        long toolCalls,
        long denials,
        long findings,
        List<String> channels,
        List<SessionTaint> taint,
        boolean sample) {

    SessionView with(List<SessionTaint> taints) {
        return new SessionView(
                key,
                id,
                product,
                agentVersion,
                endpointId,
                hostname,
                personId,
                userEmail,
                repository,
                permissionMode,
                startedAt,
                lastSeenAt,
                events,
                toolCalls,
                denials,
                findings,
                channels,
                taints,
                sample);
    }
}
