/* Decoding of nodes by the schema: the only way from text to value. Every problem has its place; decoding goes on. */
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/names.h"
#include "model/prosefile.h"
#include "model/schema.h"

typedef struct decoder {
  zb_arena *a;
  zb_diags *d;
} decoder;

typedef ZB_VEC(const char *) words;

static bool decode_value(const decoder *c, const zb_field *f, zb_vtype type, const char *shown, const zb_node *n,
                         zb_val *out);

static void complain(const decoder *c, zb_diag_code code, const zb_node *n, const char *shown)
{
  zb_diag_range(c->d, code, n->src, n->ncols > 0 ? n->ncols : 1, shown, n->kind == ZB_NODE_SCALAR ? n->text : "", NULL);
}

/* --- scalars ------------------------------------------------------------------------------------------------------ */

/* A scalar with text (a quoted empty one is text too). */
static bool want_scalar(const decoder *c, const zb_node *n, const char *shown)
{
  if (n->kind != ZB_NODE_SCALAR)
    complain(c, ZB_D_WANT_TEXT, n, shown);
  else if (n->empty)
    complain(c, ZB_D_VALUE_EMPTY, n, shown);
  else
    return true;
  return false;
}

static bool decode_int(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  const char *p = n->text + (n->text[0] == '-');
  size_t digits = strspn(p, "0123456789");
  long min, max;
  zb_schema_range(f, &min, &max);
  out->i = digits > 0 && digits <= 9 && !p[digits] ? strtol(n->text, NULL, 10) : min - 1;
  if (out->i >= min && out->i <= max)
    return true;
  zb_diag_range(c->d, ZB_D_BAD_INT, n->src, n->ncols, shown, n->text, zb_arena_printf(c->a, "%ld", min),
                zb_arena_printf(c->a, "%ld", max), NULL);
  return false;
}

static bool decode_bool(const decoder *c, const char *shown, const zb_node *n, zb_val *out)
{
  int w = zb_schema_word(ZB_EL_BOOL, n->text);
  if (strcmp(n->text, "true") == 0)
    w = ZB_E_BOOL_YES;
  if (strcmp(n->text, "false") == 0)
    w = ZB_E_BOOL_NO;
  if (w < 0)
    complain(c, ZB_D_BAD_BOOL, n, shown);
  out->i = w;
  return w >= 0;
}

/* A bare number for a field that takes multiples of the type size: em. */
static bool times(const char *text, zb_len *out)
{
  char buf[32];
  size_t n = strlen(text);
  if (n + 3 > sizeof buf || strspn(text, "0123456789.") != n)
    return false;
  memcpy(buf, text, n);
  memcpy(buf + n, "em", 3);
  return zb_len_parse(buf, out);
}

static bool decode_length(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  out->text = n->text;
  if ((f->flags & ZB_F_AUTO) && zb_schema_word(ZB_EL_CELL_ALIGN, n->text) == ZB_E_CELL_ALIGN_AUTO) {
    out->len = (zb_len){.unit = 'a'};
    return true;
  }
  if ((f->flags & ZB_F_TIMES) && times(n->text, &out->len))
    return true;
  if (zb_len_parse(n->text, &out->len))
    return true;
  complain(c, ZB_D_BAD_LENGTH, n, shown);
  return false;
}

static bool decode_color(const decoder *c, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->text[0] != '#') {
    out->text = n->text;
    return true;
  }
  out->text = NULL;
  if (zb_color_parse(n->text, &out->color))
    return true;
  complain(c, ZB_D_BAD_COLOR, n, shown);
  return false;
}

/* The value of exactly n digits, or -1. */
static int digits(const char *s, int n)
{
  int v = 0;
  for (int i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9')
      return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v;
}

static int days_of(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* YYYY-MM-DD, YYYY-MM, YYYYQn of the calendar. */
static bool date_valid(const char *s)
{
  size_t n = strlen(s);
  int year = n >= 6 ? digits(s, 4) : -1;
  if (year < 1)
    return false;
  if (n == 6)
    return s[4] == 'Q' && s[5] >= '1' && s[5] <= '4';
  if ((n != 7 && n != 10) || s[4] != '-')
    return false;
  int month = digits(s + 5, 2);
  if (month < 1 || month > 12)
    return false;
  if (n == 7)
    return true;
  int day = s[7] == '-' ? digits(s + 8, 2) : -1;
  return day >= 1 && day <= days_of(year, month);
}

static bool decode_date(const decoder *c, const char *shown, const zb_node *n, zb_val *out)
{
  out->text = n->text;
  if (date_valid(n->text))
    return true;
  complain(c, ZB_D_BAD_DATE, n, shown);
  return false;
}

static bool decode_enum(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  size_t nwords;
  const zb_word *w = zb_schema_words(f->elist, &nwords);
  int i = zb_schema_word(f->elist, n->text);
  if (i >= 0) {
    out->i = i;
    out->text = w[i].name[ZB_LANG_EN];
    return true;
  }
  words names = {0};
  int lang = (unsigned char)n->text[0] > 0x7F;
  for (size_t k = 0; k < nwords; k++)
    zb_push(c->a, &names, w[k].name[lang]);
  zb_diag_range(c->d, ZB_D_WORD_UNKNOWN, n->src, n->ncols, shown, n->text,
                zb_names_suggest(c->a, n->text, names.v, names.n), NULL);
  return false;
}

/* --- prose -------------------------------------------------------------------------------------------------------- */

static bool is_file_map(const zb_node *n)
{
  if (n->kind != ZB_NODE_MAP || n->npairs != 1)
    return false;
  const char *key = n->pair[0].key->text;
  const zb_node *v = n->pair[0].value;
  return (strcmp(key, zb_key_name(ZB_K_FILE, ZB_LANG_EN)) == 0 ||
          strcmp(key, zb_key_name(ZB_K_FILE, ZB_LANG_ZH)) == 0) &&
         v->kind == ZB_NODE_SCALAR && !v->empty;
}

/* `title: {gdp}`: YAML reads a map of one key without value. */
static bool is_reference_map(const zb_node *n)
{
  return n->kind == ZB_NODE_MAP && n->flow && n->npairs == 1 && n->pair[0].value->kind == ZB_NODE_SCALAR &&
         n->pair[0].value->empty;
}

static bool decode_prose(const decoder *c, const zb_field *f, zb_vtype type, const char *shown, const zb_node *n,
                         zb_val *out)
{
  if ((f->flags & ZB_F_FILE) && is_file_map(n)) {
    out->prose = zb_prose_from_file(c->a, c->d, n->pair[0].value);
    return out->prose != NULL;
  }
  if (!is_reference_map(n) && !want_scalar(c, n, shown))
    return false;
  out->prose = zb_markup_parse(c->a, c->d, n, type == ZB_T_LINE);
  return true;
}

/* --- lists, maps -------------------------------------------------------------------------------------------------- */

static bool decode_items(const decoder *c, const zb_field *f, zb_vtype item, const char *shown, const zb_node *n,
                         zb_val *out)
{
  out->type = ZB_T_LIST;
  out->item = zb_newn(c->a, zb_val, n->nitems);
  for (size_t i = 0; i < n->nitems; i++)
    if (decode_value(c, f, item, shown, n->item[i], &out->item[out->nitems]))
      out->nitems++;
  return true;
}

static bool decode_list(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->kind == ZB_NODE_LIST)
    return decode_items(c, f, f->item, shown, n, out);
  if (n->kind == ZB_NODE_SCALAR && n->empty) {
    complain(c, ZB_D_VALUE_EMPTY, n, shown);
    return false;
  }
  if (!(f->flags & ZB_F_ONE)) {
    complain(c, ZB_D_WANT_LIST, n, shown);
    return false;
  }
  out->item = zb_new(c->a, zb_val);
  out->nitems = 1;
  return decode_value(c, f, f->item, shown, n, &out->item[0]);
}

static bool decode_map(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->kind != ZB_NODE_MAP) {
    complain(c, n->kind == ZB_NODE_SCALAR && n->empty ? ZB_D_VALUE_EMPTY : ZB_D_WANT_MAP, n, shown);
    return false;
  }
  out->item = zb_newn(c->a, zb_val, n->npairs);
  out->name = zb_newn(c->a, const zb_node *, n->npairs);
  for (size_t i = 0; i < n->npairs; i++)
    if (decode_value(c, f, f->item, n->pair[i].key->text, n->pair[i].value, &out->item[out->nitems]))
      out->name[out->nitems++] = n->pair[i].key;
  return true;
}

/* A table by name, or figures: `data: assess`, `data: [gdp, missing]`. */
static bool decode_refs(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->kind != ZB_NODE_LIST)
    return decode_value(c, f, ZB_T_REF, shown, n, out);
  decode_items(c, f, ZB_T_REF, shown, n, out);
  for (size_t i = 0; i < out->nitems; i++)
    if (zb_word_missing(out->item[i].text))
      out->item[i].type = ZB_T_NONE;
  return true;
}

/* A cell of a row: prose, or a map of its properties. */
static bool decode_cell(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  zb_field cell = *f;
  cell.otype = ZB_O_CELL;
  bool map = n->kind == ZB_NODE_MAP && !is_reference_map(n);
  bool part = n->kind == ZB_NODE_SCALAR && n->text[0] == '#' && !strchr(n->text, '\n'); /* #名称: no heading */
  return decode_value(c, &cell, map ? ZB_T_OBJ : part ? ZB_T_LINE : ZB_T_PROSE, shown, n, out);
}

/* A table by name, figures, or rows of cells. */
static bool decode_rows(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->kind != ZB_NODE_LIST)
    return decode_value(c, f, ZB_T_REF, shown, n, out);
  if (n->nitems > 0 && n->item[0]->kind == ZB_NODE_SCALAR)
    return decode_items(c, f, ZB_T_REF, shown, n, out);
  out->type = ZB_T_LIST;
  out->item = zb_newn(c->a, zb_val, n->nitems);
  for (size_t i = 0; i < n->nitems; i++) {
    const zb_node *row = n->item[i];
    if (row->kind != ZB_NODE_LIST) {
      complain(c, ZB_D_WANT_LIST, row, shown);
      continue;
    }
    zb_val *v = &out->item[out->nitems++];
    *v = (zb_val){.type = ZB_T_LIST, .src = row->src, .ncols = row->ncols, .node = row};
    v->item = zb_newn(c->a, zb_val, row->nitems);
    for (size_t k = 0; k < row->nitems; k++)
      v->nitems += decode_cell(c, f, shown, row->item[k], &v->item[v->nitems]);
  }
  return true;
}

/* --- trees -------------------------------------------------------------------------------------------------------- */

static void decode_branches(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out);

/* One label with what stands under it. `label` is a scalar: an item of a list, or a key. */
static void decode_branch(const decoder *c, const zb_field *f, const char *shown, const zb_node *label,
                          const zb_node *under, zb_val *out)
{
  zb_val v = {.type = ZB_T_TREE, .src = label->src, .ncols = label->ncols > 0 ? label->ncols : 1, .node = label};
  if (!decode_prose(c, f, ZB_T_LINE, shown, label, &v))
    return;
  if (under && !(under->kind == ZB_NODE_SCALAR && under->empty))
    decode_branches(c, f, shown, under, &v);
  out->item[out->nitems++] = v;
}

/* The labels under one: `a`, `[a, b]`, `{a: under, b: under}`, and lists of these. */
static void decode_branches(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  size_t room = n->kind == ZB_NODE_MAP ? n->npairs : 1;
  for (size_t i = 0; n->kind == ZB_NODE_LIST && i < n->nitems; i++)
    room += n->item[i]->kind == ZB_NODE_MAP ? n->item[i]->npairs : 1;
  if (!out->item)
    out->item = zb_newn(c->a, zb_val, room);
  if (n->kind == ZB_NODE_SCALAR || is_reference_map(n)) {
    decode_branch(c, f, shown, n, NULL, out);
    return;
  }
  for (size_t i = 0; n->kind == ZB_NODE_MAP && i < n->npairs; i++)
    decode_branch(c, f, shown, n->pair[i].key, n->pair[i].value, out);
  for (size_t i = 0; n->kind == ZB_NODE_LIST && i < n->nitems; i++)
    if (n->item[i]->kind == ZB_NODE_LIST)
      complain(c, ZB_D_WANT_TEXT, n->item[i], shown);
    else
      decode_branches(c, f, shown, n->item[i], out);
}

static bool decode_tree(const decoder *c, const zb_field *f, const char *shown, const zb_node *n, zb_val *out)
{
  if (n->kind == ZB_NODE_SCALAR && n->empty) {
    complain(c, ZB_D_VALUE_EMPTY, n, shown);
    return false;
  }
  decode_branches(c, f, shown, n, out);
  return true;
}

/* --- one value ---------------------------------------------------------------------------------------------------- */

static bool decode_text(const decoder *c, zb_vtype type, const zb_node *n, zb_val *out)
{
  out->text = n->text;
  if (type == ZB_T_PATH)
    out->path = zb_io_relative(c->a, n->src.file, n->text);
  return true;
}

static bool decode_scalar(const decoder *c, const zb_field *f, zb_vtype type, const char *shown, const zb_node *n,
                          zb_val *out)
{
  if (!want_scalar(c, n, shown))
    return false;
  switch (type) {
  case ZB_T_INT:
    return decode_int(c, f, shown, n, out);
  case ZB_T_BOOL:
    return decode_bool(c, shown, n, out);
  case ZB_T_LENGTH:
    return decode_length(c, f, shown, n, out);
  case ZB_T_COLOR:
    return decode_color(c, shown, n, out);
  case ZB_T_DATE:
    return decode_date(c, shown, n, out);
  case ZB_T_ENUM:
    return decode_enum(c, f, shown, n, out);
  default:
    return decode_text(c, type, n, out);
  }
}

static bool decode_value(const decoder *c, const zb_field *f, zb_vtype type, const char *shown, const zb_node *n,
                         zb_val *out)
{
  *out = (zb_val){.type = type, .src = n->src, .ncols = n->ncols > 0 ? n->ncols : 1, .node = n};
  switch (type) {
  case ZB_T_PROSE:
  case ZB_T_LINE:
    return decode_prose(c, f, type, shown, n, out);
  case ZB_T_OBJ:
    out->obj = zb_schema_decode(c->a, c->d, f->otype, n);
    return out->obj != NULL;
  case ZB_T_LIST:
    return decode_list(c, f, shown, n, out);
  case ZB_T_MAP:
    return decode_map(c, f, shown, n, out);
  case ZB_T_REFS:
    return decode_refs(c, f, shown, n, out);
  case ZB_T_ROWS:
    return decode_rows(c, f, shown, n, out);
  case ZB_T_TREE:
    return decode_tree(c, f, shown, n, out);
  case ZB_T_NODE:
    return true;
  case ZB_T_NONE:
    if (n->kind == ZB_NODE_SCALAR && n->len == 0)
      return true;
    complain(c, ZB_D_WANT_NOTHING, n, shown);
    return false;
  default:
    return decode_scalar(c, f, type, shown, n, out);
  }
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static bool is_kind_key(const char *name)
{
  static const zb_key kinds[] = {
#define ZB_BLOCK_KIND(id, key, en, zh) ZB_K_##key,
#include "model/kind.def"
#undef ZB_BLOCK_KIND
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(zb_key_name(kinds[i], ZB_LANG_EN), name) == 0 || strcmp(zb_key_name(kinds[i], ZB_LANG_ZH), name) == 0)
      return true;
  return false;
}

static bool is_block_type(zb_otype type)
{
  switch (type) {
#define ZB_BLOCK_KIND(id, key, en, zh) case ZB_O_##id:
#include "model/kind.def"
#undef ZB_BLOCK_KIND
    return true;
  default:
    return false;
  }
}

static void unknown_key(const decoder *c, zb_otype type, const zb_node *key)
{
  if (is_block_type(type) && is_kind_key(key->text)) {
    zb_diag_range(c->d, ZB_D_BLOCK_TWO_KINDS, key->src, key->ncols, zb_schema_object_name(type), key->text, NULL);
    return;
  }
  size_t n;
  words names = {0};
  const zb_field *f = zb_schema_fields(&n);
  int lang = (unsigned char)key->text[0] > 0x7F;
  for (size_t i = 0; i < n; i++)
    if (f[i].object == type)
      zb_push(c->a, &names, zb_key_name(f[i].key, (zb_lang)lang));
  zb_diag_range(c->d, ZB_D_KEY_UNKNOWN, key->src, key->ncols, key->text, zb_schema_object_name(type),
                zb_names_suggest(c->a, key->text, names.v, names.n), NULL);
}

/* The pair before i whose key is the same field, or NULL. */
static const zb_node *seen_before(zb_otype type, const zb_node *map, size_t i, const zb_field *f)
{
  for (size_t k = 0; k < i; k++)
    if (zb_schema_field(type, map->pair[k].key->text) == f)
      return map->pair[k].key;
  return NULL;
}

static void decode_pair(const decoder *c, zb_obj *o, const zb_node *map, size_t i)
{
  const zb_node *key = map->pair[i].key;
  const zb_field *f = zb_schema_field((zb_otype)o->type, key->text);
  if (!f) {
    unknown_key(c, (zb_otype)o->type, key);
    return;
  }
  const zb_node *first = seen_before((zb_otype)o->type, map, i, f);
  if (first) { /* the same spelling twice was reported by the reader */
    if (strcmp(first->text, key->text) != 0)
      zb_diag_range(c->d, ZB_D_KEY_TWICE, key->src, key->ncols, key->text, first->text,
                    zb_arena_printf(c->a, "%d", first->src.line), NULL);
    return;
  }
  if (decode_value(c, f, f->type, key->text, map->pair[i].value, &o->field[o->n]))
    o->key[o->n++] = f->key;
}

static bool written(const zb_obj *o, const zb_field *f)
{
  if (o->node->kind != ZB_NODE_MAP)
    return (f->flags & ZB_F_MAIN) != 0;
  for (size_t i = 0; i < o->node->npairs; i++)
    if (zb_schema_field((zb_otype)o->type, o->node->pair[i].key->text) == f)
      return true;
  return false;
}

static void require_fields(const decoder *c, const zb_obj *o)
{
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    if ((int)f[i].object == o->type && (f[i].flags & ZB_F_REQ) && !written(o, &f[i]))
      zb_diag(c->d, ZB_D_KEY_MISSING, o->src, zb_schema_object_name(f[i].object), zb_key_name(f[i].key, ZB_LANG_EN),
              zb_key_name(f[i].key, ZB_LANG_ZH), NULL);
}

static const zb_field *main_field(zb_otype type)
{
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    if (f[i].object == type && (f[i].flags & ZB_F_MAIN))
      return &f[i];
  return NULL;
}

zb_obj *zb_schema_decode(zb_arena *a, zb_diags *d, zb_otype type, const zb_node *node)
{
  decoder c = {.a = a, .d = d};
  zb_obj *o = zb_new(a, zb_obj);
  *o = (zb_obj){.type = (int)type, .src = node->src, .node = node};
  size_t room = node->kind == ZB_NODE_MAP ? node->npairs : 1;
  o->field = zb_newn(a, zb_val, room);
  o->key = zb_newn(a, zb_key, room);
  if (node->kind == ZB_NODE_MAP) {
    for (size_t i = 0; i < node->npairs; i++)
      decode_pair(&c, o, node, i);
  } else {
    const zb_field *f = main_field(type);
    if (!f || (node->kind == ZB_NODE_SCALAR && node->empty)) {
      complain(&c, f ? ZB_D_VALUE_EMPTY : ZB_D_WANT_MAP, node, zb_schema_object_name(type));
      return NULL;
    }
    if (!decode_value(&c, f, f->type, zb_schema_object_name(type), node, &o->field[0]))
      return NULL;
    o->key[o->n++] = f->key;
  }
  require_fields(&c, o);
  return o;
}
