-- Evidence packages: who asked for what, how far it is, and what came of it. The file lies in the data directory.
create table evidence_package (
    id uuid primary key,
    requested_by text not null,
    requested_at timestamptz not null,
    period_from timestamptz not null,
    period_to timestamptz not null check (period_to > period_from),
    -- An edition of an outside framework, as id and version; null for all in summary.
    framework text,
    framework_version text,
    disclosed text[] not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    records_total bigint not null default 0,
    records_done bigint not null default 0,
    progress_at timestamptz,
    finished_at timestamptz,
    bytes bigint,
    sha256 text,
    -- What the verifier found in the finished file.
    faults jsonb,
    error text
);

create index evidence_package_waiting on evidence_package (requested_at) where state in ('queued', 'running');
