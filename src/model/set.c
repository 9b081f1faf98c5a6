/* --set PATH=VALUE: changes of the source tree before it is decoded, by the paths of the schema. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"

#define SET_FILE "--set"

/* Where a path has come to: a node and what the schema knows of it. */
typedef struct step {
  zb_node **at;
  enum { AT_OBJECT, AT_MAP, AT_LIST, AT_VALUE } kind;
  zb_otype otype;        /* AT_OBJECT */
  const zb_field *field; /* AT_MAP, AT_LIST */
} step;

typedef struct setter {
  zb_build *b;
  zb_src src;
  const char *path;
  zb_node *value;
} setter;

static zb_node *scalar(zb_arena *a, const char *text, zb_src src)
{
  zb_node *n = zb_new(a, zb_node);
  struct zb_place *map = zb_new(a, struct zb_place);
  size_t len = strlen(text);
  map->src = src;
  *n = (zb_node){.kind = ZB_NODE_SCALAR, .src = src, .quoted = true, .text = text, .len = len, .map = map, .nmap = 1};
  n->ncols = len ? (int)zb_utf8_count(text, len) : 1;
  return n;
}

static zb_node *empty_map(zb_arena *a, zb_src src)
{
  zb_node *n = zb_new(a, zb_node);
  *n = (zb_node){.kind = ZB_NODE_MAP, .src = src, .ncols = 1};
  return n;
}

/* Adds a pair and returns the place of its value. */
static zb_node **add_pair(setter *s, zb_node *map, const char *key, zb_node *value)
{
  zb_pair *pair = zb_newn(s->b->a, zb_pair, map->npairs + 1);
  if (map->npairs)
    memcpy(pair, map->pair, map->npairs * sizeof *pair);
  pair[map->npairs] = (zb_pair){.key = scalar(s->b->a, key, s->src), .value = value};
  map->pair = pair;
  return &map->pair[map->npairs++].value;
}

static bool unknown(setter *s, const char *segment, const char *const *names, size_t n)
{
  zb_diag(s->b->d, ZB_D_SET_UNKNOWN, s->src, s->path, segment, zb_names_suggest(s->b->a, segment, names, n), NULL);
  return false;
}

/* --- one step ----------------------------------------------------------------------------------------------------- */

static bool unknown_field(setter *s, zb_otype type, const char *segment)
{
  ZB_VEC(const char *) names = {0};
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    if (f[i].object == type)
      zb_push(s->b->a, &names, zb_key_name(f[i].key, (unsigned char)*segment > 0x7F ? ZB_LANG_ZH : ZB_LANG_EN));
  return unknown(s, segment, names.v, names.n);
}

static zb_node **find_field(zb_node *map, zb_otype type, const zb_field *f)
{
  for (size_t i = 0; i < map->npairs; i++)
    if (zb_schema_field(type, map->pair[i].key->text) == f)
      return &map->pair[i].value;
  return NULL;
}

/* A bare value that stands for an object becomes the object, so that another field can be set: {value: 8.6%}. */
static void spell_out(setter *s, zb_node **at, zb_otype type)
{
  zb_node *bare = *at;
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  if (bare->kind == ZB_NODE_MAP)
    return;
  *at = empty_map(s->b->a, bare->src);
  for (size_t i = 0; i < n; i++)
    if (f[i].object == type && (f[i].flags & ZB_F_MAIN))
      add_pair(s, *at, zb_key_name(f[i].key, ZB_LANG_EN), bare);
}

static void enter(step *t, const zb_field *f, zb_vtype type)
{
  t->field = f;
  t->otype = f->otype;
  t->kind = type == ZB_T_OBJ ? AT_OBJECT : type == ZB_T_MAP ? AT_MAP : type == ZB_T_LIST ? AT_LIST : AT_VALUE;
}

static bool step_object(setter *s, step *t, const char *segment)
{
  const zb_field *f = zb_schema_field(t->otype, segment);
  if (!f)
    return unknown_field(s, t->otype, segment);
  spell_out(s, t->at, t->otype);
  zb_node **found = find_field(*t->at, t->otype, f);
  if (!found)
    found = add_pair(s, *t->at, segment, empty_map(s->b->a, s->src));
  t->at = found;
  enter(t, f, f->type);
  return true;
}

static bool step_map(setter *s, step *t, const char *segment)
{
  ZB_VEC(const char *) names = {0};
  zb_node *map = *t->at;
  for (size_t i = 0; map->kind == ZB_NODE_MAP && i < map->npairs; i++) {
    if (strcmp(map->pair[i].key->text, segment) == 0) {
      t->at = &map->pair[i].value;
      enter(t, t->field, t->field->item);
      return true;
    }
    zb_push(s->b->a, &names, map->pair[i].key->text);
  }
  return unknown(s, segment, names.v, names.n);
}

/* Items of lists are counted from 1; a block is an object of its kind. */
static bool step_list(setter *s, step *t, const char *segment)
{
  static const zb_otype object[] = {
#define ZB_BLOCK_KIND(id, key, en, zh) ZB_O_##id,
#include "model/kind.def"
#undef ZB_BLOCK_KIND
  };
  zb_node *list = *t->at;
  size_t digits = strspn(segment, "0123456789");
  long i = digits > 0 && digits < 7 && !segment[digits] ? strtol(segment, NULL, 10) : 0;
  if (list->kind != ZB_NODE_LIST || i < 1 || (size_t)i > list->nitems) {
    const char *range = zb_arena_printf(s->b->a, "1-%zu", list->kind == ZB_NODE_LIST ? list->nitems : 0);
    return unknown(s, segment, &range, 1);
  }
  t->at = &list->item[i - 1];
  enter(t, t->field, t->field->item);
  int kind = t->field->item == ZB_T_NODE ? zb_build_kind(*t->at) : -1;
  if (kind >= 0) {
    t->kind = AT_OBJECT;
    t->otype = object[kind];
  }
  return true;
}

static bool step_into(setter *s, step *t, const char *segment)
{
  switch (t->kind) {
  case AT_OBJECT:
    return step_object(s, t, segment);
  case AT_MAP:
    return step_map(s, t, segment);
  case AT_LIST:
    return step_list(s, t, segment);
  default:
    return unknown(s, segment, NULL, 0);
  }
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static void set_one(setter *s, zb_node *root)
{
  const char **segment;
  size_t n = zb_path_split(s->b->a, s->path, &segment);
  step t = {.at = &root, .kind = AT_OBJECT, .otype = ZB_O_REPORT};
  if (n == 0) {
    zb_diag(s->b->d, ZB_D_SET_FORM, s->src, s->path, NULL);
    return;
  }
  for (size_t i = 0; i < n; i++)
    if (!step_into(s, &t, segment[i]))
      return;
  *t.at = s->value;
}

static void register_source(zb_build *b)
{
  char *text = zb_arena_strdup(b->a, "");
  for (size_t i = 0; i < b->opts->nset; i++)
    text = zb_arena_printf(b->a, "%s%s\n", text, b->opts->set[i]);
  zb_diags_source(b->d, SET_FILE, text, strlen(text));
}

void zb_build_set(zb_build *b, zb_node *root)
{
  if (!b->opts || b->opts->nset == 0)
    return;
  register_source(b);
  for (size_t i = 0; i < b->opts->nset; i++) {
    const char *text = b->opts->set[i], *eq = strchr(text, '=');
    setter s = {.b = b, .src = {.file = SET_FILE, .line = (int)i + 1, .col = 1}};
    if (!eq || zb_utf8_valid(text, strlen(text)) < strlen(text)) {
      zb_diag(b->d, ZB_D_SET_FORM, s.src, text, NULL);
      continue;
    }
    s.path = zb_arena_strndup(b->a, text, (size_t)(eq - text));
    zb_src at = {.file = SET_FILE, .line = (int)i + 1, .col = (int)zb_utf8_count(text, (size_t)(eq - text)) + 2};
    s.value = scalar(b->a, eq + 1, at);
    set_one(&s, root);
  }
}
