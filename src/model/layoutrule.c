/* Layout files: words that name blocks, and how the blocks they name are set. */
#include <string.h>

#include "base/vec.h"
#include "model/lfile.h"
#include "model/names.h"

/* --- words that name blocks --------------------------------------------------------------------------------------- */

/* "chart", "图表", "all", "id:gdp", "#gdp", "tag:board" to the one spelling of zb_take, or NULL. */
static const char *take_word(zb_arena *a, const char *text)
{
  if (strcmp(text, "all") == 0 || strcmp(text, "全部") == 0)
    return "all";
  if (strcmp(text, "summary") == 0 || strcmp(text, "摘要") == 0)
    return "summary";
  if (text[0] == '#' && text[1])
    return zb_arena_printf(a, "id:%s", text + 1);
  if ((strncmp(text, "id:", 3) == 0 && text[3]) || (strncmp(text, "tag:", 4) == 0 && text[4]))
    return text;
  for (int k = 0; k < ZB_BLOCK_KIND_COUNT; k++)
    for (int lang = 0; lang < 2; lang++)
      if (strcmp(zb_block_kind_name((zb_block_kind)k, (zb_lang)lang), text) == 0)
        return zb_block_kind_name((zb_block_kind)k, ZB_LANG_EN);
  return NULL;
}

static void take_unknown(const zb_lfile *f, const char *text, zb_src src, int ncols)
{
  const char *names[ZB_BLOCK_KIND_COUNT];
  zb_lang lang = (unsigned char)text[0] > 0x7F ? ZB_LANG_ZH : ZB_LANG_EN;
  for (int k = 0; k < ZB_BLOCK_KIND_COUNT; k++)
    names[k] = zb_block_kind_name((zb_block_kind)k, lang);
  zb_diag_range(f->d, ZB_D_TAKE_UNKNOWN, src, ncols, text, zb_names_suggest(f->a, text, names, ZB_BLOCK_KIND_COUNT),
                NULL);
}

zb_take *zb_lfile_takes(const zb_lfile *f, const zb_obj *o, zb_key key, size_t *n)
{
  const zb_val *list = zb_obj_get(o, key);
  *n = 0;
  if (!list)
    return NULL;
  zb_take *t = zb_newn(f->a, zb_take, list->nitems);
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    const char *what = take_word(f->a, v->text);
    if (what)
      t[(*n)++] = (zb_take){.what = what, .src = v->src};
    else
      take_unknown(f, v->text, v->src, v->ncols);
  }
  return t;
}

zb_match zb_layout_match(const char *what, const zb_block *b)
{
  if (strncmp(what, "id:", 3) == 0)
    return b->id && strcmp(what + 3, b->id) == 0 ? ZB_MATCH_ID : ZB_MATCH_NONE;
  if (strncmp(what, "tag:", 4) == 0)
    return zb_block_has_tag(b, what + 4) ? ZB_MATCH_TAG : ZB_MATCH_NONE;
  if (strcmp(what, "all") == 0)
    return ZB_MATCH_ALL;
  return strcmp(what, zb_block_kind_name(b->kind, ZB_LANG_EN)) == 0 ? ZB_MATCH_KIND : ZB_MATCH_NONE;
}

/* --- how blocks are set ------------------------------------------------------------------------------------------- */

int zb_span_columns(const char *text)
{
  size_t n = strlen(text);
  if (strcmp(text, "all") == 0 || strcmp(text, "全部") == 0)
    return 0;
  if (n < 1 || n > 2 || strspn(text, "0123456789") != n || text[0] == '0')
    return -1;
  return text[0] - '0' + (n == 2 ? 9 * (text[0] - '0') + text[1] - '0' : 0);
}

void zb_span_check(zb_diags *d, const zb_obj *o)
{
  const zb_val *v = o ? zb_obj_get(o, ZB_K_SPAN) : NULL;
  if (v && zb_span_columns(v->text) < 0)
    zb_diag_range(d, ZB_D_BAD_SPAN, v->src, v->ncols, v->text, NULL);
}

void zb_lfile_rules(zb_lfile *f)
{
  const zb_val *map = zb_obj_get(f->o, ZB_K_BLOCKS);
  f->l->rule = zb_newn(f->a, zb_block_rule, map ? map->nitems : 0);
  for (size_t i = 0; map && i < map->nitems; i++) {
    const zb_node *name = map->name[i];
    const char *what = take_word(f->a, name->text);
    zb_span_check(f->d, map->item[i].obj);
    if (what && map->item[i].obj)
      f->l->rule[f->l->nrules++] = (zb_block_rule){.what = what, .props = map->item[i].obj};
    else if (!what)
      take_unknown(f, name->text, name->src, name->ncols);
  }
}

const zb_val *zb_layout_prop(const zb_layout *l, const zb_block *b, zb_key key)
{
  const zb_val *v = zb_obj_get(b->props, key);
  zb_match best = ZB_MATCH_NONE;
  if (v)
    return v;
  for (size_t i = 0; i < l->nrules; i++) {
    const zb_val *own = zb_obj_get(l->rule[i].props, key);
    zb_match m = own ? zb_layout_match(l->rule[i].what, b) : ZB_MATCH_NONE;
    if (m > best) {
      best = m;
      v = own;
    }
  }
  return v;
}

long zb_layout_prop_int(const zb_layout *l, const zb_block *b, zb_key key, long fallback)
{
  const zb_val *v = zb_layout_prop(l, b, key);
  return v ? v->i : fallback;
}
