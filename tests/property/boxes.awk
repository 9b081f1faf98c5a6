# Reads a dump: lines of text of different blocks must not stand on each other, and no text outside the trimmed sheet.
# A run's box is its em square: from 0.86 of the size above the baseline to 0.10 below.
function rect(s,   a, b, c) {
  split(s, a, " ")
  split(a[1], b, ",")
  split(a[2], c, "x")
  X = b[1]; Y = b[2]; W = c[1]; H = c[2]
}
/^page / {
  flush_page()
  page = $2
  for (i = 1; i <= NF; i++)
    if ($i == "trim") {
      rect($(i + 1) " " $(i + 2))
      tx = X; ty = Y; tw = W; th = H
    }
  depth = 0
}
/^ *begin / {
  depth++
  open_[depth] = $0
  if (depth == 1 || $0 ~ /begin (H[1-4]|P|LI|TD|TH|Caption|Figure|Sect) /)
    block[depth] = $3 ":" depth
  else
    block[depth] = block[depth - 1]
  next
}
/^ *end/ { depth--; next }
/^ *glyphs / {
  # glyphs FACE SIZE COLOR X,Y +ADVANCE "TEXT"
  if ($0 ~ /matrix/)
    next
  size = $3
  split($5, at, ",")
  adv = $6
  sub(/^\+/, "", adv)
  text = $0
  sub(/^[^"]*"/, "", text)
  n++
  left[n] = at[1]; right[n] = at[1] + adv; top[n] = at[2] - 0.8 * size; foot[n] = at[2] + 0.06 * size
  owner[n] = block[depth]; what[n] = text
  if (left[n] < tx - 1 || right[n] > tx + tw + 1 || top[n] < ty - 1 || foot[n] > ty + th + 1)
    print "page " page ": outside the sheet: " text
}
function flush_page(   i, k, cell, m, list, parts, j) {
  # compare within rows of cells 40 pt high
  delete row
  for (i = 1; i <= n; i++)
    for (cell = int(top[i] / 40); cell <= int(foot[i] / 40); cell++)
      row[cell] = row[cell] " " i
  for (cell in row) {
    m = split(row[cell], parts, " ")
    for (i = 1; i <= m; i++)
      for (k = i + 1; k <= m; k++) {
        a = parts[i]; b = parts[k]
        if (owner[a] == owner[b])
          continue
        if (left[a] < right[b] - 0.5 && left[b] < right[a] - 0.5 && top[a] < foot[b] - 0.3 && top[b] < foot[a] - 0.3)
          print "page " page ": " what[a] " stands on " what[b]
      }
  }
  n = 0
}
END { flush_page() }
