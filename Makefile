# zhanban: build, test and install. `make demo` and `make check` do all set-up on a fresh Debian 12.
#
#   make deps       installs what is missing (Debian packages), or names it
#   make all        builds the program: build/zhanban
#   make demo       deps, all, and the samples rendered into out/
#   make check      deps, all, and every test; unit, arch, golden, sample, property, quality, asan run one suite each
#   make gallery    every layout from the sample, as pictures in samples/gallery
#   make fonts      faces cut for speed into fonts/faces (once; the packaged fonts serve without)
#   make format     clang-format 14 over the code, as tests/arch asks
#   make man        the manual pages in build/man: man -l build/man/zhanban.5
#   make install    PREFIX and DESTDIR are honoured; make distcheck proves it from a fresh archive
#
# MODE=release|debug|asan|cov picks flags and the folder of the objects, B another build folder, V=1 shows commands.

VERSION  := 0.1.0
SOVER    := 0
MODE     ?= release
PREFIX   ?= /usr/local
LIBDIR   ?= $(PREFIX)/lib
DESTDIR  ?=
ifeq ($(origin CC),default)
CC       := gcc
endif
B        ?= build
O        := $(B)/$(MODE)
Q        := $(if $(V),,@)
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)
# -j for a make of our own, unless the caller chose one.
PAR       = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))

# --- what it is built with -----------------------------------------------------------------------------------------
# Libraries as pkg-config name:Debian package, and the other packages. Fonts stand in fonts/packages.txt.
LIBS     := glib-2.0:libglib2.0-dev gmp:libgmp-dev yaml-0.1:libyaml-dev cairo:libcairo2-dev pango:libpango1.0-dev \
            pangoft2:libpango1.0-dev pangocairo:libpango1.0-dev fontconfig:libfontconfig-dev freetype2:libfreetype-dev \
            harfbuzz:libharfbuzz-dev harfbuzz-subset:libharfbuzz-dev libpng:libpng-dev libjpeg:libjpeg-dev \
            librsvg-2.0:librsvg2-dev libqrencode:libqrencode-dev lcms2:liblcms2-dev libqpdf:libqpdf-dev zlib:zlib1g-dev
TOOLS    := gcc libc6-dev pkg-config git fontconfig libharfbuzz-bin
TESTERS  := unicode-data libcmocka-dev mupdf-tools poppler-utils python3 python3-zbar qpdf mandoc locales

PKGS     := $(foreach l,$(LIBS),$(firstword $(subst :, ,$(l))))
PACKAGES := $(sort $(foreach l,$(LIBS),$(lastword $(subst :, ,$(l)))) $(TOOLS) $(TESTERS)) \
            $(shell sed 's/\#.*//' fonts/packages.txt 2>/dev/null)

WARN     := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
            -Wpointer-arith -Wwrite-strings -Wcast-qual -Wundef -Wformat=2 -Wvla -Wnull-dereference
FLAGS_release := -O2 -g
FLAGS_debug   := -O0 -g3
FLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -DZB_ARENA_DEBUG
FLAGS_cov     := -O0 -g --coverage

# Asked anew by every make, so that a make started after `deps` sees what was installed.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

ZB_CPPFLAGS := -D_GNU_SOURCE -DZB_VERSION='"$(VERSION)"' -DZB_PREFIX='"$(PREFIX)"' -Isrc -I$(O)/gen $(CPPFLAGS)
ZB_CFLAGS := -std=c11 $(WARN) $(FLAGS_$(MODE)) -fvisibility=hidden -fPIC -ffp-contract=off $(CFLAGS)
LDLIBS    = $(PKG_LIBS) -lm -lpthread

LIB_SRC  := $(wildcard src/base/*.c src/dl/*.c src/res/*.c src/read/*.c src/model/*.c src/import/*.c src/text/*.c \
              src/chart/*.c src/block/*.c src/layout/*.c src/out/*.c src/engine/*.c)
CLI_SRC  := $(wildcard src/cli/*.c)
LIB_OBJ  := $(LIB_SRC:src/%.c=$(O)/%.o)
CLI_OBJ  := $(CLI_SRC:src/%.c=$(O)/%.o)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)
TOOL_SRC := $(wildcard tests/*.c)
TOOL_BIN := $(TOOL_SRC:tests/%.c=$(O)/tests/%)

.DELETE_ON_ERROR:

.PHONY: all
all: $(B)/zhanban

# --- set-up ----------------------------------------------------------------------------------------------------------
.PHONY: deps
deps:
	@command -v apt-get >/dev/null 2>&1 || { $(deps_elsewhere); }; \
	need=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${db:Status-Status}\n' $$p 2>/dev/null | grep -qx installed || need="$$need $$p"; \
	done; \
	[ -n "$$need" ] || exit 0; \
	echo "  installing$$need"; \
	if [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null; then as='sudo -n'; \
	else echo "run as root: apt-get install --no-install-recommends$$need" >&2; exit 1; fi; \
	apt="$$as env DEBIAN_FRONTEND=noninteractive apt-get -q -y"; \
	for try in 1 2; do \
	  $$apt update && $$apt install --no-install-recommends $$need && exit 0; \
	  echo "  apt-get failed (try $$try)" >&2; sleep 5; \
	done; \
	echo "could not install:$$need" >&2; exit 1

# On another system: nothing to do if all is there, else the exact list.
define deps_elsewhere
lack=; for l in $(PKGS) cmocka; do pkg-config --exists $$l 2>/dev/null || lack="$$lack $$l"; done; \
for t in pkg-config pdfinfo qpdf mandoc; do command -v $$t >/dev/null 2>&1 || lack="$$lack $$t"; done; \
[ -n "$$lack" ] || exit 0; \
echo "This system has no apt-get. Please install (found missing:$$lack), by Debian's names:" >&2; \
printf '  %s\n' $(PACKAGES) >&2; exit 1
endef

# --- objects, library, program ---------------------------------------------------------------------------------------
# Recompiles when compiler or flags change; says which library is missing before the compiler does.
export BUILT_WITH := $(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS)
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$BUILT_WITH" | cmp -s - $@ || { \
	  pkg-config --print-errors --exists $(PKGS) || { echo "run: make deps" >&2; exit 1; }; \
	  printf '%s\n' "$$BUILT_WITH" > $@; }
.PHONY: FORCE
FORCE:

$(O)/%.o: src/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) -MMD -MP -c $< -o $@

# The template of the private fontconfig, compiled in as a string literal.
$(O)/gen/res/fonts_conf.inc: fonts/fonts.conf
	@mkdir -p $(@D)
	@sed -e 's/["\\]/\\&/g' -e 's/.*/"&\\n"/' $< > $@

$(O)/res/fontset.o: $(O)/gen/res/fonts_conf.inc

$(O)/libzhanban.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(O)/libzhanban.so: $(LIB_OBJ)
	@echo "  LD $@"
	$(Q)$(CC) $(ZB_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,libzhanban.so.$(SOVER) -Wl,--no-undefined $^ $(LDLIBS) -o $@

$(O)/zhanban: $(CLI_OBJ) $(O)/libzhanban.a
	@echo "  LD $@"
	$(Q)$(CC) $(ZB_CFLAGS) $(LDFLAGS) $(CLI_OBJ) $(O)/libzhanban.a $(LDLIBS) -o $@

# The program of the last mode built is always at build/zhanban.
$(B)/zhanban: $(O)/zhanban FORCE
	@[ "$$(readlink $@)" = $(MODE)/zhanban ] || ln -sfn $(MODE)/zhanban $@

# --- tests -----------------------------------------------------------------------------------------------------------
# Every suite writes TAP; tests/tools/tally.sh sums it. Unit tests: one program a file, each linked with the library.
T        := $(B)/results
$(O)/unit/%: tests/unit/%.c $(O)/libzhanban.a $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) -Wno-missing-prototypes -Wno-null-dereference -Itests/unit -MMD -MP -MF $@.d $< $(O)/libzhanban.a $(LDLIBS) -lcmocka -o $@

$(O)/tests/%: tests/%.c $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) -MMD -MP -MF $@.d $< -o $@

# What the composer makes of a text file at given measures: the head of the source tells how to use it.
$(O)/compose: tests/tools/compose.c $(O)/libzhanban.a $(O)/flags
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) -Itests/unit -MMD -MP -MF $@.d $< $(O)/libzhanban.a $(LDLIBS) -o $@
.PHONY: compose
compose: $(O)/compose

# Changes every digit of a report's figures and prints what the checks say: tests/tools/mutation.py judges.
$(O)/mutate: tests/tools/mutate.c $(O)/libzhanban.a $(O)/flags
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) -MMD -MP -MF $@.d $< $(O)/libzhanban.a $(LDLIBS) -o $@

# A locale with a decimal comma, for the goldens that must not care.
$(B)/golden/locale/de_DE.UTF-8:
	@mkdir -p $(@D)
	@localedef -i de_DE -f UTF-8 $@

.PHONY: check check-built unit arch golden sample property quality asan update-goldens
check:
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory check-built
# All programs that the suites need, in release mode.
.PHONY: built
built: $(B)/zhanban $(O)/libzhanban.so $(UNIT_BIN) $(TOOL_BIN) $(O)/mutate
check-built:
	@MAKE='$(MAKE)' JOBS='$(JOBS)' B='$(B)' tests/tools/check.sh
unit: $(UNIT_BIN)
	@tests/tools/unit.sh $(T)/unit.tap $(UNIT_BIN)
arch: $(O)/libzhanban.a $(O)/libzhanban.so $(O)/zhanban
	@O='$(O)' CC='$(CC)' BUILT_WITH="$$BUILT_WITH" VERSION='$(VERSION)' tests/arch/run $(T)/arch.tap
golden: $(B)/zhanban $(TOOL_BIN) $(B)/golden/locale/de_DE.UTF-8
	@mkdir -p $(T)
	@$(O)/tests/golden -z $(B)/zhanban -t $(B)/golden -o $(T)/golden.tap $(CASES)
update-goldens: $(B)/zhanban $(TOOL_BIN)
	@mkdir -p $(T)
	@$(O)/tests/golden -u -z $(B)/zhanban -t $(B)/golden -o $(T)/golden.tap $(CASES)
sample: $(B)/zhanban $(TOOL_BIN) $(O)/mutate $(O)/compose
	@B='$(B)' O='$(O)' tests/sample/run $(T)/sample.tap
# Every layout with generated reports of all sizes: they render, or say what does not fit.
property: $(B)/zhanban
	@B='$(B)' O='$(O)' tests/property/run $(T)/property.tap
# The composer against a justified PangoLayout.
quality: $(B)/zhanban $(O)/compose
	@B='$(B)' O='$(O)' tests/quality/run $(T)/quality.tap
# The units, the goldens and the whole sample again under the address and undefined behaviour sanitizers.
asan:
	@$(MAKE) $(PAR) --no-print-directory MODE=asan asan-built
.PHONY: asan-built
asan-built: $(O)/zhanban $(UNIT_BIN) $(TOOL_BIN)
	@B='$(B)' O='$(O)' tests/tools/asan.sh $(T)/asan.tap $(UNIT_BIN)

# Baselines of make bench, linked with the library for the same private fonts.
BENCH    := $(patsubst tests/bench/%.c,$(O)/bench/%,$(wildcard tests/bench/*.c))
$(O)/bench/%: tests/bench/%.c tests/bench/page.h $(O)/libzhanban.a $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) $< $(O)/libzhanban.a $(LDLIBS) -o $@

.PHONY: format
format:
	find src tests -name '*.[ch]' | xargs clang-format -i

.PHONY: bench
bench: $(B)/zhanban $(BENCH)
	@B='$(B)' O='$(O)' tests/bench/run

# --- manual ----------------------------------------------------------------------------------------------------------
# Pages with tables of keys (src/man/*.in) are filled from the tables the reader decodes by; the others are as they stand.
MAN_IN   := $(wildcard src/man/*.in)
MAN      := $(MAN_IN:src/man/%.in=$(B)/man/%) $(patsubst src/man/%,$(B)/man/%,$(wildcard src/man/*.[1-8]))
$(O)/man/fields: src/man/fields.c $(O)/libzhanban.a $(O)/flags
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(ZB_CPPFLAGS) $(ZB_CFLAGS) $(PKG_CFLAGS) $< $(O)/libzhanban.a $(LDLIBS) -o $@
$(B)/man/%: src/man/%.in $(O)/man/fields
	@mkdir -p $(@D)
	$(Q)$(O)/man/fields < $< > $@
$(B)/man/%: src/man/%
	@mkdir -p $(@D)
	@cp $< $@
.PHONY: man
man: $(MAN)

# --- demonstration ---------------------------------------------------------------------------------------------------
.PHONY: demo demo-built
demo:
	@$(MAKE) --no-print-directory deps
	@$(MAKE) $(PAR) --no-print-directory demo-built
demo-built: $(B)/zhanban
	-@fonts/make-faces
	@samples/demo $(B)/zhanban out

# The pictures of samples/gallery: every layout from the sample, and the sheet that shows them all.
.PHONY: gallery
gallery: $(B)/zhanban
	@samples/gallery/make $(B)/zhanban

# --- installation ----------------------------------------------------------------------------------------------------
SHARE    := $(PREFIX)/share/zhanban
D        := $(DESTDIR)

# Simplified Chinese faces cut out of the packaged collections (needs hb-subset of libharfbuzz-bin); optional.
.PHONY: fonts
fonts:
	@fonts/make-faces

.PHONY: install uninstall dist distcheck clean
install: $(O)/zhanban $(O)/libzhanban.a $(O)/libzhanban.so $(MAN)
	install -d $(D)$(PREFIX)/bin $(D)$(LIBDIR)/pkgconfig $(D)$(PREFIX)/include $(D)$(SHARE)/layouts $(D)$(SHARE)/fonts
	install -m 755 $(O)/zhanban $(D)$(PREFIX)/bin/zhanban
	install -m 644 $(O)/libzhanban.a $(D)$(LIBDIR)/libzhanban.a
	install -m 644 $(O)/libzhanban.so $(D)$(LIBDIR)/libzhanban.so.$(VERSION)
	ln -sf libzhanban.so.$(VERSION) $(D)$(LIBDIR)/libzhanban.so.$(SOVER)
	ln -sf libzhanban.so.$(SOVER) $(D)$(LIBDIR)/libzhanban.so
	install -m 644 src/zhanban.h $(D)$(PREFIX)/include/zhanban.h
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$${prefix}/include' '' 'Name: zhanban' \
	  'Description: printable report and chart renderer' 'Version: $(VERSION)' 'Requires.private: $(PKGS)' \
	  'Libs: -L$${libdir} -lzhanban' 'Libs.private: -lm -lpthread' 'Cflags: -I$${includedir}' \
	  > $(D)$(LIBDIR)/pkgconfig/zhanban.pc
	for d in . base palettes; do install -d $(D)$(SHARE)/layouts/$$d && install -m 644 layouts/$$d/*.yaml $(D)$(SHARE)/layouts/$$d; done
	install -m 644 $(filter-out %/make-faces,$(wildcard fonts/*.*)) $(D)$(SHARE)/fonts
	[ ! -d fonts/faces ] || cp -R fonts/faces $(D)$(SHARE)/fonts
	for m in $(MAN); do install -D -m 644 $$m $(D)$(PREFIX)/share/man/man$${m##*.}/$${m##*/}; done

uninstall:
	rm -f $(D)$(PREFIX)/bin/zhanban $(D)$(LIBDIR)/libzhanban.* $(D)$(PREFIX)/include/zhanban.h $(D)$(LIBDIR)/pkgconfig/zhanban.pc
	for m in $(MAN); do rm -f $(D)$(PREFIX)/share/man/man$${m##*.}/$${m##*/}; done
	rm -rf $(D)$(SHARE)

dist:
	@mkdir -p $(B)
	git archive --format=tar.gz --prefix=zhanban-$(VERSION)/ -o $(B)/zhanban-$(VERSION).tar.gz HEAD

distcheck: dist
	@B='$(B)' VERSION='$(VERSION)' MAKE='$(MAKE)' tests/tools/distcheck.sh

clean:
	rm -rf build out

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_BIN:=.d) $(TOOL_BIN:=.d)
