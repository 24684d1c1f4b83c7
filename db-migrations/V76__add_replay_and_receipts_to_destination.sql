-- Where a replay ends: what lies up to here was sent before, and says so.
alter table destination_cursor add column replay_xact bigint;
alter table destination_cursor add column replay_position bigint;

-- Whether receipts of deliveries leave too. They would otherwise breed receipts.
alter table destination add column receipts boolean not null default false;

-- What was acknowledged since the last receipt. A receipt is an entry of the log of governance.
create table delivery_unreceipted (
    destination_id uuid not null references destination on delete cascade,
    stream smallint not null,
    from_position bigint not null,
    to_position bigint not null,
    records bigint not null,
    answers bigint not null,
    first_answer text not null,
    last_answer text not null,
    -- Of one answer its SHA-256; of several SHA-256(the value before || SHA-256(the next answer)).
    answers_sha256 bytea not null check (length(answers_sha256) = 32),
    -- False when checkpoints and receipts alone arrived: a receipt for them would make the next ones.
    worth_a_receipt boolean not null,
    since timestamptz not null,
    until timestamptz not null,
    primary key (destination_id, stream)
);

create index ledger_entry_delivery_receipt on ledger_entry (subject, position) where type = 'delivery.receipt';
