#!/bin/sh
# Redraw the pictures: four stay SVG, one becomes JPEG and one PNG.
# Needs python3, rsvg-convert (librsvg2-bin) and convert (imagemagick).
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 draw.py "$tmp"
for name in village salt-lake road hall; do
	cp "$tmp/$name.svg" "$name.svg"
done
rsvg-convert -w 2400 "$tmp/energy.svg" -o "$tmp/energy.png"
convert "$tmp/energy.png" -background white -flatten -strip \
	-sampling-factor 4:4:4 -quality 88 energy.jpg
rsvg-convert -w 2100 "$tmp/observatory.svg" -o "$tmp/observatory.png"
convert "$tmp/observatory.png" -background white -alpha remove -alpha off -strip \
	-define png:compression-level=9 observatory.png
