#!/usr/bin/env bash
# The W3C's checker of HTML and CSS for the browser tests, as its authors pack it for npm.
# It is no server: a test runs it with Java.
set -eu
. "$(dirname "$0")/machine.sh"

RELEASE=26.9.27
JAR=$VAR/vnu/vnu-$RELEASE.jar

install() {
    if [ -s "$JAR" ]; then say "vnu is installed: $JAR"; return; fi
    missing=""
    command -v java >/dev/null || missing="$missing openjdk-17-jre-headless"
    command -v npm >/dev/null || missing="$missing npm"
    # shellcheck disable=SC2086  # a list of packages
    [ -z "$missing" ] || apt $missing
    folder=$(mktemp -d)
    (cd "$folder" && npm pack --silent "vnu-jar@$RELEASE" >/dev/null && tar -xzf vnu-jar-*.tgz) ||
        stop_with "vnu could not be fetched from npm. Is the network there?"
    mkdir -p "$VAR/vnu"
    mv "$folder/package/build/dist/vnu.jar" "$JAR"
    rm -rf "$folder"
    say "vnu is installed: $JAR"
}
start() { [ -s "$JAR" ] || stop_with "vnu is not installed. Run: $0 install"; }
stop() { :; }
status() { if [ -s "$JAR" ]; then say "vnu: $JAR"; else say "vnu is not installed"; return 1; fi; }
env() { [ -s "$JAR" ] && say "export VNU=$JAR"; }

case "${1:-}" in install | start | stop | status | env) "$1" ;; *) usage ;; esac
