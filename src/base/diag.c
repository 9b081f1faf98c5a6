/* Diagnostics: collecting and sorting. Printing stands in diag_print.c. */
#include "base/diag.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/diag_list.h"
#include "base/utf8.h"

zb_diags *zb_diags_new(zb_arena *a)
{
  zb_diags *d = zb_new(a, zb_diags);
  d->arena = a;
  return d;
}

void zb_diags_strict(zb_diags *d, bool on)
{
  d->strict = on;
}

void zb_diags_raise(zb_diags *d, zb_diag_code code)
{
  d->raised[code] = true;
}

void zb_diags_accept(zb_diags *d, zb_diag_accept accept, void *data)
{
  d->accept = accept;
  d->accept_data = data;
}

void zb_diags_source(zb_diags *d, const char *file, const char *text, size_t n)
{
  for (size_t i = 0; i < d->sources.n; i++)
    if (strcmp(d->sources.v[i].file, file) == 0)
      return;
  zb_push(d->arena, &d->sources, (zb_diag_source){.file = file, .text = text, .n = n});
}

static bool same_text(const char *a, const char *b)
{
  return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const zb_diag_entry *x, const zb_diag_entry *y)
{
  if (x->code != y->code || x->src.line != y->src.line || x->src.col != y->src.col ||
      !same_text(x->src.file, y->src.file))
    return false;
  for (int i = 0; i < ZB_DIAG_ARGS; i++)
    if (!same_text(x->arg[i], y->arg[i]))
      return false;
  return true;
}

/* The bit of an entry's code and place in the filter `seen`: with hundreds of thousands of findings, most are told apart
   from the kept ones without comparing (multiplicative hashing, Knuth, TAOCP 6.4). */
static size_t seen_bit(const zb_diag_entry *e)
{
  uint32_t h =
      (uint32_t)e->code * 0x9E3779B1u ^ (uint32_t)e->src.line * 0x85EBCA77u ^ (uint32_t)e->src.col * 0xC2B2AE3Du;
  return (h ^ h >> 15) % (CHAR_BIT * ZB_DIAG_SEEN);
}

static bool reported(const zb_diags *d, const zb_diag_entry *e)
{
  size_t bit = seen_bit(e);
  if (!(d->seen[bit / CHAR_BIT] >> bit % CHAR_BIT & 1))
    return false;
  for (size_t i = 0; i < d->entries.n; i++)
    if (same(&d->entries.v[i], e))
      return true;
  return false;
}

/* The entry with arguments of its own. */
static zb_diag_entry kept(zb_diags *d, zb_diag_entry e)
{
  for (int i = 0; i < ZB_DIAG_ARGS; i++)
    e.arg[i] = zb_arena_strdup(d->arena, e.arg[i]);
  return e;
}

/* Keeps an entry that the report accepts, once. */
static void keep_accepted(zb_diags *d, const zb_diag_entry *e)
{
  for (size_t i = 0; i < d->accepted.n; i++)
    if (same(&d->accepted.v[i], e))
      return;
  zb_push(d->arena, &d->accepted, kept(d, *e));
}

static bool has_room(const zb_diags *d, zb_level level)
{
  return d->count[level] - d->dropped[level] < ZB_DIAG_CAP;
}

/* Adds an entry whose arguments are borrowed. */
static void add(zb_diags *d, zb_diag_entry e)
{
  bool held = d->held;
  d->held = false;
  if (held || (d->accept && d->accept(d->accept_data, &e))) {
    keep_accepted(d, &e);
    return;
  }
  if (reported(d, &e))
    return;
  bool room = has_room(d, e.level);
  d->count[e.level]++;
  if (!room) {
    d->dropped[e.level]++;
    return;
  }
  e.seq = (int)d->entries.n;
  zb_push(d->arena, &d->entries, kept(d, e));
  size_t bit = seen_bit(&e);
  d->seen[bit / CHAR_BIT] |= (unsigned char)(1 << bit % CHAR_BIT);
  d->sorted = false;
}

/* An argument as messages show it: very long text is cut behind ARG_SHOWN characters. */
static const char *argument(zb_diags *d, const char *arg)
{
  enum { ARG_MAX_CHARS = 400, ARG_SHOWN = 60 };
  size_t n = strlen(arg);
  if (n <= ARG_MAX_CHARS || zb_utf8_count(arg, n) <= ARG_MAX_CHARS)
    return arg;
  const char *end = arg;
  for (int i = 0; i < ARG_SHOWN; i++)
    zb_utf8_next(&end);
  return zb_arena_printf(d->arena, "%.*s…", (int)(end - arg), arg);
}

/* The level of a code after zb_diags_strict and zb_diags_raise. */
static zb_level level_of(const zb_diags *d, zb_diag_code code)
{
  zb_level level = zb_diag_level(code);
  return (d->strict && level == ZB_WARNING) || (d->raised[code] && level < ZB_ERROR) ? ZB_ERROR : level;
}

bool zb_diags_room(const zb_diags *d, zb_diag_code code)
{
  return has_room(d, level_of(d, code));
}

static void vadd(zb_diags *d, zb_diag_code code, zb_src src, int ncols, va_list ap)
{
  zb_diag_entry e = {.code = code, .level = level_of(d, code), .src = src, .ncols = ncols > 0 ? ncols : 1};
  for (int i = 0; i < ZB_DIAG_ARGS; i++) {
    const char *arg = va_arg(ap, const char *);
    if (!arg)
      break;
    e.arg[i] = argument(d, arg);
  }
  add(d, e);
}

void zb_diag(zb_diags *d, zb_diag_code code, zb_src src, ...)
{
  va_list ap;
  va_start(ap, src);
  vadd(d, code, src, 1, ap);
  va_end(ap);
}

void zb_diag_range(zb_diags *d, zb_diag_code code, zb_src src, int ncols, ...)
{
  va_list ap;
  va_start(ap, ncols);
  vadd(d, code, src, ncols, ap);
  va_end(ap);
}

void zb_diags_hold(zb_diags *d, bool on)
{
  d->held = on;
}

const zb_diag_entry *zb_diags_accepted(const zb_diags *d, size_t *n)
{
  *n = d->accepted.n;
  return d->accepted.v;
}

size_t zb_diags_count(const zb_diags *d, zb_level level)
{
  if (level < ZB_ERROR)
    return d->count[level];
  size_t n = 0;
  for (int l = ZB_ERROR; l <= ZB_INTERNAL; l++)
    n += d->count[l];
  return n;
}

bool zb_diags_failed(const zb_diags *d)
{
  return zb_diags_count(d, ZB_ERROR) > 0;
}

int zb_diags_status(const zb_diags *d)
{
  static const int status[] = {[ZB_ERROR] = 1, [ZB_USAGE] = 2, [ZB_SYSTEM] = 3, [ZB_INTERNAL] = 4};
  for (int l = ZB_INTERNAL; l >= ZB_ERROR; l--)
    if (d->count[l] > 0)
      return status[l];
  return 0;
}

const char *zb_diags_source_name(const zb_diags *d, size_t i)
{
  return i < d->sources.n ? d->sources.v[i].file : NULL;
}

void zb_diags_inherit(zb_diags *to, const zb_diags *from)
{
  for (size_t i = 0; i < from->sources.n; i++)
    zb_diags_source(to, from->sources.v[i].file, from->sources.v[i].text, from->sources.v[i].n);
}

void zb_diags_merge(zb_diags *to, zb_diags *from)
{
  for (size_t i = 0; i < from->entries.n; i++) {
    zb_diag_entry e = from->entries.v[i];
    e.src.file = zb_arena_strdup(to->arena, e.src.file);
    add(to, e);
  }
  for (int l = 0; l <= ZB_INTERNAL; l++) {
    to->count[l] += from->dropped[l];
    to->dropped[l] += from->dropped[l];
  }
}

void zb_diags_clear(zb_diags *d)
{
  d->entries.n = d->accepted.n = 0;
  d->held = false;
  memset(d->count, 0, sizeof d->count);
  memset(d->dropped, 0, sizeof d->dropped);
  memset(d->seen, 0, sizeof d->seen);
}

/* --- registry ------------------------------------------------------------------------------------------------- */

static const struct {
  const char *slug;
  zb_level level;
  const char *text[2], *hint[2]; /* by zb_lang */
} registry[] = {
#define ZB_DIAG(id, slug, level, en, zh, en_hint, zh_hint) {slug, level, {en, zh}, {en_hint, zh_hint}},
#include "base/diag.def"
#undef ZB_DIAG
};

const char *zb_diag_slug(zb_diag_code code)
{
  return registry[code].slug;
}

zb_level zb_diag_level(zb_diag_code code)
{
  return registry[code].level;
}

const char *zb_diag_text(zb_diag_code code, zb_lang lang)
{
  return registry[code].text[lang];
}

const char *zb_diag_hint(zb_diag_code code, zb_lang lang)
{
  return registry[code].hint[lang];
}

const char *zb_level_name(zb_level level, zb_lang lang)
{
  static const char *const name[][2] = {
      [ZB_NOTE] = {"note", "提示"},   [ZB_WARNING] = {"warning", "警告"}, [ZB_ERROR] = {"error", "错误"},
      [ZB_USAGE] = {"usage", "用法"}, [ZB_SYSTEM] = {"system", "系统"},   [ZB_INTERNAL] = {"internal", "内部"}};
  return name[level][lang];
}
