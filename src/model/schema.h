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
  ZB_T_TEXT,   /* plain text, no markup */
  ZB_T_PROSE,  /* several paragraphs */
  ZB_T_LINE,   /* one paragraph of prose: titles, captions, labels */
  ZB_T_INT,
  ZB_T_BOOL,   /* true false yes no 是 否 */
  ZB_T_LENGTH, /* mm cm in pt em % lines or a Chinese size name; em and lines need a style: see zb_len */
  ZB_T_COLOR,  /* #rrggbb or a palette name (layout files) */
  ZB_T_DATE,   /* YYYY-MM-DD, YYYY-MM, YYYYQn */
  ZB_T_ENUM,   /* one of the enumeration named by the field */
  ZB_T_PATH,   /* file name relative to the file it stands in */
  ZB_T_REF,    /* id or path of a figure, table, column or row */
  ZB_T_QUANT,  /* a quantity */
  ZB_T_OBJ,    /* the object type named by the field */
  ZB_T_LIST,   /* list of the field's item type */
  ZB_T_MAP,    /* user ids -> the field's item type */
  ZB_T_NODE,   /* kept as a node: decoded by its owner */
  ZB_T_NONE    /* no value: rule: */
} zb_vtype;

/* A length as written. unit: u = absolute (v in zb_u), e = 1/1000 em, l = 1/1000 line, p = 1/1000 percent. */
typedef struct zb_len {
  char unit;
  int32_t v;
} zb_len;

typedef struct zb_obj zb_obj;
typedef struct zb_val zb_val;

struct zb_val {
  zb_vtype type;
  zb_src src;
  int ncols;
  const zb_node *node;
  const char *text; /* TEXT PATH REF DATE QUANT and the words of an ENUM */
  long i;           /* INT BOOL ENUM (index in its enumeration) */
  zb_len len;
  zb_rgba color;
  zb_prose *prose; /* PROSE LINE */
  zb_obj *obj;
  zb_val *item; /* LIST, and the values of MAP */
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
#define ZB_ENUM(list, id, en, zh, doc_en, doc_zh)
#include "model/schema.def"
#undef ZB_OBJECT
#undef ZB_FIELD
#undef ZB_ENUM
  ZB_OTYPE_COUNT
} zb_otype;

/* Decodes a map node as an object: unknown keys (with the nearest name), both names of one key, wrong types, missing
   required fields are reported; decoding goes on. Never NULL for a map; NULL after a diagnostic for other nodes. */
zb_obj *zb_schema_decode(zb_arena *a, zb_diags *d, zb_otype type, const zb_node *node);
/* A field's value or NULL. */
const zb_val *zb_obj_get(const zb_obj *o, zb_key key);
/* Convenience: text, integer, bool, enum, length with a default. */
const char *zb_obj_text(const zb_obj *o, zb_key key, const char *fallback);
long zb_obj_int(const zb_obj *o, zb_key key, long fallback);
const zb_prose *zb_obj_prose(const zb_obj *o, zb_key key);

const char *zb_key_name(zb_key key, zb_lang lang);
/* Key by English or Chinese name, or ZB_K_NONE. */
zb_key zb_key_find(const char *name);
/* Length from text such as "12pt", "3mm", "2em", "三号". */
bool zb_len_parse(const char *text, zb_len *out);
/* Absolute length: em of `size`, lines of `leading`, percent of `whole`. */
zb_u zb_len_resolve(zb_len l, zb_u size, zb_u leading, zb_u whole);

#endif
