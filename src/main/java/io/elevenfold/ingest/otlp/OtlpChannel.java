package io.elevenfold.ingest.otlp;

/** Where in OTLP a record was found. */
public enum OtlpChannel {
    LOG("otlp_log"),
    SPAN("otlp_span"),
    SPAN_EVENT("otlp_span_event"),
    METRIC("otlp_metric");

    private final String key;

    OtlpChannel(String key) {
        this.key = key;
    }

    /** The word used in {@code telemetry.channel}. */
    public String key() {
        return key;
    }
}
