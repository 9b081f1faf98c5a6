/* JSON Schema (draft 7) of reports and layout files, for editors; made from the tables that the reader itself decodes
 * by. */
#include <string.h>

#include "engine/engine.h"
#include "model/schema.h"

typedef struct printer {
  FILE *to;
  zb_lang lang;
  bool first; /* of the list being printed */
} printer;

static void quoted(FILE *to, const char *s)
{
  fputc('"', to);
  for (; *s; s++) {
    if (*s == '"' || *s == '\\')
      fputc('\\', to);
    fputc(*s, to);
  }
  fputc('"', to);
}

static void comma(printer *p)
{
  if (!p->first)
    fputs(",", p->to);
  p->first = false;
}

static void print_words(printer *p, zb_elist list)
{
  size_t n;
  const zb_word *w = zb_schema_words(list, &n);
  fputs("{\"enum\":[", p->to);
  for (size_t i = 0; i < n; i++) {
    fputs(i ? "," : "", p->to);
    quoted(p->to, w[i].name[ZB_LANG_EN]);
    fputs(",", p->to);
    quoted(p->to, w[i].name[ZB_LANG_ZH]);
  }
  fputs("]}", p->to);
}

/* What YAML writes for one value. Scalars keep their text, so numbers and booleans typed without quotes are allowed
 * too. */
static void print_type(printer *p, zb_vtype type, const zb_field *f)
{
  static const char scalar[] = "{\"type\":[\"string\",\"number\",\"boolean\"]}";
  switch (type) {
  case ZB_T_INT:
    fputs("{\"type\":\"integer\"}", p->to);
    break;
  case ZB_T_BOOL:
    fputs("{\"enum\":[true,false,\"yes\",\"no\",\"是\",\"否\"]}", p->to);
    break;
  case ZB_T_ENUM:
    print_words(p, f->elist);
    break;
  case ZB_T_OBJ:
    fprintf(p->to, "{\"$ref\":\"#/definitions/%s\"}", zb_schema_object_name(f->otype));
    break;
  case ZB_T_NODE:
    fputs("{\"$ref\":\"#/definitions/block\"}", p->to);
    break;
  case ZB_T_NONE:
    fputs("{\"type\":\"null\"}", p->to);
    break;
  case ZB_T_REFS:
  case ZB_T_ROWS:
    fprintf(p->to, "{\"anyOf\":[%s,{\"type\":\"array\"}]}", scalar);
    break;
  case ZB_T_TREE:
    fprintf(p->to, "{\"anyOf\":[%s,{\"type\":[\"array\",\"object\"]}]}", scalar);
    break;
  case ZB_T_PROSE:
  case ZB_T_LINE: /* {gdp} alone is a mapping to YAML */
    fprintf(p->to, "{\"anyOf\":[%s,{\"type\":\"object\"}]}", scalar);
    break;
  default:
    fputs(scalar, p->to);
  }
}

static void print_value(printer *p, const zb_field *f)
{
  bool one = f->flags & ZB_F_ONE;
  if (f->type == ZB_T_LIST) {
    fputs(one ? "{\"anyOf\":[" : "", p->to);
    if (one) {
      print_type(p, f->item, f);
      fputs(",", p->to);
    }
    fputs("{\"type\":\"array\",\"items\":", p->to);
    print_type(p, f->item, f);
    fputs(one ? "}]}" : "}", p->to);
  } else if (f->type == ZB_T_MAP) {
    fputs("{\"type\":\"object\",\"additionalProperties\":", p->to);
    print_type(p, f->item, f);
    fputs("}", p->to);
  } else {
    print_type(p, f->type, f);
  }
}

static void print_property(printer *p, const zb_field *f, zb_lang name)
{
  comma(p);
  quoted(p->to, zb_key_name(f->key, name));
  fputs(":{\"description\":", p->to);
  quoted(p->to, f->doc[p->lang]);
  fputs(",\"allOf\":[", p->to);
  print_value(p, f);
  fputs("]}", p->to);
}

/* The properties of one object; a bare value may stand for an object with a main field. */
static void print_object(printer *p, zb_otype type, const zb_field *field, size_t n)
{
  const zb_field *main_field = NULL;
  for (size_t i = 0; i < n; i++)
    if (field[i].object == type && (field[i].flags & ZB_F_MAIN))
      main_field = &field[i];
  if (main_field) {
    fputs("{\"anyOf\":[", p->to);
    print_value(p, main_field);
    fputs(",", p->to);
  }
  fputs("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{", p->to);
  p->first = true;
  for (size_t i = 0; i < n; i++)
    if (field[i].object == type) {
      print_property(p, &field[i], ZB_LANG_EN);
      print_property(p, &field[i], ZB_LANG_ZH);
    }
  fputs("}}", p->to);
  if (main_field)
    fputs("]}", p->to);
}

/* A block is the object of its kind. */
static void print_block(printer *p)
{
  static const zb_otype kind[] = {
#define ZB_BLOCK_KIND(id, key, doc_en, doc_zh) ZB_O_##id,
#include "model/kind.def"
#undef ZB_BLOCK_KIND
  };
  fputs("\"block\":{\"anyOf\":[", p->to);
  for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
    fprintf(p->to, "%s{\"$ref\":\"#/definitions/%s\"}", i ? "," : "", zb_schema_object_name(kind[i]));
  fputs("]}", p->to);
}

bool zb_schema_print(zb_ctx *ctx, const char *what, FILE *to)
{
  bool layout = strcmp(what, "layout") == 0;
  if (!layout && strcmp(what, "report") != 0)
    return false;
  printer p = {.to = to, .lang = ctx->lang};
  size_t n;
  const zb_field *field = zb_schema_fields(&n);
  fputs("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"zhanban ", to);
  fprintf(to, "%s\",\"$ref\":\"#/definitions/%s\",\"definitions\":{\n", what,
          zb_schema_object_name(layout ? ZB_O_LAYOUTFILE : ZB_O_REPORT));
  print_block(&p);
  for (int t = 0; t < ZB_OTYPE_COUNT; t++) {
    fprintf(to, ",\n\"%s\":", zb_schema_object_name((zb_otype)t));
    print_object(&p, (zb_otype)t, field, n);
  }
  fputs("\n}}\n", to);
  return true;
}
