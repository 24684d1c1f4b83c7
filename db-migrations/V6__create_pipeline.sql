-- Requests of the last 24 hours, so that a repeated one is acknowledged and recorded once.
create table request_digest (
    digest bytea primary key,
    received_at timestamptz not null
);

create index request_digest_by_time on request_digest using brin (received_at);

create table detection_rollup (
    hour timestamptz not null,
    team_id uuid,
    rule text not null,
    layer smallint not null,
    severity text not null,
    sample boolean not null,
    hits bigint not null,
    unique nulls not distinct (hour, team_id, rule, layer, severity, sample)
);
