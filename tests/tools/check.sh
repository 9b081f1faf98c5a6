#!/bin/sh
# Builds everything and runs every suite; goes on after a failure. The last line is "N passed, N failed".
# Environment: MAKE, B (build folder), JOBS.
set -u
results=$B/results
rm -rf "$results"
mkdir -p "$results"
start=$(date +%s)

# step NAME SECONDS COMMAND...: a step that fails without having written any TAP counts as one failed test.
step() {
  name=$1 limit=$2
  shift 2
  echo "== $name"
  began=$(date +%s)
  timeout -k 10 "$limit" "$@"
  status=$?
  [ $status -eq 124 ] && echo "not ok - $name: stopped after $limit s" >> "$results/$name.tap"
  if [ $status -ne 0 ] && ! grep -q '^not ok' "$results/$name.tap" 2>/dev/null; then
    echo "not ok - $name ended with status $status" >> "$results/$name.tap"
  fi
  echo "== $name: $(($(date +%s) - began)) s"
}

# Every suite compiles what it needs; compiling with all cores first keeps their output in one piece.
step build 900 "$MAKE" --no-print-directory -k -j"$JOBS" built
[ -f "$results/build.tap" ] || echo "ok - everything compiles" > "$results/build.tap"
for suite in unit:300 arch:300 golden:300 sample:300 property:400 quality:300 asan:900; do
  step "${suite%:*}" "${suite#*:}" "$MAKE" --no-print-directory -j"$JOBS" "${suite%:*}"
done
echo "== all: $(($(date +%s) - start)) s"
exec tests/tools/tally.sh "$results"
