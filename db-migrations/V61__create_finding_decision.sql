-- What people decided about findings: for each rule the proof of how often it is right.
create table finding_decision (
    id bigint generated always as identity primary key,
    finding_id uuid not null references finding on delete cascade,
    -- The check or rule that raised it, so that its record is found without the findings.
    source text not null,
    disposition text not null check (disposition in ('true_positive', 'benign_expected', 'false_positive')),
    reason text not null,
    at timestamptz not null,
    by text not null,
    -- How long somebody had waited for it: since the finding was raised, or seen again.
    waited_seconds bigint not null check (waited_seconds >= 0),
    -- When a person opened the finding again: then it says nothing about the rule any more.
    withdrawn_at timestamptz,
    sample boolean not null
);

create index finding_decision_by_source on finding_decision (source) where withdrawn_at is null;
create index finding_decision_by_finding on finding_decision (finding_id, id);

alter table finding add column disposition text
    check (disposition in ('true_positive', 'benign_expected', 'false_positive'));
