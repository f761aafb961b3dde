# A PostgreSQL of one's own, for script/test and script/bench; sourced after lib.sh.
# It works in the folder $scratch; who sources this calls stop_postgres at the end.

postgres_pid=

# may_install PACKAGE: install a Debian package where this is allowed.
may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing Debian's $1."
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    { apt-get update -q && apt-get install -q -y --no-install-recommends "$1"; } \
        >"$scratch/apt.log" 2>&1 || {
        tail -n 5 "$scratch/apt.log" >&2
        return 1
    }
}

# Put the folder of PostgreSQL's programs into $programs.
find_postgres() {
    programs=
    for folder in /usr/lib/postgresql/*/bin; do
        [ ! -x "$folder/initdb" ] || programs=$folder
    done
    if [ -z "$programs" ] && command -v initdb >/dev/null; then
        programs=$(dirname "$(command -v initdb)")
    fi
    [ "$programs" ]
}

# PostgreSQL refuses to run as root: then it runs as one of Debian's own users.
as_plain_user() {
    if [ "$(id -u)" != 0 ]; then
        exec "$@"
    fi
    exec setpriv --reuid="$plain_user" --regid="$(id -g "$plain_user")" --clear-groups "$@"
}

# start_postgres SETTINGS: start a cluster in $scratch and put its address into
# DATABASE_URL. SETTINGS are options of the program postgres, or "".
start_postgres() {
    find_postgres || { may_install postgresql && find_postgres; } ||
        fail "PostgreSQL's programs are missing. Debian: apt install postgresql"
    plain_user=postgres
    id "$plain_user" >/dev/null 2>&1 || plain_user=nobody
    cluster=$scratch/cluster
    mkdir "$cluster"
    password=$(.venv/bin/python -c 'import secrets; print(secrets.token_hex(16))')
    printf '%s' "$password" >"$cluster/password"
    if [ "$(id -u)" = 0 ]; then
        chmod 711 "$scratch"
        chown -R "$plain_user" "$cluster"
    fi
    port=$(.venv/bin/python -c '
import socket
with socket.create_server(("127.0.0.1", 0)) as free:
    print(free.getsockname()[1])')
    (cd / && as_plain_user "$programs/initdb" -D "$cluster/data" -U pirtti \
        --pwfile="$cluster/password" --auth=scram-sha-256 --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync) >"$scratch/initdb.log" 2>&1 || {
        cat "$scratch/initdb.log" >&2
        fail "PostgreSQL could not make a cluster in $cluster."
    }
    # shellcheck disable=SC2086  # the settings are a list of words
    (cd / && as_plain_user "$programs/postgres" -D "$cluster/data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories="$cluster" $1) \
        >"$scratch/postgres.log" 2>&1 &
    postgres_pid=$!
    DATABASE_URL=postgres://pirtti:$password@127.0.0.1:$port/postgres
    export DATABASE_URL
    wait_for_postgres
}

wait_for_postgres() {
    tries=0
    until .venv/bin/python -c 'import os, psycopg; psycopg.connect(os.environ["DATABASE_URL"])' \
        2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 60 ] || ! kill -0 "$postgres_pid" 2>/dev/null; then
            cat "$scratch/postgres.log" >&2
            fail "PostgreSQL did not start."
        fi
        sleep 0.5
    done
    say "PostgreSQL runs at 127.0.0.1:$port for this run only."
}

stop_postgres() {
    [ "$postgres_pid" ] || return 0
    kill -INT "$postgres_pid" 2>/dev/null || true
    wait "$postgres_pid" 2>/dev/null || true
    postgres_pid=
}
