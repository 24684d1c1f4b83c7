-- One row for each record that arrived; position is the record's leaf in the ledger of its lane. Rows are never
-- updated: a record that only completes another (same call, same phase, another channel) says so in "enriches".
create table activity (
    ingested timestamptz not null,
    lane smallint not null,
    position bigint not null,
    ts timestamptz not null,
    event_id uuid not null,
    session_key uuid,
    endpoint_id uuid,
    person_id uuid,
    action text not null,
    phase text,
    outcome text,
    product text not null,
    decision text,
    call_id text,
    enriches bigint,
    capture_mode text not null check (capture_mode in ('metadata', 'standard', 'full')),
    leaf bytea not null,
    event jsonb not null,
    primary key (lane, position, ingested)
) partition by range (ingested);

create index activity_by_event on activity (event_id);
create index activity_by_session on activity (session_key, ts);
create index activity_by_ts on activity using brin (ts);

create trigger activity_grows before update on activity
    for each row execute function refuse_change();

create table session (
    key uuid primary key,
    id text not null,
    product text not null,
    agent_version text,
    endpoint_id uuid,
    person_id uuid,
    user_email text,
    repository text,
    permission_mode text,
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    events bigint not null,
    tool_calls bigint not null,
    denials bigint not null,
    findings bigint not null default 0,
    channels text[] not null,
    -- Where its latest record stands, so that the next leaf can name it.
    lane smallint not null,
    last_position bigint not null,
    sample boolean not null default false
);

create index session_by_last_seen on session (last_seen_at desc, key);
create index session_by_endpoint on session (endpoint_id, last_seen_at desc);
create index session_by_person on session (person_id, last_seen_at desc);

create table activity_rollup (
    hour timestamptz not null,
    team_id uuid,
    product text not null,
    action text not null,
    outcome text not null,
    decision text not null,
    sample boolean not null,
    events bigint not null,
    unique nulls not distinct (hour, team_id, product, action, outcome, decision, sample)
);
