-- What is at stake: by how much risk counts more, or less, on what belongs to an endpoint, repository or MCP server. The
-- latest row counts. Grows only: it is its own history.
create table asset_weight (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('endpoint', 'repository', 'mcp_server')),
    -- Of the endpoint's row; of the name of the others, as in entity_risk.
    asset_id uuid not null,
    name text not null,
    factor double precision not null check (factor in (0.5, 1, 1.5, 2)),
    reason text not null,
    changed_by text not null,
    changed_at timestamptz not null
);

create index asset_weight_latest on asset_weight (kind, asset_id, id desc);

create trigger asset_weight_grows before update or delete on asset_weight
    for each row execute function refuse_change();

-- What was at stake when it was added, and what that made of the points.
alter table risk_entry add column factor double precision not null default 1 check (factor > 0);
alter table risk_entry add column asset text;
