-- Whom a person with a limited view may see besides themselves and those whom they lead.
create table team_in_sight (
    person_id uuid not null references person on delete cascade,
    team_id uuid not null references team on delete cascade,
    primary key (person_id, team_id)
);

-- Roles that are given for a time.
alter table person add column role_until timestamptz;
alter table account
    add column role_until timestamptz,
    add column disabled_at timestamptz,
    -- Sealed with a key outside the database; in use once totp_since is set.
    add column totp_secret bytea,
    add column totp_since timestamptz,
    -- The time step of the last code that was taken: none is good twice (RFC 6238 section 5.2).
    add column totp_step bigint not null default 0,
    add column recovery_codes bytea[] not null default '{}';

-- A signed-in browser. The cookie holds the secret, the table only its hash.
create table sign_in (
    id uuid primary key,
    hash bytea not null unique,
    account_id uuid not null references account on delete cascade,
    -- What the browser calls itself, cut short.
    agent text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);

create index sign_in_by_account on sign_in (account_id, started_at desc);
create index person_by_address on person (email, id);
