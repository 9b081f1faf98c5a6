# zhanban: build, test and install. `make demo` and `make check` do all set-up on a fresh Debian 12.

VERSION  := 0.1.0
MODE     ?= release
PREFIX   ?= /usr/local
DESTDIR  ?=
CC       ?= gcc
B        ?= build
O        := $(B)/$(MODE)
V        ?=

PKGS     := glib-2.0 gmp yaml-0.1 cairo pango pangoft2 pangocairo fontconfig freetype2 harfbuzz harfbuzz-subset \
            libpng libjpeg librsvg-2.0 lcms2 libqpdf zlib

WARN     := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
            -Wpointer-arith -Wwrite-strings -Wcast-qual -Wundef -Wformat=2 -Wvla -Wnull-dereference
FLAGS_release := -O2 -g
FLAGS_debug   := -O0 -g3
FLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -DZB_ARENA_DEBUG
FLAGS_cov     := -O0 -g --coverage

pkg_cflags = $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
pkg_libs   = $(shell pkg-config --libs $(PKGS) 2>/dev/null)

CPPFLAGS += -D_GNU_SOURCE -DZB_VERSION='"$(VERSION)"' -DZB_PREFIX='"$(PREFIX)"' -Isrc -I$(O)/gen
CFLAGS   := -std=c11 $(WARN) $(FLAGS_$(MODE)) -fvisibility=hidden -fPIC -ffp-contract=off $(CFLAGS)
LDLIBS    = $(PKG_LIBS) -lm -lpthread

LIB_SRC  := $(wildcard src/base/*.c src/dl/*.c src/res/*.c src/read/*.c src/model/*.c src/import/*.c src/text/*.c \
              src/chart/*.c src/block/*.c src/layout/*.c src/out/*.c src/engine/*.c)
CLI_SRC  := $(wildcard src/cli/*.c)
LIB_OBJ  := $(LIB_SRC:src/%.c=$(O)/%.o)
CLI_OBJ  := $(CLI_SRC:src/%.c=$(O)/%.o)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)

export PKG_CFLAGS := $(pkg_cflags)
export PKG_LIBS   := $(pkg_libs)

.PHONY: all
all: $(B)/zhanban

$(O)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(V)@$(CC) $(CPPFLAGS) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c $< -o $@

# The template of the private fontconfig, compiled in as a string literal.
$(O)/gen/res/fonts_conf.inc: fonts/fonts.conf
	@mkdir -p $(@D)
	@sed -e 's/["\\]/\\&/g' -e 's/.*/"&\\n"/' $< > $@

$(O)/res/fontset.o: $(O)/gen/res/fonts_conf.inc

$(O)/libzhanban.a: $(LIB_OBJ)
	@rm -f $@
	@ar rcs $@ $^

$(O)/zhanban: $(CLI_OBJ) $(O)/libzhanban.a
	@echo "  LD $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) $(CLI_OBJ) $(O)/libzhanban.a $(LDLIBS) -o $@

$(B)/zhanban: $(O)/zhanban
	@ln -sf $(MODE)/zhanban $@

# Unit tests: one program a file, each linked with the library.
$(O)/unit/%: tests/unit/%.c $(O)/libzhanban.a
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(PKG_CFLAGS) -Wno-missing-prototypes -Itests/unit -MMD -MP -MF $@.d $< $(O)/libzhanban.a $(LDLIBS) -lcmocka -o $@

.PHONY: unit
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done

.PHONY: clean
clean:
	rm -rf build out

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_BIN:=.d)
