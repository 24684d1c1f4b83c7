-- docs/ledger.md tells what these tables mean, and what an auditor can rely on.

create table ledger_head (
    log smallint primary key,
    origin text not null unique,
    size bigint not null check (size >= 0),
    -- The hashes right of the last full tile, level by level.
    edge bytea not null,
    updated_at timestamptz not null
);

create table ledger_tile (
    log smallint not null references ledger_head,
    level smallint not null check (level >= 0),
    index bigint not null check (index >= 0),
    hashes bytea not null check (length(hashes) = 8192),
    primary key (log, level, index)
);

alter table ledger_tile alter column hashes set storage external;

-- Entries of logs that are not lanes of activity; a lane keeps its leaves beside its events.
create table ledger_entry (
    log smallint not null references ledger_head,
    position bigint not null check (position >= 0),
    leaf bytea not null,
    detail jsonb,
    recorded_at timestamptz not null,
    primary key (log, position)
);

create table subject_key (
    subject uuid primary key,
    wrapped bytea,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger only grows: % on % is refused', tg_op, tg_table_name;
end
$$;

create trigger ledger_tile_grows before update or delete on ledger_tile
    for each row execute function refuse_change();
create trigger ledger_entry_grows before update or delete on ledger_entry
    for each row execute function refuse_change();
create trigger ledger_tile_stays before truncate on ledger_tile
    for each statement execute function refuse_change();
create trigger ledger_entry_stays before truncate on ledger_entry
    for each statement execute function refuse_change();
