/* Diagnostics: codes from diag.def, collected with position, printed like a modern compiler. */
#ifndef ZB_BASE_DIAG_H
#define ZB_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/src.h"

typedef enum zb_level { ZB_NOTE, ZB_WARNING, ZB_ERROR, ZB_USAGE, ZB_SYSTEM, ZB_INTERNAL } zb_level;

typedef enum zb_diag_code {
#define ZB_DIAG(id, slug, level, en, zh, en_hint, zh_hint) ZB_D_##id,
#include "base/diag.def"
#undef ZB_DIAG
  ZB_DIAG_COUNT
} zb_diag_code;

typedef enum zb_lang { ZB_LANG_EN, ZB_LANG_ZH } zb_lang;

enum { ZB_DIAG_ARGS = 9, ZB_DIAG_CAP = 200 };

typedef struct zb_diag_entry {
  zb_diag_code code;
  zb_level level; /* after -W error */
  zb_src src;
  int ncols; /* width of the marked range in code points, >= 1 */
  const char *arg[ZB_DIAG_ARGS];
  int seq;
} zb_diag_entry;

typedef struct zb_diags zb_diags;

/* A new list whose entries live on `a` (borrowed). */
zb_diags *zb_diags_new(zb_arena *a);
/* Makes warnings count as errors from now on (-W error). */
void zb_diags_strict(zb_diags *d, bool on);
/* Makes entries of one code errors from now on. */
void zb_diags_raise(zb_diags *d, zb_diag_code code);
/* From now on entries for which the function is true are left out: findings that the report accepts. NULL: none. */
typedef bool (*zb_diag_accept)(void *data, const zb_diag_entry *e);
void zb_diags_accept(zb_diags *d, zb_diag_accept accept, void *data);
/* The next entry is accepted (true), or is not after all. */
void zb_diags_hold(zb_diags *d, bool on);
/* The findings that the report accepts, in order of report: they are in no count and are printed on the proof only. */
const zb_diag_entry *zb_diags_accepted(const zb_diags *d, size_t *n);
/* Remembers a file's text (borrowed, n bytes) so that excerpts can be shown. */
void zb_diags_source(zb_diags *d, const char *file, const char *text, size_t n);
/* Appends an entry. The arguments are strings (copied) for {1} {2} ..., ended by NULL. A repeated entry (same code,
   place and arguments) is dropped. After ZB_DIAG_CAP entries of a level only its count goes on, so that no flood of notes
   hides an error. */
void zb_diag(zb_diags *d, zb_diag_code code, zb_src src, ...) __attribute__((sentinel));
/* The same with a marked range of ncols code points. */
void zb_diag_range(zb_diags *d, zb_diag_code code, zb_src src, int ncols, ...) __attribute__((sentinel));
/* Counts by level; errors = ZB_ERROR and worse. */
size_t zb_diags_count(const zb_diags *d, zb_level level);
bool zb_diags_failed(const zb_diags *d);
/* Exit status of DESIGN.md section 5: 0, 1 (errors), 2 (usage), 3 (system), 4 (internal): the worst seen. */
int zb_diags_status(const zb_diags *d);
/* Entries sorted by file (order of first mention), line, column, then order of report. */
const zb_diag_entry *zb_diags_sorted(zb_diags *d, size_t *n);
/* Prints everything: "file:line:col: error[slug]: message", the source line, a caret aligned by terminal cells, a help line. */
void zb_diags_print(zb_diags *d, FILE *to, zb_lang lang, bool color);
/* The same for entries of `from` and worse levels only. */
void zb_diags_print_from(zb_diags *d, FILE *to, zb_lang lang, bool color, zb_level from);
/* Name of the i-th file read (0-based), or NULL behind the last. */
const char *zb_diags_source_name(const zb_diags *d, size_t i);
/* Lets `to` show excerpts of the files `from` knows (texts borrowed). */
void zb_diags_inherit(zb_diags *to, const zb_diags *from);
/* Copies the entries and counts (not the sources) of `from` into `to`. */
void zb_diags_merge(zb_diags *to, zb_diags *from);
/* Will a new entry of the code be kept? When not, an argument that costs much need not be made: "" will do. */
bool zb_diags_room(const zb_diags *d, zb_diag_code code);
void zb_diags_clear(zb_diags *d);

/* Registry access, for `zhanban list diagnostics` and tests. */
const char *zb_diag_slug(zb_diag_code code);
zb_level zb_diag_level(zb_diag_code code);
const char *zb_diag_text(zb_diag_code code, zb_lang lang);
const char *zb_diag_hint(zb_diag_code code, zb_lang lang);
const char *zb_level_name(zb_level level, zb_lang lang);

#endif
