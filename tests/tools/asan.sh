#!/bin/sh
# The suites again under the address and undefined behaviour sanitizers: asan.sh TAPFILE UNITPROGRAM...
# Environment: B, O (the folder of the sanitized build).
set -u
tap=$1
shift
results=${tap%/*}
mkdir -p "$results"
: > "$tap"
# Fontconfig and librsvg keep caches to the end of the process; leaks of ours are looked for in the units.
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/tools/lsan.supp:print_suppressions=0

ASAN_OPTIONS=detect_leaks=1 UNIT_SECONDS=200 tests/tools/unit.sh "$results/asan-unit.part" "$@"
sed 's/ - / - asan: /' "$results/asan-unit.part" >> "$tap"

export ASAN_OPTIONS=detect_leaks=0
"$O/tests/golden" -z "$O/zhanban" -t "$B/golden-asan" -o "$results/asan-golden.part"
sed 's/ - / - asan: /' "$results/asan-golden.part" >> "$tap"

# sample NAME ARGUMENTS...: must end with status 0 and without a finding.
sample() {
  name=$1
  shift
  if timeout -k 5 240 "$O/zhanban" "$@" > "$results/asan.log" 2>&1; then
    echo "ok - asan: $name" >> "$tap"
  else
    echo "not ok - asan: $name" >> "$tap"
    echo "FAILED asan: $name"
    tail -40 "$results/asan.log"
  fi
}
tmp=$(mktemp -d)
export ZHANBAN_DATA=$PWD
sample 'briefing of the sample' render -q samples/haixi/report.yaml -l briefing-a4 -o "$tmp/briefing.pdf"
sample 'board of the sample' render -q samples/haixi/report.yaml -l board-900x1200 -o "$tmp/board.pdf"
sample 'board of the sample as PNG' render -q samples/haixi/report.yaml -l board-900x1200 --dpi 40 -o "$tmp/board.png"
sample 'briefing of the sample as SVG' render -q samples/haixi/report.yaml -l briefing-a4 -T svg -o "$tmp/briefing.svg"
sample 'batch of the counties' batch -q samples/counties/report.yaml --each samples/counties/counties.csv -o "$tmp/{row.编号}.pdf"
rm -rf "$tmp"
echo "  asan: $(grep -c '^ok' "$tap") passed, $(grep -c '^not ok' "$tap") failed"
! grep -q '^not ok' "$tap"
