/* Which frame takes which of the blocks that the layout takes. */
#include <string.h>

#include "layout/run.h"

/* How closely a frame asks for a block: itself before its theme, its theme before its kind. */
enum { ASKS_NOT = -1, ASKS_REST, ASKS_ALL, ASKS_KIND, ASKS_THEME_TAG, ASKS_THEME_ID, ASKS_TAG, ASKS_ID };

/* By the theme alone; NULL: the summary. */
static int asks_theme(const char *what, const zb_theme *theme)
{
  if (!theme)
    return strcmp(what, "summary") == 0 ? ASKS_THEME_ID : ASKS_NOT;
  if (strncmp(what, "id:", 3) == 0 && theme->id && strcmp(what + 3, theme->id) == 0)
    return ASKS_THEME_ID;
  return strncmp(what, "tag:", 4) == 0 && zb_theme_has_tag(theme, what + 4) ? ASKS_THEME_TAG : ASKS_NOT;
}

static int asks_block(const char *what, const zb_block *b)
{
  static const int rank[] = {[ZB_MATCH_NONE] = ASKS_NOT,
                             [ZB_MATCH_ALL] = ASKS_ALL,
                             [ZB_MATCH_KIND] = ASKS_KIND,
                             [ZB_MATCH_TAG] = ASKS_TAG,
                             [ZB_MATCH_ID] = ASKS_ID};
  return rank[zb_layout_match(what, b)];
}

/* Block NULL: the title of the theme. */
static int asks(const zb_frame_def *f, const zb_theme *theme, const zb_block *b)
{
  int best = f->ntake == 0 ? ASKS_REST : ASKS_NOT;
  for (size_t i = 0; i < f->ntake; i++) {
    int t = asks_theme(f->take[i].what, theme), k = b ? asks_block(f->take[i].what, b) : ASKS_NOT;
    if (!b && strcmp(f->take[i].what, "all") == 0)
      k = ASKS_ALL;
    best = t > best ? t : best;
    best = k > best ? k : best;
  }
  return best;
}

/* Frames that text begins in. */
static bool begins(const zb_frame_def *f)
{
  return f->on != ZB_ON_NEVER && ((f->role == ZB_FRAME_FLOW && !f->follows) || f->role == ZB_FRAME_CARDS);
}

/* The frame that asks for it most closely, the first of several; NULL if none does. */
static const zb_frame_def *asked_by(const zb_layout *l, const zb_theme *theme, const zb_block *b)
{
  const zb_frame_def *best = NULL;
  int most = ASKS_NOT;
  for (size_t i = 0; i < l->nframes; i++) {
    int a = begins(&l->frame[i]) ? asks(&l->frame[i], theme, b) : ASKS_NOT;
    if (a > most) {
      most = a;
      best = &l->frame[i];
    }
  }
  return best;
}

/* The frame of a theme's title: that of the theme, if anything of it stands there, else that of its first block. */
static const zb_frame_def *title_frame(zb_run *run, const zb_theme *theme, const zb_block_list *blocks)
{
  const zb_layout *l = run->in.layout;
  const zb_frame_def *own = asked_by(l, theme, NULL), *first = NULL;
  for (size_t i = 0; i < blocks->n; i++) {
    const zb_frame_def *f = asked_by(l, theme, blocks->v[i]);
    if (f == own && f)
      return own;
    first = first ? first : f;
  }
  return first ? first : own;
}

zb_block_list zb_take_in(zb_run *run, const zb_frame_def *frame, int theme, bool *title)
{
  const zb_layout *l = run->in.layout;
  const zb_block_list *all = zb_take_from(run, theme);
  const zb_theme *t = theme < 0 ? NULL : &run->in.report->theme[theme];
  *title = t && (!frame || title_frame(run, t, all) == frame);
  if (!frame)
    return *all;
  zb_block_list out = {0};
  for (size_t i = 0; i < all->n; i++) {
    const zb_block *b = all->v[i];
    const zb_frame_def *f = asked_by(l, t, b);
    if (f == frame)
      zb_push(run->in.arena, &out, b);
    else if (!f && frame == zb_frame_first(l))
      zb_diag(run->in.diags, ZB_D_BLOCK_UNASSIGNED, b->src, zb_block_kind_name(b->kind, ZB_LANG_EN), l->name,
              zb_block_kind_name(b->kind, ZB_LANG_ZH), NULL);
  }
  return out;
}

const zb_frame_def *zb_frame_first(const zb_layout *l)
{
  for (size_t i = 0; i < l->nframes; i++)
    if (begins(&l->frame[i]))
      return &l->frame[i];
  return NULL;
}
