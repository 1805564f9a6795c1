#!/usr/bin/env bash
# What guarded advice on a guidance sign does, beside no advice and advice that everybody gets at once: a seeded
# simulation of one sign before three ways, of which the main one loses two fifths of its capacity for two hours. The
# last line is one JSON object with the means over all seeds. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/guidance.sh [options]
  --seeds N    days to simulate (default 30)
  --first N    seed of the first (default 1)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

options=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --seeds | --first)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || {
        echo "guidance.sh: $1 wants a number" >&2
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

classpath="$root/routing-engine/target/bench.classpath"
echo "guidance.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl routing-engine -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)
"$(java_command)" -Xmx256m \
  -cp "$root/routing-engine/target/test-classes:$root/routing-engine/target/classes:$(cat "$classpath")" \
  cn.haihe.routing.guidance.GuidanceBench ${options[@]+"${options[@]}"}
