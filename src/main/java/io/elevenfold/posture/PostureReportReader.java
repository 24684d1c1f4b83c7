package io.elevenfold.posture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.elevenfold.platform.secret.SecretScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Reads what an endpoint sends as its posture, or says everything that is wrong with it. The bytes are hostile until
 * they have passed: size and depth are limited before anything is built, and no message repeats what they say.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class PostureReportReader {

    private final ReportLimits limits;
    private final SecretScanner secrets;
    private final PlainName names;
    private final ReportSchema schema = new ReportSchema();
    private final ObjectReader json;

    public PostureReportReader(ReportLimits limits, SecretScanner secrets) {
        this.limits = limits;
        this.secrets = secrets;
        this.names = new PlainName(secrets);
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxTextLength())
                .maxNameLength(limits.maxNameLength())
                .maxNumberLength(30)
                .build();
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
    }

    /**
     * @param json one JSON document in UTF-8
     * @throws RejectedReportException with all violations at once, when the report may not be used or stored
     */
    public PostureReport read(byte[] json) {
        if (json.length > limits.maxBytes()) {
            throw refused("the report has more than " + limits.maxBytes() + " bytes");
        }
        JsonNode report = parse(text(json));
        ReportSweep sweep = new ReportSweep(limits, secrets);
        List<Violation> violations = new ArrayList<>(sweep.sweep(report));
        // A report beyond the limits is not worth the schema's time.
        if (violations.isEmpty() || sweep.holdsSecret() && violations.size() < limits.maxViolations()) {
            violations.addAll(schema.violations(report, limits.maxViolations() - violations.size(), names));
        }
        if (!violations.isEmpty()) {
            throw new RejectedReportException(violations, sweep.holdsSecret());
        }
        return report(report);
    }

    private static String text(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("the report is not UTF-8");
        }
    }

    private JsonNode parse(String text) {
        try {
            JsonNode report = json.readTree(text);
            if (report.isObject()) {
                return report;
            }
        } catch (StreamConstraintsException e) {
            throw refused("the report passes a limit: at most %d levels, %d characters a text, %d a name"
                    .formatted(limits.maxDepth(), limits.maxTextLength(), limits.maxNameLength()));
        } catch (JsonProcessingException e) {
            boolean isTwice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw refused((isTwice ? "a property stands twice in one object" : "not valid JSON") + place(e));
        }
        throw refused("a JSON object expected");
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : ", line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static PostureReport report(JsonNode report) {
        List<ReportedAgent> agents = new ArrayList<>();
        for (JsonNode agent : report.get("agents")) {
            agents.add(new ReportedAgent(
                    agent.get("key").textValue(),
                    agent.get("id").textValue(),
                    agent.get("surface").textValue(),
                    agent.get("version").textValue()));
        }
        return new PostureReport(
                report,
                JsonValues.object(report),
                UUID.fromString(report.get("report_id").textValue()),
                report.get("sequence").longValue(),
                report.at("/endpoint/id").textValue(),
                instant(report.get("collected_at").textValue()),
                agents,
                digest(report));
    }

    /** The schema's {@code date-time} allows leap seconds, which no instant has. */
    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new RejectedReportException(
                    List.of(new Violation("/collected_at", "is not a valid date-time")), false);
        }
    }

    private static String digest(JsonNode report) {
        try {
            byte[] canonical = new JsonCanonicalizer(report.toString()).getEncodedUTF8();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a parsed report has a canonical form", e);
        }
    }

    private static RejectedReportException refused(String reason) {
        return new RejectedReportException(List.of(new Violation("", reason)), false);
    }
}
