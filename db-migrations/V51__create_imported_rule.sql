-- What was handed in: looked at first, taken in when somebody asks for it.
create table rule_import (
    id uuid primary key,
    name text not null,
    documents jsonb not null,
    handed_in_by text not null,
    handed_in_at timestamptz not null,
    taken_at timestamptz,
    taken_by text,
    check ((taken_at is null) = (taken_by is null))
);

-- Rules that others wrote, as they wrote them. A new text is a new version; the latest one counts.
create table imported_rule (
    rule text not null,
    version integer not null check (version > 0),
    yaml text not null,
    title text not null,
    author text,
    license text,
    sha256 text not null,
    file text not null,
    import_id uuid not null references rule_import,
    taken_by text not null,
    taken_at timestamptz not null,
    primary key (rule, version)
);

create trigger imported_rule_grows before update or delete on imported_rule
    for each row execute function refuse_change();
