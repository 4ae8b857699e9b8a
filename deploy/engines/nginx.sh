#!/usr/bin/env bash
# nginx for the walk through a real installation. No server of its own: a test starts and ends it.
set -eu
. "$(dirname "$0")/machine.sh"

binary() { command -v nginx || { [ -x /usr/sbin/nginx ] && echo /usr/sbin/nginx; }; }

# Debian would start it at once, on port 80: whoever runs tests did not ask for that.
install() {
    if ! binary >/dev/null; then
        needs_root "Missing: nginx. Run this as root on Debian."
        if [ ! -e /usr/sbin/policy-rc.d ]; then
            printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
            chmod +x /usr/sbin/policy-rc.d
            trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        fi
        apt nginx-light openssl
    fi
    say "nginx is installed: $(binary)"
}
start() { binary >/dev/null || stop_with "nginx is not installed. Run: $0 install"; }
stop() { :; }
status() { if binary >/dev/null; then say "nginx: $(binary)"; else say "nginx is not installed"; return 1; fi; }
env() { binary >/dev/null && say "export NGINX=$(binary)"; }

case "${1:-}" in install | start | stop | status | env) "$1" ;; *) usage ;; esac
