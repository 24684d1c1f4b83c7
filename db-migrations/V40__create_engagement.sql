-- The auditor's room: what is examined, from which population, which sample was drawn, what was found.
create table engagement (
    id uuid primary key,
    name text not null,
    scope text not null,
    framework text,
    framework_version text,
    period_from timestamptz not null,
    period_to timestamptz not null check (period_to > period_from),
    created_by text not null,
    created_at timestamptz not null,
    closed_by text,
    closed_at timestamptz,
    check ((closed_by is null) = (closed_at is null))
);

create table engagement_test (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    control text not null,
    population text not null,
    -- How many rows there were, and the SHA-256 of them all as JSON Lines.
    rows bigint not null,
    sha256 text not null,
    as_of timestamptz not null,
    seed text not null,
    sample_size integer not null check (sample_size between 1 and 200),
    drawn_by text not null,
    unique (engagement_id, control, population, seed)
);

create table engagement_item (
    test_id uuid not null references engagement_test,
    -- Which row of the population, from 0.
    row bigint not null,
    content text not null,
    sha256 text not null,
    conclusion text check (conclusion in ('conforms', 'deviates', 'not_applicable')),
    note text,
    concluded_by text,
    concluded_at timestamptz,
    primary key (test_id, row)
);

create table engagement_file (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    name text not null,
    note text not null,
    content bytea not null,
    sha256 text not null,
    added_by text not null,
    added_at timestamptz not null
);

create trigger engagement_test_grows before update or delete on engagement_test
    for each row execute function refuse_change();
create trigger engagement_file_grows before update or delete on engagement_file
    for each row execute function refuse_change();
