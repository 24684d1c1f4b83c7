create table campaign (
    id uuid primary key,
    policy_id uuid not null references policy,
    name text not null,
    -- Empty means: whoever. A person must match each list that is not empty.
    teams text[] not null,
    roles text[] not null,
    agents text[] not null,
    starts_at timestamptz not null,
    due_at timestamptz not null check (due_at > starts_at),
    -- What newcomers, and everybody after a material change, have at least.
    grace_days integer not null check (grace_days between 1 and 365),
    remind_every_days integer not null check (remind_every_days between 1 and 90),
    escalate_after_days integer not null check (escalate_after_days between 0 and 365),
    quiet_from time not null,
    quiet_to time not null,
    quiet_weekend boolean not null,
    zone text not null,
    created_by text not null,
    created_by_id uuid references person,
    created_at timestamptz not null,
    closed_at timestamptz
);

create index campaign_by_policy on campaign (policy_id);

-- What a campaign asks of a person: to sign the required version or a later one. A material change ends the one and
-- begins the next; who leaves, or no longer belongs to the audience, ends it too.
create table assignment (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    person_id uuid not null references person,
    required_version integer not null,
    entered_at timestamptz not null,
    due_at timestamptz not null,
    signed_at timestamptz,
    ended_at timestamptz,
    ended_because text check (ended_because in ('left', 'audience', 'replaced', 'closed')),
    reminded_at timestamptz,
    reminders integer not null default 0,
    escalated_at timestamptz,
    check ((ended_at is null) = (ended_because is null))
);

create unique index assignment_current on assignment (campaign_id, person_id) where ended_at is null;
create index assignment_by_person on assignment (person_id) where ended_at is null;
create index assignment_by_time on assignment (entered_at);

-- Mail waits here until a mail server takes it.
create table mail (
    id uuid primary key,
    campaign_id uuid references campaign,
    person_id uuid references person,
    kind text not null check (kind in ('request', 'reminder', 'escalation', 'review')),
    recipient text not null,
    subject text not null,
    body text not null,
    created_at timestamptz not null,
    next_try_at timestamptz not null,
    tries integer not null default 0,
    sent_at timestamptz,
    failed_at timestamptz,
    last_error text
);

create index mail_waiting on mail (next_try_at) where sent_at is null and failed_at is null;
create index mail_by_campaign on mail (campaign_id, created_at desc);
