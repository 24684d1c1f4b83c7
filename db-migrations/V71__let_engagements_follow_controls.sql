-- From the control over its tests to the population, the sample, the evidence and what was concluded.
alter table engagement add column statement text;
alter table engagement add column signed_sha256 text;
alter table engagement add column sample boolean not null default false;

-- Populations as they were counted; the newest row of a name counts.
create table engagement_population (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    name text not null,
    rows bigint not null,
    sha256 text not null,
    as_of timestamptz not null,
    counted_by text not null
);

create index engagement_population_of on engagement_population (engagement_id, name, id desc);

alter table engagement_test add column test text not null default '';
-- How rows were chosen: samples from before this column are the rows of the lowest ranks SHA-256(seed ":" row).
alter table engagement_test add column method text not null default 'lowest-ranks';
-- What the population's hash is over, where that is not its rows: for events, positions and tree heads of the ledger.
alter table engagement_test add column snapshot text;
alter table engagement_test drop constraint engagement_test_engagement_id_control_population_seed_key;
alter table engagement_test add constraint engagement_test_once
    unique (engagement_id, control, population, test, seed);

-- In which order it was drawn, and where its record stands in the ledger.
alter table engagement_item add column ordinal integer not null default 0;
alter table engagement_item add column log smallint;
alter table engagement_item add column position bigint;

alter table engagement_file add column control text;
alter table engagement_file add column test_id uuid references engagement_test;
alter table engagement_file add column row bigint;
alter table engagement_file add column request_id uuid;

-- What was concluded about a control; the newest row of a control counts.
create table engagement_conclusion (
    id uuid primary key,
    engagement_id uuid not null references engagement,
    control text not null,
    design text not null check (design in ('effective', 'deficient', 'not_examined')),
    operation text not null check (operation in ('effective', 'deficient', 'not_examined')),
    deviations text not null,
    note text not null,
    concluded_by text not null,
    concluded_at timestamptz not null
);

create index engagement_conclusion_of on engagement_conclusion (engagement_id, control, id desc);

drop trigger engagement_test_grows on engagement_test;
create trigger engagement_test_grows before update or delete on engagement_test for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
drop trigger engagement_file_grows on engagement_file;
create trigger engagement_file_grows before update or delete on engagement_file for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
create trigger engagement_population_grows before update or delete on engagement_population for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
create trigger engagement_conclusion_grows before update or delete on engagement_conclusion for each row
    when (current_setting('elevenfold.removing_sample', true) is distinct from 'on') execute function refuse_change();
