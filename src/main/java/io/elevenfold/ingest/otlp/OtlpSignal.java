package io.elevenfold.ingest.otlp;

/** The three kinds of OTLP request. */
public enum OtlpSignal {
    LOGS,
    TRACES,
    METRICS
}
