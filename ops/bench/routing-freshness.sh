#!/usr/bin/env bash
# How soon a route uses a speed that was posted at the feed, through the hub's HTTP doors, while every segment of the
# city gets a new speed each second without a pause: starts the built hub with data of its own. Hub and load generator share
# this machine; what each takes of its processors is told. The last line is one JSON object.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/routing-freshness.sh [options]
  --osm FILE   a real extract: .osm, .osm.gz or .osm.pbf (default: the small demo city)
  --rounds N   speeds to follow (default 30)
  --period-ms N  in which every segment gets a new speed (default 1000)
  --seed N     of the speeds (default 20260101)
END
}

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
. "$root/ops/lib/http.sh"

load_options=()
map_options=(-Dhaihe.demo.scale=small)
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --osm | --rounds | --period-ms | --seed)
      [ $# -ge 2 ] || {
        echo "routing-freshness: $1 wants a value" >&2
        exit 1
      }
      case "$1:$2" in
        --osm:/*) map_options=("-Dhaihe.map.file=$2") ;;
        --osm:*) map_options=("-Dhaihe.map.file=$here/$2") ;;
        *) load_options+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

require_jdk 17
hub_jar="$root/command-center/target/quarkus-app/quarkus-run.jar"
city_jar="$root/ops/city-simulator/target/city-simulator.jar"
if [ ! -f "$hub_jar" ] || [ ! -f "$city_jar" ]; then
  echo "routing-freshness: building"
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
  echo "routing-freshness: no free port from $1" >&2
  exit 1
}

http_port="$(free_port 18180)"
bus_port="$(free_port 18908)"
signal_port="$(free_port 20099)"
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
echo "routing-freshness: starting the hub"
started_at=$SECONDS
(cd "$data" && exec "$(java_command)" -Xmx1536m -XX:+UseG1GC -XX:G1HeapRegionSize=4m \
  "-Dquarkus.http.port=$http_port" "-Dhaihe.bus.port=$bus_port" "-Dhaihe.signals.port=$signal_port" \
  "-Dhaihe.data-dir=$data" -Dhaihe.demo=true "${map_options[@]}" \
  -Dhaihe.limits.enabled=false \
  -jar "$hub_jar") >"$data/hub.log" 2>&1 </dev/null &
hub=$!
until http_get "$http_port" /q/health/ready >/dev/null 2>&1; do
  if ! kill -0 "$hub" 2>/dev/null || [ $((SECONDS - started_at)) -gt 300 ]; then
    echo "routing-freshness: the hub did not become ready" >&2
    exit 1
  fi
  sleep 0.3
done
echo "routing-freshness: hub ready after $((SECONDS - started_at)) s"

"$(java_command)" -Xmx768m -cp "$city_jar:$root/ops/city-simulator/target/lib/*" cn.haihe.ops.load.RoutingFreshness \
  --hub "http://127.0.0.1:$http_port" --hub-pid "$hub" --hub-data "$data" ${load_options[@]+"${load_options[@]}"}
