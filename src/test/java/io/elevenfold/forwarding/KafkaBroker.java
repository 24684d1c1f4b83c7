package io.elevenfold.forwarding;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker, controller and all, in this JVM. */
public final class KafkaBroker implements AutoCloseable {

    public final int port;

    /** TLS; a client shows its certificate. */
    final int tlsPort;

    /** TLS, and SCRAM-SHA-512 for {@code elevenfold} with {@code the-token}. */
    final int saslPort;

    private final Properties properties = new Properties();
    private KafkaRaftServer server;

    public KafkaBroker(Path folder, Certificates certificates) throws Exception {
        port = Rsyslog.freePort();
        tlsPort = Rsyslog.freePort();
        saslPort = Rsyslog.freePort();
        int controller = Rsyslog.freePort();
        String dir = folder.resolve("kafka").toString();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "listeners", advertised().replace("localhost", "127.0.0.1") + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "advertised.listeners", advertised(),
                "log.dirs", dir,
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1"));
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("num.partitions", "2");
        properties.put(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL");
        properties.putAll(Map.of(
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", certificates.store().toString(),
                "ssl.keystore.password", Certificates.PASSWORD,
                "ssl.key.password", Certificates.PASSWORD,
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificates.certificate().toString(),
                "listener.name.ssl.ssl.client.auth", "required",
                "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"));
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setDirectories(Set.of(dir))
                .setMetadataLogDirectory(dir)
                .setControllerListenerName("CONTROLLER")
                .setScramArguments(List.of("SCRAM-SHA-512=[name=elevenfold,password=the-token]"))
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .run();
        start();
    }

    private String advertised() {
        return "PLAINTEXT://127.0.0.1:%d,SSL://localhost:%d,SASL_SSL://localhost:%d".formatted(port, tlsPort, saslPort);
    }

    void start() {
        server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    Set<String> topics() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.listTopics().keySet();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All that lies in a topic now. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        stop();
    }
}
