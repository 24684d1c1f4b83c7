-- What an entry is about, beside the leaf that says it, so that acts can be listed without reading every leaf.
alter table ledger_entry
    add column type text,
    add column subject uuid;

-- The columns repeat what the leaves say; leaves and details stay as they are.
alter table ledger_entry disable trigger ledger_entry_grows;
update ledger_entry
set type = convert_from(leaf, 'UTF8')::jsonb ->> 'type',
    subject = (convert_from(leaf, 'UTF8')::jsonb ->> 'subject')::uuid
where log = 0;
alter table ledger_entry enable trigger ledger_entry_grows;

create index audit_trail_newest on ledger_entry (position desc)
    where log = 0 and detail ->> 'actor' is not null;
create index audit_trail_by_actor on ledger_entry ((detail ->> 'actor'), position desc)
    where log = 0 and detail ->> 'actor' is not null;
create index audit_trail_by_subject on ledger_entry (subject, position desc)
    where log = 0 and detail ->> 'actor' is not null;
create index audit_trail_by_type on ledger_entry (type text_pattern_ops, position desc)
    where log = 0 and detail ->> 'actor' is not null;
