/* The tables of the language and their look-up: keys, objects, fields, enumerations, lengths. */
#include "model/schema.h"

#include <string.h>

static const struct key_row {
  const char *name[2];
} key_table[ZB_KEY_COUNT] = {
    [ZB_K_NONE] = {{"", ""}},
#define ZB_KEY(id, en, zh) [ZB_K_##id] = {{en, zh}},
#include "model/key.def"
#undef ZB_KEY
};

#define ZB_NO .item = ZB_T_NONE
#define ZB_WORD(list) .elist = ZB_EL_##list
#define ZB_OBJ(object) .otype = ZB_O_##object
#define ZB_OF(t) .item = ZB_T_##t
#define ZB_OF_OBJ(object) .item = ZB_T_OBJ, .otype = ZB_O_##object
#define ZB_OF_WORD(list) .item = ZB_T_ENUM, .elist = ZB_EL_##list

static const zb_field field_table[] = {
#define ZB_OBJECT(id, name)
#define ZB_FIELD(o, k, t, detail, fl, doc_en, doc_zh)                                                                  \
  {.object = ZB_O_##o, .key = ZB_K_##k, .type = ZB_T_##t, detail, .flags = fl, .doc = {doc_en, doc_zh}},
#define ZB_ENUMS(l)
#define ZB_ENUM(l, id, en, zh, doc_en, doc_zh)
#include "model/schema.def"
#undef ZB_OBJECT
#undef ZB_FIELD
#undef ZB_ENUM
};

static const char *const object_name[ZB_OTYPE_COUNT] = {
#define ZB_OBJECT(id, name) [ZB_O_##id] = name,
#define ZB_FIELD(o, k, t, detail, fl, doc_en, doc_zh)
#define ZB_ENUM(l, id, en, zh, doc_en, doc_zh)
#include "model/schema.def"
#undef ZB_OBJECT
#undef ZB_ENUM
};

static const zb_word word_table[] = {
#define ZB_OBJECT(id, name)
#define ZB_ENUM(l, id, en, zh, doc_en, doc_zh) {.list = ZB_EL_##l, .name = {en, zh}, .doc = {doc_en, doc_zh}},
#include "model/schema.def"
};

const zb_field *zb_schema_fields(size_t *n)
{
  *n = sizeof field_table / sizeof *field_table;
  return field_table;
}

const zb_word *zb_schema_words(zb_elist list, size_t *n)
{
  const size_t count = sizeof word_table / sizeof *word_table;
  size_t from = 0;
  while (from < count && word_table[from].list != list)
    from++;
  size_t to = from;
  while (to < count && word_table[to].list == list)
    to++;
  *n = to - from;
  return &word_table[from];
}

const char *zb_schema_object_name(zb_otype type)
{
  return object_name[type];
}

const zb_field *zb_schema_field(zb_otype type, const char *name)
{
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    if (f[i].object == type &&
        (strcmp(key_table[f[i].key].name[0], name) == 0 || strcmp(key_table[f[i].key].name[1], name) == 0))
      return &f[i];
  return NULL;
}

void zb_schema_range(const zb_field *f, long *min, long *max)
{
  static const struct range {
    zb_key key;
    long min, max;
  } ranges[] = {
      {ZB_K_LEVEL, 1, 4},        {ZB_K_COLUMNS, 1, 24}, {ZB_K_PAGES, 1, 10000}, {ZB_K_PAGE, 1, 10000},
      {ZB_K_WEIGHT, 1, 1000},    {ZB_K_BOLD, 1, 1000},  {ZB_K_MIN, 1, 2400},    {ZB_K_GOOD, 1, 2400},
      {ZB_K_MAX_LINES, 0, 1000}, {ZB_K_ORPHANS, 1, 99}, {ZB_K_WIDOWS, 1, 99},   {ZB_K_LAST_LINE, 1, 20},
      {ZB_K_ZHANBAN, 1, 9999},   {ZB_K_DPI, 10, 2400},  {ZB_K_PRIORITY, 0, 9},  {ZB_K_ACROSS, 1, 1000},
      {ZB_K_DOWN, 1, 10000},     {ZB_K_DECIMALS, 0, 9}, {ZB_K_FOLD, 1, 6},      {ZB_K_STUB, 0, 9},
  };
  *min = 0;
  *max = 999999999;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (ranges[i].key == f->key) {
      *min = ranges[i].min;
      *max = ranges[i].max;
    }
}

int zb_schema_word(zb_elist list, const char *text)
{
  size_t n;
  const zb_word *w = zb_schema_words(list, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(w[i].name[0], text) == 0 || strcmp(w[i].name[1], text) == 0)
      return (int)i;
  return -1;
}

const char *zb_key_name(zb_key key, zb_lang lang)
{
  return key_table[key].name[lang];
}

/* --- values of objects -------------------------------------------------------------------------------------------- */

const zb_val *zb_obj_get(const zb_obj *o, zb_key key)
{
  if (o)
    for (size_t i = 0; i < o->n; i++)
      if (o->key[i] == key)
        return &o->field[i];
  return NULL;
}

const char *zb_obj_text(const zb_obj *o, zb_key key, const char *fallback)
{
  const zb_val *v = zb_obj_get(o, key);
  return v && v->text ? v->text : fallback;
}

long zb_obj_int(const zb_obj *o, zb_key key, long fallback)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? v->i : fallback;
}

bool zb_obj_bool(const zb_obj *o, zb_key key, bool fallback)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? v->i != 0 : fallback;
}

const zb_prose *zb_obj_prose(const zb_obj *o, zb_key key)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? v->prose : NULL;
}

/* --- lengths ------------------------------------------------------------------------------------------------------ */

/* Sizes in 号 as office software has them (references: CLREQ gives 15.75 pt for 三号; layouts may write that). */
static const struct size_name {
  const char *name;
  int quarter_pt; /* in 1/4 pt, so that 10.5 and 6.5 are whole */
} size_names[] = {
    {"初号", 168}, {"小初", 144}, {"一号", 104}, {"小一", 96}, {"二号", 88}, {"小二", 72}, {"三号", 64}, {"小三", 60},
    {"四号", 56},  {"小四", 48},  {"五号", 42},  {"小五", 36}, {"六号", 30}, {"小六", 26}, {"七号", 22}, {"八号", 20},
};

static const struct unit_name {
  const char *name;
  char unit;
  double factor; /* to pt, or to the thousandths of a relative unit */
} unit_names[] = {
    {"mm", 'u', 72.0 / 25.4},   {"毫米", 'u', 72.0 / 25.4},  {"cm", 'u', 720.0 / 25.4}, {"厘米", 'u', 720.0 / 25.4},
    {"m", 'u', 72000.0 / 25.4}, {"米", 'u', 72000.0 / 25.4}, {"in", 'u', 72.0},         {"英寸", 'u', 72.0},
    {"px", 'u', 0.75},          {"像素", 'u', 0.75},         {"pt", 'u', 1.0},          {"磅", 'u', 1.0},
    {"em", 'e', 1000.0},        {"字", 'e', 1000.0},         {"lines", 'l', 1000.0},    {"line", 'l', 1000.0},
    {"行", 'l', 1000.0},        {"%", 'p', 1000.0},
};

/* [+-]digits[.digits]; *end behind it. False without a digit or beyond nine digits before the point. */
static bool decimal(const char *s, double *out, const char **end)
{
  double sign = *s == '-' ? -1 : 1, v = 0, place = 1;
  if (*s == '-' || *s == '+')
    s++;
  const char *from = s;
  for (; *s >= '0' && *s <= '9'; s++)
    v = v * 10 + (*s - '0');
  ptrdiff_t digits = s - from;
  if (*s == '.' && s[1] >= '0' && s[1] <= '9')
    for (s++; *s >= '0' && *s <= '9'; s++, digits++)
      v += (*s - '0') * (place /= 10);
  *out = sign * v;
  *end = s;
  return digits > 0 && v < 1e9;
}

static bool size_by_name(const char *text, zb_len *out)
{
  for (size_t i = 0; i < sizeof size_names / sizeof *size_names; i++) {
    size_t n = strlen(size_names[i].name);
    if (strncmp(text, size_names[i].name, n) != 0 || (text[n] && strcmp(text + n, "号") != 0))
      continue;
    *out = (zb_len){.unit = 'u', .v = size_names[i].quarter_pt * ZB_UNIT / 4};
    return true;
  }
  return false;
}

bool zb_len_parse(const char *text, zb_len *out)
{
  double v;
  const char *end;
  if (size_by_name(text, out))
    return true;
  if (!decimal(text, &v, &end))
    return false;
  if (!*end && v == 0) {
    *out = (zb_len){.unit = 'u', .v = 0};
    return true;
  }
  if (*end == ' ')
    end++;
  for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++) {
    if (strcmp(end, unit_names[i].name) != 0)
      continue;
    double scaled = v * unit_names[i].factor * (unit_names[i].unit == 'u' ? ZB_UNIT : 1);
    if (scaled > 2e9 || scaled < -2e9)
      return false;
    *out = (zb_len){.unit = unit_names[i].unit, .v = (int32_t)(scaled + (scaled < 0 ? -0.5 : 0.5))};
    return true;
  }
  return false;
}

zb_u zb_len_resolve(zb_len l, zb_u size, zb_u leading, zb_u whole)
{
  switch (l.unit) {
  case 'e':
    return zb_u_muldiv(size, l.v, 1000);
  case 'l':
    return zb_u_muldiv(leading, l.v, 1000);
  case 'p':
    return zb_u_muldiv(whole, l.v, 100000);
  default:
    return l.v;
  }
}
