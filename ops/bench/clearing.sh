#!/usr/bin/env bash
# A day of card records from signed files to netted positions: digests, signatures, codes, duplicates, shares, ledger, over a
# real PostgreSQL with its log on, beside the rows a second that COPY alone takes there in the same run. The last line is one
# JSON object. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/clearing.sh [options]
  --records N  of the day (default 10000000; 200 bytes of disk each for the files, 300 for the database)
  --file N     records in a file (default 1000000)
  --seed N     of cards, gates and fares (default 20260101)
HAIHE_BENCH_JAVA are options of the virtual machine (default: -Xmx1g -XX:+UseSerialGC)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

records=10000000
file=1000000
seed=20260101
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --records | --file | --seed)
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
"$(java_command)" ${HAIHE_BENCH_JAVA:--Xmx1g -XX:+UseSerialGC} "-Djava.io.tmpdir=$temporary" \
  -cp "$root/transit-card/target/test-classes:$root/transit-card/target/classes:$(cat "$classpath")" \
  cn.haihe.card.bench.ClearingBench "$records" "$file" "$seed" 2>"$temporary/log" ||
  {
    tail -30 "$temporary/log" >&2
    exit 1
  }
