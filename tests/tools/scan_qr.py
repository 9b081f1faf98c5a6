# Prints what a scanner reads in a grey picture: python3 scan_qr.py PICTURE.pgm, a line each, in order of the text.
import sys
import zbar

with open(sys.argv[1], "rb") as f:
    magic, size, most, data = f.read().split(b"\n", 3)
width, height = map(int, size.split())
picture = zbar.Image(width, height, "Y800", data)
scanner = zbar.ImageScanner()
scanner.parse_config("enable")
scanner.scan(picture)
for symbol in sorted(picture, key=lambda s: s.data):
    print(symbol.data)
