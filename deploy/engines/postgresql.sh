#!/usr/bin/env bash
# A private PostgreSQL cluster for the tests, on 127.0.0.1 only. Made for speed, not to keep data.
set -eu
. "$(dirname "$0")/machine.sh"

PORT=${TANDEM_PG_PORT:-55432}
DIR=$VAR/postgresql

binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

# initdb and the server refuse to run as root.
as_owner() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

running() { "$(binaries)"/pg_isready -q -h 127.0.0.1 -p "$PORT" 2>/dev/null; }

install() {
    [ -n "$(binaries)" ] || apt postgresql
    say "PostgreSQL is installed: $(binaries)"
}

# The owner must be able to walk down to its data, wherever the clone lies.
place() {
    DIR=$VAR/postgresql
    if [ "$(id -u)" = 0 ] && ! { mkdir -p "$DIR" && chown postgres "$DIR" && as_owner test -w "$DIR"; }; then
        DIR=/var/tmp/tandem-postgresql-$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
    fi
    mkdir -p "$DIR"
    [ "$(id -u)" != 0 ] || chown postgres "$DIR"
}

start() {
    [ -n "$(binaries)" ] || stop_with "PostgreSQL is not installed. Run: $0 install"
    if running; then say "PostgreSQL answers on port $PORT"; return; fi
    ! reachable "$PORT" || stop_with "Port $PORT is taken by another program. Set TANDEM_PG_PORT to a free one."
    place
    [ -f "$DIR/data/PG_VERSION" ] || as_owner "$(binaries)/initdb" -D "$DIR/data" -U workspace \
        --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
    # A crashed test machine may lose this data: nothing in it is worth waiting for a disk.
    as_owner "$(binaries)/pg_ctl" -D "$DIR/data" -w -l "$DIR/log" start -o "-p $PORT -k $DIR \
        -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        >/dev/null || stop_with "PostgreSQL did not start. Its log: $DIR/log"
    say "PostgreSQL started on port $PORT"
}

stop() {
    place
    if [ -f "$DIR/data/postmaster.pid" ]; then
        as_owner "$(binaries)/pg_ctl" -D "$DIR/data" -w -m fast stop >/dev/null
        say "PostgreSQL stopped"
    else
        say "No PostgreSQL of this clone is running"
    fi
}

status() { if running; then say "PostgreSQL answers on port $PORT"; else say "PostgreSQL does not answer on port $PORT"; return 1; fi; }

env() { running && say "export DATABASE_URL=postgres://workspace@127.0.0.1:$PORT/postgres"; }

case "${1:-}" in install | start | stop | status | env) "$1" ;; *) usage ;; esac
