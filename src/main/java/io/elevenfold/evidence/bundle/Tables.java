package io.elevenfold.evidence.bundle;

import java.util.Locale;

/** The lists of a package. Each query knows the period as {@code p.a} and {@code p.b}. */
enum Tables {
    ENDPOINTS(
            "endpoints",
            """
            select e.id, e.hostname, e.os, e.person_id, e.enrolled_at,
                case when e.removed_at < p.b then e.removed_at end as removed_at, e.sample from endpoint e, p
            where e.enrolled_at < p.b order by e.enrolled_at, e.id"""),
    COVERAGE(
            "reports and events by endpoint and day (UTC)",
            """
            select coalesce(r.day, a.day) as day, coalesce(r.endpoint_id, a.endpoint_id) as endpoint_id,
                coalesce(r.reports, 0) as posture_reports, coalesce(a.events, 0) as events
            from (select (recorded_at at time zone 'UTC')::date as day, endpoint_id, count(*) as reports
                from posture_report, p where recorded_at >= p.a and recorded_at < p.b group by 1, 2) r
            full join (select (ingested at time zone 'UTC')::date as day, endpoint_id, count(*) as events
                from activity, p where ingested >= p.a and ingested < p.b and endpoint_id is not null group by 1, 2) a
                on a.day = r.day and a.endpoint_id = r.endpoint_id
            order by 1, 2"""),
    GAPS(
            "runs of days (UTC) on which an enrolled endpoint told nothing: no report and no event",
            """
            select endpoint_id, min(day) as first_day, max(day) as last_day, count(*) as days
            from (select e.id as endpoint_id, d::date as day,
                    d::date - (row_number() over (partition by e.id order by d))::int as run
                from p cross join endpoint e
                cross join lateral generate_series(
                    date_trunc('day', greatest(p.a, e.enrolled_at) at time zone 'UTC'),
                    least(p.b, now(), coalesce(e.removed_at, 'infinity')) at time zone 'UTC' - interval '1 microsecond',
                    interval '1 day') d
                left join (select endpoint_id, (recorded_at at time zone 'UTC')::date as day from posture_report, p
                        where recorded_at >= p.a and recorded_at < p.b
                    union select endpoint_id, (ingested at time zone 'UTC')::date from activity, p
                        where ingested >= p.a and ingested < p.b) told
                    on told.endpoint_id = e.id and told.day = d::date
                where told.day is null) silent
            group by endpoint_id, run order by endpoint_id, first_day"""),
    POSTURE_REPORTS(
            "posture reports",
            """
            select r.id, r.endpoint_id, r.collector, r.sequence, r.collected_at, r.recorded_at,
                encode(r.digest, 'hex') as sha256
            from posture_report r, p where r.recorded_at >= p.a and r.recorded_at < p.b
            order by r.recorded_at, r.id"""),
    CHECK_RESULTS(
            "check results that were current in the period",
            """
            select r.id, r.endpoint_id, r.check_id, r.subject, r.layer, r.state, r.expected, r.observed, r.source,
                r.reason, r.report as posture_report, encode(b.digest, 'hex') as posture_report_sha256,
                r.valid_from, r.recorded_at,
                case when r.superseded_at < p.b then r.superseded_at end as superseded_at
            from p, check_result r join posture_report b on b.id = r.report
            where r.recorded_at < p.b and (r.superseded_at is null or r.superseded_at >= p.a) order by r.id"""),
    FINDINGS(
            "findings that were open or changed in the period, with every decision",
            """
            select f.id, f.kind, f.source, f.title, f.severity, f.layer, f.controls,
                coalesce((select c.to_state from finding_change c where c.finding_id = f.id and c.at < p.b
                    order by c.id desc limit 1), 'open') as state,
                f.endpoint_id, f.person_id, f.agent, f.session_id, f.first_seen, f.recorded_at,
                (select coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'by', c.by, 'from', c.from_state,
                    'to', c.to_state, 'note', c.note) order by c.id), '[]')
                    from finding_change c where c.finding_id = f.id and c.at < p.b) as decisions,
                (select coalesce(jsonb_agg(jsonb_build_object('at', o.at, 'kind', o.evidence_kind,
                    'ref', o.evidence_ref) order by o.ordinal), '[]')
                    from (select * from finding_occurrence o where o.finding_id = f.id and o.at < p.b
                        order by o.ordinal desc limit 20) o) as evidence
            from finding f, p
            where f.recorded_at < p.b
                and (f.changed_at >= p.a or f.last_seen >= p.a or f.state not in ('resolved'))
            order by f.recorded_at, f.id"""),
    EXCEPTIONS(
            "exceptions that were asked for or in force in the period",
            """
            select x.id, x.kind, x.source, x.title, x.endpoint_id, x.subject, x.finding_id, x.reason, x.requested_by,
                x.requested_at, x.expires_at,
                case when x.decided_at < p.b then x.decided_by end as decided_by,
                case when x.decided_at < p.b then x.decided_at end as decided_at,
                case when x.decided_at < p.b then x.decision end as decision,
                case when x.decided_at < p.b then x.note end as note,
                case when x.ended_at < p.b then x.ended_at end as ended_at,
                case when x.ended_at < p.b then x.ended_because end as ended_because
            from risk_exception x, p
            where x.requested_at < p.b and (x.ended_at is null or x.ended_at >= p.a)
            order by x.requested_at, x.id"""),
    POLICIES(
            "versions of policies that were approved before the end of the period",
            """
            select v.id, y.title, v.number as version, v.language, encode(v.sha256, 'hex') as sha256, v.author,
                v.approved_by, v.approved_at, v.effective_at
            from p, policy_version v join policy y on y.id = v.policy_id
            where v.approved_at < p.b order by v.approved_at, v.id"""),
    ATTESTATIONS(
            "signatures under policies, up to the end of the period",
            """
            select t.id, t.person_id, t.policy_id, t.version_number as version, encode(t.sha256, 'hex') as sha256,
                t.signed_at, 0 as log, t.position, t.record::jsonb as record
            from attestation t, p where t.signed_at < p.b order by t.position"""),
    AUDIT_TRAIL(
            "what people and the service did, as recorded in log 0",
            """
            select 0 as log, l.position, l.recorded_at, l.type, l.detail ->> 'actor' as actor, l.subject, l.detail
            from ledger_entry l, p
            where l.log = 0 and l.detail ->> 'actor' is not null and l.recorded_at >= p.a and l.recorded_at < p.b
            order by l.position"""),
    CUSTODY(
            "who asked for, made, fetched and deleted evidence packages, this one and all before it",
            """
            select 0 as log, l.position, l.recorded_at, l.type, l.detail ->> 'actor' as actor,
                l.detail ->> 'package' as package, l.detail ->> 'sha256' as sha256, l.detail
            from ledger_entry l, p where l.log = 0 and l.type like 'evidence.%' and p.a is not null
            order by l.position"""),
    RETENTION(
            "what was deleted, erased or held in the period, each a record of log 0",
            """
            select 0 as log, l.position, l.recorded_at, l.type, l.detail ->> 'actor' as actor,
                l.detail ->> 'class' as class,
                coalesce(l.detail ->> 'rows', l.detail ->> 'events')::bigint as records, l.detail
            from ledger_entry l, p
            where l.log = 0 and l.recorded_at >= p.a and l.recorded_at < p.b
                and (l.type in ('retention.deleted', 'privacy.erasure', 'sample.removed') or l.type like 'legal\\_hold.%')
            order by l.position"""),
    LEDGER_CHECKS(
            "checks of the ledger in the period",
            """
            select k.id, k.log, k.started_at, k.finished_at, k.size, k.checked, k.withdrawn, k.erased, k.faults
            from ledger_check k, p where k.finished_at >= p.a and k.finished_at < p.b order by k.finished_at, k.log""");

    private final String title;
    private final String select;

    Tables(String title, String select) {
        this.title = title;
        this.select = select;
    }

    /** What the list holds, in words. */
    String title() {
        return title;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With two parameters, begin and end of the period. */
    String sql() {
        return "with p as (select ?::timestamptz as a, ?::timestamptz as b) " + select;
    }
}
