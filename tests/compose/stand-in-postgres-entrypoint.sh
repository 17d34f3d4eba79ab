#!/bin/bash
# What the official image's entry script does, as far as a compose file can notice.
set -Eeuo pipefail

file_env() {
  local name=$1 file=${1}_FILE
  if [ -n "${!name:-}" ] && [ -n "${!file:-}" ]; then
    echo >&2 "error: both $name and $file are set (but are exclusive)"
    exit 1
  fi
  if [ -n "${!file:-}" ]; then export "$name=$(< "${!file}")"; fi
  unset "$file"
}

make_cluster() {
  file_env POSTGRES_PASSWORD
  local user=${POSTGRES_USER:-postgres} method=${POSTGRES_HOST_AUTH_METHOD:-} script
  local database=${POSTGRES_DB:-$user}
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo >&2 "Error: Database is uninitialized and superuser password is not specified."
    exit 1
  fi
  eval 'initdb --username="$user" --pwfile=<(printf "%s\n" "${POSTGRES_PASSWORD:-}") '"${POSTGRES_INITDB_ARGS:-}"
  printf '\nhost all all all %s\n' "${method:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
  [ "$database" = postgres ] ||
    psql -v ON_ERROR_STOP=1 -U "$user" --no-password -d postgres --set db="$database" <<< 'CREATE DATABASE :"db";'
  for script in /docker-entrypoint-initdb.d/*.sql; do
    [ -e "$script" ] && psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$user" --no-password -d "$database" -f "$script"
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

case "${1:-}" in -*) set -- postgres "$@" ;; esac
if [ "${1:-}" = postgres ]; then
  if grep -qs ' /var/lib/postgresql/data ' /proc/self/mountinfo; then
    echo >&2 "Error: in 18+, data is below /var/lib/postgresql; a mount at /var/lib/postgresql/data is an error"
    exit 1
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  if [ "$(id -u)" = 0 ]; then
    find "$PGDATA" \! -user postgres -exec chown postgres {} +
    chown postgres /run/postgresql 2>/dev/null || true
    exec gosu postgres "${BASH_SOURCE[0]}" "$@"
  fi
  [ -s "$PGDATA/PG_VERSION" ] || make_cluster
fi
exec "$@"
