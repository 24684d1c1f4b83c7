package io.elevenfold.activity;

import io.elevenfold.platform.Sql;
import io.elevenfold.policy.AgentUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** By the sessions that were recorded. */
@ApplicationScoped
class ObservedAgentUse implements AgentUse {

    private final Sql sql;

    ObservedAgentUse(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<UUID> users(List<String> products, Instant since) {
        return new HashSet<>(sql.list(
                "select distinct person_id from session where person_id is not null and product = any(?) and last_seen_at > ?",
                row -> row.getObject(1, UUID.class),
                List.of(products, since)));
    }
}
