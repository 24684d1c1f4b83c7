-- What must not be deleted or erased while a hold is on it. A hold without a person is on everybody.
create table legal_hold (
    id uuid primary key,
    name text not null,
    reason text not null,
    person_id uuid,
    from_at timestamptz not null,
    -- Null: until it is released, whatever comes.
    to_at timestamptz check (to_at > from_at),
    set_by text not null,
    set_at timestamptz not null,
    released_by text,
    released_at timestamptz,
    check ((released_by is null) = (released_at is null))
);

create index legal_hold_on on legal_hold (from_at) where released_at is null;

-- Erasing a person takes the content of records away and leaves their leaves. Only the owner's function can do it.
drop trigger activity_grows on activity;
create trigger activity_grows before update on activity for each row
    when (current_setting('elevenfold.erasing', true) is distinct from 'on') execute function refuse_change();
drop trigger ledger_entry_grows on ledger_entry;
create trigger ledger_entry_grows before update or delete on ledger_entry for each row
    when (current_setting('elevenfold.erasing', true) is distinct from 'on') execute function refuse_change();
