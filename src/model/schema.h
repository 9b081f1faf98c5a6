/* The language as data: keys with their Chinese aliases, objects, fields and enumerations (schema.def), and the decoder
   that is the only way from text to value. */
#ifndef ZB_MODEL_SCHEMA_H
#define ZB_MODEL_SCHEMA_H

#include "base/color.h"
#include "base/diag.h"
#include "base/geom.h"
#include "read/markup.h"
#include "read/node.h"

typedef enum zb_key {
  ZB_K_NONE,
#define ZB_KEY(id, en, zh) ZB_K_##id,
#include "model/key.def"
#undef ZB_KEY
  ZB_KEY_COUNT
} zb_key;

/* Field types. */
typedef enum zb_vtype {
  ZB_T_TEXT,  /* plain text, no markup */
  ZB_T_PROSE, /* several paragraphs */
  ZB_T_LINE,  /* one paragraph of prose: titles, captions, labels */
  ZB_T_INT,
  ZB_T_BOOL,   /* true false yes no 是 否 */
  ZB_T_LENGTH, /* mm cm in pt em % lines or a Chinese size name; em and lines need a style: see zb_len */
  ZB_T_COLOR,  /* #rrggbb or a palette name (layout files) */
  ZB_T_DATE,   /* YYYY-MM-DD, YYYY-MM, YYYYQn */
  ZB_T_ENUM,   /* one of the enumeration named by the field */
  ZB_T_PATH,   /* file name relative to the file it stands in */
  ZB_T_REF,    /* id or path of a figure, table, column or row */
  ZB_T_REFS,   /* field type only: one REF (a table) or a LIST of REF; `missing` stands for no value */
  ZB_T_ROWS,   /* field type only: a REF (a table), a LIST of REF (figures) or a LIST of LISTs of PROSE or OBJ cells */
  ZB_T_TREE, /* field type only: labels, each with labels under it; .item of the value and of each item, .prose the label */
  ZB_T_QUANT, /* a quantity */
  ZB_T_OBJ,   /* the object type named by the field */
  ZB_T_LIST,  /* list of the field's item type */
  ZB_T_MAP,   /* user ids -> the field's item type */
  ZB_T_NODE,  /* kept as a node: decoded by its owner */
  ZB_T_NONE   /* no value: rule: */
} zb_vtype;

/* A length as written. unit: u = absolute (v in zb_u), e = 1/1000 em, l = 1/1000 line, p = 1/1000 percent, a = `auto`. */
typedef struct zb_len {
  char unit;
  int32_t v;
} zb_len;

typedef struct zb_obj zb_obj;
typedef struct zb_val zb_val;

/* Flags of a field (schema.def explains them). */
enum { ZB_F_REQ = 1, ZB_F_MAIN = 2, ZB_F_ONE = 4, ZB_F_AUTO = 8, ZB_F_TIMES = 16, ZB_F_FILE = 32 };

struct zb_val {
  zb_vtype type;
  zb_src src;
  int ncols;
  const zb_node *node;
  const char *text; /* TEXT PATH REF DATE QUANT, name of a COLOR, and the English word of an ENUM */
  const char *path; /* PATH: text relative to the folder of the file it stands in, ready to open */
  long i;           /* INT BOOL ENUM (index in its enumeration) */
  zb_len len;
  zb_rgba color;
  zb_prose *prose; /* PROSE LINE */
  zb_obj *obj;
  zb_val *item;         /* LIST, TREE, and the values of MAP */
  const zb_node **name; /* MAP: the keys */
  size_t nitems;
};

struct zb_obj {
  int type; /* zb_otype */
  zb_src src;
  const zb_node *node;
  zb_val *field; /* in source order */
  zb_key *key;
  size_t n;
};

typedef enum zb_otype {
#define ZB_OBJECT(id, name) ZB_O_##id,
#define ZB_FIELD(object, key, type, detail, flags, doc_en, doc_zh)
#define ZB_ENUMS(list)
#define ZB_ENUM(list, id, en, zh, doc_en, doc_zh)
#include "model/schema.def"
#undef ZB_OBJECT
#undef ZB_ENUMS
  ZB_OTYPE_COUNT
} zb_otype;

typedef enum zb_elist {
#define ZB_OBJECT(id, name)
#define ZB_ENUMS(list) ZB_EL_##list,
#include "model/schema.def"
#undef ZB_ENUMS
#undef ZB_ENUM
  ZB_ELIST_COUNT
} zb_elist;

/* The words of each enumeration, counted from 0: ZB_E_SORT_NONE, ZB_E_SORT_ASCENDING ... = zb_val.i. */
enum {
#define ZB_ENUMS(list) ZB_E_##list##_BEFORE = -1,
#define ZB_ENUM(list, id, en, zh, doc_en, doc_zh) ZB_E_##list##_##id,
#include "model/schema.def"
#undef ZB_OBJECT
#undef ZB_FIELD
#undef ZB_ENUMS
#undef ZB_ENUM
};

/* One line of schema.def, for the manual, the JSON Schema and tests. */
typedef struct zb_field {
  zb_otype object;
  zb_key key;
  zb_vtype type;
  zb_vtype item;  /* of a LIST or MAP */
  zb_otype otype; /* when type or item is OBJ */
  zb_elist elist; /* when type or item is ENUM */
  unsigned flags;
  const char *doc[2]; /* by zb_lang */
} zb_field;

typedef struct zb_word {
  zb_elist list;
  const char *name[2], *doc[2]; /* by zb_lang */
} zb_word;

/* All fields, grouped by object in the order of schema.def; the words of one enumeration. */
const zb_field *zb_schema_fields(size_t *n);
const zb_word *zb_schema_words(zb_elist list, size_t *n);
const char *zb_schema_object_name(zb_otype type);
/* The field of an object by the English or Chinese name of its key, or NULL. */
const zb_field *zb_schema_field(zb_otype type, const char *name);
/* The least and greatest value of an INT field. */
void zb_schema_range(const zb_field *f, long *min, long *max);
/* The word's index in its enumeration by its English or Chinese name, or -1. */
int zb_schema_word(zb_elist list, const char *text);

/* Decodes a map node as an object: unknown keys (with the nearest name), both names of one key, wrong types, missing
   required fields are reported; decoding goes on. A field whose value is wrong is left out. Never NULL for a map; a bare
   value stands for the object's ZB_F_MAIN field; else NULL after a diagnostic. */
zb_obj *zb_schema_decode(zb_arena *a, zb_diags *d, zb_otype type, const zb_node *node);
/* A field's value or NULL. */
const zb_val *zb_obj_get(const zb_obj *o, zb_key key);
/* Convenience: text, integer, bool, enum, length with a default. */
const char *zb_obj_text(const zb_obj *o, zb_key key, const char *fallback);
long zb_obj_int(const zb_obj *o, zb_key key, long fallback);
const zb_prose *zb_obj_prose(const zb_obj *o, zb_key key);

const char *zb_key_name(zb_key key, zb_lang lang);
bool zb_obj_bool(const zb_obj *o, zb_key key, bool fallback);
/* Length from text such as "12pt", "3mm", "2em", "三号". */
bool zb_len_parse(const char *text, zb_len *out);
/* Absolute length: em of `size`, lines of `leading`, percent of `whole`. */
zb_u zb_len_resolve(zb_len l, zb_u size, zb_u leading, zb_u whole);

#endif
