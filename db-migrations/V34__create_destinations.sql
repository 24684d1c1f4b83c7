-- docs/forwarding.md tells how records leave.

create table destination (
    id uuid primary key,
    name text not null unique check (length(name) between 1 and 200),
    kind text not null,
    address text not null,
    format text not null check (format in ('json', 'ocsf', 'ecs', 'cef', 'leef')),
    options text not null,
    filter text,
    redaction text not null check (redaction in ('none', 'content', 'personal')),
    samples boolean not null,
    private_allowed boolean not null,
    max_record_bytes integer not null check (max_record_bytes between 1024 and 4194304),
    authorities text,
    -- Token, key or password, and the client certificate: AES-256-GCM with a key that lies outside the database.
    sealed_secret bytea,
    sealed_client bytea,
    state text not null check (state in ('running', 'paused', 'disabled')),
    -- Grows with each change, so that whoever sends notices.
    epoch bigint not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    failing_since timestamptz,
    last_failure text,
    last_success_at timestamptz,
    last_answer text,
    delivered bigint not null default 0,
    -- One sender at a time, were there several services on one database.
    leased_by uuid,
    leased_until timestamptz
);

-- The last record of each stream that is settled: acknowledged, filtered out, or a dead letter.
create table destination_cursor (
    destination_id uuid not null references destination on delete cascade,
    stream smallint not null,
    xact bigint not null,
    position bigint not null,
    primary key (destination_id, stream)
);

create table dead_letter (
    id uuid primary key,
    destination_id uuid not null references destination on delete cascade,
    stream smallint not null,
    xact bigint not null,
    position bigint not null,
    event_id text not null,
    at timestamptz not null,
    attempts integer not null,
    reason text not null,
    unique (destination_id, stream, xact, position)
);

-- What happens to findings, in an order that can be followed: a finding itself stands in no log.
create table finding_passage (
    position bigint generated always as identity primary key,
    -- A position may become visible after a later one; whoever follows reads up to the oldest open transaction.
    xact xid8 not null default pg_current_xact_id(),
    finding_id uuid not null references finding on delete cascade,
    state text not null,
    severity text not null,
    at timestamptz not null
);

create index finding_passage_order on finding_passage (xact, position);
create index finding_passage_by_finding on finding_passage (finding_id);

create function note_finding_passage() returns trigger language plpgsql as $$
begin
    insert into finding_passage (finding_id, state, severity, at) values (new.id, new.state, new.severity, new.changed_at);
    return null;
end
$$;

create trigger finding_begins after insert on finding
    for each row execute function note_finding_passage();
create trigger finding_passes after update on finding
    for each row when (old.state is distinct from new.state or old.severity is distinct from new.severity)
    execute function note_finding_passage();
