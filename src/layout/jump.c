/* Jumps: （下转第N版） below the first part of a text that goes on on another page, （上接第N版） above the rest. */
#include <string.h>

#include "layout/run.h"

typedef struct names {
  const char *page, *title;
} names;

static const char *lookup(void *data, const char *path)
{
  const names *n = data;
  return strcmp(path, "page") == 0 ? n->page : n->title;
}

/* Style "jump", else that of captions flush right below and flush left above. */
static zb_tstyle style_of(const zb_block_ctx *c, zb_jump_side side)
{
  bool own = zb_layout_has_style(c->layout, "jump");
  zb_tstyle s = zb_block_style(c, own ? "jump" : "caption");
  if (!own)
    s.align = side == ZB_JUMP_TO ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
  s.indent = 0;
  s.leading = zb_block_style(c, "body").leading; /* on the lines of the text */
  return s;
}

zb_vlist zb_jump_line(zb_run *run, zb_jump_side side, int page, const zb_theme *theme, zb_u measure)
{
  zb_vlist out = {0};
  const zb_layout *l = run->in.layout;
  const zb_prose *words = side == ZB_JUMP_TO ? l->jump_to : l->jump_from;
  if (!words)
    return out;
  zb_arena *a = run->in.arena;
  names n = {.page = zb_arena_printf(a, "%d", page),
             .title = theme ? zb_prose_plain(a, run->in.report, theme->title) : ""};
  zb_pieces pieces = zb_prose_pieces(a, run->in.report, &words->para[0], lookup, &n, NULL);
  size_t nspans;
  zb_span *span = zb_furniture_spans(run, &pieces, &nspans);
  zb_block_ctx c = run->ctx;
  zb_tstyle style = style_of(&c, side);
  zb_block_line(&c, span, nspans, &style, ZB_DL_ARTIFACT, words->src, measure, &out);
  return out;
}
