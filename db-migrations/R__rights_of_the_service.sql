-- Where migrations run as the tables' owner and the service as another role, that role gets what it needs and no more:
-- it cannot change or delete what the ledger proves, and cannot switch off the triggers that say so.
do $$
declare
    service text := '${application_role}';
begin
    if service = current_user then
        return;
    end if;
    execute format('grant usage on schema %I to %I', current_schema, service);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema, service);
    execute format('grant execute on all functions in schema %I to %I', current_schema, service);
    -- For tables that a later migration makes. One that only grows revokes this again, in its own migration.
    execute format(
        'alter default privileges in schema %I grant select, insert, update, delete on tables to %I',
        current_schema, service);
    execute format(
        'revoke update, delete on activity, ledger_tile, ledger_entry, attestation, quiz_attempt from %I', service);
    execute format(
        'revoke update, delete on engagement_access, engagement_population, engagement_test, engagement_conclusion,
            engagement_file, engagement_request, engagement_request_act from %I', service);
    execute format('revoke all on flyway_schema_history from %I', service);
end
$$;
