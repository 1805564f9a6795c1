# Sourced by the scripts in ops: plain HTTP by bash itself, since a bare machine may have no curl.

# http_get PORT PATH: prints the body; fails where nobody answers or the status is not 2xx.
http_get() {
  local port="$1" path="$2" status line
  exec 9<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept: */*\r\n\r\n' "$path" "$port" >&9
  if ! IFS= read -r -t 20 status <&9; then
    exec 9<&- 9>&-
    return 1
  fi
  while IFS= read -r -t 20 line <&9 && [ -n "${line%$'\r'}" ]; do :; done
  cat <&9
  exec 9<&- 9>&-
  case "$status" in
    *" 2"[0-9][0-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

# port_taken PORT: succeeds where somebody listens on this machine's port.
port_taken() {
  (exec 9<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
