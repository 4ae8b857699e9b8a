# Shared by the engine scripts: where things live, who may install, sentences that say what to do.
# Sourced, never run. `set -eu` is on in the caller.

ROOT=$(cd "$(dirname "$0")/../.." && pwd)
VAR=${TANDEM_ENGINES:-$ROOT/var/engines}

say() { printf '%s\n' "$*"; }
stop_with() { printf '%s\n' "$*" >&2; exit 1; }

needs_root() {
    [ "$(id -u)" = 0 ] || stop_with "$1"
}

# apt PACKAGE...: what Debian has, without what it merely suggests.
apt() {
    needs_root "Missing: $*. Run this as root on Debian, or ask whoever administers this machine to install it."
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get update -q >/dev/null
    apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

# reachable PORT: true when something listens on that port of this machine.
reachable() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

usage() { stop_with "Usage: $0 install|start|stop|status|env"; }
