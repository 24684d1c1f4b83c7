-- What an identity provider knows of a person: who leads them, what they may do, whether they are still with us.
alter table person
    add column external_id text unique,
    add column manager_id uuid references person,
    add column role text not null default 'developer'
        check (role in ('administrator', 'ciso', 'security', 'auditor', 'developer')),
    add column left_at timestamptz,
    add check (manager_id <> id);

create index person_by_manager on person (manager_id);
create index person_by_team on person (team_id);
