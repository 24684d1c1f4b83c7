package io.elevenfold.ingest;

import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpRequest;
import java.util.List;

/**
 * Prints how long decoding and normalising take for one record, on one thread. Not a test: figures belong to a machine.
 */
public final class IngestSpeed {

    private static final long SECOND = 1_000_000_000L;

    private IngestSpeed() {}

    public static void main(String[] arguments) {
        for (String sample : List.of(
                "claude-code/captured-logs.http-protobuf.bin",
                "claude-code/captured-logs.json",
                "codex/captured-logs.http-protobuf.bin",
                "gemini-cli/captured-logs.json",
                "copilot-cli/captured-traces.json")) {
            measure(sample);
        }
    }

    private static void measure(String sample) {
        byte[] body = Samples.bytes(sample);
        String type = sample.endsWith(".bin") ? OtlpDecoder.PROTOBUF : OtlpDecoder.JSON;
        OtlpDecoder decoder = new OtlpDecoder(DecodeLimits.defaults());
        OtlpNormaliser normaliser = new OtlpNormaliser();
        int records =
                decoder.decode(Samples.signal(sample), type, body).records().size();
        double decoding = 0;
        double both = 0;
        for (int round = 0; round < 4; round++) {
            decoding = micros(
                    () -> decoder.decode(Samples.signal(sample), type, body)
                            .records()
                            .size(),
                    records);
            both = micros(
                    () -> {
                        OtlpRequest request = decoder.decode(Samples.signal(sample), type, body);
                        return normaliser
                                .normalise(request.records())
                                .activities()
                                .size();
                    },
                    records);
        }
        System.out.printf(
                "%-48s %4d records %7d bytes  decode %6.2f us  decode and normalise %6.2f us a record%n",
                sample, records, body.length, decoding, both);
    }

    private static double micros(java.util.function.IntSupplier work, int records) {
        long runs = 0;
        long sum = 0;
        long start = System.nanoTime();
        long end = start;
        while (end - start < 2 * SECOND) {
            sum += work.getAsInt();
            runs++;
            end = System.nanoTime();
        }
        if (sum < 0) {
            throw new IllegalStateException("keeps the loop from being removed");
        }
        return (end - start) / 1000.0 / runs / records;
    }
}
