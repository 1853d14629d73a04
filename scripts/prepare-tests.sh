#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, naming it first. Where nothing is missing, nothing happens.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_package() { dpkg-query -W -f '${db:Status-Status}' "$1" | grep -qx installed; }

need chromium command -v chromium
need postgresql compgen -G '/usr/lib/postgresql/*/bin/initdb'
# Its two transports are packages that it only recommends.
need python3-socketio /usr/bin/python3 -c 'import socketio'
need python3-requests /usr/bin/python3 -c 'import requests'
need python3-websocket /usr/bin/python3 -c 'import websocket'
need fonts-noto-color-emoji has_package fonts-noto-color-emoji
need fonts-noto-cjk has_package fonts-noto-cjk

if ((${#missing[@]})); then
  as_root=()
  [[ $EUID == 0 ]] || as_root=(sudo)
  if ! command -v apt-get >/dev/null || { ((${#as_root[@]})) && ! command -v sudo >/dev/null; }; then
    echo "Missing, and not installed because that takes apt-get and root or sudo: ${missing[*]}"
    echo 'The tests that need them will fail or say that they were skipped.'
  else
    echo "Installing with apt-get, for the tests: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
  fi
fi

# Every folder of ours with an npm lock file, but for the peers that only measurements start.
while IFS= read -r lock; do
  make --no-print-directory --silent "$(dirname "$lock")/node_modules/.package-lock.json"
done < <(find web tests -name package-lock.json -not -path '*/node_modules/*' | sort)
