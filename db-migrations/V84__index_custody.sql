-- Who did and looked at what in an engagement, without reading the whole log.
create index ledger_entry_by_engagement on ledger_entry ((detail ->> 'engagement'), position)
    where log = 0 and detail ->> 'engagement' is not null;
