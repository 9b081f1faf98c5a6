/* Fills the tables of keys into a manual page: fields < zhanban.5.in > zhanban.5. A line "@fields OBJECT@" of the template becomes
   the list of that object's keys, "@list functions@" the lines of a registry: the tables the reader itself decodes by. */
#include <stdio.h>
#include <string.h>

#include "model/schema.h"

static const char *type_name(zb_vtype type, const zb_field *f)
{
  static const char *const name[] = {[ZB_T_TEXT] = "text",          [ZB_T_PROSE] = "prose",
                                     [ZB_T_LINE] = "line of prose", [ZB_T_INT] = "integer",
                                     [ZB_T_BOOL] = "yes or no",     [ZB_T_LENGTH] = "length",
                                     [ZB_T_COLOR] = "colour",       [ZB_T_DATE] = "date",
                                     [ZB_T_PATH] = "file",          [ZB_T_REF] = "id",
                                     [ZB_T_QUANT] = "quantity",     [ZB_T_NODE] = "block",
                                     [ZB_T_NONE] = "no value",      [ZB_T_REFS] = "ids or table",
                                     [ZB_T_ROWS] = "table or rows", [ZB_T_TREE] = "nested labels"};
  if (type == ZB_T_OBJ)
    return zb_schema_object_name(f->otype);
  return type == ZB_T_ENUM ? "word" : name[type];
}

static void print_type(const zb_field *f)
{
  if (f->type == ZB_T_LIST)
    printf("list of %s", type_name(f->item, f));
  else if (f->type == ZB_T_MAP)
    printf("id: %s", type_name(f->item, f));
  else
    fputs(type_name(f->type, f), stdout);
  if (f->flags & ZB_F_REQ)
    fputs(", required", stdout);
}

/* A documentation line is text: no line of it may begin with a roff control character. */
static void print_text(const char *s)
{
  if (*s == '.' || *s == '\'')
    fputs("\\&", stdout);
  for (; *s; s++)
    fputs(*s == '\\' ? "\\e" : (char[]){*s, '\0'}, stdout);
  putchar('\n');
}

static void print_words(const zb_field *f)
{
  bool is = f->type == ZB_T_ENUM || ((f->type == ZB_T_LIST || f->type == ZB_T_MAP) && f->item == ZB_T_ENUM);
  if (!is)
    return;
  size_t n;
  const zb_word *w = zb_schema_words(f->elist, &n);
  puts(".br\nWords:");
  for (size_t i = 0; i < n; i++)
    printf(".Cm %s\n.Pq %s%s\n", w[i].name[ZB_LANG_EN], w[i].name[ZB_LANG_ZH], i + 1 < n ? " ," : " .");
}

static void print_object(const char *name)
{
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  puts(".Bl -tag -width Ds");
  for (size_t i = 0; i < n; i++) {
    if (strcmp(zb_schema_object_name(f[i].object), name) != 0)
      continue;
    printf(".It Cm %s Pq %s ; Em ", zb_key_name(f[i].key, ZB_LANG_EN), zb_key_name(f[i].key, ZB_LANG_ZH));
    print_type(&f[i]);
    putchar('\n');
    print_text(f[i].doc[ZB_LANG_EN]);
    puts(".br");
    print_text(f[i].doc[ZB_LANG_ZH]);
    print_words(&f[i]);
  }
  puts(".El");
}

typedef struct row {
  const char *name[2], *doc[2]; /* by zb_lang */
} row;

static const row functions[] = {
#define ZB_FUNCTION(id, en, zh, least, most, doc_en, doc_zh) {{en, zh}, {doc_en, doc_zh}},
#include "model/function.def"
#undef ZB_FUNCTION
    {{NULL, NULL}, {NULL, NULL}}};

static const row formats[] = {
#define ZB_FORMAT(id, en, zh, doc_en, doc_zh) {{en, zh}, {doc_en, doc_zh}},
#include "model/format.def"
#undef ZB_FORMAT
    {{NULL, NULL}, {NULL, NULL}}};

static const row rules[] = {
#define ZB_RULE(id, number, en, zh) {{#id, number}, {en, zh}},
#include "model/rules.def"
#undef ZB_RULE
    {{NULL, NULL}, {NULL, NULL}}};

static const struct list {
  const char *name;
  const row *rows;
} lists[] = {{"functions", functions}, {"formats", formats}, {"rules", rules}};

/* "@list NAME@": the lines of a registry. */
static void print_list(const char *name)
{
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    if (strcmp(lists[i].name, name) != 0)
      continue;
    puts(".Bl -tag -width Ds");
    for (const row *r = lists[i].rows; r->name[0]; r++) {
      printf(".It Cm %s Pq %s\n", r->name[ZB_LANG_EN], r->name[ZB_LANG_ZH]);
      print_text(r->doc[ZB_LANG_EN]);
      puts(".br");
      print_text(r->doc[ZB_LANG_ZH]);
    }
    puts(".El");
  }
}

int main(void)
{
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    char name[64];
    if (sscanf(line, "@fields %63[^@]@", name) == 1)
      print_object(name);
    else if (sscanf(line, "@list %63[^@]@", name) == 1)
      print_list(name);
    else
      fputs(line, stdout);
  }
  return 0;
}
