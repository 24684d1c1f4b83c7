-- When what we know of a person was told last: by a token of theirs, or by the directory. The later word counts.
alter table person add column known_at timestamptz;

-- When people and teams were taken over from the directory, and what changed.
create table directory_run (
    id uuid primary key,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    -- Everybody was read, not only those whom the directory said to have changed.
    whole boolean not null,
    read integer not null,
    -- Null when it went well.
    error text
);

create index directory_run_newest on directory_run (started_at desc, id desc);

create table directory_change (
    run_id uuid not null references directory_run on delete cascade,
    person_id uuid not null references person on delete cascade,
    kind text not null check (kind in ('joined', 'changed', 'left', 'returned')),
    detail text not null,
    primary key (run_id, person_id)
);
