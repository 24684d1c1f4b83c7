package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token of the API is good for: an area, which is the first part of a path below {@code /api/v1}, and whether it
 * may only read there. A scope narrows what the token's role allows and never adds to it. Written
 * {@code findings:read}; {@code *} is every area, and {@code write} includes {@code read}.
 */
public record Scope(String area, boolean write) {

    /** The areas of the API. A test compares them with the routes. */
    public static final Set<String> AREAS = Set.of(
            "access-decision",
            "activity",
            "attestations",
            "audit-trail",
            "campaigns",
            "controls",
            "destinations",
            "endpoints",
            "engagements",
            "enrollment-tokens",
            "evidence-packages",
            "exceptions",
            "findings",
            "frameworks",
            "guardrails",
            "imports",
            "layers",
            "ledger",
            "legal-holds",
            "people",
            "policies",
            "records",
            "retention",
            "risk",
            "rules",
            "sample-organisation",
            "sessions",
            "teams",
            "tokens");

    private static final String ROOT = "/api/v1/";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** @throws ProblemException for a word that is no scope */
    public static Scope of(String word) {
        String[] parts = word.strip().split(":", -1);
        if (parts.length == 2
                && (parts[0].equals("*") || AREAS.contains(parts[0]))
                && (parts[1].equals("read") || parts[1].equals("write"))) {
            return new Scope(parts[0], parts[1].equals("write"));
        }
        throw ProblemException.invalid("scopes: <area>:read or <area>:write is expected, with one of the areas *, "
                + String.join(", ", new TreeSet<>(AREAS)));
    }

    /** The same scopes as they are stored: each once, in order. */
    static List<String> words(Collection<String> given) {
        return given.stream()
                .map(Scope::of)
                .map(Scope::word)
                .distinct()
                .sorted()
                .toList();
    }

    public String word() {
        return area + (write ? ":write" : ":read");
    }

    /**
     * @param method of the request
     * @param path normalised, beginning with a slash
     */
    boolean covers(String method, String path) {
        if (!write && !READING.contains(method)) {
            return false;
        }
        if (!path.startsWith(ROOT)) {
            return false;
        }
        String rest = path.substring(ROOT.length());
        return area.equals("*") || rest.equals(area) || rest.startsWith(area + "/");
    }
}
