#!/usr/bin/env bash
# Adaptive control judged whole: a hub that runs as it would in a city, with SUMO as the street. Each scenario becomes a map
# and an engineer's survey of its junctions; the hub loads both, SUMO's signals dial in as GB/T 20999 controllers, an engineer
# puts them under adaptive control over HTTP, and the mean delay of all vehicles stands beside SUMO's actuated signals. The
# last line is one JSON object. Needs a JDK, python3 and Debian's sumo and sumo-tools.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/signals-hub-adaptive.sh [options] [SCENARIO …]
  --judge DIR      the signal judge (default: ../shared/judge beside the repository)
  --scenarios DIR  folders with scenario.json, a SUMO network and routes (default: the judge's)
  --seconds N      of the street, from each scenario's begin (default 900; 0 for all of it, mostly an hour)
  --speed N        seconds of the street in one on the wall (default 4, at most 20): the hub looks as often
  --seeds LIST     of SUMO (default 1)
  --keep DIR       keep maps, surveys, data and logs there (default: a temporary folder, removed at the end)
Without a SCENARIO: cologne1 cologne8 hz1x1_knhz grid4x4, about five minutes each.
END
}

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"

judge="$root/../shared/judge" scenarios="" seconds=900 speed=4 seeds=1 keep=""
names=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --judge | --scenarios | --seconds | --speed | --seeds | --keep)
      [ $# -ge 2 ] || {
        echo "signals-hub-adaptive.sh: $1 wants a value" >&2
        exit 1
      }
      value="$2"
      case "$1:$value" in
        --judge:/* | --scenarios:/* | --keep:/*) ;;
        --judge:* | --scenarios:* | --keep:*) value="$here/$value" ;;
      esac
      printf -v "${1#--}" %s "$value"
      shift 2
      ;;
    -*)
      usage >&2
      exit 1
      ;;
    *)
      names+=("$1")
      shift
      ;;
  esac
done
require_jdk 17
for need in sumo python3; do
  command -v "$need" >/dev/null || {
    echo "signals-hub-adaptive.sh: there is no $need here; on Debian: apt-get install sumo sumo-tools python3" >&2
    exit 1
  }
done
[ -f "$judge/baselines.py" ] || {
  echo "signals-hub-adaptive.sh: no judge in $judge (--judge)" >&2
  exit 1
}
judge="$(cd "$judge" && pwd)"
scenarios="${scenarios:-$judge/scenarios}"
[ ${#names[@]} -gt 0 ] || names=(cologne1 cologne8 hz1x1_knhz grid4x4)
for name in "${names[@]}"; do
  [ -f "$scenarios/$name/scenario.json" ] || {
    echo "signals-hub-adaptive.sh: there is no $scenarios/$name/scenario.json (--scenarios)" >&2
    exit 1
  }
done
[[ "$seconds" =~ ^[0-9]+$ && "$speed" =~ ^[0-9]+(\.[0-9]+)?$ && "$seeds" =~ ^[0-9]+(,[0-9]+)*$ ]] || {
  usage >&2
  exit 1
}

if [ -z "${HAIHE_SKIP_BUILD:-}" ]; then
  echo "signals-hub-adaptive.sh: building what is missing …"
  (cd "$root" && ./mvnw -B -q -DskipTests package ${HAIHE_MAVEN_ARGS:-} -pl command-center,ops/city-simulator -am)
fi
mkdir -p ${keep:+"$keep"} "$root/target"
exec python3 -B "$root/ops/lib/sumo_hub.py" --java "$(java_command)" \
  --hub-jar "$root/command-center/target/quarkus-app/quarkus-run.jar" \
  --city-jar "$root/ops/city-simulator/target/city-simulator.jar" \
  --judge "$judge" --scenarios "$scenarios" --seconds "$seconds" --speed "$speed" --seeds "$seeds" \
  ${keep:+--keep "$keep"} "${names[@]}"
