create table team (
    id uuid primary key,
    name text not null unique,
    sample boolean not null default false
);

create table person (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    team_id uuid references team,
    created_at timestamptz not null,
    sample boolean not null default false
);

create table account (
    id uuid primary key,
    username text not null unique,
    password_hash text not null,
    role text not null check (role in ('administrator', 'ciso', 'security', 'auditor', 'developer')),
    person_id uuid references person,
    created_at timestamptz not null
);

create table enrollment_token (
    id uuid primary key,
    name text not null,
    hash bytea not null unique,
    max_uses integer not null check (max_uses > 0),
    uses integer not null default 0 check (uses <= max_uses),
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create table endpoint (
    id uuid primary key,
    hostname text not null,
    os text not null,
    person_id uuid references person,
    enrolled_at timestamptz not null,
    last_report_at timestamptz,
    last_activity_at timestamptz,
    removed_at timestamptz,
    sample boolean not null default false
);

create index endpoint_by_person on endpoint (person_id);

create table token (
    id uuid primary key,
    kind text not null check (kind in ('endpoint', 'ingest', 'api')),
    name text not null,
    hash bytea not null unique,
    role text check (role in ('administrator', 'ciso', 'security', 'auditor', 'developer')),
    endpoint_id uuid references endpoint,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    check ((kind = 'endpoint') = (endpoint_id is not null)),
    check ((kind = 'api') = (role is not null))
);
