-- What was there before, by person, repository, team and organisation. Terms are hashes: they may be anything that an
-- agent sent.
create table baseline_term (
    baseline text not null,
    entity_id uuid not null,
    term uuid not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    days integer not null,
    sample boolean not null default false,
    primary key (baseline, entity_id, term)
);

-- The figures of a person's hour (of an endpoint's, where nobody is known).
create table activity_hour (
    entity_id uuid not null,
    hour timestamptz not null,
    team_id uuid,
    events bigint not null,
    commands bigint not null,
    writes bigint not null,
    refusals bigint not null,
    failures bigint not null,
    output_tokens bigint not null,
    cost_usd double precision not null,
    -- Which ones, by the first half of their keys; at most 256.
    sessions bigint[] not null,
    sample boolean not null default false,
    primary key (entity_id, hour)
);

create index activity_hour_by_team on activity_hour (team_id, hour);
create index activity_hour_by_time on activity_hour (hour);
