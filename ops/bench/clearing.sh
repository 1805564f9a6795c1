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
  --at-once N  files that are cleared at once, as a hub does (default 2)
  --transfers N  percent of the records that are of journeys by transfer through several cities (default 8)
  --seed N     of cards, gates and fares (default 20260101)
  --with-faults [N]  also ops/faults/clearing.sh with N kills (default 100); its figures go into the last line
  --rows N     instead of all that: look-ups among N rows that PostgreSQL makes by itself (300 bytes of disk each)
HAIHE_BENCH_JAVA are options of the virtual machine (default: -Xmx1g -XX:+UseSerialGC)
END
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

records=10000000
file=1000000
at_once=2
transfers=8
seed=20260101
rows=0
kills=0
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --with-faults)
      kills=100
      shift
      if [[ "${1:-}" =~ ^[0-9]+$ ]]; then
        kills=$1
        shift
      fi
      ;;
    --records | --file | --seed | --rows | --at-once | --transfers)
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
echo "clearing.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl transit-card test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
bench() {
  "$(java_command)" ${HAIHE_BENCH_JAVA:--Xmx1g -XX:+UseSerialGC} "-Djava.io.tmpdir=$temporary" \
    -cp "$root/transit-card/target/test-classes:$root/transit-card/target/classes:$(cat "$classpath")" \
    "cn.haihe.card.bench.$@" 2>"$temporary/log" || {
    tail -30 "$temporary/log" >&2
    exit 1
  }
}

if [ "$rows" -gt 0 ]; then
  bench ManyRows "$rows" "$seed"
  exit 0
fi
bench ClearingBench "$records" "$file" "$seed" "$at_once" "$transfers" | tee "$temporary/bench" | sed '$d'
line="$(tail -1 "$temporary/bench")"

# The number that a line of JSON has under a name.
figure() { sed -n "s/.*\"$1\":\(-\{0,1\}[0-9]*\).*/\1/p" <<<"$2"; }

if [ "$kills" -gt 0 ]; then
  "$root/ops/faults/clearing.sh" --kills "$kills" --seed "$seed" | tee "$temporary/faults"
  faults="$(tail -1 "$temporary/faults")"
  for name in kills lost duplicated imbalanceFen; do
    sum=$(($(figure "$name" "$line") + $(figure "$name" "$faults")))
    line="$(sed "s/\"$name\":-\{0,1\}[0-9]*/\"$name\":$sum/" <<<"$line")"
  done
fi
echo "$line"
