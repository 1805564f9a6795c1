#!/usr/bin/env bash
# Routes on one map, one thread, the same pairs in the same run: GraphHopper's frozen hierarchy, its landmarks frozen
# and under live rush-hour speeds, and Haihe under the same speeds. The last line is one JSON object. Needs a JDK only.
set -euo pipefail

usage() {
  cat <<'END'
ops/bench/routing.sh [options]
  --osm FILE   a real extract: .osm, .osm.gz or .osm.pbf (default: the small demo city)
  --pairs N    routes to measure (default 1000)
  --seed N     of the pairs and speeds (default 20260101)
END
}

here="$PWD"
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
    --osm | --pairs | --seed)
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
"$(java_command)" -Xmx1g -Dcom.google.protobuf.use_unsafe_pre22_gencode=true "-Djava.io.tmpdir=$temporary" \
  -cp "$root/routing-engine/target/test-classes:$root/routing-engine/target/classes:$(cat "$classpath")" \
  cn.haihe.routing.internal.RoutingBench ${options[@]+"${options[@]}"} 2>"$temporary/log" ||
  {
    tail -30 "$temporary/log" >&2
    exit 1
  }
