#!/usr/bin/env bash
# Routes on one map, one thread, the same pairs in the same run: GraphHopper's frozen hierarchy, its landmarks frozen
# and under live speeds, and Haihe under the same speeds; what a customisation takes, how soon a route uses new speeds,
# and how many routes a second there are while speeds change. The last line is one JSON object. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/routing.sh [options]
  --osm FILE   a real extract: .osm, .osm.gz or .osm.pbf (default: the small demo city)
  --pairs N    routes to measure (default 1000)
  --seed N     of the pairs and speeds (default 20260101)
  --heap       instead: the heap that routing keeps (default map: the demo city of scale tianjin)
  --growth     instead: hierarchies of generated regions from 30,000 to 1.5 million directed edges (minutes; 4 GB)
  --growth-max N
               with --growth: regions of up to N directed edges (default 1500000)
HAIHE_BENCH_JAVA are options of the virtual machine (default: -XX:+UseG1GC)
END
}

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17

options=()
heap=1g
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      usage
      exit 0
      ;;
    --heap)
      options+=("$1")
      shift
      ;;
    --growth)
      options+=("$1")
      heap=4g
      shift
      ;;
    --osm | --pairs | --seed | --growth-max)
      [ $# -ge 2 ] || {
        echo "routing.sh: $1 wants a value" >&2
        exit 1
      }
      value="$2"
      case "$1:$value" in
        --osm:/*) ;;
        --osm:*) value="$here/$value" ;;
      esac
      options+=("$1" "$value")
      shift 2
      ;;
    *)
      usage >&2
      exit 1
      ;;
  esac
done

classpath="$root/routing-engine/target/bench.classpath"
echo "routing.sh: building what is missing …"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl routing-engine -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test)

temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
"$(java_command)" -Xmx$heap ${HAIHE_BENCH_JAVA:--XX:+UseG1GC} -Dcom.google.protobuf.use_unsafe_pre22_gencode=true "-Djava.io.tmpdir=$temporary" \
  -cp "$root/routing-engine/target/test-classes:$root/routing-engine/target/classes:$(cat "$classpath")" \
  cn.haihe.routing.bench.RoutingBench ${options[@]+"${options[@]}"} 2>"$temporary/log" ||
  {
    tail -30 "$temporary/log" >&2
    exit 1
  }
