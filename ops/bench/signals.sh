#!/usr/bin/env bash
# Thousands of simulated signal controllers, half of them over UDP and half over TCP, and the field bus on this machine:
# frames a second through the codec, heartbeat and status poll of all once a second, and a new plan for all, loaded, read
# back, activated and proven over two cycles by the controllers' own clocks, which run faster for the proof and as ours
# before. The last line is one JSON object. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/signals.sh [options]
  --controllers N  (default 10000; the process needs as many open files)
  --speed N        of the controllers' clocks in the proof (default 10)
  --seed N         of the first junction (default 1)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17
ulimit -n "$(ulimit -Hn)"

options=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --controllers | --speed | --seed)
      [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || {
        echo "signals.sh: $1 wants a number" >&2
        exit 1
      }
      options+=("$1" "$2")
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

classpath="$root/signal-control/target/bench.classpath"
echo "signals.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl signal-control -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)
"$(java_command)" -Xmx1500m -XX:+UseParallelGC \
  -cp "$root/signal-control/target/test-classes:$root/signal-control/target/classes:$(cat "$classpath")" \
  cn.haihe.signal.bench.SignalsBench ${options[@]+"${options[@]}"}
