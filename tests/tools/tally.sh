#!/bin/sh
# Sums the TAP files of a folder: failures and skips by name, then "N passed, N failed". Status 1 if anything failed.
dir=$1
for f in "$dir"/*.tap; do
  suite=${f##*/}
  grep '^not ok' "$f" | sed "s|^not ok[ 0-9-]*|FAILED ${suite%.tap}: |"
  grep '^ok.*# skip' "$f" | sed "s|^ok[ 0-9-]*|skipped ${suite%.tap}: |"
done
passed=$(cat "$dir"/*.tap | grep '^ok' | grep -vc '# skip')
failed=$(cat "$dir"/*.tap | grep -c '^not ok')
echo "$passed passed, $failed failed" | tee "$dir/summary"
[ "$failed" -eq 0 ]
