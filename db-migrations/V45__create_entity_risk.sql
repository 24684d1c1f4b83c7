-- What has risk on it: a person, a session, an endpoint, a repository, an MCP server.
create table entity_risk (
    kind text not null check (kind in ('person', 'session', 'endpoint', 'repository', 'mcp_server')),
    id uuid not null,
    -- Null for what has a name of its own elsewhere.
    label text,
    last_at timestamptz not null,
    -- Whether there is a finding for the risk that is there now.
    raised boolean not null default false,
    sample boolean not null default false,
    primary key (kind, id)
);

-- What adds to it. Kept as it was added: how much of it is left is a question of the time that asks.
create table risk_entry (
    kind text not null,
    entity_id uuid not null,
    at timestamptz not null,
    source text not null,
    -- A source adds only once with the same word here.
    once text,
    title text not null,
    layer smallint not null check (layer between 1 and 11),
    points double precision not null check (points > 0),
    reference text not null,
    session_key uuid,
    person_id uuid,
    detail jsonb not null,
    sample boolean not null default false
);

create index risk_entry_by_entity on risk_entry (kind, entity_id, at);
create index risk_entry_by_time on risk_entry (at);
create unique index risk_entry_once on risk_entry (kind, entity_id, source, once) where once is not null;
