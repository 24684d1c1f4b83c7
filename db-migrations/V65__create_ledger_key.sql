-- The public keys of the ledger, in the order in which they signed. What hands over from one to the next is signed by
-- both, so a row that somebody adds to the table is found out.
create table ledger_key (
    number int primary key check (number > 0),
    -- SubjectPublicKeyInfo, DER.
    public_key bytea not null unique,
    since timestamptz not null,
    statement text,
    made_by text not null,
    reason text,
    check ((number = 1) = (statement is null))
);

create trigger ledger_key_grows before update or delete on ledger_key
    for each row execute function refuse_change();

-- A log that did not grow is signed again by a new key.
alter table ledger_checkpoint add column key_number int not null default 1;
alter table ledger_checkpoint drop constraint ledger_checkpoint_pkey;
alter table ledger_checkpoint add primary key (log, size, key_number);
