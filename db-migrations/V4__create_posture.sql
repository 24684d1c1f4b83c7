create table posture_report (
    id uuid primary key,
    endpoint_id uuid not null references endpoint,
    report_id uuid not null,
    -- What the collector calls itself; it counts its own reports.
    collector text not null,
    sequence bigint not null,
    collected_at timestamptz not null,
    recorded_at timestamptz not null,
    digest bytea not null,
    body jsonb not null,
    unique (endpoint_id, collector, sequence),
    unique (endpoint_id, report_id)
);

create index posture_report_latest on posture_report (endpoint_id, recorded_at desc);

-- A state that held: in the world from valid_from to valid_to, in our knowledge from recorded_at to superseded_at.
create table check_result (
    id bigint generated always as identity primary key,
    endpoint_id uuid not null references endpoint,
    check_id text not null,
    subject text not null,
    layer smallint not null,
    state text not null
        check (state in ('pass', 'fail', 'not_applicable', 'error', 'not_checked', 'excepted', 'pending')),
    expected text not null,
    observed jsonb not null,
    source text,
    reason text,
    report uuid not null references posture_report,
    valid_from timestamptz not null,
    valid_to timestamptz,
    recorded_at timestamptz not null,
    superseded_at timestamptz
);

create unique index check_result_current on check_result (endpoint_id, check_id, subject)
    where superseded_at is null;
create index check_result_by_check on check_result (check_id, recorded_at);

-- How many current results each check has in each state; kept by the transaction that changes them.
create table check_tally (
    check_id text not null,
    state text not null,
    results bigint not null,
    primary key (check_id, state)
);
