/* Headings: kept with what they head, nearer to it than to what precedes, on whole lines of the body. */
#include <string.h>

#include "block/part.h"

/* Plain text of the heading for the outline. */
char *zb_part_outline(zb_block_ctx *c, const zb_para_src *title, const char *prefix)
{
  zb_prose prose = {.src = title->src, .para = zb_arena_memdup(c->arena, title, sizeof *title), .nparas = 1};
  const char *text = zb_prose_plain(c->arena, c->report, &prose);
  return zb_arena_printf(c->arena, "%s%s", prefix ? prefix : "", text ? text : "");
}

zb_span *zb_part_title_spans(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix,
                             const zb_tstyle *style, size_t *n)
{
  zb_span *span = zb_part_spans(c, title, style, n);
  if (!prefix && !suffix)
    return span;
  zb_span *all = zb_newn(c->arena, zb_span, *n + 2);
  size_t k = 0;
  if (prefix)
    all[k++] = zb_span_plain(prefix, strlen(prefix), title->src);
  for (size_t i = 0; i < *n; i++)
    all[k++] = span[i];
  if (suffix)
    all[k++] = zb_span_plain(suffix, strlen(suffix), title->src);
  *n = k;
  return all;
}

/* On the grid a heading in the text takes whole lines of it, one empty line before and none after. */
static zb_tstyle heading_style(const zb_block_ctx *c, const char *name)
{
  zb_tstyle style = zb_block_style(c, name);
  zb_u pitch = zb_block_style(c, "body").leading;
  if (!c->layout->baseline_grid || pitch <= 0 || strncmp(name, "heading-", 8) != 0 || style.space_before <= 0)
    return style;
  zb_u least = zb_u_muldiv(style.size, 115, 100);
  style.leading = (least + pitch - 1) / pitch * pitch;
  style.space_before = pitch;
  style.space_after = 0;
  return style;
}

/* Glue before a heading of `lines` lines and after it, rounded so that all stands on whole lines of the body (占行),
   two thirds of the rounding before. */
static void spaces(zb_block_ctx *c, const zb_tstyle *style, size_t lines, zb_u *before, zb_u *after)
{
  zb_u leading = zb_block_style(c, "body").leading;
  zb_u total = style->space_before + style->space_after + (zb_u)lines * style->leading;
  *before = style->space_before;
  *after = style->space_after;
  if (leading <= 0 || style->space_before <= 0)
    return;
  zb_u whole = (total + leading * 3 / 4) / leading * leading; /* rather more air than less */
  zb_u rest = whole - total;
  if (style->space_after + rest / 3 < 0 || style->space_before + rest < 0)
    return;
  *after += rest / 3;
  *before += rest - rest / 3;
}

static const char *const style_names[] = {"heading-1", "heading-2", "heading-3", "heading-4"};

int zb_heading_level(const zb_block *b)
{
  long level = zb_obj_int(b->props, ZB_K_LEVEL, 1);
  return level < 1 ? 1 : level > 4 ? 4 : (int)level;
}

zb_u zb_part_heading_before(zb_block_ctx *c, const zb_block *b)
{
  zb_tstyle style = heading_style(c, style_names[zb_heading_level(b) - 1]);
  zb_u before, after;
  spaces(c, &style, 1, &before, &after);
  return before;
}

void zb_block_heading(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *name, zb_dl_role role,
                      const char *id, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = heading_style(c, name);
  style.balance = true;
  size_t nspans, nmarks, first = out->n;
  zb_span *span = zb_part_title_spans(c, title, prefix, NULL, &style, &nspans);
  zb_mark inner = {.role = role, .id = id, .title = zb_part_outline(c, title, prefix), .src = title->src};
  const zb_mark *mark = zb_block_marks(c, inner, &nmarks);
  zb_look look = {.together = true, .keep = true};
  if (strcmp(name, "heading-2") == 0 && style.align != ZB_ALIGN_CENTER && !style.plain) {
    look.mark_w = style.size / 4;
    look.left = style.size * 3 / 4;
    look.bar = zb_part_color(c, ZB_HUE_ACCENT);
  }
  zb_part_lines(c, zb_para_new(c->text, span, nspans, &style), &style, mark, nmarks, measure, &look, title->src, out);
  zb_u before, after;
  spaces(c, &style, out->n - first, &before, &after);
  if (out->n > first)
    out->v[out->n - 1].space = after;
  if (first > 0 && out->n > first && out->v[first - 1].penalty < ZB_BREAK_FORBID) {
    zb_vbox *prev = &out->v[first - 1];
    prev->space = zb_u_max(prev->space, before);
    prev->space_stretch = zb_u_max(prev->space_stretch, before / 2);
    prev->space_shrink = zb_u_max(prev->space_shrink, before / 5);
  }
}

void zb_block_headline(zb_block_ctx *c, const zb_para_src *text, const zb_tstyle *style, zb_u measure, zb_vlist *out)
{
  zb_look look = {.together = true, .keep = true, .space = style->space_after};
  zb_part_para(c, text, style, ZB_DL_P, measure, &look, out);
}

void zb_block_byline(zb_block_ctx *c, const zb_para_src *by, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, zb_layout_has_style(c->layout, "byline") ? "byline" : "source");
  zb_look look = {.together = true, .keep = true, .space = zb_block_style(c, "body").leading / 2};
  zb_part_para(c, by, &style, ZB_DL_P, measure, &look, out);
}

void zb_block_again(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix, const char *name,
                    zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, name);
  style.balance = true;
  size_t n;
  zb_span *span = zb_part_title_spans(c, title, prefix, suffix, &style, &n);
  zb_block_line(c, span, n, &style, ZB_DL_ARTIFACT, title->src, measure, out);
  if (out->n > 0) {
    out->v[out->n - 1].space = style.space_after;
    out->v[out->n - 1].penalty = ZB_BREAK_FORBID;
  }
}

void zb_block_line(zb_block_ctx *c, const zb_span *span, size_t n, const zb_tstyle *style, zb_dl_role role, zb_src src,
                   zb_u measure, zb_vlist *out)
{
  size_t nmarks;
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = role, .src = src}, &nmarks);
  zb_part_lines(c, zb_para_new(c->text, span, n, style), style, mark, nmarks, measure, &(zb_look){.together = true},
                src, out);
}

void zb_heading_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  static const zb_dl_role role[] = {ZB_DL_H2, ZB_DL_H3, ZB_DL_H4, ZB_DL_H4};
  const zb_prose *title = zb_obj_prose(b->props, ZB_K_HEADING);
  size_t k = (size_t)zb_heading_level(b) - 1;
  if (title && title->nparas > 0)
    zb_block_heading(c, &title->para[0], zb_numbering_next(c, k + 1), style_names[k], role[k], b->id, measure, out);
}
