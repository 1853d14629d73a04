#!/usr/bin/env bash
# What a change must pass: formatting, warnings as errors, types and lint of the web client, all tests.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build Parlor.slnx --nologo -v quiet -clp:NoSummary
dotnet format Parlor.slnx --no-restore --verify-no-changes

while IFS= read -r package; do
  folder=$(dirname "$package")
  make --no-print-directory --silent "$folder/node_modules/.package-lock.json"
  npm --prefix "$folder" run check --if-present
done < <(find web tests -name package.json -not -path '*/node_modules/*' | sort)

scripts/test.sh
