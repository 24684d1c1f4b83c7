-- Whether the sample organisation is there: at most one row, and none before it was ever loaded. A row in state loading
-- at the start of the service tells that the last loading did not end.
create table sample_organisation (
    only_one boolean primary key default true check (only_one),
    state text not null check (state in ('loading', 'loaded', 'removed')),
    started_at timestamptz not null,
    changed_at timestamptz not null
);
