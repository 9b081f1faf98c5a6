/* Findings a report accepts: what they are, where, and leaving them out of what is reported. */
#include <string.h>

#include "model/build.h"

bool zb_report_accepts(const zb_report *r, const char *slug, const char *id)
{
  const zb_val *list = zb_obj_get(r->props, ZB_K_ACCEPT);
  for (size_t i = 0; list && i < list->nitems; i++)
    if (strcmp(zb_obj_text(list->item[i].obj, ZB_K_FINDING, ""), slug) == 0 &&
        strcmp(zb_obj_text(list->item[i].obj, ZB_K_AT, ""), id) == 0)
      return r->accept_used[i] = true;
  return false;
}

/* --- is the list right? ------------------------------------------------------------------------------------------- */

static bool known_finding(const char *slug)
{
  for (int c = 0; c < ZB_DIAG_COUNT; c++)
    if (strcmp(zb_diag_slug((zb_diag_code)c), slug) == 0)
      return true;
  return false;
}

static void check_finding(zb_build *b, const zb_val *finding)
{
  const char *names[ZB_DIAG_COUNT];
  if (!finding || known_finding(finding->text))
    return;
  for (int c = 0; c < ZB_DIAG_COUNT; c++)
    names[c] = zb_diag_slug((zb_diag_code)c);
  zb_diag_range(b->d, ZB_D_FINDING_UNKNOWN, finding->src, finding->ncols, finding->text,
                zb_names_suggest(b->a, finding->text, names, ZB_DIAG_COUNT), NULL);
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static bool before(zb_src x, zb_src y)
{
  return x.line != y.line ? x.line < y.line : x.col < y.col;
}

/* The last place a node's text begins a line at. */
static zb_src end_of(const zb_node *n)
{
  zb_src end = n->nmap ? n->map[n->nmap - 1].src : n->src;
  for (size_t i = 0; i < n->npairs; i++) {
    zb_src e = end_of(n->pair[i].value);
    end = before(end, e) ? e : end;
  }
  for (size_t i = 0; i < n->nitems; i++) {
    zb_src e = end_of(n->item[i]);
    end = before(end, e) ? e : end;
  }
  return end;
}

static bool same_file(zb_src x, zb_src y)
{
  return x.file && y.file && strcmp(x.file, y.file) == 0;
}

/* Does the place stand in the lines of the node? */
static bool within(const zb_node *n, zb_src at)
{
  return same_file(n->src, at) && at.line >= n->src.line && at.line <= end_of(n).line;
}

static bool in_blocks(const zb_block *block, size_t n, const char *id, zb_src at)
{
  for (size_t i = 0; i < n; i++)
    if ((block[i].id && strcmp(block[i].id, id) == 0 && within(block[i].props->node, at)) ||
        in_blocks(block[i].child, block[i].nchildren, id, at))
      return true;
  return false;
}

/* Does the thing called `id` hold the place? */
static bool holds(const zb_report *r, const char *id, zb_src at)
{
  const zb_figure *f = zb_figures_find(r->figures, id);
  const zb_table *t = zb_report_table(r, id);
  if (f && same_file(f->src, at) && f->src.line == at.line)
    return true;
  if (t && same_file(t->src, at))
    return true;
  if (in_blocks(r->summary, r->nsummary, id, at))
    return true;
  for (size_t i = 0; i < r->nthemes; i++)
    if ((r->theme[i].id && strcmp(r->theme[i].id, id) == 0 && within(r->theme[i].props->node, at)) ||
        in_blocks(r->theme[i].block, r->theme[i].nblocks, id, at))
      return true;
  return false;
}

/* Only findings about the content can be accepted, not wrong usage or a failing system. */
static bool accepted(void *data, const zb_diag_entry *e)
{
  const zb_report *r = data;
  const zb_val *list = zb_obj_get(r->props, ZB_K_ACCEPT);
  if (e->level > ZB_ERROR)
    return false;
  for (size_t i = 0; list && i < list->nitems; i++)
    if (strcmp(zb_obj_text(list->item[i].obj, ZB_K_FINDING, ""), zb_diag_slug(e->code)) == 0 &&
        holds(r, zb_obj_text(list->item[i].obj, ZB_K_AT, ""), e->src))
      return r->accept_used[i] = true;
  return false;
}

/* Findings of the checks do not depend on the layout: one that is accepted must have been found. */
static bool of_checks(const char *slug)
{
  static const zb_diag_code codes[] = {
      ZB_D_CHECK_FAILED,     ZB_D_CHECK_ROUNDING, ZB_D_CHECK_TRUNCATED, ZB_D_FIGURES_DIFFER,   ZB_D_FIGURES_LOOSE,
      ZB_D_FIGURES_CONFLICT, ZB_D_SHARE_DIFFERS,  ZB_D_SHARE_CONFLICT,  ZB_D_SHARE_IMPOSSIBLE, ZB_D_SHARE_BASE,
      ZB_D_SHARE_BOUNDS,     ZB_D_SUM_LABEL,      ZB_D_CHANGE_DIFFERS,  ZB_D_CHANGE_CONFLICT,  ZB_D_BASE_MISSING,
      ZB_D_BASE_IMPOSSIBLE,  ZB_D_POINTS_WANTED,  ZB_D_POINTS_MEANT,    ZB_D_DIRECTION_SIGN,   ZB_D_DIRECTION_WRONG,
      ZB_D_COUNT_DIFFERS,    ZB_D_TERM_VARIANT,   ZB_D_TERM_NEAR,       ZB_D_PART_EXCEEDS,     ZB_D_SUBSET_EXCEEDS,
      ZB_D_LABEL_NEAR,       ZB_D_MONEY_RELATED,  ZB_D_PERIOD_AFTER,    ZB_D_UNIT_STYLE};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcmp(zb_diag_slug(codes[i]), slug) == 0)
      return true;
  return false;
}

void zb_build_accept_used(zb_build *b)
{
  const zb_val *list = zb_obj_get(b->r->props, ZB_K_ACCEPT);
  for (size_t i = 0; list && i < list->nitems && !zb_diags_failed(b->d); i++) {
    const zb_val *finding = zb_obj_get(list->item[i].obj, ZB_K_FINDING);
    if (finding && of_checks(finding->text) && !b->r->accept_used[i])
      zb_diag_range(b->d, ZB_D_ACCEPT_UNUSED, finding->src, finding->ncols, finding->text,
                    zb_obj_text(list->item[i].obj, ZB_K_AT, "—"), NULL);
  }
}

void zb_report_accept_in(zb_report *r, zb_diags *d)
{
  if (zb_obj_get(r->props, ZB_K_ACCEPT))
    zb_diags_accept(d, accepted, r);
}

void zb_build_accept(zb_build *b)
{
  const zb_val *list = zb_obj_get(b->r->props, ZB_K_ACCEPT);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *at = zb_obj_get(list->item[i].obj, ZB_K_AT);
    zb_target t;
    check_finding(b, zb_obj_get(list->item[i].obj, ZB_K_FINDING));
    if (at && !zb_names_get(b->r->ids, at->text))
      zb_build_resolve(b->a, b->d, b->r, at->text, at->src, at->ncols, &t);
  }
  if (list)
    zb_report_accept_in(b->r, b->d);
}
