-- On how many days a term was there, those that are longer ago for less: as much as counted when it was last seen.
alter table baseline_term add column strength double precision not null default 1;

-- The clock by which a person works, as the directory tells it: a name such as Europe/Berlin.
alter table person add column zone text;

-- How many different values something showed in a person's hour (an endpoint's, where nobody is known).
create table distinct_hour (
    baseline text not null,
    entity_id uuid not null,
    hour timestamptz not null,
    team_id uuid,
    -- The smallest 256 of their hashes, by size: how many there are is told from how close together these lie.
    terms bigint[] not null check (cardinality(terms) between 1 and 256),
    value double precision not null generated always as (
        case when cardinality(terms) < 256 then cardinality(terms)
        else 255 / ((terms[256]::double precision + 9223372036854775808) / 18446744073709551616) end) stored,
    sample boolean not null default false,
    primary key (baseline, entity_id, hour)
);

create index distinct_hour_by_team on distinct_hour (baseline, team_id, hour);
create index distinct_hour_by_time on distinct_hour (hour);
