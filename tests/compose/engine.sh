#!/bin/bash
# engine.sh start [NETNS] | stop | status
# start NETNS runs the engine inside that network namespace: published ports and host networking are then those of that
# host. Images and volumes stay the same.
set -euo pipefail
. "$(dirname "$0")/lab.sh"
run=$ENGINE/run
mkdir -p "$run"

runs() { [ -e "$run/pid" ] && kill -0 "$(cat "$run/pid" 2>/dev/null)" 2>/dev/null; }
answers() { docker info > /dev/null 2>&1; }
where() { cat "$run/netns" 2>/dev/null || true; }

stop() {
  runs || { say "engine: not running"; return 0; }
  local pid
  pid=$(cat "$run/pid")
  kill "$pid"
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -0 "$pid" 2>/dev/null && die "the engine (pid $pid) did not stop in 30 s"
  umount "$run/exec/netns/default" 2>/dev/null || true
  rm -f "$run/netns" "$run/pid"
  say "engine: stopped"
}

start() {
  local netns=$1
  [ -x "$ENGINE/root/usr/sbin/dockerd" ] || die "no engine in the cache: run fetch-engine.sh first"
  if runs && answers; then
    [ "$(where)" = "$netns" ] && { say "engine: running${netns:+ in $netns}"; return 0; }
    say "engine: moving from '$(where)' to '$netns'"
    stop
  fi
  [ -z "$netns" ] || [ -e "/run/netns/$netns" ] || die "no network namespace $netns"
  # Left by an engine that was killed.
  if pgrep -F "$run/exec/containerd/containerd.pid" > /dev/null 2>&1; then
    kill "$(cat "$run/exec/containerd/containerd.pid")"
    sleep 1
  fi
  rm -f "$run/pid" "$run/docker.sock"
  echo "$netns" > "$run/netns"
  # nsenter, not "ip netns exec": that one hides the control groups.
  PATH=$ENGINE/root/usr/bin:$ENGINE/root/usr/sbin:$PATH ${netns:+nsenter --net=/run/netns/$netns} setsid nohup dockerd \
    --data-root "$ENGINE/data" --exec-root "$run/exec" --pidfile "$run/pid" -H "$DOCKER_HOST" \
    --bip 198.18.100.1/24 --default-address-pool base=198.18.128.0/17,size=24 > "$run/log" 2>&1 < /dev/null &
  for _ in $(seq 300); do
    answers && { say "engine: up${netns:+ in $netns}"; return 0; }
    sleep 0.1
  done
  tail -5 "$run/log" >&2
  die "the engine did not answer in 30 s (log: $run/log)"
}

case "${1:-}" in
  start) need_root && start "${2:-}" ;;
  stop) need_root && stop ;;
  status) runs && answers && echo "running$(where | sed 's/./ in &/')" || { echo stopped; exit 1; } ;;
  *) sed -n 2,4p "$0" >&2; exit 2 ;;
esac
