package io.elevenfold.forwarding.format;

import io.elevenfold.activity.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records that reach every class of every mapping: full ones, bare ones, and hostile ones. */
public final class Corpus {

    /** What an attacker would put where, each of them once broke somebody's log. */
    public static final List<String> HOSTILE = List.of(
            "line\nbreak\r\nand <110>1 2026-01-01T00:00:00Z forged - - - -",
            "CEF:0|Evil|x|1|a|b|10|act=deny msg=owned",
            "pipes | back\\slash \\| = equal a=b\\=c",
            "tab\there LEEF:2.0|a|b|c|d|x09|usrName=root\tsev=10",
            "esc \u001b[31mred\u001b[0m \u0007 \u009b",
            "nul \u0000 here",
            "bidi \u202egnp.exe\u202c \u2066x\u2069 \u200f \ufeff zero\u200bwidth",
            "separators \u2028 \u2029 \u0085",
            "half \ud83d of a character, and a whole one \ud83d\ude00",
            "\"}{\"index\":{}}\n{\"create\":{}}",
            "x".repeat(65_536),
            "é\n".repeat(32_768));

    private static final Instant AT = Instant.parse("2026-03-31T12:00:00.123456Z");

    private static final List<String> ACTIONS = List.of(
            "session_start",
            "session_end",
            "prompt",
            "model_call",
            "tool_decision",
            "shell_exec",
            "file_read",
            "file_write",
            "file_search",
            "network",
            "mcp_call",
            "tool_call",
            "config_change",
            "auth",
            "sandbox",
            "error",
            "other");

    private Corpus() {}

    public static List<Outgoing> all() {
        List<Outgoing> records = new ArrayList<>();
        for (String action : ACTIONS) {
            records.add(activity(action, Map.of()));
            records.add(activity(action, everyField("value")));
            for (String hostile : HOSTILE) {
                records.add(activity(action, everyField(hostile)));
            }
        }
        for (String decision : List.of("allow", "deny", "ask", "modify", "abort", "timeout", "never heard of")) {
            records.add(activity("tool_decision", Map.of("decision.outcome", decision, "event.outcome", "failure")));
        }
        for (String kind : List.of("check", "rule", "correlation", "contradiction", "platform")) {
            for (String state : List.of("open", "acknowledged", "in_progress", "resolved", "reopened", "excepted")) {
                records.add(finding(kind, state, "A title"));
            }
            HOSTILE.forEach(hostile -> records.add(finding(kind, "open", hostile)));
        }
        for (String type :
                List.of("posture.report", "finding.decision", "sign_in.succeeded", "sign_in.failed", "token.revoked")) {
            records.add(audit(type, "admin"));
            HOSTILE.forEach(hostile -> records.add(audit(type, hostile)));
        }
        HOSTILE.forEach(hostile -> records.add(audit(hostile, hostile)));
        return records;
    }

    /** A record with these fields and no others than those that every activity has. */
    public static Outgoing activity(String action, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("event.action", action);
        return record(Outgoing.Kind.ACTIVITY, 1, all);
    }

    static Outgoing finding(String kind, String state, String text) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of(
                "event.action",
                "finding." + state,
                "finding.id",
                UUID.randomUUID().toString(),
                "finding.kind",
                kind,
                "finding.state",
                state,
                "finding.severity",
                "high",
                "finding.title",
                text,
                "finding.source",
                text,
                "finding.subject",
                text,
                "finding.controls",
                List.of("L03-01", text),
                "finding.first_seen",
                AT.toString()));
        fields.put("finding.last_seen", AT.toString());
        fields.put("finding.occurrences", 3L);
        fields.put("endpoint.id", UUID.randomUUID().toString());
        fields.put("host.name", text);
        fields.put("agent.product", text);
        return record(Outgoing.Kind.FINDING, Outgoing.FINDINGS, fields);
    }

    static Outgoing audit(String type, String text) {
        return record(
                Outgoing.Kind.AUDIT,
                0,
                new LinkedHashMap<>(Map.of(
                        "event.action", type,
                        "audit.actor", text,
                        "audit.subject", text,
                        "audit.detail", Map.of("by", text, text, List.of(text)))));
    }

    private static Outgoing record(Outgoing.Kind kind, int stream, Map<String, Object> fields) {
        String id = UUID.randomUUID().toString();
        fields.put("event.id", id);
        fields.put("@timestamp", AT.toString());
        fields.put("event.ingested", AT.toString());
        fields.put("elevenfold.kind", kind.word());
        fields.put("elevenfold.log", Outgoing.streamName(stream));
        fields.put("elevenfold.position", 4711L);
        fields.put("elevenfold.leaf_hash", "ab".repeat(32));
        return new Outgoing(kind, id, AT, stream, 4711, fields);
    }

    private static Map<String, Object> everyField(String text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            fields.put(
                    field.key(),
                    switch (field.type()) {
                        case KEYWORD, ANY -> text;
                        case KEYWORDS -> List.of(text, text);
                        case LONG -> 42L;
                        case DOUBLE -> 0.25;
                        case BOOLEAN -> true;
                        case TIME -> AT.toString();
                    });
        }
        fields.put("gen_ai.tool.call.arguments", Map.of("a", text, text, List.of(text, 1L)));
        fields.put("a sender's own " + text, text);
        return fields;
    }
}
