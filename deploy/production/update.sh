#!/bin/sh
# What follows every `git pull` or `git checkout`, as root. Safe to repeat.
# The maintenance page stands while the database changes.
set -eu
cd "$(dirname "$(readlink -f "$0")")/../.."
TANDEM=deploy/production/tandem
FLAG=${TANDEM_VAR:-/var/lib/tandem}/maintenance

runuser -u tandem -- python3 -c "import sys; sys.path.insert(0, 'deploy/dev')
from environment import prepare
prepare(tests=False)"
$TANDEM collectstatic --no-input --verbosity 0
touch "$FLAG"
trap 'rm -f "$FLAG"' EXIT
systemctl stop tandem-worker
$TANDEM migrate --no-input
$TANDEM search_rebuild
systemctl restart tandem-web tandem-worker
rm -f "$FLAG"
$TANDEM doctor
