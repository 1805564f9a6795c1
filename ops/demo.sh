#!/usr/bin/env bash
# The whole of Haihe with one command: builds what is missing, starts the hub and a simulated city against it, prints
# the addresses, and ends everything it started on Ctrl-C. Needs a JDK 17 or newer and nothing else.
set -euo pipefail

usage() {
  cat <<'END'
ops/demo.sh [options]
  --scale small|tianjin  the demo city: about 150 signal junctions (default) or about 1,500
  --osm FILE             a real extract instead: .osm, .osm.gz or .osm.pbf
  --speed N              the simulated day runs N times as fast (default 1); vehicles move as fast as ever
  --at HH:MM|now         the simulated time of day at the start (default 07:45, the morning rush)
  --seed N               of the demo city and its traffic (default 20260101)
  --port N               HTTP (default 8080)
  --bus-port N           JT/T 808 (default 8808)
  --signal-port N        GB/T 20999, TCP and UDP (default 20999)
  --buses N              at most so many buses (default: by the number of routes)
  --data DIR             where the demo keeps its data (default data/demo-…)
  --help
END
}

# A shell that starts this in the background may have it ignore SIGINT, which bash cannot undo by itself.
if [ -n "$(trap -p INT)" ] && [ -z "${HAIHE_DEMO_REEXEC:-}" ] && env --default-signal=INT true 2>/dev/null; then
  HAIHE_DEMO_REEXEC=1 exec env --default-signal=INT bash "${BASH_SOURCE[0]}" "$@"
fi
unset HAIHE_DEMO_REEXEC

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/ops/lib/jdk.sh"
. "$root/ops/lib/http.sh"

scale=small osm="" speed=1 at=07:45 seed=20260101 port=8080 bus_port=8808 signal_port=20999 buses="" data=""

die() {
  echo "demo: $*" >&2
  exit 1
}

absolute() {
  case "$1" in
    /*) echo "$1" ;;
    *) echo "$here/$1" ;;
  esac
}

whole() {
  case "$2" in
    '' | *[!0-9]*) die "$1 wants a whole number, not '$2'" ;;
  esac
}

while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --*=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      continue
      ;;
    --scale | --osm | --speed | --at | --seed | --port | --bus-port | --signal-port | --buses | --data)
      [ $# -ge 2 ] || die "$1 wants a value"
      ;;
    *)
      usage >&2
      die "unknown option $1"
      ;;
  esac
  case "$1" in
    --scale) scale="$2" ;;
    --osm) osm="$(absolute "$2")" ;;
    --speed) speed="$2" ;;
    --at) at="$2" ;;
    --seed) whole "$1" "$2" && seed="$2" ;;
    --port) whole "$1" "$2" && port="$2" ;;
    --bus-port) whole "$1" "$2" && bus_port="$2" ;;
    --signal-port) whole "$1" "$2" && signal_port="$2" ;;
    --buses) whole "$1" "$2" && buses="$2" ;;
    --data) data="$(absolute "$2")" ;;
  esac
  shift 2
done

case "$scale" in
  small) heap=640m ready_within=240 ;;
  tianjin) heap=1900m ready_within=420 ;;
  *) die "--scale is small or tianjin, not '$scale'" ;;
esac
if [ -n "$osm" ]; then
  [ -r "$osm" ] || die "cannot read $osm"
  heap=1200m
fi
case "$speed" in
  '' | *[!0-9.]* | *.*.*) die "--speed wants a number above 0, not '$speed'" ;;
esac
case "$at" in
  now | [0-2][0-9]:[0-5][0-9]) ;;
  *) die "--at is a time as 07:45, or now; not '$at'" ;;
esac
require_jdk 17
check_port() {
  if port_taken "$2"; then
    die "port $2 is taken; say another one with $1"
  fi
}
check_port --port "$port"
check_port --bus-port "$bus_port"
check_port --signal-port "$signal_port"

if [ -z "$data" ]; then
  if [ -n "$osm" ]; then
    data="$root/data/demo-$(basename "$osm" | sed 's/\.osm.*$//')"
  else
    data="$root/data/demo-$scale-$seed"
  fi
fi
mkdir -p "$data/logs"
data="$(cd "$data" && pwd)"
hub_log="$data/logs/hub.log"
city_log="$data/logs/city.log"
started_at=$SECONDS

# Every job in a process group of its own: Ctrl-C comes to this script alone, which ends the others in order.
set -m
job="" hub="" city="" ended=""

alive() {
  [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

# end PID SECONDS NAME: asks it to end, and after so many seconds makes it.
end() {
  local pid="$1" patience="$2" name="$3" waited=0
  alive "$pid" || return 0
  kill -TERM "$pid" 2>/dev/null || true
  while alive "$pid"; do
    sleep 0.2
    waited=$((waited + 1))
    if [ "$waited" -ge $((patience * 5)) ]; then
      echo "demo: $name did not end within $patience s; killing it" >&2
      kill -KILL -- "-$pid" 2>/dev/null || true
      break
    fi
  done
  wait "$pid" 2>/dev/null || true
}

finish() {
  local status=$?
  trap '' INT TERM HUP
  [ -z "$ended" ] || exit "$status"
  ended=yes
  if [ -n "$hub$city$job" ]; then
    echo
    echo "demo: ending what it started"
    end "$job" 5 "the build"
    end "$city" 10 "the simulated city"
    end "$hub" 40 "the hub"
    echo "demo: all ended; data stays in $data"
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

hub_jar="$root/command-center/target/quarkus-app/quarkus-run.jar"
city_jar="$root/ops/city-simulator/target/city-simulator.jar"
stamp="$root/target/built"

up_to_date() {
  [ -f "$hub_jar" ] && [ -f "$city_jar" ] && [ -f "$stamp" ] &&
    [ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/*/pom.xml "$root"/*/src/main "$root"/*/*/src/main \
      -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

if ! up_to_date; then
  echo "demo: building (the first time downloads about 1 GB) …"
  mkdir -p "$root/target" && : >"$stamp.new"
  rm -f "$stamp"
  (cd "$root" && exec ./mvnw -B -q -DskipTests package ${HAIHE_MAVEN_ARGS:-}) &
  job=$!
  wait "$job" || die "the build failed"
  job=""
  mv "$stamp.new" "$stamp"
  echo "demo: built in $((SECONDS - started_at)) s"
fi

if [ -z "${HAIHE_DEMO_PASSWORD:-}" ]; then
  if [ ! -s "$data/demo-password" ]; then
    (umask 077 && od -An -N6 -tx1 /dev/urandom | tr -d ' \n' >"$data/demo-password")
  fi
  HAIHE_DEMO_PASSWORD="$(cat "$data/demo-password")"
fi
export HAIHE_DEMO_PASSWORD

start_at=$SECONDS
hub_options=(
  "-Xmx$heap" -XX:MaxDirectMemorySize=160m -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError
  "-Dquarkus.http.port=$port" "-Dhaihe.bus.port=$bus_port" "-Dhaihe.signals.port=$signal_port"
  -Dhaihe.plans.direct-push=true "-Dhaihe.data-dir=$data" -Dhaihe.demo=true "-Dhaihe.demo.scale=$scale" "-Dhaihe.demo.seed=$seed"
)
if [ -n "$osm" ]; then
  echo "demo: starting the hub on $osm"
  hub_options+=("-Dhaihe.map.file=$osm")
else
  echo "demo: starting the hub on the demo city, scale $scale, seed $seed (partly synthetic)"
fi
: >"$hub_log"
(cd "$data" && exec "$(java_command)" "${hub_options[@]}" -jar "$hub_jar") >>"$hub_log" 2>&1 </dev/null &
hub=$!

# Shows what the hub says of its own steps, from the line after the last one shown.
shown=0
show_progress() {
  local total
  total="$(wc -l <"$hub_log")"
  if [ "$total" -gt "$shown" ]; then
    sed -n "$((shown + 1)),${total}p" "$hub_log" | sed -n 's/^.* INFO  *\[cn\.hai[^]]*\] *([^)]*) */demo:   hub: /p'
    shown="$total"
  fi
}

quote_log() {
  if grep -q ' ERROR ' "$1"; then
    echo "demo: errors in $1:" >&2
    sed -n 's/^[^ ]* [^ ]* *ERROR *\[[^]]*\] *([^)]*) */demo:   /p' "$1" | tail -n 5 >&2
  else
    echo "demo: the last lines of $1:" >&2
    tail -n 25 "$1" >&2
  fi
}

until http_get "$port" /q/health/ready >/dev/null 2>&1; do
  show_progress
  if ! alive "$hub"; then
    quote_log "$hub_log"
    die "the hub ended before it was ready"
  fi
  if [ $((SECONDS - start_at)) -gt "$ready_within" ]; then
    quote_log "$hub_log"
    die "the hub was not ready within $ready_within s"
  fi
  sleep 0.3
done
show_progress
echo "demo: the hub is ready after $((SECONDS - start_at)) s"

city_options=(--hub "http://127.0.0.1:$port" --jt808-port "$bus_port" --signal-port "$signal_port"
  --seed "$seed" --speed "$speed" --keys "$data/city-simulator-keys.json")
[ "$at" = now ] || city_options+=(--at "$at")
[ -z "$buses" ] || city_options+=(--buses "$buses")
echo "demo: starting the simulated city (its day begins at $at, ${speed} times as fast)"
(exec "$(java_command)" -Xmx512m -XX:+UseSerialGC -jar "$city_jar" "${city_options[@]}") >"$city_log" 2>&1 </dev/null &
city=$!

# points FILE: lon,lat of its point features.
points() {
  http_get "$port" "/open/v1/$1" 2>/dev/null | grep -o '"coordinates": *\[ *[-0-9.]* *, *[-0-9.]* *\]' |
    sed 's/.*\[ *\([-0-9.]*\) *, *\([-0-9.]*\) *\]/\1,\2/' || true
}

# A point in the middle of all, and one of them some kilometres away.
choose_points() {
  points junctions.geojson | awk -F, '
    { lon[NR] = $1; lat[NR] = $2; x += $1; y += $2 }
    END {
      if (NR == 0) exit
      x /= NR; y /= NR; best = -1; far = -1
      for (i = 1; i <= NR; i++) {
        d = sqrt(((lon[i] - x) * cos(y / 57.3)) ^ 2 + (lat[i] - y) ^ 2) * 111195
        if (best < 0 || d < best) { best = d; middle = lon[i] "," lat[i] }
        if (d < 4000 && d > far) { far = d; away = lon[i] "," lat[i] }
      }
      print middle, away
    }'
}
read -r middle away <<<"$(choose_points)" || true
junction="$(http_get "$port" /open/v1/junctions.geojson 2>/dev/null | grep -o '"j[0-9]*"' | sed -n '1s/"//gp' || true)"

live() {
  http_get "$port" /pocket/v1/traffic/index 2>/dev/null | grep -q '"index": *[0-9]' &&
    http_get "$port" "/pocket/v1/buses?near=$middle&radius=5000" 2>/dev/null | grep -q '"plate"'
}

echo "demo: waiting for the first live values"
live_from=$SECONDS
until live; do
  alive "$hub" || { quote_log "$hub_log" && die "the hub ended"; }
  alive "$city" || { quote_log "$city_log" && die "the simulated city ended"; }
  if [ $((SECONDS - live_from)) -gt 90 ]; then
    echo "demo: no live values after 90 s; see $city_log" >&2
    break
  fi
  sleep 0.5
done

rss_mib() {
  if [ -r "/proc/$1/status" ]; then
    awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"
  else
    ps -o rss= -p "$1" | awk '{ printf "%d", $1 / 1024 }'
  fi
}

base="http://127.0.0.1:$port"
cat <<END

Haihe is alive: hub ready after $((live_from - start_at)) s, live values after $((SECONDS - start_at)) s, RSS hub $(rss_mib "$hub") MiB, city $(rss_mib "$city") MiB
  console   $base/          API $base/q/swagger-ui   health $base/q/health   metrics $base/q/metrics
  doors     JT/T 808 tcp $bus_port   GB/T 20999 tcp and udp $signal_port
  accounts  viewer operator engineer commander clearing auditor administrator, password $HAIHE_DEMO_PASSWORD
  logs      $hub_log   $city_log
Try
  curl '$base/pocket/v1/traffic/index'
  curl '$base/pocket/v1/buses?near=$middle&radius=1000'
  curl '$base/pocket/v1/parking?near=$middle&radius=2000'
  curl '$base/pocket/v1/routes?from=$middle&to=$away&lang=zh'
  curl '$base/pocket/v1/park-and-walk?from=$away&to=$middle&lang=zh'
  curl '$base/pocket/v1/disruptions'
  curl '$base/gh/route?point=${middle#*,},${middle%,*}&point=${away#*,},${away%,*}&profile=car'
  TOKEN=\$(curl -s -H 'Content-Type: application/json' -d '{"username":"engineer","password":"$HAIHE_DEMO_PASSWORD"}' $base/api/v1/session | sed 's/.*"token" *: *"\([^"]*\)".*/\1/')
  curl -s -X POST -H "Authorization: Bearer \$TOKEN" -H 'Content-Type: application/json' -d '{}' $base/api/v1/signals/$junction/plan
The last one takes some minutes: it watches the stages until they came as planned over two cycles. Ctrl-C ends it.
END

while alive "$hub" && alive "$city"; do
  sleep 1 &
  wait $! || true
done
alive "$hub" || { quote_log "$hub_log" && die "the hub ended by itself"; }
quote_log "$city_log"
die "the simulated city ended by itself"
