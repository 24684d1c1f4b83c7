create table finding (
    id uuid primary key,
    kind text not null check (kind in
        ('check', 'rule', 'correlation', 'baseline', 'contradiction', 'import', 'advisory', 'platform')),
    source text not null,
    subject text not null,
    title text not null,
    severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'info')),
    severity_rank smallint not null generated always as (case severity
        when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end) stored,
    layer smallint not null check (layer between 1 and 11),
    controls text[] not null,
    state text not null check (state in
        ('open', 'acknowledged', 'in_progress', 'resolved', 'reopened', 'excepted')),
    endpoint_id uuid references endpoint,
    person_id uuid references person,
    session_key uuid,
    session_id text,
    agent text,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    occurrences bigint not null check (occurrences > 0),
    recorded_at timestamptz not null,
    changed_at timestamptz not null,
    sample boolean not null default false,
    unique (kind, source, subject)
);

create index finding_queue on finding (severity_rank desc, last_seen desc, id);
create index finding_by_last_seen on finding (last_seen desc, id);
create index finding_by_source on finding (source, state);
create index finding_by_endpoint on finding (endpoint_id, state);
create index finding_by_session on finding (session_key);

-- Evidence by reference: a lane and position, or a report; the first ones of each finding, bounded.
create table finding_occurrence (
    finding_id uuid not null references finding on delete cascade,
    ordinal bigint not null,
    at timestamptz not null,
    evidence_kind text not null check (evidence_kind in ('activity', 'posture_report', 'silence')),
    evidence_ref text not null,
    session_key uuid,
    detail jsonb not null,
    primary key (finding_id, ordinal)
);

create index finding_occurrence_by_session on finding_occurrence (session_key);

create table finding_change (
    id bigint generated always as identity primary key,
    finding_id uuid not null references finding on delete cascade,
    at timestamptz not null,
    by text not null,
    from_state text,
    to_state text not null,
    note text
);

create index finding_change_by_finding on finding_change (finding_id, id);
