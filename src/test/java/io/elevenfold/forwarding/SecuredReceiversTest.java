package io.elevenfold.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that ask who we are: a private authority, client certificates, SASL. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class SecuredReceiversTest extends WithDestinations {

    private static final int EVENTS = 20;

    private final String marker = "marker-" + UUID.randomUUID();

    @Test
    @EnabledIf(value = "rsyslogIsThere", disabledReason = "rsyslogd is not installed; .ci/run installs it")
    void syslogAndRelpWithinTlsTakeACertificateAndNothingWithout(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.below(folder);
        try (Rsyslog rsyslog = new Rsyslog(folder, certificates)) {
            for (String kind : List.of("syslog", "relp")) {
                String address =
                        "localhost:" + (kind.equals("syslog") ? rsyslog.mutualTlsPort : rsyslog.mutualRelpPort);
                make(kind, address, marker, shown(certificates, Map.of("hostname", "known-" + kind)));
                Map<String, Object> stranger = shown(certificates, Map.of("hostname", "stranger-" + kind));
                stranger.remove("client_certificate");
                test(make(kind, address, marker, stranger));
            }
            send(marker, 0, EVENTS);

            eventually(() -> ids(rsyslog, "known-syslog").size() == EVENTS);
            eventually(() -> ids(rsyslog, "known-relp").size() == EVENTS);
            assertThat(rsyslog.lines()).noneMatch(line -> line.startsWith("stranger-"));
        }
    }

    @Test
    void httpWithAClientCertificate(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.below(folder);
        try (FaultyReceiver receiver = new FaultyReceiver(certificates.context())) {
            Map<String, Object> stranger = shown(certificates, Map.of());
            stranger.remove("client_certificate");
            assertThat(test(make("elastic", receiver.address(), marker, stranger)))
                    .containsEntry("taken", false);
            Map<String, Object> trusting = shown(certificates, Map.of());
            trusting.remove("authorities");
            assertThat(test(make("webhook", receiver.address(), marker, trusting)))
                    .containsEntry("taken", false)
                    .satisfies(outcome ->
                            assertThat(outcome.get("answer").toString()).contains("certificat"));

            assertThat(test(make("splunk_hec", receiver.address(), marker, shown(certificates, Map.of()))))
                    .containsEntry("taken", true);
            send(marker, 0, EVENTS);

            eventually(() -> receiver.ids().size() == EVENTS + 1);
        }
    }

    @Test
    void kafkaWithACertificateAndKafkaWithAPassword(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.below(folder);
        try (KafkaBroker broker = new KafkaBroker(folder, certificates)) {
            make(
                    "kafka",
                    "localhost:" + broker.tlsPort,
                    marker,
                    shown(certificates, Map.of("topic", "by-certificate", "security", "SSL")));
            make("kafka", "localhost:" + broker.saslPort, marker, withPassword(certificates, "the-token"));
            UUID wrong = make("kafka", "localhost:" + broker.saslPort, marker, withPassword(certificates, "not this"));
            send(marker, 0, EVENTS);

            for (String topic : List.of("by-certificate", "by-password")) {
                eventually(() -> broker.topics().contains(topic)
                        && broker.records(topic).stream()
                                        .map(record -> new String(
                                                record.headers()
                                                        .lastHeader("ce_id")
                                                        .value(),
                                                StandardCharsets.UTF_8))
                                        .distinct()
                                        .count()
                                == EVENTS);
            }
            eventually(() -> "failing".equals(state(wrong)));
        }
    }

    private static Map<String, Object> shown(Certificates certificates, Map<String, String> options) {
        return new HashMap<>(Map.of(
                "authorities", certificates.pem(), "client_certificate", certificates.client(), "options", options));
    }

    private static Map<String, Object> withPassword(Certificates certificates, String password) {
        return Map.of(
                "authorities",
                certificates.pem(),
                "secret",
                password,
                "options",
                Map.of(
                        "topic",
                        "by-password",
                        "security",
                        "SASL_SSL",
                        "mechanism",
                        "SCRAM-SHA-512",
                        "user",
                        "elevenfold"));
    }
}
