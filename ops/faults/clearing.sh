#!/usr/bin/env bash
# A day of clearing under faults: two processes clear the same files at once, in orders of their own, with clocks that step,
# and are killed at random moments, as PostgreSQL is; some files come twice, some are cut off, altered or forged. The positions
# must be those of an undisturbed run, and an independent audit must find nothing. Then the same over the doors of a real hub
# that is killed (kill -9) while institutions upload and files are cleared. The last line is one JSON object; ends with 1 where
# anything is wrong. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/faults/clearing.sh [options]
  --kills N    of the clearing processes; every tenth time PostgreSQL too (default 100)
  --files N    of each of three cities (default 12)
  --records N  in a file (default 40000)
  --hub-kills N  of the hub while it takes and clears files; every other time its PostgreSQL too (default 6; 0: no hub)
  --port N     HTTP of the hub (default 18081)
  --seed N     of files, orders, kills and clocks (default 20260101)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

kills=100
files=12
records=40000
seed=20260101
hub_kills=6
port=18081
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --kills | --files | --records | --seed | --hub-kills | --port)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || {
        echo "clearing.sh: $1 wants a number" >&2
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

classpath="$root/transit-card/target/bench.classpath"
hub_jar="$root/command-center/target/quarkus-app/quarkus-run.jar"
city_jar="$root/ops/city-simulator/target/city-simulator.jar"
echo "clearing.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl transit-card test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)
if [ "$hub_kills" -gt 0 ] && { [ ! -r "$hub_jar" ] || [ ! -r "$city_jar" ] || [ -n "${HAIHE_REBUILD:-}" ]; }; then
  (cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -DskipTests package)
fi

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
status=0
: >"$temporary/processes"
: >"$temporary/hubs"
if [ "$kills" -gt 0 ]; then
  "$(java_command)" -Xmx512m "-Djava.io.tmpdir=$temporary" \
    -cp "$root/transit-card/target/test-classes:$root/transit-card/target/classes:$(cat "$classpath")" \
    cn.haihe.card.faults.ClearingFaults "$kills" "$files" "$records" "$seed" 2>"$temporary/log" |
    tee "$temporary/processes" |
    sed '/^{/d' || status=$?
  [ "$status" -eq 0 ] || tail -30 "$temporary/log" >&2
fi
if [ "$hub_kills" -gt 0 ]; then
  echo "clearing.sh: over the doors of a hub …"
  hub_status=0
  mkdir "$temporary/hub"
  "$(java_command)" -Xmx512m -XX:+UseSerialGC -cp "$city_jar:$root/ops/city-simulator/target/lib/*" \
    cn.haihe.ops.faults.ClearingHubFaults "$hub_kills" 8 30000 "$seed" "$port" "$temporary/hub" \
    "$(java_command)" -Xmx900m -XX:MaxDirectMemorySize=160m -XX:+ExitOnOutOfMemoryError "-Dquarkus.http.port=$port" \
    -Dhaihe.bus.port=0 -Dhaihe.signals.port=0 -Dhaihe.demo=true -Dhaihe.clearing.look-every=1s "-Dhaihe.data-dir=@" \
    -jar "$hub_jar" 2>"$temporary/hub.log" | tee "$temporary/hubs" |
    sed '/^{/d' || hub_status=$?
  if [ "$hub_status" -ne 0 ]; then
    tail -30 "$temporary/hub.log" >&2
    tail -qn 20 "$temporary"/hub/*/hub.log >&2 || true
    status=1
  fi
fi
# One object of both.
object() { if [ -s "$1" ]; then tail -1 "$1" | sed -n 's/^{\(.*\)}$/\1/p'; fi; }
processes="$(object "$temporary/processes")" hubs="$(object "$temporary/hubs")"
echo "{$processes${processes:+${hubs:+,}}$hubs}"
exit "$status"
