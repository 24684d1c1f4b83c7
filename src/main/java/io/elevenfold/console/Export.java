package io.elevenfold.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.platform.Csv;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list as a file that says what it is: filter, moment, number of rows, and the SHA-256 of its bytes (RFC 9530
 * {@code Repr-Digest}), so that a copy can be compared with what was given out. The name of the file repeats moment, rows
 * and the first letters of the hash in hexadecimal, because a browser keeps no headers.
 */
@Singleton
public class Export {

    /** How many rows a file holds at most. */
    public static final int MOST = 10_000;

    private static final int LETTERS = 12;

    private final ObjectMapper mapper;
    private final AuditTrail trail;
    private final CurrentActor actor;

    Export(ObjectMapper mapper, AuditTrail trail, CurrentActor actor) {
        this.mapper = mapper;
        this.trail = trail;
        this.actor = actor;
    }

    /**
     * @param name of the file, without its ending
     * @param filter the query that the rows answer; empty for all
     * @param complete false when there are more rows than an export holds
     */
    public record About(String name, String filter, Instant asOf, boolean complete) {}

    /** Comma separated values (RFC 4180), in UTF-8. */
    public Response csv(About about, List<String> columns, List<List<@Nullable Object>> rows) {
        StringBuilder text = new StringBuilder(Csv.line(columns));
        rows.forEach(row -> text.append(Csv.line(row)));
        return file(about, rows.size(), "csv", "text/csv;charset=UTF-8", text.toString());
    }

    public Response json(About about, List<?> items) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("as_of", about.asOf());
        document.put("filter", about.filter());
        document.put("rows", items.size());
        document.put("complete", about.complete());
        document.put("items", items);
        try {
            String text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document);
            return file(about, items.size(), "json", "application/json", text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are always JSON", e);
        }
    }

    private Response file(About about, int rows, String ending, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] digest = sha256(bytes);
        trail.note(
                actor.get(),
                "export.made",
                AuditTrail.NOBODY,
                Map.of(
                        "list",
                        about.name(),
                        "filter",
                        about.filter(),
                        "format",
                        ending,
                        "rows",
                        (long) rows,
                        "sha256",
                        HexFormat.of().formatHex(digest)));
        return Response.ok(bytes)
                .header("Content-Type", type)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s-%d-rows-%s.%s\""
                                .formatted(
                                        about.name(),
                                        Wording.iso(about.asOf()).replace(":", ""),
                                        rows,
                                        HexFormat.of().formatHex(digest).substring(0, LETTERS),
                                        ending))
                .header("Elevenfold-Filter", printable(about.filter()))
                .header("Elevenfold-As-Of", about.asOf())
                .header("Elevenfold-Rows", rows)
                .header("Elevenfold-Complete", about.complete())
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":")
                .build();
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
