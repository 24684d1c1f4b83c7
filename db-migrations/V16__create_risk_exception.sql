-- A risk that somebody asks to accept for a time, and somebody else accepts. It speaks of findings of one check or rule:
-- of all, of those of one endpoint, or of a single one.
create table risk_exception (
    id uuid primary key,
    kind text not null,
    source text not null,
    title text not null,
    endpoint_id uuid references endpoint,
    subject text,
    -- The finding from which it was asked for.
    finding_id uuid references finding on delete set null,
    reason text not null,
    requested_by text not null,
    requested_by_id uuid references person,
    requested_at timestamptz not null,
    expires_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    decision text check (decision in ('approved', 'rejected')),
    note text,
    ended_at timestamptz,
    ended_because text check (ended_because in ('expired', 'withdrawn')),
    ended_by text,
    check (expires_at > requested_at),
    check (subject is null or endpoint_id is not null or kind <> 'check'),
    check ((decision is null) = (decided_at is null)),
    check ((ended_at is null) = (ended_because is null)),
    check (decided_by <> requested_by)
);

create index risk_exception_in_force on risk_exception (source, expires_at)
    where decision = 'approved' and ended_at is null;
create index finding_excepted on finding (source) where state = 'excepted';
