package io.elevenfold.forwarding.transport;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The kinds of receivers. */
public enum TransportKind {
    /** RFC 5424 over TLS (RFC 5425). */
    SYSLOG(Acknowledgement.SENT, Set.of("hostname"), 500),
    /** Syslog with acknowledgements; {@code tls: false} is taken where private addresses are allowed. */
    RELP(Acknowledgement.STORED, Set.of("hostname", "tls"), 500),
    /** Splunk's HTTP Event Collector. */
    SPLUNK_HEC(
            Acknowledgement.INDEXED,
            Set.of("index", "sourcetype", "source", "acknowledgement", "acknowledgement_seconds"),
            1000),
    /** The {@code _bulk} of Elasticsearch and OpenSearch. */
    ELASTIC(Acknowledgement.INDEXED, Set.of("index", "user"), 2000),
    /** OpenTelemetry logs over HTTP. */
    OTLP(Acknowledgement.STORED, Set.of(), 1000),
    KAFKA(Acknowledgement.STORED, Set.of("topic", "security", "mechanism", "user"), 1000),
    /** Standard Webhooks: one request for each record. */
    WEBHOOK(Acknowledgement.STORED, Set.of(), 100);

    private final Acknowledgement acknowledgement;
    private final Set<String> options;
    private final int batch;

    TransportKind(Acknowledgement acknowledgement, Set<String> options, int batch) {
        this.acknowledgement = acknowledgement;
        this.options = options;
        this.batch = batch;
    }

    /** What a yes is worth with these options. */
    public Acknowledgement acknowledgement(Map<String, String> chosen) {
        return this == SPLUNK_HEC && "false".equals(chosen.get("acknowledgement"))
                ? Acknowledgement.STORED
                : acknowledgement;
    }

    /** Names of the options that it knows. */
    public Set<String> options() {
        return options;
    }

    /** Most records of one batch. */
    public int batch() {
        return batch;
    }

    /** Most bytes of one record when nobody chose another number: what receivers take unasked. */
    public int recordBytes() {
        return this == SYSLOG || this == RELP ? 8_192 : 262_144;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As its makers write it. */
    public String title() {
        return switch (this) {
            case SYSLOG -> "Syslog over TLS";
            case RELP -> "RELP";
            case SPLUNK_HEC -> "Splunk HEC";
            case ELASTIC -> "Elastic or OpenSearch";
            case OTLP -> "OTLP logs";
            case KAFKA -> "Kafka";
            case WEBHOOK -> "Webhook";
        };
    }

    /** Makes a connection-less transport; it connects when it sends. */
    public Transport open(Target target) {
        return switch (this) {
            case SYSLOG -> new SyslogTransport(target);
            case RELP -> new RelpTransport(target);
            case SPLUNK_HEC -> new HecTransport(target);
            case ELASTIC -> new BulkTransport(target);
            case OTLP -> new OtlpTransport(target);
            case KAFKA -> new KafkaTransport(target);
            case WEBHOOK -> new WebhookTransport(target);
        };
    }
}
