-- Values of the organisation for placeholders in rules (%name%). Changes to them are rows of rule_change.
create table rule_placeholder (
    name text primary key,
    placeholder_values text[] not null check (cardinality(placeholder_values) between 1 and 1000),
    reason text not null,
    changed_by text not null,
    changed_at timestamptz not null
);
