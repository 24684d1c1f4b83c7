-- What compliance asks of every finding and result at once is answered from these alone, without the tables.
create index finding_open on finding (source, kind, layer, severity, state, controls) where state <> 'resolved';
create index finding_change_by_time on finding_change (at);
create index check_result_by_time on check_result (recorded_at, superseded_at) include (check_id, state);
