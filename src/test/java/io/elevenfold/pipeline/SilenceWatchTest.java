package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class SilenceWatchTest {

    private static final String RULE = "f3c838f4-f079-43e5-aa19-397596e6986e";
    /** Claude Code is declared to send telemetry and to be in use. */
    private static final String REPORT = "/posture/01-macos-claude-code-managed-good.json";

    @Inject
    SilenceWatch watch;

    @Inject
    Clock clock;

    @Test
    void anEndpointThatDeclaresTelemetryAndSendsNoneIsAFindingUntilItSpeaks() throws IOException {
        Enrolled endpoint = Enrolled.endpoint();
        declare(endpoint);
        Instant now = clock.instant();

        watch.look(now.plus(Duration.ofHours(23)));
        assertThat(silence(endpoint)).isNull();

        watch.look(now.plus(Duration.ofHours(25)));
        assertThat(silence(endpoint)).isEqualTo("open");

        speak(endpoint, "cursor", now.plus(Duration.ofHours(3)));
        watch.look(now.plus(Duration.ofHours(26)));
        assertThat(silence(endpoint))
                .as("another agent's word is not Claude Code's")
                .isEqualTo("open");

        speak(endpoint, "claude-code", now.plus(Duration.ofHours(3)));
        watch.look(now.plus(Duration.ofHours(26)));
        assertThat(silence(endpoint)).isEqualTo("resolved");
    }

    private void declare(Enrolled endpoint) throws IOException {
        try (InputStream report = Objects.requireNonNull(getClass().getResourceAsStream(REPORT))) {
            endpoint.asEndpoint()
                    .contentType("application/json")
                    .body(report.readAllBytes())
                    .post("/api/v1/posture")
                    .then()
                    .statusCode(201);
        }
    }

    private static void speak(Enrolled endpoint, String agent, Instant at) {
        endpoint.sends(
                "{\"event.action\":\"prompt\",\"agent.product\":\"%s\",\"session.id\":\"s\",\"@timestamp\":\"%s\"}"
                        .formatted(agent, at));
    }

    /** The state of the finding; null when there is none. */
    private static @Nullable Object silence(Enrolled endpoint) {
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(finding -> RULE.equals(finding.get("rule")))
                .map(finding -> finding.get("state"))
                .findFirst()
                .orElse(null);
    }
}
