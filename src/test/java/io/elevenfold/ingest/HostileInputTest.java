package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpSignal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples with random bytes changed: whatever arrives is read, or refused as malformed. */
class HostileInputTest {

    private static final int ROUNDS = 2000;
    private static final long SEED = 11;

    private final OtlpDecoder decoder = new OtlpDecoder(DecodeLimits.defaults());
    private final OtlpNormaliser normaliser = new OtlpNormaliser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-code/otlp-logs.constructed.pb",
                "claude-code/otlp-logs.constructed.json",
                "claude-code/otlp-traces.constructed.pb",
                "claude-code/otlp-metrics.constructed.json",
                "codex/otlp-logs.constructed.pb",
                "codex/otlp-logs.constructed.json",
                "gemini-cli/otlp-logs.constructed.pb",
                "gemini-cli/otlp-logs.constructed.json",
                "gemini-cli/otlp-metrics.constructed.pb",
                "gemini-cli/otlp-traces.constructed.json",
                "copilot-cli/otlp-traces.constructed.pb",
                "copilot-cli/otlp-traces.constructed.json",
                "vscode-copilot/otlp-logs.constructed.pb",
                "vscode-copilot/otlp-traces.constructed.json",
                "cursor/otlp-logs.constructed.pb",
                "cursor/otlp-logs.constructed.json",
                "leniency/otlp-logs.edge-cases.constructed.json"
            })
    void changedTelemetryIsReadOrRefused(String sample) {
        byte[] body = Samples.bytes(sample);
        OtlpSignal signal = Samples.signal(sample);
        String type = sample.endsWith(".pb") ? OtlpDecoder.PROTOBUF : OtlpDecoder.JSON;
        Random random = new Random(SEED);
        int read = 0;
        int refused = 0;

        for (int round = 0; round < ROUNDS; round++) {
            try {
                normaliser.normalise(
                        decoder.decode(signal, type, changed(body, random)).records());
                read++;
            } catch (MalformedPayloadException malformed) {
                refused++;
                assertThat(malformed.getMessage()).hasSizeLessThan(300);
            }
        }

        assertThat(read + refused).isEqualTo(ROUNDS);
        assertThat(read).as("changes that leave the sample readable").isPositive();
        assertThat(refused).as("changes that break it").isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, claude-code/hooks.constructed.jsonl",
        "codex, codex/hooks.constructed.jsonl",
        "gemini-cli, gemini-cli/hooks.constructed.jsonl",
        "copilot-cli, copilot-cli/hooks.pascalcase.constructed.jsonl",
        "vscode-copilot, vscode-copilot/hooks.constructed.jsonl",
        "cursor, cursor/hooks.constructed.jsonl",
        "windsurf, windsurf/hooks.constructed.jsonl",
        "somebody-else, claude-code/hooks.constructed.jsonl"
    })
    void changedHooksAreReadOrRefused(String agent, String sample) {
        HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());
        Random random = new Random(SEED);
        int refused = 0;
        int read = 0;

        for (String line : Samples.lines(sample)) {
            byte[] body = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int round = 0; round < ROUNDS / 4; round++) {
                try {
                    read += hooks.normalise(agent, "PreToolUse", changed(body, random))
                            .size();
                } catch (MalformedPayloadException malformed) {
                    refused++;
                    assertThat(malformed.getMessage()).hasSizeLessThan(300);
                }
            }
        }

        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] changed(byte[] original, Random random) {
        byte[] copy = original.clone();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }
}
