#!/usr/bin/env bash
# How many bus locations a second go through the socket into Redis, and how soon each can be read: starts the built hub
# on the small demo city with data of its own, signs terminals on over JT/T 808 and lets them report. Hub and load
# generator share this machine. The last line is one JSON object.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/ingest.sh [options]
  --seconds N      how long (default 60)
  --rate N         locations a second (default 20000)
  --connections N  terminals (default 10000; both processes need as many open files)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
. "$root/ops/lib/http.sh"

load_options=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --seconds | --rate | --connections)
      case "${2:-}" in
        '' | *[!0-9]*)
          echo "ingest: $1 wants a whole number" >&2
          exit 1
          ;;
      esac
      load_options+=("$1" "$2")
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

require_jdk 17
ulimit -n "$(ulimit -Hn)"
hub_jar="$root/command-center/target/quarkus-app/quarkus-run.jar"
city_jar="$root/ops/city-simulator/target/city-simulator.jar"
if [ ! -f "$hub_jar" ] || [ ! -f "$city_jar" ]; then
  echo "ingest: building"
  (cd "$root" && ./mvnw -B -q -DskipTests package ${HAIHE_MAVEN_ARGS:-})
fi

free_port() {
  local port
  for port in $(seq "$1" $(($1 + 200))); do
    port_taken "$port" || {
      echo "$port"
      return
    }
  done
  echo "ingest: no free port from $1" >&2
  exit 1
}

# One in front of the other: nobody else should take a port between the question and the start, but it may happen.
http_port="$(free_port 18080)"
bus_port="$(free_port 18808)"
signal_port="$(free_port 19999)"
data="$(mktemp -d)"
hub=""

finish() {
  local status=$?
  trap - EXIT
  if [ -n "$hub" ] && kill -0 "$hub" 2>/dev/null; then
    kill -TERM "$hub"
    wait "$hub" 2>/dev/null || true
  fi
  [ "$status" -eq 0 ] || { [ -f "$data/hub.log" ] && tail -n 25 "$data/hub.log" >&2; }
  rm -rf "$data"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

HAIHE_DEMO_PASSWORD="$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n')"
export HAIHE_DEMO_PASSWORD
echo "ingest: starting the hub on the small demo city"
started_at=$SECONDS
(cd "$data" && exec "$(java_command)" -Xmx768m -XX:+UseG1GC \
  "-Dquarkus.http.port=$http_port" "-Dhaihe.bus.port=$bus_port" "-Dhaihe.signals.port=$signal_port" \
  "-Dhaihe.data-dir=$data" -Dhaihe.demo=true -Dhaihe.demo.scale=small \
  -Dhaihe.limits.enabled=false \
  -jar "$hub_jar") >"$data/hub.log" 2>&1 </dev/null &
hub=$!
until http_get "$http_port" /q/health/ready >/dev/null 2>&1 && port_taken "$bus_port"; do
  if ! kill -0 "$hub" 2>/dev/null || [ $((SECONDS - started_at)) -gt 180 ]; then
    echo "ingest: the hub did not become ready" >&2
    exit 1
  fi
  sleep 0.3
done
echo "ingest: hub ready after $((SECONDS - started_at)) s"

"$(java_command)" -Xmx512m -cp "$city_jar:$root/ops/city-simulator/target/lib/*" cn.haihe.ops.load.IngestLoad \
  --hub "http://127.0.0.1:$http_port" --jt808-port "$bus_port" --hub-pid "$hub" "${load_options[@]}"
