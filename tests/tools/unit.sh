#!/bin/sh
# Runs cmocka programs: unit.sh TAPFILE PROGRAM... A crash or a short count is a failure. Prints failures and a count.
set -u
tap=$1
shift
mkdir -p "${tap%/*}"
: > "$tap"
for program in "$@"; do
  name=${program##*/}
  out=$(CMOCKA_MESSAGE_OUTPUT=TAP timeout -k 5 "${UNIT_SECONDS:-60}" "$program" 2>&1)
  status=$?
  ok=$(printf '%s\n' "$out" | grep -c '^ok ')
  skipped=$(printf '%s\n' "$out" | grep -c '^not ok .*# SKIP') # as cmocka writes a skip
  bad=$(($(printf '%s\n' "$out" | grep -c '^not ok ') - skipped))
  planned=$(printf '%s\n' "$out" | sed -n 's/^1\.\.\([0-9]*\).*/\1/p' | awk '{ n += $1 } END { print n + 0 }')
  printf '%s\n' "$out" | sed -n "s/^not ok [0-9]* # SKIP \(.*\)/ok - $name: \1 # skip asked for by the test: see its first lines/p" >> "$tap"
  printf '%s\n' "$out" | sed -n "s/^\(ok\|not ok\) [0-9]* - /\1 - $name: /p" >> "$tap"
  if [ $status -ne 0 ] && [ "$bad" -eq 0 ] || [ $((ok + bad + skipped)) -ne "$planned" ] || [ "$planned" -eq 0 ]; then
    echo "not ok - $name: status $status after $ok of $planned tests" >> "$tap"
    bad=$((bad + 1))
  fi
  if [ "$bad" -ne 0 ]; then
    echo "$name: $bad failed"
    printf '%s\n' "$out" | grep -v '^ok ' | tail -60
  fi
done
echo "  unit: $(grep -c '^ok' "$tap") passed, $(grep -c '^not ok' "$tap") failed"
! grep -q '^not ok' "$tap"
