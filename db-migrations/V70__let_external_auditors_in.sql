-- External auditors see the engagements that they are assigned to, for a time, and nothing else.
alter table account drop constraint account_role_check;
alter table account add constraint account_role_check
    check (role in ('administrator', 'ciso', 'security', 'auditor', 'external_auditor', 'developer'));
alter table token drop constraint token_role_check;
alter table token add constraint token_role_check
    check (role in ('administrator', 'ciso', 'security', 'auditor', 'external_auditor', 'developer'));
alter table person drop constraint person_role_check;
alter table person add constraint person_role_check
    check (role in ('administrator', 'ciso', 'security', 'auditor', 'external_auditor', 'developer'));

-- Each row is an act: the newest one of an auditor in an engagement counts. Without times, access was taken away.
create table engagement_access (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    -- As the audit trail names them: an account, an address, or a token.
    auditor text not null,
    begins timestamptz,
    ends timestamptz check (ends > begins),
    reason text not null,
    given_by text not null,
    given_at timestamptz not null,
    check ((begins is null) = (ends is null))
);

create index engagement_access_of on engagement_access (auditor, engagement_id, id desc);

create trigger engagement_access_grows before update or delete on engagement_access for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
