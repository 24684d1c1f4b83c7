-- What a session has been through: content from outside, credentials, contact with the outside. Written in the
-- transaction that records the event, so a restart in the middle changes nothing. Bounded: of each taint the first and
-- the latest marks.
create table session_taint (
    session_key uuid not null,
    taint text not null check (taint in ('untrusted_in', 'sensitive_read', 'egress')),
    -- The event that set it: lane/position.
    reference text not null,
    at timestamptz not null,
    -- Until when rules reckon with it.
    until timestamptz not null,
    rule text not null,
    -- The tool call that the event tells of, else the event itself: a call does not taint itself.
    call text not null,
    primary key (session_key, taint, reference)
);

-- Keyed hashes of pieces of secrets that came into the session, never the secrets; kept for a day.
create table session_secret (
    session_key uuid not null,
    fingerprint bigint not null,
    at timestamptz not null,
    reference text not null,
    call text not null,
    primary key (session_key, fingerprint)
);

create index session_secret_by_time on session_secret (at);

-- Events that rules would have held for in a session of another state: what comes late may still bring that about.
create table session_waiting (
    session_key uuid not null,
    rule text not null,
    reference text not null,
    at timestamptz not null,
    call text not null,
    -- One bit for each of the sixteen states in which the rule holds.
    states integer not null,
    fingerprints bigint[] not null,
    primary key (session_key, rule, reference)
);

create index session_waiting_by_time on session_waiting (at);
