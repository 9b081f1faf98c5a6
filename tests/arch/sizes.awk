# Names files over 800 lines, functions over 100 lines (from the brace in column 0 to its end) and files without purpose line.
FNR == 1 {
  if (last > 800)
    print name ": " last " lines (alarm 800)"
  name = FILENAME
  start = 0
  if ($0 !~ /^\/\*/)
    print name ":1: the first line is a comment that says the purpose"
}
{ last = FNR }
/^{/ { start = FNR }
/^}/ {
  if (start && FNR - start > 100)
    print name ":" start ": " FNR - start " lines in a function (alarm 100)"
  start = 0
}
END {
  if (last > 800)
    print name ": " last " lines (alarm 800)"
}
