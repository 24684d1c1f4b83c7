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

create or replace function delete_sample_engagements() returns void
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
declare
    gone uuid[] := array(select id from engagement where sample);
begin
    perform set_config('elevenfold.removing_sample', 'on', true);
    delete from engagement_file where engagement_id = any(gone);
    delete from engagement_request_act
        where request_id in (select id from engagement_request where engagement_id = any(gone));
    delete from engagement_request where engagement_id = any(gone);
    delete from engagement_item where test_id in (select id from engagement_test where engagement_id = any(gone));
    delete from engagement_test where engagement_id = any(gone);
    delete from engagement_conclusion where engagement_id = any(gone);
    delete from engagement_population where engagement_id = any(gone);
    delete from engagement_access where engagement_id = any(gone);
    delete from engagement where id = any(gone);
    perform set_config('elevenfold.removing_sample', 'off', true);
end
$$;

-- Deletes one day of events, thirty days old at least and free of legal holds; the leaves' hashes stay.
create or replace function drop_activity_day(day date)
    returns table (log smallint, first_position bigint, last_position bigint, events bigint)
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
declare
    part text := 'activity_' || to_char(day, 'YYYYMMDD');
begin
    if day > (now() at time zone 'UTC')::date - 30 then
        raise exception 'events of the last thirty days stay';
    end if;
    if exists (select from legal_hold h where h.released_at is null
        and h.from_at < (day + 1)::timestamp at time zone 'UTC'
        and coalesce(h.to_at, 'infinity') > day::timestamp at time zone 'UTC') then
        raise exception 'a legal hold is on %', day;
    end if;
    if to_regclass(part) is null then
        return;
    end if;
    execute format('insert into ledger_withdrawn (log, position, reason)
        select lane, position, ''retention'' from %I on conflict do nothing', part);
    return query execute format('select lane, min(position), max(position), count(*) from %I group by lane', part);
    execute format('drop table %I', part);
end
$$;

-- Takes the content of a person's events and entries away. What stays says what kind of thing happened when.
create or replace function erase_subject(erased uuid) returns table (events bigint, entries bigint)
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    if exists (select from legal_hold h where h.released_at is null and (h.person_id is null or h.person_id = erased)) then
        raise exception 'a legal hold is on this person';
    end if;
    perform set_config('elevenfold.erasing', 'on', true);
    update activity set person_id = null, event = jsonb_strip_nulls(jsonb_build_object(
        '@timestamp', event -> '@timestamp',
        'event.action', event -> 'event.action',
        'event.outcome', event -> 'event.outcome',
        'activity.phase', event -> 'activity.phase',
        'agent.product', event -> 'agent.product',
        'decision.outcome', event -> 'decision.outcome',
        'capture.mode', event -> 'capture.mode'))
    where person_id = erased;
    get diagnostics events = row_count;
    update ledger_entry set detail = jsonb_strip_nulls(jsonb_build_object(
        'actor', case when detail ->> 'actor_person' is distinct from erased::text then detail -> 'actor' end,
        'erased', true))
    where subject = erased;
    get diagnostics entries = row_count;
    perform set_config('elevenfold.erasing', 'off', true);
    return next;
end
$$;

-- Everybody may execute a new function unless told otherwise.
revoke execute on function add_activity_day(date), delete_sample_activity(timestamptz), delete_sample_engagements(),
    drop_activity_day(date), erase_subject(uuid) from public;

-- Deletes what is old enough from the log of governance and is under no hold. What says that something was deleted, erased,
-- held or signed by another key stays, and so does what a signature under a policy or an examination stands on.
create or replace function delete_governance_before(cut timestamptz)
    returns table (first_position bigint, last_position bigint)
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    if cut > now() - interval '365 days' then
        raise exception 'governance of the last 365 days stays';
    end if;
    perform set_config('elevenfold.erasing', 'on', true);
    return query with gone as (
        delete from ledger_entry e
        where e.log = 0 and e.recorded_at < cut
            and e.type not in ('retention.deleted', 'privacy.erasure', 'sample.removed', 'ledger.key_rotated',
                'engagement.signed_off')
            and e.type not like 'legal\_hold.%'
            and not exists (select from attestation a where a.position = e.position)
            and not exists (select from legal_hold h where h.released_at is null
                and h.from_at <= e.recorded_at and coalesce(h.to_at, 'infinity') > e.recorded_at)
        returning e.position),
    named as (
        insert into ledger_withdrawn (log, position, reason) select 0, position, 'retention' from gone
        on conflict do nothing)
    select min(position), max(position)
    from (select position, position - row_number() over (order by position) as island from gone) run
    group by island order by 1;
    perform set_config('elevenfold.erasing', 'off', true);
end
$$;

revoke execute on function delete_governance_before(timestamptz) from public;
