#!/bin/sh
# From the archive alone: build, install into a staging folder, use what was installed. Environment: B, VERSION, MAKE.
set -eu
dist=$(cd "$B" && pwd)/dist
rm -rf "$dist"
mkdir -p "$dist"
tar -xzf "$B/zhanban-$VERSION.tar.gz" -C "$dist"
cd "$dist/zhanban-$VERSION"
unset MAKEFLAGS MFLAGS B
"$MAKE" -j2 PREFIX="$dist/usr" all
"$MAKE" -j2 PREFIX="$dist/usr" install > /dev/null
"$MAKE" PREFIX="$dist/usr" DESTDIR="$dist/stage" install > /dev/null

cd "$dist"
fail() {
  echo "distcheck: $*" >&2
  exit 1
}
(cd usr && find . -type f -o -type l | sort) > files
(cd "stage$dist/usr" && find . -type f -o -type l | sort) | cmp - files || fail 'DESTDIR changes what is installed'
for f in bin/zhanban lib/libzhanban.a lib/libzhanban.so include/zhanban.h lib/pkgconfig/zhanban.pc \
  share/zhanban/layouts/briefing-a4.yaml share/zhanban/layouts/board-900x1200.yaml share/zhanban/fonts/roles.yaml \
  share/man/man7/zhanban-diag.7; do
  grep -qx "./$f" files || fail "$f is not installed"
done

# The installed program finds its data by itself; a folder it may not write to changes nothing.
env -u ZHANBAN_DATA usr/bin/zhanban render -q "zhanban-$VERSION/samples/minimal/report.yaml" -o minimal.pdf
[ "$(pdfinfo minimal.pdf | sed -n 's/^Pages: *//p')" -ge 1 ] || fail 'the installed program makes no page'

# Programs build against the header and the pkg-config file, with the shared library and with the static one.
cat > client.c << 'END'
#include <zhanban.h>
int main(int argc, char **argv)
{
  zb_ctx_opts opts = { .lang = 0 };
  zb_ctx *ctx = zb_ctx_new(&opts);
  zb_doc *doc = zb_doc_open(ctx, argv[argc - 1], &(zb_doc_opts){ .layout = 0 });
  int status = zb_doc_status(doc), pages = (int)zb_doc_pages(doc);
  zb_doc_print(doc, stderr, false);
  zb_doc_free(doc);
  zb_ctx_free(ctx);
  return status != 0 || pages < 1;
}
END
export PKG_CONFIG_PATH=$dist/usr/lib/pkgconfig
gcc -std=c11 client.c -o client-shared $(pkg-config --cflags --libs zhanban)
LD_LIBRARY_PATH=$dist/usr/lib ./client-shared "zhanban-$VERSION/samples/minimal/report.yaml"
gcc -std=c11 client.c -o client-static $(pkg-config --cflags zhanban) usr/lib/libzhanban.a $(pkg-config --static --libs zhanban | sed 's/-lzhanban//')
./client-static "zhanban-$VERSION/samples/minimal/report.yaml"
"$MAKE" -C "zhanban-$VERSION" PREFIX="$dist/usr" uninstall > /dev/null
[ -z "$(find usr -type f -o -type l)" ] || fail "left by uninstall: $(find usr -type f -o -type l)"
echo "  distcheck: the archive builds, installs, renders and links"
