-- A package over an engagement takes its period and framework and holds what was examined.
alter table evidence_package add column engagement_id uuid references engagement on delete set null;
