#!/usr/bin/env bash
# SUMO as the street before a centre that runs elsewhere. Needs a JDK and Debian's sumo and sumo-tools.
#   ops/sumo.sh SCENARIO-FOLDER NET.json [--host H] [--port 20999] [--speed N] [--seed N]
#     each signal of the scenario is a GB/T 20999 controller that dials in, its drivers see the controller's lamps, its
#     detectors see its vehicles; NET.json is the scenario's signal-net/1, or the survey that the centre has
#   ops/sumo.sh --survey SCENARIO-FOLDER SIGNAL-NET.json --map OUT.osm --survey OUT.json [--place LON,LAT]
#     draws what a hub needs for it: -Dhaihe.map.file=OUT.osm -Dhaihe.surveys.path=OUT.json
# All of it with one command, hub included: ops/bench/signals-hub-adaptive.sh
set -euo pipefail

here="$PWD"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$root/ops/lib/jdk.sh"
main=cn.haihe.ops.sumo.SumoStreetCommand
case "${1:-}" in
  '' | -h | --help)
    sed -n 's/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | sed -n '2,9p'
    exit 0
    ;;
  --survey)
    main=cn.haihe.ops.sumo.SumoSurveyCommand
    shift
    ;;
  *)
    command -v sumo >/dev/null || {
      echo "sumo.sh: there is no sumo here; on Debian: apt-get install sumo sumo-tools" >&2
      exit 1
    }
    ;;
esac
require_jdk 17

(cd "$root" && ./mvnw -B -q -DskipTests package ${HAIHE_MAVEN_ARGS:-} -pl ops/city-simulator -am)
cd "$here"
exec "$(java_command)" -XX:+UseSerialGC -cp "$root/ops/city-simulator/target/city-simulator.jar" "$main" "$@"
