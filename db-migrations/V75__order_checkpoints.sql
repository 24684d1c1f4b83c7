-- Whoever follows the checkpoints needs an order in which nothing appears behind his back: as for findings' passages.
alter table ledger_checkpoint add column position bigint generated always as identity;
alter table ledger_checkpoint add column xact xid8 not null default pg_current_xact_id();

create unique index ledger_checkpoint_order on ledger_checkpoint (xact, position);
