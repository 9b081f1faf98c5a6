# Reads src/LAYERS, then every source file, and names each #include that the table does not allow.
# Third-party headers: the library is told by the start of the header's name.
BEGIN {
  n = split("glib:glib.h glib/ glib-object.h gio/|gmp:gmp.h|yaml:yaml.h|pango:pango/|fontconfig:fontconfig/" \
            "|freetype:ft2build.h freetype/|harfbuzz:hb.h hb-|cairo:cairo|png:png.h|jpeg:jpeglib.h jerror.h" \
            "|librsvg:librsvg/|lcms2:lcms2.h|zlib:zlib.h|qpdf:qpdf/|qrencode:qrencode.h", entry, "|")
  for (i = 1; i <= n; i++) {
    split(entry[i], part, ":")
    m = split(part[2], start, " ")
    for (j = 1; j <= m; j++)
      library[start[j]] = part[1]
  }
  n = split("assert ctype dirent errno fcntl float inttypes limits locale math poll pthread setjmp signal stdarg stdbool " \
            "stddef stdint stdio stdlib string time unistd wchar", name, " ")
  for (i = 1; i <= n; i++)
    standard[name[i] ".h"] = 1
}

FNR == 1 { file = FILENAME; sub(/^src\//, "", file); folder = file; sub(/\/.*/, "", folder) }

FILENAME == "src/LAYERS" {
  if ($0 ~ /^#/ || $0 ~ /^[ \t]*$/)
    next
  split($0, field, ":")
  gsub(/[ \t]/, "", field[1])
  layers[field[1]] = " " field[2] " "
  third[field[1]] = " " field[3] " "
  if (system("test -e src/" field[1]) != 0)
    print "src/LAYERS names " field[1] ", which is not there"
  next
}

/^[ \t]*#[ \t]*include/ {
  row = file in layers ? file : folder
  if (!(row in layers)) {
    if (file != "zhanban.h")
      print file ": no row in src/LAYERS for its folder"
    nextfile
  }
  head = $0
  sub(/^[^"<]*["<]/, "", head)
  sub(/[">].*/, "", head)
  if ($0 ~ /FT_[A-Z_]*_H/)
    next
  if ($0 ~ /</)
    check_system(head)
  else
    check_own(head)
}

function check_own(head,   to) {
  to = head
  sub(/\/.*/, "", to)
  if (head !~ /\//)
    to = head == "zhanban.h" ? head : ""
  if (to == "")
    print file ":" FNR ": include from src/, not beside: " head
  else if (to != folder && index(layers[row], " " to " ") == 0 && index(layers[row], " " head " ") == 0)
    print file ":" FNR ": " row " may not include " head
}

function check_system(head,   s, lib) {
  if (head in standard || head ~ /^(sys|linux|netinet|arpa)\//)
    return
  for (s in library)
    if (index(head, s) == 1)
      lib = library[s]
  if (lib == "")
    print file ":" FNR ": unknown header <" head ">; tests/arch/layers.awk lists libraries"
  else if (index(third[row], " " lib " ") == 0)
    print file ":" FNR ": " row " may not use " lib " (<" head ">)"
}
