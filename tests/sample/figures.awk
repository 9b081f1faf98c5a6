# From a dump: each element that prints a figure, as "figure<TAB>text inside" (empty for a drawn mark).
function unquote(s) {
  gsub(/\\"/, "\"", s)
  gsub(/\\\\/, "\\", s)
  return s
}
$1 == "begin" {
  figure[++depth] = ""
  text[depth] = ""
  if (match($0, / figure="([^"\\]|\\.)*"/))
    figure[depth] = unquote(substr($0, RSTART + 9, RLENGTH - 10))
}
$1 == "glyphs" && match($0, /"([^"\\]|\\.)*"/) {
  s = unquote(substr($0, RSTART + 1, RLENGTH - 2))
  for (i = 1; i <= depth; i++)
    text[i] = text[i] s
}
$1 == "end" {
  if (figure[depth] != "")
    print figure[depth] "\t" text[depth]
  depth--
}
