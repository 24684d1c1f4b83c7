package io.elevenfold.evidence.retention;

import java.util.List;
import java.util.Locale;

/** Records that are kept equally long. */
public enum RetentionClass {
    /** Events, by whole days. */
    ACTIVITY(30),
    /** Results that later ones took the place of, and reports that no result stands on any more; never an endpoint's newest. */
    POSTURE(
            30,
            """
            delete from check_result r where r.superseded_at < ? and %s"""
                    .formatted(free("r.recorded_at", "r.superseded_at")),
            """
            delete from posture_report p where p.recorded_at < ? and %s
                and not exists (select from check_result r where r.report = p.id)
                and exists (select from posture_report n
                    where n.endpoint_id = p.endpoint_id and n.recorded_at > p.recorded_at)"""
                    .formatted(free("p.recorded_at", "p.recorded_at"))),
    /** Findings that are resolved, with their evidence and decisions. */
    FINDINGS(
            30,
            """
            delete from finding f where f.state = 'resolved' and f.changed_at < ? and %s"""
                    .formatted(free("f.first_seen", "f.changed_at"))),
    SESSIONS(
            30,
            """
            delete from session s where s.last_seen_at < ? and %s"""
                    .formatted(free("s.started_at", "s.last_seen_at"))),
    /** Entries of log 0, but for those that the ledger stands on. */
    GOVERNANCE(365);

    private final int leastDays;
    private final List<String> statements;

    RetentionClass(int leastDays, String... statements) {
        this.leastDays = leastDays;
        this.statements = List.of(statements);
    }

    /** Whom a hold is about does not matter: what lies in its span stays whole. */
    private static String free(String begin, String end) {
        return """
                not exists (select from legal_hold h where h.released_at is null
                    and h.from_at <= %s and coalesce(h.to_at, 'infinity') > %s)"""
                .formatted(end, begin);
    }

    int leastDays() {
        return leastDays;
    }

    /** What deletes rows of it, each with one parameter, the moment before which they must be; empty for ledger's own. */
    List<String> statements() {
        return statements;
    }

    /** As in configuration, certificates and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
