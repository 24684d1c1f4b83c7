-- What an auditor asks the organisation to provide, and what became of it.
create table engagement_request (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    number integer not null,
    text text not null,
    added_by text not null,
    added_at timestamptz not null,
    unique (engagement_id, number)
);

-- The newest act of a request tells its state and owner.
create table engagement_request_act (
    id uuid primary key,
    request_id uuid not null references engagement_request,
    state text not null check (state in ('open', 'answered', 'returned', 'accepted')),
    owner text not null,
    text text not null,
    acted_by text not null,
    acted_at timestamptz not null
);

create index engagement_request_act_of on engagement_request_act (request_id, id desc);

alter table engagement_file add constraint engagement_file_of_request
    foreign key (request_id) references engagement_request;

create trigger engagement_request_grows before update or delete on engagement_request for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
create trigger engagement_request_act_grows before update or delete on engagement_request_act for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
