#!/usr/bin/env bash
# Adaptive control judged whole: SUMO is the street, each of its signals is a controller that speaks GB/T 20999 over a
# socket, and the centre's adaptive control reads its detectors and commands its stages through the field bus. Prints the
# mean delay of all vehicles beside SUMO's actuated signals; the last line is one JSON object. Needs a JDK and Debian's
# sumo and sumo-tools.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/signals-adaptive.sh [options] [SCENARIO …]
  --judge DIR      the signal judge (default: ../shared/judge beside the repository)
  --scenarios DIR  folders with scenario.json, a SUMO network and routes (default: the judge's)
  --seeds LIST     of SUMO (default 1,2,3)
  --jitter S       departures moved at random by up to so many seconds (default 0)
  --scale X        demand times so much (default 1)
Without a SCENARIO all of the folder are run, about a minute each.
HAIHE_BENCH_JAVA are options of the virtual machine (default: -XX:+UseSerialGC)
END
}

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

judge="$root/../shared/judge"
scenarios=""
seeds=1,2,3
jitter=0
scale=1
names=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --judge | --scenarios | --seeds | --jitter | --scale)
      [ $# -ge 2 ] || {
        echo "signals-adaptive.sh: $1 wants a value" >&2
        exit 1
      }
      value="$2"
      case "$1:$value" in
        --seeds:* | --jitter:* | --scale:* | *:/*) ;;
        *) value="$here/$value" ;;
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
scenarios="${scenarios:-$judge/scenarios}"

for need in sumo python3; do
  command -v "$need" >/dev/null || {
    echo "signals-adaptive.sh: there is no $need here; on Debian: apt-get install sumo sumo-tools" >&2
    exit 1
  }
done
[ -f "$judge/extract.py" ] && [ -d "$scenarios" ] || {
  echo "signals-adaptive.sh: no judge in $judge, or no folder $scenarios (--judge, --scenarios)" >&2
  exit 1
}
if [ ${#names[@]} -eq 0 ]; then
  for file in "$scenarios"/*/scenario.json; do
    names+=("$(basename "$(dirname "$file")")")
  done
fi

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
mkdir "$temporary/nets" "$temporary/baselines"
echo "signals-adaptive.sh: SUMO's actuated signals, seeds $seeds, jitter $jitter s, scale $scale …"
for name in "${names[@]}"; do
  if [ "$scenarios" = "$judge/scenarios" ] && [ -f "$judge/nets/$name.json" ]; then
    cp "$judge/nets/$name.json" "$temporary/nets/"
  else
    SCEN_ROOT="$scenarios" python3 "$judge/extract.py" "$name" -o "$temporary/nets/$name.json"
  fi
  SCEN_ROOT="$scenarios" BASE_ROOT="$temporary/baselines" PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$judge" \
    python3 - "$name" "$seeds" "$jitter" "$scale" "$temporary/baselines" <<'END'
import json, sys
import baselines, common
name, seeds, jitter, scale, folder = sys.argv[1:]
scenario = common.scenario(name)
added = baselines.adds(scenario, 'actuated', folder)
options = dict(depart_jitter=int(jitter), scale=float(scale) if float(scale) != 1 else None)
runs = {seed: common.run_sumo(scenario, int(seed), added, **options) for seed in seeds.split(',')}
mean = sum(run['delay_s'] for run in runs.values()) / len(runs)
json.dump({'actuated': {'mean': {'delay_s': mean}, 'seeds': runs}}, open(f'{folder}/{name}.json', 'w'))
END
done

classpath="$root/ops/city-simulator/target/bench.classpath"
echo "signals-adaptive.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl ops/city-simulator -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)

"$(java_command)" ${HAIHE_BENCH_JAVA:--XX:+UseSerialGC} \
  -cp "$root/ops/city-simulator/target/test-classes:$root/ops/city-simulator/target/classes:$root/signal-control/target/classes:$root/map-data/target/classes:$(cat "$classpath")" \
  cn.haihe.ops.sumo.AdaptiveBench "$scenarios" "$temporary" "$seeds" "$jitter" "$scale" "${names[@]}" \
  2>"$temporary/log" ||
  {
    tail -30 "$temporary/log" >&2
    exit 1
  }
