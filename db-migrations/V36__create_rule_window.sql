-- What a rule over several events remembers between them. A window is written in the transaction that records the
-- event, so a restart in its middle changes nothing.
create table rule_window (
    rule text not null,
    -- SHA-256 of the values that the window's events share: they may be anything that an agent sent.
    group_key bytea not null check (length(group_key) = 32),
    hits bytea not null,
    expires_at timestamptz not null,
    primary key (rule, group_key)
);

create index rule_window_expires_at on rule_window (expires_at);
