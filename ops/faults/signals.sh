#!/usr/bin/env bash
# Signals under faults: the hub brings a plan to each junction's simulated controller (draft, second person, load, read back,
# activate, proof over two cycles) while 5 % of the frames are lost, 5 % come twice, 2 % out of order and 1 % corrupted, 2 %
# of the sets end in a reboot, and the hub is killed (kill -9) and started again. With --hubs 2 a second one stands by on the
# same PostgreSQL and Redis and takes over from the one that is killed; the controllers, each given both addresses, turn to the
# other where the one stays silent. Every junction must end on its plan or be shown as not, and a witness in the street may see
# nothing unsafe. The last line is one JSON object; ends with 1 where anything is wrong. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/faults/signals.sh [options]
  --junctions N  at most (default 200; above 150 the city is the large one, which takes minutes to start)
  --kills N      of the hub in charge (default 3)
  --hubs N       1 (default) or 2, on the ports given and the next ones
  --speed N      of the controllers' clocks (default 10)
  --patience N   seconds for all to be in force after the last start (default 600)
  --seed N       of faults, kills and the order of junctions (default 20260101)
  --port N       HTTP of the hub (default 18080); --signal-port N (default 30999)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

junctions=200 kills=3 hubs=1 speed=10 patience=600 seed=20260101 port=18080 signal_port=30999
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --junctions | --kills | --hubs | --speed | --patience | --seed | --port | --signal-port)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || {
        echo "signals.sh: $1 wants a number" >&2
        exit 1
      }
      name="${1#--}"
      declare "${name//-/_}=$2"
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

if [ "$hubs" -lt 1 ] || [ "$hubs" -gt 2 ]; then
  echo "signals.sh: --hubs is 1 or 2" >&2
  exit 1
fi

scale=small heap=900m
if [ "$junctions" -gt 150 ]; then
  scale=tianjin heap=1900m
fi
hub_jar="$root/command-center/target/quarkus-app/quarkus-run.jar"
city_jar="$root/ops/city-simulator/target/city-simulator.jar"
if [ ! -r "$hub_jar" ] || [ ! -r "$city_jar" ] || [ -n "${HAIHE_REBUILD:-}" ]; then
  echo "signals.sh: building what is missing …"
  (cd "$root" && ./mvnw -B -q -DskipTests package ${HAIHE_MAVEN_ARGS:-})
fi

data="$(mktemp -d)"
status=0
"$(java_command)" -Xmx512m -XX:+UseSerialGC -cp "$city_jar:$root/ops/city-simulator/target/lib/*" \
  cn.haihe.ops.faults.SignalsFaults "$junctions" "$seed" "$speed" "$kills" "$patience" "$port" "$signal_port" "$hubs" "$data" \
  "$(java_command)" "-Xmx$heap" -XX:MaxDirectMemorySize=160m -XX:+ExitOnOutOfMemoryError \
  -Dhaihe.bus.port=0 \
  "-Dhaihe.signals.clock-speed=$speed" -Dhaihe.signals.poll-period=PT0.5S -Dhaihe.signals.request-timeout=PT1S \
  -Dhaihe.plans.retry-first=PT2S -Dhaihe.plans.retry-longest=PT10S -Dhaihe.demo=true "-Dhaihe.demo.scale=$scale" \
  -jar "$hub_jar" || status=$?
if [ "$status" -ne 0 ] && [ -r "$data/hub.log" ]; then
  tail -40 "$data/hub.log" >&2
fi
rm -rf "$data"
exit "$status"
