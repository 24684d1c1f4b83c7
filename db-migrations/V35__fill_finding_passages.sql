-- Findings that are older than the table that follows them.
insert into finding_passage (finding_id, state, severity, at)
select id, state, severity, changed_at from finding order by changed_at, id;
