-- What an organisation changed about rules. A rule without a row runs as it was shipped.
create table rule_setting (
    rule text primary key,
    enabled boolean not null,
    level text check (level in ('informational', 'low', 'medium', 'high', 'critical')),
    -- A Sigma detection of events that the rule shall not hold for.
    filter text,
    reason text not null,
    changed_by text not null,
    changed_at timestamptz not null
);

-- Sigma filters that are over by themselves.
create table rule_suppression (
    id uuid primary key,
    title text not null,
    yaml text not null,
    -- Ids of rules; empty for every rule over single events.
    rules text[] not null,
    reason text not null,
    created_by text not null,
    created_at timestamptz not null,
    until timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    check (until > created_at),
    check ((ended_at is null) = (ended_by is null))
);

create index rule_suppression_in_force on rule_suppression (until) where ended_at is null;

create table rule_change (
    id bigint generated always as identity primary key,
    rule text not null,
    at timestamptz not null,
    by text not null,
    reason text not null,
    before jsonb,
    after jsonb not null
);

create index rule_change_by_rule on rule_change (rule, id desc);

create trigger rule_change_grows before update or delete on rule_change
    for each row execute function refuse_change();

-- Grows with each change that a running service must take over.
create table rule_revision (
    one boolean primary key default true check (one),
    number bigint not null
);

insert into rule_revision (number) values (0);
