#!/usr/bin/env bash
# A day of clearing under faults: two processes clear the same files at once, in orders of their own, with clocks that step,
# and are killed at random moments, as PostgreSQL is; some files come twice, some are cut off, altered or forged. The positions
# must be those of an undisturbed run, and an independent audit must find nothing. The last line is one JSON object; ends with
# 1 where anything is wrong. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/faults/clearing.sh [options]
  --kills N    of the clearing processes; every tenth time PostgreSQL too (default 100)
  --files N    of each of three cities (default 12)
  --records N  in a file (default 40000)
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
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --kills | --files | --records | --seed)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || {
        echo "clearing.sh: $1 wants a number" >&2
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

classpath="$root/transit-card/target/bench.classpath"
echo "clearing.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl transit-card test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
status=0
"$(java_command)" -Xmx512m "-Djava.io.tmpdir=$temporary" \
  -cp "$root/transit-card/target/test-classes:$root/transit-card/target/classes:$(cat "$classpath")" \
  cn.haihe.card.faults.ClearingFaults "$kills" "$files" "$records" "$seed" 2>"$temporary/log" || status=$?
[ "$status" -eq 0 ] || tail -30 "$temporary/log" >&2
exit "$status"
