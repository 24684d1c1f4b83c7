-- A rule that is seldom right may go on adding risk without a finding of its own.
alter table rule_setting add column risk_only boolean not null default false;
