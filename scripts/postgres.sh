#!/usr/bin/env bash
# A private, throw-away PostgreSQL for tests and measurements.
#
#   scripts/postgres.sh start DIR [--fast] [--until PID]   prints a connection string for Npgsql
#   scripts/postgres.sh stop DIR                           stops it and removes DIR
#
# --fast       no fsync: for tests, which need no durability; measurements leave it out
# --until PID  stops and removes the cluster by itself once that process has ended, however it ended
set -euo pipefail

fail() { echo "postgres.sh: $*" >&2; exit 1; }

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
[[ -x $bin ]] || bin=$(command -v initdb || true)
[[ -n $bin ]] || fail 'PostgreSQL server binaries not found (Debian: apt-get install postgresql)'
bin=$(dirname "$bin")

# initdb and postgres refuse to run as root.
as_postgres() {
  if [[ $EUID == 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
  local dir=$1 fast='' until='' password port server
  shift
  while (($#)); do
    case $1 in
      --fast) fast=yes ;;
      --until) until=${2:?}; shift ;;
      *) fail "unknown option $1" ;;
    esac
    shift
  done

  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  [[ ! -e $dir/data ]] || fail "$dir/data exists already"
  chmod 700 "$dir"
  [[ $EUID != 0 ]] || chown postgres "$dir"
  # The socket's full path must fit into 107 bytes.
  ((${#dir} <= 80)) || fail "the path is too long for a Unix socket: $dir"
  cd "$dir"

  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  as_postgres tee "$dir/password" <<<"$password" >/dev/null
  as_postgres "$bin/initdb" --pgdata="$dir/data" --username=parlor --pwfile="$dir/password" \
    --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256 --no-sync --no-instructions \
    >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; fail 'initdb failed'; }
  rm "$dir/password"

  as_postgres tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
${fast:+fsync = off
synchronous_commit = off
full_page_writes = off}
CONF

  # Below the range from which the system hands out ports, so that only another server can be in the way: then try again.
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if as_postgres "$bin/pg_ctl" start --pgdata="$dir/data" --log="$dir/postgres.log" --wait --timeout=30 --silent \
      --options="-p $port" >/dev/null 2>&1; then
      if [[ -n $until ]]; then
        server=$(head -n 1 "$dir/data/postmaster.pid")
        # Detached from our output, so that whoever reads it sees its end now. Another cluster may be in the folder by then.
        (tail --pid="$until" -f /dev/null
         [[ $(head -n 1 "$dir/data/postmaster.pid") != "$server" ]] || stop "$dir") </dev/null >/dev/null 2>&1 &
      fi
      echo "Host=127.0.0.1;Port=$port;Username=parlor;Password=$password;Database=postgres"
      return
    fi
  done
  tail -n 20 "$dir/postgres.log" >&2
  fail 'the server did not start'
}

stop() {
  local dir=$1
  [[ -d $dir ]] || return 0
  # Only what start made is removed, so a wrong path harms nothing.
  [[ -e $dir/data/PG_VERSION ]] || fail "$dir holds no cluster"
  dir=$(cd "$dir" && pwd)
  cd /
  # Immediate: nobody will read these files again, so nothing needs to be written out.
  as_postgres "$bin/pg_ctl" stop --pgdata="$dir/data" --mode=immediate --wait --timeout=30 --silent >/dev/null 2>&1 || true
  rm -rf "$dir/data" "$dir/password" "$dir/initdb.log" "$dir/postgres.log" "$dir"/.s.PGSQL.*
  rmdir "$dir" 2>/dev/null || true
}

case ${1:-} in
  start | stop) [[ -n ${2:-} ]] || fail "$1 needs a folder"; "$@" ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
