#!/bin/sh
# Run once by the image, when the cluster is made: the role of the service, beside the owner of the tables.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$SERVICE_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
create role elevenfold login password :'password';
SQL
