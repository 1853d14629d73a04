#!/usr/bin/env bash
# Renews the browser client that src/Parlor.SocketIO serves: scripts/client-bundle.sh 4.8.4
# Takes the files from the npm package socket.io-client, whose integrity npm checks, and notes the version.
set -euo pipefail
cd "$(dirname "$0")/../src/Parlor.SocketIO/ClientBundle"

version=${1:?the version of socket.io-client}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

npm pack --silent --pack-destination "$temporary" "socket.io-client@$version" >/dev/null
tar -xzf "$temporary/socket.io-client-$version.tgz" -C "$temporary"
for name in socket.io socket.io.min socket.io.esm.min socket.io.msgpack.min; do
  install -m 644 "$temporary/package/dist/$name.js" "$temporary/package/dist/$name.js.map" .
done
install -m 644 "$temporary/package/LICENSE" LICENSE
sed -i "s/^Version: .*/Version: $version/" README.md
