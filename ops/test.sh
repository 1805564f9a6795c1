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

install() {
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then return 1; fi
    as_root=(sudo -n)
  fi
  echo "test: installing Debian's $*"
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Reports in PDF need a font with Chinese letters and TrueType outlines; their test is skipped where there is none.
find_report_font() {
  local file
  for file in /usr/share/fonts/truetype/wqy/wqy-microhei.ttc /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc \
    /usr/share/fonts/wqy-microhei/wqy-microhei.ttc /usr/share/fonts/truetype/noto/NotoSansSC-Regular.ttf; do
    if [ -r "$file" ]; then echo "$file"; return 0; fi
  done
  return 1
}

chromium="${HAIHE_CHROMIUM:-$(find_chromium || true)}"
if [ -z "$chromium" ]; then
  install chromium fonts-noto-cjk || true
  chromium="$(find_chromium || true)"
fi
if [ -z "$chromium" ] || [ ! -x "$chromium" ]; then
  echo "test: no Chromium was found and none could be installed (that needs apt-get, and root or sudo)." >&2
  echo "      Install one, or name its binary in HAIHE_CHROMIUM. './mvnw verify' alone skips the browser tests." >&2
  exit 1
fi

report_font="${HAIHE_REPORT_FONT:-$(find_report_font || true)}"
if [ -z "$report_font" ]; then
  install fonts-wqy-microhei || true
  report_font="$(find_report_font || true)"
fi
if [ -n "$report_font" ]; then
  export HAIHE_REPORT_FONT="$report_font" HAIHE_REQUIRE_FONT=true
fi

export HAIHE_CHROMIUM="$chromium"
export HAIHE_REQUIRE_BROWSER=true
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
echo "test: JDK $(jdk_major), browser $chromium"
exec ./mvnw -B verify "$@"
