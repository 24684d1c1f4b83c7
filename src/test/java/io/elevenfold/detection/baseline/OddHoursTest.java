package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.platform.Sql;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class OddHoursTest {

    /** Far from the hours of other tests. */
    private static final Instant END = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    OddHours hours;

    @Inject
    RuleCatalog catalog;

    @Inject
    Sql sql;

    @Test
    void anOddHourIsToldOfOnce() throws SQLException {
        ordinaryHours();
        Enrolled endpoint = Enrolled.endpoint();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            lines.append(
                    """
                    {"@timestamp":"%s","agent.product":"claude-code","session.id":"odd","event.action":"shell_exec","event.outcome":"failure","decision.outcome":"deny","process.command_line":"ls %d"}
                    """
                            .formatted(END.minusSeconds(3000 - i), i));
        }
        endpoint.sends(lines.toString());
        BaselineRule shape = catalog.baselines().of(BaselineRule.Type.SHAPE).get(0);

        assertThat(hours.look(shape, shape.rule(), END, false)).isEqualTo(1);
        assertThat(hours.look(shape, shape.rule(), END, false)).as("again").isEqualTo(1);

        assertThat(sql.list(
                        "select detail ->> 'baseline.seen' from risk_entry where entity_id = ? and source = ?",
                        row -> row.getString(1),
                        List.of(endpoint.endpointId(), shape.rule().id())))
                .singleElement()
                .asString()
                .contains("refusals 80");
    }

    @Transactional
    void ordinaryHours() {
        sql.update(
                """
                insert into activity_hour (entity_id, hour, events, commands, writes, refusals, failures, output_tokens,
                    cost_usd, sessions, sample)
                select ?::uuid, h, 60 + i %% 17, 20 + i %% 7, 15 + i %% 5, i %% 2, i %% 4, 9000 + 100 * (i %% 13), 1, '{1}', false
                from (select generate_series(?::timestamptz, ?::timestamptz, '30 minutes') as h) s,
                    lateral (select extract(epoch from h)::bigint / 1800 as i) n"""
                        .replace("%%", "%"),
                List.of(new UUID(7, 7), END.minus(20, ChronoUnit.DAYS), END.minus(8, ChronoUnit.HOURS)));
    }
}
