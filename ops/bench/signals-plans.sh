#!/usr/bin/env bash
# How good our fixed-time plans are: optimises each network of the signal judge and lets the judge (SUMO) run it. Prints a
# table with the mean delay a vehicle and its ratio to the best fixed-time column (static, Webster, coordinated). The last
# line is one JSON object. Needs a JDK, python3 and SUMO (Debian: sumo, sumo-tools), and the judge's directory.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/signals-plans.sh [options]
  --judge DIR      the judge (default $HAIHE_SHARED/judge, else ../shared/judge beside the repository)
  --scenarios DIR  folders with scenario.json, a SUMO network and routes, such as ops/lib/unseen_scenarios.py draws; their
                   baselines are run first (default: the judge's own)
  --seconds N      time for each plan (default 60)
  --seed N         of the optimiser (default 1)
  --seeds LIST     of the judge's runs (default 1,2,3)
  --only LIST      scenarios, separated by commas (default: all that the judge has networks of)
  --jitter N       also judges with departures moved by up to N s, seeds 4,5 (ratio to the static plans)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

judge="${HAIHE_SHARED:-$root/../shared}/judge"
seconds=60
seed=1
seeds=1,2,3
only=""
jitter=""
scenarios_of=""
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --judge | --seeds | --only)
      [ -n "${2:-}" ] || {
        echo "signals-plans.sh: $1 wants a value" >&2
        exit 1
      }
      declare "${1#--}=$2"
      shift 2
      ;;
    --scenarios)
      [ -d "${2:-}" ] || {
        echo "signals-plans.sh: there is no directory ${2:-} (--scenarios)" >&2
        exit 1
      }
      scenarios_of="$(cd "$2" && pwd)"
      shift 2
      ;;
    --seconds | --seed | --jitter)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || {
        echo "signals-plans.sh: $1 wants a number" >&2
        exit 1
      }
      declare "${1#--}=$2"
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done
[ -f "$judge/judge.py" ] || {
  echo "signals-plans.sh: there is no judge in $judge" >&2
  exit 1
}
for tool in python3 sumo; do
  command -v "$tool" >/dev/null || {
    echo "signals-plans.sh: needs $tool (Debian: apt-get install sumo sumo-tools python3)" >&2
    exit 1
  }
done

echo "signals-plans.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl signal-control -am -DskipTests package)
jar="$(ls "$root"/signal-control/target/signal-control-*.jar | grep -v -e sources -e tests | head -1)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

nets="$judge/nets"
if [ -n "$scenarios_of" ]; then
  nets="$work/nets"
  export SCEN_ROOT="$scenarios_of" BASE_ROOT="$work/baselines" PYTHONDONTWRITEBYTECODE=1
  mkdir -p "$nets" "$BASE_ROOT"
  only="${only:-$(cd "$scenarios_of" && ls ./*/scenario.json | sed 's|^\./||; s|/scenario.json$||' | paste -sd, -)}"
fi
if [ -z "$only" ]; then
  only="$(cd "$nets" && ls ./*.json | sed 's|^\./||; s|\.json$||' | paste -sd, -)"
fi
IFS=, read -r -a scenarios <<<"$only"
if [ -n "$scenarios_of" ]; then
  for scenario in "${scenarios[@]}"; do
    python3 "$judge/extract.py" "$scenario" -o "$nets/$scenario.json"
    python3 "$judge/baselines.py" "$scenario" --only static,webster,coord,actuated --seeds "$seeds"
  done
fi
for scenario in "${scenarios[@]}"; do
  "$(java_command)" -Xmx512m -jar "$jar" optimise "$nets/$scenario.json" -o "$work/$scenario.plan.json" \
    --seconds "$seconds" --seed "$seed"
  python3 "$judge/judge.py" "$scenario" "$work/$scenario.plan.json" --seeds "$seeds" \
    --json "$work/$scenario.judged.json" >/dev/null
  if [ -n "$jitter" ]; then
    python3 "$judge/judge.py" "$scenario" "$work/$scenario.plan.json" --seeds 4,5 --depart-jitter "$jitter" \
      --json "$work/$scenario.jittered.json" >/dev/null
  fi
done

python3 - "$work" "${scenarios[@]}" <<'END'
import json, os, sys
work, scenarios = sys.argv[1], sys.argv[2:]
ratios, jittered = {}, {}
print(f"{'scenario':14s} {'delay s':>8s} {'/best fixed':>11s} {'/static':>8s} {'/webster':>8s} {'/coord':>8s} {'/actuated':>9s}  jittered: delay s, /static")
for name in scenarios:
    r = json.load(open(os.path.join(work, name + '.judged.json')))
    ratio = r['ratio_delay']
    fixed = [ratio[k] for k in ('static', 'webster', 'coord') if k in ratio]
    ratios[name] = max(fixed) if fixed else None
    line = f"{name:14s} {r['mean']['delay_s']:8.1f} {ratios[name] if fixed else float('nan'):11.3f}"
    line += ''.join(f" {ratio.get(k, float('nan')):{w}.3f}" for k, w in (('static', 8), ('webster', 8), ('coord', 8), ('actuated', 9)))
    path = os.path.join(work, name + '.jittered.json')
    if os.path.exists(path):
        j = json.load(open(path))
        jittered[name] = j['ratio_delay']['static']
        line += f"  {j['mean']['delay_s']:8.1f} {jittered[name]:8.3f}"
    print(line)
out = {'judgeRatios': ratios}
if jittered:
    out['jitteredRatiosToStatic'] = jittered
print(json.dumps(out))
END
