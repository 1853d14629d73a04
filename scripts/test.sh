#!/usr/bin/env bash
# Runs every test suite of the project. The last line is "N passed, N failed" (and skipped ones, if there are any);
# the exit code is 0 only if every suite ran, ran at least one test, and failed none.
set -euo pipefail
cd "$(dirname "$0")/.."

results=$PWD/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# Tests make thousands of small files and databases, which need not outlive them: in memory, where there is plenty.
plenty=$((6 * 1024 * 1024))
if [[ -d /dev/shm && $(df --output=avail -k /dev/shm | tail -n 1) -gt $plenty ]] &&
  (($(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo) > plenty)); then
  TMPDIR=$(mktemp -d /dev/shm/parlor-tests-XXXXXX)
  export TMPDIR
  # PostgreSQL runs as somebody else, and must get to its own folder in there.
  chmod 711 "$TMPDIR"
  trap 'rm -rf "$TMPDIR"' EXIT
fi

passed=0 failed=0 skipped=0 failures=()

# suite NAME REPORT COMMAND… runs a command that writes a TRX or JUnit report, and adds up what the report says.
suite() {
  local name=$1 report=$2 status=0 names p f s
  shift 2
  echo
  echo "== $name"
  # The whole of the project is meant to take less than this; one that hangs must not hold the rest for ever.
  timeout --kill-after=10 900 "$@" </dev/null || status=$?
  { read -r p f s; mapfile -t names; } < <(node scripts/count-tests.mjs "$report")
  failures+=("${names[@]/#/$name: }")
  if ((p + f == 0)); then
    failures+=("$name: ran no test (exit code $status)")
    f=1
  elif ((status != 0 && f == 0)); then
    failures+=("$name: ended with exit code $status though no test failed")
    f=1
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

finish() {
  echo
  # Once more by name, since what they said may be thousands of lines above.
  ((${#failures[@]} == 0)) || printf 'Failed: %s\n' "${failures[@]}"
  echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
  ((failed == 0)) || exit 1
  exit 0
}

# step NAME COMMAND… runs what the suites stand on: without it there is nothing to run.
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" </dev/null || { echo "$name failed"; failed=$((failed + 1)); finish; }
}

step 'What the tests need' scripts/prepare-tests.sh
step 'Build' dotnet build Parlor.slnx --nologo -v quiet -clp:NoSummary
[[ ! -e web/package.json ]] || step 'Web client' make --no-print-directory --silent web/dist/index.html

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  suite "$name" "$results/$name.trx" "tests/$name/bin/Debug/net10.0/$name" -noColor -noLogo -trx "$results/$name.trx"
done

# The npm packages that have tests: the web client's own, and the browser tests, which need everything above.
for package in web tests/e2e; do
  [[ -e $package/package.json ]] || continue
  report=$results/${package//\//-}.xml
  case $(npm --prefix "$package" pkg get scripts.test) in
    *vitest*) suite "$package" "$report" npm --prefix "$package" test -- --reporter=default --reporter=junit --outputFile.junit="$report" ;;
    *'node --test'*)
      suite "$package" "$report" env NODE_OPTIONS="--test-reporter=spec --test-reporter-destination=stdout \
--test-reporter=junit --test-reporter-destination=$report" npm --prefix "$package" test ;;
    *) echo "$package: its test script is neither vitest nor node --test"; failed=$((failed + 1)) ;;
  esac
done

finish
