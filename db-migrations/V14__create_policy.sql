-- docs/attestations.md tells what these tables mean, and what a receipt proves.

create table policy (
    id uuid primary key,
    title text not null,
    summary text not null,
    -- Ids of the controls that a signature speaks for.
    controls text[] not null,
    -- The quiz to pass before signing; null for none.
    quiz text,
    review_months smallint not null check (review_months between 1 and 60),
    review_due_at timestamptz,
    review_reminded_at timestamptz,
    created_by text not null,
    created_by_id uuid references person,
    created_at timestamptz not null,
    archived_at timestamptz
);

create table policy_version (
    id uuid primary key,
    policy_id uuid not null references policy,
    number integer not null check (number > 0),
    kind text not null check (kind in ('markdown', 'pdf')),
    language text not null,
    -- The Markdown itself, or what could be read in the file.
    text text not null,
    file bytea,
    sha256 bytea not null check (length(sha256) = 32),
    change_note text not null,
    material boolean not null,
    author text not null,
    author_id uuid references person,
    created_at timestamptz not null,
    approved_by text,
    approved_by_id uuid references person,
    approved_at timestamptz,
    effective_at timestamptz,
    unique (policy_id, number),
    check ((kind = 'pdf') = (file is not null)),
    check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (effective_at is null)),
    check (approved_by <> author),
    check (approved_by_id <> author_id),
    check (effective_at >= approved_at),
    check (material or number > 1)
);

-- One draft at a time, so that nobody approves beside another's changes.
create unique index policy_version_draft on policy_version (policy_id) where approved_at is null;
create index policy_version_effective on policy_version (policy_id, effective_at);

create function refuse_change_of_approved() returns trigger language plpgsql as $$
begin
    if old.approved_at is not null then
        raise exception 'an approved version stays as it was approved: % is refused', tg_op;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger policy_version_stays before update or delete on policy_version
    for each row execute function refuse_change_of_approved();

create table policy_reading (
    person_id uuid not null references person,
    version_id uuid not null references policy_version on delete cascade,
    section smallint not null check (section > 0),
    read_at timestamptz not null,
    primary key (person_id, version_id, section)
);

create table quiz_attempt (
    id uuid primary key,
    person_id uuid not null references person,
    quiz text not null,
    quiz_version integer not null,
    number integer not null check (number > 0),
    answers text not null,
    score integer not null,
    questions integer not null,
    passed boolean not null,
    submitted_at timestamptz not null,
    check (score between 0 and questions),
    unique (person_id, quiz, number)
);

create table attestation (
    id uuid primary key,
    person_id uuid not null references person,
    policy_id uuid not null references policy,
    version_id uuid not null references policy_version,
    version_number integer not null,
    sha256 bytea not null,
    signed_at timestamptz not null,
    -- Canonical JSON (RFC 8785): the very bytes that the leaf commits to.
    record text not null,
    entry_id uuid not null,
    position bigint not null unique,
    unique (person_id, version_id)
);

create index attestation_by_policy on attestation (policy_id, version_number);

create trigger attestation_grows before update or delete on attestation
    for each row execute function refuse_change();
create trigger attestation_stays before truncate on attestation
    for each statement execute function refuse_change();
