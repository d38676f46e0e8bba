#!/usr/bin/env bash
# Prints the path of PgBouncer. On Debian and Ubuntu, root gets it installed.
set -euo pipefail

find_pgbouncer() {
  PATH="$PATH:/usr/sbin" command -v pgbouncer
}

if ! find_pgbouncer; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "pgbouncer is not on the PATH. Install it, for example: sudo apt-get install pgbouncer" >&2
    exit 1
  fi
  # The package starts a service; a policy of 101 forbids that for this installation.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends pgbouncer; } >&2
  find_pgbouncer
fi
