#!/usr/bin/env bash
# Chromium for the browser tests. It is no server: a test starts and ends its own.
set -eu
. "$(dirname "$0")/machine.sh"

binary() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# Debian's second program is the same engine without a window, for tests that open hundreds of
# pages. They do with the first where nobody may install it.
install() {
    binary >/dev/null || apt chromium
    if ! command -v chromium-headless-shell >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt chromium-headless-shell
    fi
    say "Chromium is installed: $(binary)"
}
start() { binary >/dev/null || stop_with "Chromium is not installed. Run: $0 install"; }
stop() { :; }
status() { if binary >/dev/null; then say "Chromium: $(binary)"; else say "Chromium is not installed"; return 1; fi; }
env() { binary >/dev/null && say "export CHROMIUM=$(binary)"; }

case "${1:-}" in install | start | stop | status | env) "$1" ;; *) usage ;; esac
