-- Signed heads of the logs. Each says what the log was at a time; a log that later denies it is found out.
create table ledger_checkpoint (
    log smallint not null references ledger_head,
    size bigint not null check (size > 0),
    root bytea not null check (length(root) = 32),
    note text not null,
    signed_at timestamptz not null,
    primary key (log, size)
);

-- Positions whose record was removed with an entry in the log of governance that says so. Their hashes stay.
create table ledger_withdrawn (
    log smallint not null,
    position bigint not null,
    reason text not null,
    primary key (log, position)
);

create table ledger_check (
    id uuid primary key,
    log smallint not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    size bigint not null,
    checked bigint not null,
    withdrawn bigint not null,
    erased bigint not null,
    faults jsonb not null
);

create index ledger_check_newest on ledger_check (log, finished_at desc);

create trigger ledger_checkpoint_grows before update or delete on ledger_checkpoint
    for each row execute function refuse_change();
create trigger ledger_withdrawn_grows before update or delete on ledger_withdrawn
    for each row execute function refuse_change();
create trigger ledger_check_grows before update or delete on ledger_check
    for each row execute function refuse_change();

-- A sample organisation that was removed before this table was made left its gaps unnamed.
insert into ledger_withdrawn (log, position, reason)
select head.log, gap.position, 'sample.removed'
from ledger_head head cross join lateral generate_series(0, head.size - 1) gap (position)
where head.log > 0
    and exists (select from ledger_entry where type = 'sample.removed')
    and not exists (select from activity where lane = head.log and position = gap.position);

-- What a check of the ledger found is evidence too.
alter table finding_occurrence drop constraint finding_occurrence_evidence_kind_check;
alter table finding_occurrence add constraint finding_occurrence_evidence_kind_check
    check (evidence_kind in ('activity', 'posture_report', 'silence', 'ledger'));
