#!/usr/bin/env bash
# SUMO as the street before a centre that runs elsewhere: each signal of the scenario is a GB/T 20999 controller that dials
# in, its drivers see the controller's lamps, its detectors see its vehicles. Needs a JDK and Debian's sumo and sumo-tools.
#   ops/sumo.sh SCENARIO-FOLDER SIGNAL-NET.json [--host H] [--port 20999] [--speed N] [--seed N]
set -euo pipefail

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/ops/lib/jdk.sh"
require_jdk 17
command -v sumo >/dev/null || {
  echo "sumo.sh: there is no sumo here; on Debian: apt-get install sumo sumo-tools" >&2
  exit 1
}

classpath="$root/ops/city-simulator/target/sumo.classpath"
(cd "$root" && ./mvnw -B -q ${HAIHE_MAVEN_ARGS:-} -pl ops/city-simulator -am compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.outputFile=target/sumo.classpath -Dmdep.includeScope=runtime)
cd "$here"
exec "$(java_command)" -XX:+UseSerialGC \
  -cp "$root/ops/city-simulator/target/classes:$root/signal-control/target/classes:$root/map-data/target/classes:$(cat "$classpath")" \
  cn.haihe.ops.sumo.SumoStreetCommand "$@"
