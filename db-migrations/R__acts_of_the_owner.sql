-- What the service may do to its events beyond adding some: only this, in these words. The functions act with the rights
-- of the tables' owner; the service's own role can neither change nor delete an event.

create or replace function add_activity_day(day date) returns void
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    execute format(
        'create table if not exists %I partition of activity for values from (%L) to (%L)',
        'activity_' || to_char(day, 'YYYYMMDD'),
        day::text || ' 00:00:00+00',
        (day + 1)::text || ' 00:00:00+00');
    if '${application_role}' <> current_user then
        -- Default rights would let the service delete from the day itself, past the table that it is a part of.
        execute format('revoke all on %I from %I', 'activity_' || to_char(day, 'YYYYMMDD'), '${application_role}');
    end if;
end
$$;

create or replace function delete_sample_activity(since timestamptz) returns void
    language sql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
    insert into ledger_withdrawn (log, position, reason)
    select lane, position, 'sample.removed' from activity
    where ingested >= since and endpoint_id in (select id from endpoint where sample)
    on conflict do nothing;
    delete from activity where ingested >= since and endpoint_id in (select id from endpoint where sample)
$$;

-- Everybody may execute a new function unless told otherwise.
revoke execute on function add_activity_day(date), delete_sample_activity(timestamptz) from public;
