-- One person asks for a legal hold and another approves; the same when it is to be lifted. A hold protects from the moment
-- that it is asked for, until it is refused or lifted.
alter table legal_hold
    add column set_by_id uuid,
    add column approved_by text,
    add column approved_at timestamptz,
    add column release_asked_by text,
    add column release_asked_by_id uuid,
    add column release_asked_at timestamptz,
    add column release_reason text;

update legal_hold set approved_by = 'nobody: one person was enough', approved_at = set_at;

alter table legal_hold
    add check ((approved_by is null) = (approved_at is null)),
    add check (approved_by <> set_by),
    add check ((release_asked_by is null) = (release_asked_at is null)),
    add check (released_by <> release_asked_by);
