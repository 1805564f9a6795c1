#!/usr/bin/env bash
# Thousands of simulated signal controllers, half of them over UDP and half over TCP, and the field bus on this machine:
# frames a second through the codec, heartbeat and status poll of all once a second, and a new plan for all, loaded, read
# back, activated and proven over two cycles by the controllers' own clocks, which run faster for the proof and as ours
# before. Then how good our plans and our adaptive control are by the signal judge (signals-plans.sh, signals-adaptive.sh),
# where SUMO and the judge are. The last line is one JSON object. Needs a JDK only; what could not be judged is null.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/signals.sh [options]
  --controllers N  (default 10000; the process needs as many open files)
  --speed N        of the controllers' clocks in the proof (default 10)
  --seed N         of the first junction (default 1)
  --without-judge  the bus alone: the judge takes some twenty minutes
  --judge DIR      the signal judge (default $HAIHE_SHARED/judge, else ../shared/judge beside the repository)
  --plan-seconds N for each plan that is judged (default 60)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17
ulimit -n "$(ulimit -Hn)"

options=()
with_judge=yes
judge="${HAIHE_SHARED:-$root/../shared}/judge"
plan_seconds=60
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --without-judge)
      with_judge=no
      shift
      ;;
    --judge)
      [ -d "${2:-}" ] || {
        echo "signals.sh: --judge wants a directory" >&2
        exit 1
      }
      judge="$(cd "$2" && pwd)"
      shift 2
      ;;
    --controllers | --speed | --seed | --plan-seconds)
      [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || {
        echo "signals.sh: $1 wants a number" >&2
        exit 1
      }
      if [ "$1" = --plan-seconds ]; then
        plan_seconds="$2"
      else
        options+=("$1" "$2")
      fi
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# all_but_figures FILE: prints what comes in but for the line of figures, which goes to the file.
all_but_figures() {
  awk -v figures="$1" '/^{/ { print > figures; next } { print; fflush() }'
}

classpath="$root/signal-control/target/bench.classpath"
echo "signals.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl signal-control -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)
"$(java_command)" -Xmx1500m -XX:+UseParallelGC \
  -cp "$root/signal-control/target/test-classes:$root/signal-control/target/classes:$(cat "$classpath")" \
  cn.haihe.signal.bench.SignalsBench ${options[@]+"${options[@]}"} | all_but_figures "$work/bus"
figures="$(cat "$work/bus")"

why_not_judged=""
if [ "$with_judge" = no ]; then
  why_not_judged="the judge was not asked for"
elif [ ! -f "$judge/judge.py" ]; then
  why_not_judged="there is no judge in $judge"
else
  for tool in sumo python3; do
    command -v "$tool" >/dev/null || why_not_judged="there is no $tool here (Debian: apt-get install sumo sumo-tools python3)"
  done
fi

# judged NAME COMMAND…: the object NAME of the last line that the command prints, or null with the reason.
judged() {
  local name="$1" ratios
  shift
  if [ -n "$why_not_judged" ]; then
    echo "signals: $name: null, $why_not_judged"
    figures="${figures%\}},\"$name\":null}"
    return
  fi
  ratios=""
  if "$@" | all_but_figures "$work/$name"; then
    ratios="$(sed -n "s/^.*\"$name\" *: *\({[^{}]*}\).*$/\1/p" "$work/$name")"
  fi
  if [ -z "$ratios" ]; then
    echo "signals: $name: null, $(basename "$1") did not end well"
    failed=1
  fi
  figures="${figures%\}},\"$name\":${ratios:-null}}"
}

failed=0
judged judgeRatios "$root/ops/bench/signals-plans.sh" --judge "$judge" --seconds "$plan_seconds"
judged adaptiveRatios "$root/ops/bench/signals-adaptive.sh" --judge "$judge"
echo "$figures"
exit "$failed"
