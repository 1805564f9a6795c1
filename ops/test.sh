#!/usr/bin/env bash
# All tests on a bare machine with a JDK 17 or newer: installs a Chromium where there is none, then ./mvnw -B verify.
# Further arguments go to Maven: ops/test.sh -pl routing-engine -am
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. ops/lib/jdk.sh

require_jdk 17

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then return 0; fi
  done
  return 1
}

install_chromium() {
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then return 1; fi
    as_root=(sudo -n)
  fi
  echo "test: no Chromium here, installing Debian's"
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium fonts-noto-cjk >/dev/null
}

chromium="${HAIHE_CHROMIUM:-$(find_chromium || true)}"
if [ -z "$chromium" ]; then
  install_chromium || true
  chromium="$(find_chromium || true)"
fi
if [ -z "$chromium" ] || [ ! -x "$chromium" ]; then
  echo "test: no Chromium was found and none could be installed (that needs apt-get, and root or sudo)." >&2
  echo "      Install one, or name its binary in HAIHE_CHROMIUM. './mvnw verify' alone skips the browser tests." >&2
  exit 1
fi

export HAIHE_CHROMIUM="$chromium"
export HAIHE_REQUIRE_BROWSER=true
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
echo "test: JDK $(jdk_major), browser $chromium"
exec ./mvnw -B verify "$@"
