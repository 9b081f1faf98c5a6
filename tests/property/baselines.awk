# Reads a dump with -v pitch=POINTS -v size=POINTS: on each page all lines of running text of that size must stand on one
# grid of that pitch, as `baseline-grid: yes` promises. Prints what stands off it.
/^page / { page = $2; depth = 0; first = "" }
/^ *begin / { depth++; if ($2 == "Sect") sect = depth; next }
/^ *end/ { if (depth == sect) sect = 0; depth--; next }
/^ *glyphs / {
  if (!sect || $3 != size)
    next
  split($5, at, ",")
  n++
  if (first == "")
    first = at[2]
  off = (at[2] - first) / pitch
  off -= int(off + (off < 0 ? -0.5 : 0.5))
  if (off * pitch > 0.1 || off * pitch < -0.1) {
    text = $0
    sub(/^[^"]*/, "", text)
    print "page " page ": " off * pitch " pt off the grid: " text
  }
}
