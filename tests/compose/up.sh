#!/bin/bash
# up.sh [NAME...]: packages, engine, stand-in images (all, or those named). The first time takes minutes, later seconds.
set -euo pipefail
. "$(dirname "$0")/lab.sh"
need_root
started=$SECONDS
exec 9> "$CACHE/lock"
flock -w 1800 9 || die "another up.sh holds $CACHE/lock"
say "cache: $CACHE"
free=$(df -Pm "$CACHE" | awk 'NR==2 { print $4 }')
[ "$free" -gt 4000 ] || die "$CACHE has $free MB free; 4000 are needed"
"$LAB/fetch-engine.sh" 9>&-
"$LAB/engine.sh" start 9>&-
"$LAB/stand-ins.sh" "$@" 9>&-
say "ready in $((SECONDS - started)) s.  In a shell:  . tests/compose/lab.sh"
