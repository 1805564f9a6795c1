# Sourced by the scripts in ops: which JDK runs, and is it new enough?

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then
    echo "$JAVA_HOME/bin/java"
  else
    echo java
  fi
}

# The major version of the JDK that ./mvnw would use; empty where there is none.
jdk_major() {
  local javac
  javac="$(java_command)c"
  command -v "$javac" >/dev/null 2>&1 || return 0
  "$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

require_jdk() {
  local wanted="$1" found
  found="$(jdk_major)"
  if [ -z "$found" ]; then
    echo "Haihe needs a JDK $wanted or newer, and there is no javac${JAVA_HOME:+ in JAVA_HOME=$JAVA_HOME}." >&2
    echo "On Debian or Ubuntu: apt-get install openjdk-17-jdk-headless" >&2
    exit 1
  fi
  if [ "$found" -lt "$wanted" ]; then
    echo "Haihe needs a JDK $wanted or newer; this one is $found ($(java_command))." >&2
    exit 1
  fi
}
