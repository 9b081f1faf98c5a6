# The prose of a report as it should read: prose.awk FIGURES report.yaml, FIGURES being what figures.awk found. One paragraph
# a line, references replaced, marks removed. -v kinds='text lead' picks block kinds; title means theme titles.
BEGIN { FS = "\t"; n = split(kinds, k, " "); for (i = 1; i <= n; i++) wanted[k[i]] = 1 }
FNR == NR {
  if (!($1 in value) && $2 != "")
    value[$1] = $2
  next
}
function flush(   out, name) {
  if (paragraph != "") {
    out = ""
    while (match(paragraph, /\{[^}]*\}/)) {
      name = substr(paragraph, RSTART + 1, RLENGTH - 2)
      sub(/\|.*/, "", name)
      out = out substr(paragraph, 1, RSTART - 1) (name in value ? value[name] : "{" name "}")
      paragraph = substr(paragraph, RSTART + RLENGTH)
    }
    paragraph = out paragraph
    gsub(/\*\*?/, "", paragraph)
    print paragraph
  }
  paragraph = ""
}
{
  match($0, /^ */)
  indent = RLENGTH
  line = substr($0, indent + 1)
}
inside && line == "" { flush(); next }
inside && indent > inside { paragraph = paragraph line; next }
inside { flush(); inside = 0 }
line ~ /^- (text|lead|quote|note|title): / {
  kind = line
  sub(/^- /, "", kind)
  sub(/:.*/, "", kind)
  if (!(kind in wanted))
    next
  sub(/^- [a-z]+: /, "", line)
  if (line == "|") {
    inside = indent + 1
  } else {
    gsub(/^"|"$/, "", line)
    paragraph = line
    flush()
  }
}
END { flush() }
