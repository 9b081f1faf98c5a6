/* The registry of block kinds, and what all blocks share: styles, colours, marks and the gaps between blocks. */
#include <string.h>

#include "block/part.h"

static const zb_block_type types[] = {
#define ZB_BLOCK(kind, fn) {ZB_B_##kind, fn},
#include "block/blocks.def"
#undef ZB_BLOCK
};

/* keep: the block stays in one piece. */
static void keep_together(const zb_block_ctx *c, const zb_block *b, size_t first, zb_vlist *out)
{
  if (zb_layout_prop_int(c->layout, b, ZB_K_KEEP, 0))
    for (size_t i = first; i + 1 < out->n; i++)
      out->v[i].penalty = ZB_BREAK_FORBID;
}

void zb_block_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  size_t first = out->n;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i].kind == b->kind) {
      types[i].layout(c, b, measure, out);
      if (out->n > first)
        zb_part_note_rest(c, &out->v[first]);
      keep_together(c, b, first, out);
      return;
    }
  zb_diag(c->diags, ZB_D_INTERNAL, b->src, "block kind without a layout", NULL);
}

zb_u zb_block_scaled(const zb_block_ctx *c, zb_u u)
{
  zb_u scaled = c->scale == 1000 ? u : zb_u_muldiv(u, c->scale, 1000);
  return c->fit.body > 0 ? zb_u_muldiv(scaled, c->fit.body, zb_layout_style(c->layout, "body")->size) : scaled;
}

zb_u zb_block_part(zb_u u, int part)
{
  return part == 0 || part == 1000 ? u : zb_u_muldiv(u, part, 1000);
}

/* Is this the style of running text, whose leading copyfit may close? */
static bool is_running(const char *name)
{
  static const char *const running[] = {"body", "lead", "list", "quote", "note"};
  for (size_t i = 0; i < sizeof running / sizeof *running; i++)
    if (strcmp(running[i], name) == 0)
      return true;
  return false;
}

zb_tstyle zb_block_style(const zb_block_ctx *c, const char *name)
{
  zb_tstyle s = *zb_layout_style(c->layout, name);
  s.size = zb_block_scaled(c, s.size);
  s.leading = zb_block_scaled(c, s.leading);
  if (c->fit.body > 0 && s.size < c->layout->floor) {
    s.leading = zb_u_muldiv(s.leading, c->layout->floor, s.size);
    s.size = c->layout->floor;
  }
  if (is_running(name))
    s.leading = zb_block_part(s.leading, c->fit.leading);
  s.space_before = zb_block_scaled(c, s.space_before);
  s.space_after = zb_block_part(zb_block_scaled(c, s.space_after), c->fit.gap);
  s.tracking = zb_block_scaled(c, s.tracking);
  return s;
}

zb_rgba zb_part_color(const zb_block_ctx *c, zb_hue hue)
{
  static const struct {
    const char *name;
    uint32_t fallback;
  } palette[] = {
      [ZB_HUE_INK] = {"ink", 0x222222},
      [ZB_HUE_MUTED] = {"muted", 0x6B6460},
      [ZB_HUE_ACCENT] = {"accent", 0xC8102E},
      [ZB_HUE_DEEP] = {"deep", 0x8C0A14},
      [ZB_HUE_PAPER] = {"paper", 0xFFFFFF},
      [ZB_HUE_TINT] = {"tint", 0xF8F1EC},
      [ZB_HUE_RULE] = {"rule", 0xCFC6BF},
      [ZB_HUE_BAR] = {"bar", 0xC8102E},
      [ZB_HUE_BAR_OTHER] = {"bar-other", 0xB8B0AA},
      [ZB_HUE_GROUND] = {"ground", 0xFFFFFF},
  };
  return zb_layout_color(c->layout, palette[hue].name, ZB_RGB(palette[hue].fallback));
}

const zb_mark *zb_block_marks(zb_block_ctx *c, zb_mark inner, size_t *n)
{
  zb_mark *m = zb_newn(c->arena, zb_mark, c->nmarks + 1);
  for (size_t i = 0; i < c->nmarks; i++)
    m[i] = c->mark[i];
  if (inner.node == 0)
    inner.node = zb_dl_node(c->dl);
  m[c->nmarks] = inner;
  *n = c->nmarks + 1;
  return m;
}

zb_block_ctx zb_part_inside(zb_block_ctx *c, zb_mark mark)
{
  zb_block_ctx in = *c;
  in.mark = zb_block_marks(c, mark, &in.nmarks);
  return in;
}

/* Quotes and notes close what precedes them: a break before one is possible but poor. */
enum { CLOSING_PENALTY = 150 };

/* In an official document leads and headings stand in the lines of the text as well. */
static bool runs_on(const zb_block_ctx *c, const zb_block *b)
{
  return b && (b->kind == ZB_B_TEXT || b->kind == ZB_B_LIST ||
               (c->layout->letter && (b->kind == ZB_B_LEAD || b->kind == ZB_B_HEADING)));
}

void zb_block_gap(zb_block_ctx *c, const zb_block *prev, const zb_block *next, zb_vlist *out)
{
  if (out->n == 0)
    return;
  zb_vbox *last = &out->v[out->n - 1];
  zb_tstyle body = zb_block_style(c, "body");
  if (last->penalty >= ZB_BREAK_FORBID && prev && prev->kind == ZB_B_HEADING) {
    if (next && !runs_on(c, next)) /* pictures do not touch a heading */
      last->space = zb_u_max(last->space, body.leading / 4);
    return;
  }
  zb_u gap = zb_block_part(zb_block_scaled(c, c->layout->block_gap), c->fit.gap);
  if (runs_on(c, prev) && runs_on(c, next)) {
    bool close = prev->kind == next->kind || c->layout->letter || c->layout->baseline_grid;
    gap = close ? body.space_after : zb_u_max(body.space_after, body.leading / 4);
  }
  if (next && next->kind == ZB_B_HEADING)
    gap = zb_u_max(gap, zb_part_heading_before(c, next));
  if (next && (next->kind == ZB_B_QUOTE || next->kind == ZB_B_NOTE) && last->penalty < CLOSING_PENALTY)
    last->penalty = CLOSING_PENALTY;
  last->space = gap;
  last->space_stretch = zb_u_max(gap * 3 / 5, body.leading / 10);
  last->space_shrink = gap / 4;
}

void zb_block_sequence(zb_block_ctx *c, const zb_block *const *b, size_t n, zb_u measure, zb_vlist *out)
{
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      zb_block_gap(c, b[i - 1], b[i], out);
    zb_block_layout(c, b[i], measure, out);
  }
}

void zb_part_fill(zb_dl_page *page, zb_rect r, zb_rgba color)
{
  if (color.a == 0 || r.w <= 0 || r.h <= 0)
    return;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill_rect(page, r, zb_paint_solid(color));
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

zb_u zb_part_snap(const zb_block_ctx *c, zb_u h)
{
  zb_u leading = zb_block_style(c, "body").leading;
  return leading > 0 ? (h + leading - 1) / leading * leading : h;
}
