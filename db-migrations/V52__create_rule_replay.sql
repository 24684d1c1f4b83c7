-- Rules tried on what was recorded, before they run.
create table rule_replay (
    id uuid primary key,
    rule text,
    title text not null,
    yaml text not null,
    days integer not null check (days between 1 and 30),
    state text not null check (state in ('waiting', 'running', 'done', 'stopped', 'failed')),
    asked_by text not null,
    asked_at timestamptz not null,
    -- The end of the time that is looked at; what arrives later is not.
    until timestamptz not null,
    started_at timestamptz,
    beat_at timestamptz,
    finished_at timestamptz,
    expected bigint not null default 0,
    events bigint not null default 0,
    hits bigint not null default 0,
    result jsonb,
    reason text
);

create index rule_replay_newest on rule_replay (asked_at desc);
create index rule_replay_open on rule_replay (asked_at) where state in ('waiting', 'running');
