package io.elevenfold.ingest.otlp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One log record, span, span event or metric point, whatever encoding it came in. Values are String, Long, Double,
 * Boolean, List or Map; bytes are base64 text. An empty value counts as absent.
 *
 * @param channel where in OTLP it was found
 * @param origin resource and scope
 * @param name of the log record its {@code eventName}, of span, span event and metric the name; empty when absent
 * @param attributes in the order sent; of a repeated key the last value
 * @param overwritten what stood under a repeated key before
 * @param body the log record's body; null elsewhere and when empty
 * @param timeNanos nanoseconds since 1970: of a log record, span event or metric point its time, of a span its end; 0
 *     when absent
 * @param observedNanos when the collector saw the log record; 0 when absent and elsewhere
 * @param startNanos the start of a span or of a metric's interval; 0 when absent and elsewhere
 * @param traceId lower-case hex; empty when absent, all zero or malformed
 * @param spanId likewise; of a span event the span's
 * @param parentSpanId likewise; empty on root spans
 * @param spanKind as in the protocol: 1 internal, 2 server, 3 client; 0 elsewhere
 * @param statusCode of a span: 0 unset, 1 ok, 2 error
 * @param statusMessage of a span; empty when absent
 * @param span the span on which a span event lies; null elsewhere
 * @param measure a metric point's value; null elsewhere
 * @param truncated what was cut: names of attributes, {@code body}, and {@code attributes} when there were too many
 */
public record OtlpRecord(
        OtlpChannel channel,
        OtlpOrigin origin,
        String name,
        Map<String, Object> attributes,
        Map<String, List<Object>> overwritten,
        @Nullable Object body,
        long timeNanos,
        long observedNanos,
        long startNanos,
        String traceId,
        String spanId,
        String parentSpanId,
        int spanKind,
        int statusCode,
        String statusMessage,
        @Nullable OtlpRecord span,
        @Nullable Measure measure,
        List<String> truncated) {

    /**
     * A metric point.
     *
     * @param unit as sent; empty when absent
     * @param type {@code sum gauge histogram exponential_histogram summary}
     * @param temporality {@code delta cumulative unspecified}
     * @param value the number; of histograms and summaries the sum
     * @param count observations in a histogram or summary; 1 elsewhere
     */
    public record Measure(String unit, String type, String temporality, double value, long count) {}
}
