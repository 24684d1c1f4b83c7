package io.elevenfold.forwarding.transport;

import io.elevenfold.ledger.Hashes;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka with {@code acks=all}. The key is the session, so that a session's records stay in order in one partition;
 * headers follow CloudEvents' binary mode.
 */
final class KafkaTransport implements Transport {

    private static final Set<String> MECHANISMS = Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    private final Target target;
    private final String topic;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaTransport(Target target) {
        this.target = target;
        this.topic = target.option("topic", "elevenfold");
    }

    @Override
    public Answer send(List<Payload> batch) {
        try {
            KafkaProducer<byte[], byte[]> open = opened();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Payload payload : batch) {
                sent.add(open.send(record(payload)));
            }
            open.flush();
            Map<Integer, String> rejected = new HashMap<>();
            Offsets offsets = new Offsets();
            for (int i = 0; i < sent.size(); i++) {
                try {
                    offsets.add(sent.get(i).get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof RecordTooLargeException)) {
                        throw e;
                    }
                    rejected.put(i, String.valueOf(e.getCause().getMessage()));
                }
            }
            return new Answer(rejected, Set.of(), offsets.toString(), offsets.sha256());
        } catch (ExecutionException e) {
            close();
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            close();
            throw failure(e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw DeliveryException.unavailable("stopped while sending to Kafka", e);
        }
    }

    /** What a broker answers: where in which partition the records stand now. */
    private static final class Offsets {

        private final SortedMap<String, long[]> ranges = new TreeMap<>();
        private final MessageDigest digest = Hashes.sha256();

        void add(RecordMetadata told) {
            digest.update((told + "\n").getBytes(StandardCharsets.UTF_8));
            long[] range = ranges.computeIfAbsent(
                    told.topic() + '-' + told.partition(), name -> new long[] {told.offset(), 0});
            range[0] = Math.min(range[0], told.offset());
            range[1] = Math.max(range[1], told.offset());
        }

        String sha256() {
            return Answer.digest(digest.digest());
        }

        @Override
        public String toString() {
            return ranges.entrySet().stream()
                    .map(entry ->
                            "%s offsets %d to %d".formatted(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                    .collect(Collectors.joining(", ", "acks=all: ", ""));
        }
    }

    private static DeliveryException failure(Throwable cause) {
        boolean configured = cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof InvalidTopicException
                || cause instanceof org.apache.kafka.common.config.ConfigException;
        return new DeliveryException(
                configured ? DeliveryException.Sort.MISCONFIGURED : DeliveryException.Sort.UNAVAILABLE,
                "Kafka: " + cause.getMessage(),
                cause);
    }

    private ProducerRecord<byte[], byte[]> record(Payload payload) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, payload.key().getBytes(StandardCharsets.UTF_8), payload.bytes());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        payload.id(),
                        "ce_source",
                        "urn:elevenfold",
                        "ce_type",
                        "elevenfold." + payload.record().kind().word(),
                        "ce_time",
                        payload.record().at().toString(),
                        "content-type",
                        payload.isJson() ? "application/json" : "text/plain")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private KafkaProducer<byte[], byte[]> opened() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            checkAddresses();
            open = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    /** The client resolves by itself, brokers that the cluster names included: this looks at the ones we were told. */
    private void checkAddresses() {
        for (String server : target.address().split(",", -1)) {
            int colon = server.lastIndexOf(':');
            try {
                target.guard()
                        .resolve(
                                colon < 0
                                        ? server.strip()
                                        : server.substring(0, colon).strip());
            } catch (UnknownHostException e) {
                throw DeliveryException.unavailable("Kafka", e);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                target.address(),
                "client.id",
                "elevenfold",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "gzip",
                "max.block.ms",
                10_000,
                "request.timeout.ms",
                10_000,
                "delivery.timeout.ms",
                30_000,
                "linger.ms",
                5));
        String security = target.option("security", "SSL").toUpperCase(Locale.ROOT);
        if (!security.endsWith("SSL") && !target.privateAllowed()) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED,
                    "security: TLS is needed where private addresses are not allowed");
        }
        settings.put("security.protocol", security);
        if (target.authorities() != null) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.certificates", target.authorities());
        }
        if (target.client() != null) {
            settings.put("ssl.keystore.type", "PEM");
            settings.put("ssl.keystore.certificate.chain", target.client());
            settings.put("ssl.keystore.key", target.client());
        }
        if (security.startsWith("SASL")) {
            String mechanism = target.option("mechanism", "SCRAM-SHA-512");
            if (!MECHANISMS.contains(mechanism)) {
                throw new DeliveryException(
                        DeliveryException.Sort.MISCONFIGURED, "mechanism: one of " + MECHANISMS + " is expected");
            }
            settings.put("sasl.mechanism", mechanism);
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                            .formatted(
                                    mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule",
                                    quoted(target.option("user", "")),
                                    quoted(String.valueOf(target.secret()))));
        }
        return settings;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
