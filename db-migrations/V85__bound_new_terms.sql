-- How many new terms somebody got of a baseline on a day, and how many there was no room for: unique values would fill
-- baseline_term for a hundred days.
create table baseline_day (
    baseline text not null,
    entity_id uuid not null,
    day date not null,
    terms integer not null,
    passed_over bigint not null,
    sample boolean not null default false,
    primary key (baseline, entity_id, day)
);

create index baseline_day_by_day on baseline_day (day);
create index baseline_day_passed_over on baseline_day (baseline, day) where passed_over > 0;
