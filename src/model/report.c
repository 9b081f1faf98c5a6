/* Reading a report: tree, --set, schema, tables, figures, blocks, references, checks. */
#include "model/report.h"

#include <string.h>

#include "model/build.h"
#include "model/check.h"
#include "model/rule.h"
#include "read/yaml.h"

/* --- names -------------------------------------------------------------------------------------------------------- */

typedef struct taken {
  zb_src src;
} taken;

bool zb_build_id(zb_build *b, const char *id, zb_src src, int ncols)
{
  const taken *first = zb_names_get(b->r->ids, id);
  if (first) {
    zb_diag_range(b->d, ZB_D_ID_TWICE, src, ncols, id, zb_build_place(b->a, first->src), NULL);
    return false;
  }
  taken *t = zb_new(b->a, taken);
  t->src = src;
  zb_names_put(b->r->ids, id, t);
  return true;
}

/* --- head --------------------------------------------------------------------------------------------------------- */

static void read_head(zb_build *b)
{
  zb_report *r = b->r;
  const zb_val *version = zb_obj_get(r->props, ZB_K_ZHANBAN), *layout = zb_obj_get(r->props, ZB_K_LAYOUT);
  const zb_val *palette = zb_obj_get(r->props, ZB_K_PALETTE);
  if (version && version->i != 1)
    zb_diag_range(b->d, ZB_D_LANGUAGE_VERSION, version->src, version->ncols, version->node->text, NULL);
  r->layout = layout ? layout->text : NULL;
  r->palette = palette ? palette->text : NULL;
  r->palette_src = palette ? palette->src : ZB_SRC_NONE;
  r->layout_src = layout ? layout->src : (zb_src){.file = r->file};
  r->lang = zb_obj_text(r->props, ZB_K_LANG, "zh-CN");
}

/* --- the report --------------------------------------------------------------------------------------------------- */

bool zb_report_shows(const zb_report *r, const zb_figure *f)
{
  if (zb_names_get(r->shown, f->id))
    return true;
  const char *dot = f->column ? strchr(f->id, '.') : NULL;
  for (size_t i = 0; dot && i < r->ntables; i++)
    if (strncmp(r->table[i]->id, f->id, (size_t)(dot - f->id)) == 0 && !r->table[i]->id[dot - f->id])
      return zb_names_get(r->shown, r->table[i]->id) != NULL;
  return false;
}

bool zb_report_reckons(const zb_report *r, const zb_figure *f)
{
  return zb_names_get(r->reckoned, f->id) != NULL;
}

static zb_report *build(zb_arena *a, zb_diags *d, const char *path, zb_node *root, const zb_report_opts *opts)
{
  zb_report *r = zb_new(a, zb_report);
  zb_build b = {.a = a, .d = d, .r = r, .opts = opts};
  r->file = path;
  r->figures = zb_figures_new(a, d);
  r->ids = zb_names_new(a);
  r->uses = zb_new(a, zb_uses);
  r->shown = zb_names_new(a);
  r->reckoned = zb_names_new(a);
  r->broken = zb_names_new(a);
  if (root->kind == ZB_NODE_MAP)
    zb_build_set(&b, root);
  r->props = zb_schema_decode(a, d, ZB_O_REPORT, root);
  if (!r->props)
    return NULL;
  const zb_val *accept = zb_obj_get(r->props, ZB_K_ACCEPT);
  r->accept_used = zb_newn(a, bool, accept ? accept->nitems : 0);
  read_head(&b);
  zb_build_tables(&b);
  zb_build_figures(&b);
  zb_build_themes(&b);
  zb_build_views(&b, true);
  zb_check_define(a, d, r);
  zb_build_views(&b, false);
  zb_build_refs(&b);
  r->uses->closed = true;
  zb_build_accept(&b);
  zb_check_counts counts = zb_check_run(a, d, r);
  r->nchecked = counts.checked;
  r->nfailed = counts.failed;
  if (opts && opts->typed)
    return r;
  zb_rules_run(a, d, r, opts && opts->averages);
  zb_build_free(&b);
  zb_build_accept_used(&b);
  return r;
}

zb_report *zb_report_read(zb_arena *a, zb_diags *d, const char *path, const zb_report_opts *opts)
{
  zb_node *root = zb_yaml_read(a, d, path, &zb_yaml_limits_default, ZB_SRC_NONE);
  return root ? build(a, d, path, root, opts) : NULL;
}

zb_report *zb_report_parse(zb_arena *a, zb_diags *d, const char *name, const char *text, size_t n)
{
  static const zb_report_opts typed = {.typed = true};
  zb_node *root = zb_yaml_parse(a, d, name, text, n, &zb_yaml_limits_default);
  return root ? build(a, d, name, root, &typed) : NULL;
}

const zb_table *zb_report_table(const zb_report *r, const char *id)
{
  for (size_t i = 0; i < r->ntables; i++)
    if (strcmp(r->table[i]->id, id) == 0)
      return r->table[i];
  return NULL;
}

const zb_val *zb_report_field(const zb_report *r, const char *path)
{
  const zb_obj *o = r->props;
  for (;;) {
    size_t n = strcspn(path, ".");
    char name[64];
    if (!o || n >= sizeof name)
      return NULL;
    memcpy(name, path, n);
    name[n] = '\0';
    const zb_field *f = zb_schema_field((zb_otype)o->type, name);
    const zb_val *v = f ? zb_obj_get(o, f->key) : NULL;
    if (!v || !path[n])
      return v;
    o = v->obj;
    path += n + 1;
  }
}
