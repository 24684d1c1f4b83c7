package io.elevenfold.pipeline;

import com.sun.management.ThreadMXBean;
import io.elevenfold.identity.Sender;
import io.elevenfold.ingest.Samples;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpRecord;
import io.elevenfold.platform.secret.SecretScanner;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * Prints what the door's thread spends on an event without judging it, in processor time and in bytes. Not a test:
 * figures belong to a machine.
 */
public final class PreparationSpeed {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    private static final int REQUESTS = 40;
    private static final String SAMPLE = "claude-code/captured-logs.http-protobuf.bin";

    private PreparationSpeed() {}

    public static void main(String[] arguments) {
        byte[] body = Samples.bytes(SAMPLE);
        OtlpDecoder decoder = new OtlpDecoder(DecodeLimits.defaults());
        OtlpNormaliser normaliser = new OtlpNormaliser();
        SecretScanner scanner = new SecretScanner();
        SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
        Preparation preparation = new Preparation(
                (event, sender) -> Judgement.NOTHING,
                new Protector(CaptureMode.STANDARD, scanner::redact, new byte[32]),
                subject -> key,
                new Questions(null) {
                    @Override
                    List<Said> around(UUID session, List<Said> said) {
                        return List.of();
                    }
                });
        Sender sender = new Sender(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3), "dev@bench.example");
        Instant received = Instant.parse("2026-11-30T12:00:00Z");
        perEvent("decode", () -> decode(decoder, body).size());
        perEvent(
                "decode and normalise",
                () -> normaliser.normalise(decode(decoder, body)).activities().size());
        perEvent("decode, normalise and prepare", () -> preparation
                .prepare(
                        new Delivery(
                                sender,
                                new byte[32],
                                normaliser.normalise(decode(decoder, body)).activities()),
                        received)
                .size());
    }

    private static List<OtlpRecord> decode(OtlpDecoder decoder, byte[] body) {
        return decoder.decode(Samples.signal(SAMPLE), OtlpDecoder.PROTOBUF, body)
                .records();
    }

    private static void perEvent(String what, IntSupplier request) {
        int events = request.getAsInt();
        double[] nanos = new double[ROUNDS];
        long allocated = 0;
        long made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = THREAD.getCurrentThreadAllocatedBytes();
            long start = THREAD.getCurrentThreadCpuTime();
            for (int i = 0; i < REQUESTS; i++) {
                made += request.getAsInt();
            }
            nanos[round] = THREAD.getCurrentThreadCpuTime() - start;
            allocated = THREAD.getCurrentThreadAllocatedBytes() - bytes;
        }
        if (made != (long) events * REQUESTS * ROUNDS) {
            throw new IllegalStateException("each round makes as many events");
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-30s %6.2f µs (quickest round %6.2f), %,7d bytes an event%n",
                what,
                nanos[ROUNDS / 2] / 1e3 / REQUESTS / events,
                nanos[0] / 1e3 / REQUESTS / events,
                allocated / REQUESTS / events);
    }
}
