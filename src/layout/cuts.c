/* The cuts of a newspaper page. It is cut by guillotine, from edge to edge, again and again, until each piece holds one
   story; consecutive stories stay together, so that the page reads in order. The best cuts of every run of stories at
   every width follow from those of its parts (dynamic programming over intervals, after the slicing floorplans of
   Stockmeyer, Information and Control 57, 1983, and the newspaper layouts of Gonzalez et al., Computer Networks 36,
   2001); the cost is the area left white, and what an editor would frown at. */
#include "layout/makeup.h"

static const int64_t NEVER = 1000000000000000; /* a cost */

enum {
  UPRIGHT_COLUMNS = 2, /* widest story with an upright head */
  UPRIGHT_STORIES = 24 /* on longer pages nobody looks for one */
};

/* Costs as parts of the area concerned: one in ... */
enum {
  LONG_LEG = 4,       /* one column, higher than half of the page */
  OVER_ALL = 8,       /* a story over all columns ... */
  LEAD_OVER_ALL = 40, /* ... the lead */
  STRIP = 8,          /* lower than a third of its width */
  WHITE = 4,          /* a hole counts whole, and this part more */
  HEADS_MEET = 100,   /* headlines side by side ... */
  TWINS = 40,         /* ... over as many columns: like bricks */
  UPRIGHT = 5         /* what one upright head is worth to its page */
};

zb_u zb_makeup_width(const zb_makeup *m, int columns)
{
  return (zb_u)columns * m->column + (zb_u)(columns - 1) * m->frame->gutter;
}

static zb_makeup_piece *piece_at(const zb_makeup *m, size_t i, size_t j, int w)
{
  return &m->piece[(i * (m->n + 1) + j) * (size_t)(m->columns + 1) + (size_t)w];
}

const zb_makeup_piece *zb_makeup_at(const zb_makeup *m, size_t i, size_t j, int w)
{
  return piece_at(m, i, j, w);
}

static size_t story_index(const zb_makeup *m, size_t story, int w)
{
  return story * (size_t)(m->columns + 1) + (size_t)w;
}

zb_story *zb_makeup_story(const zb_makeup *m, size_t story, int w)
{
  size_t k = story_index(m, story, w);
  return piece_at(m, story, story + 1, w)->upright ? &m->upright[k] : &m->story[k];
}

bool zb_makeup_possible(const zb_makeup_piece *p)
{
  return p->cost < NEVER;
}

static int64_t area(zb_u w, zb_u h)
{
  return (int64_t)(w / ZB_UNIT) * (h / ZB_UNIT);
}

/* --- one story ---------------------------------------------------------------------------------------------------- */

zb_u zb_makeup_pad(const zb_makeup *m, size_t story, bool across)
{
  const zb_boxstyle *c = &m->frame->card;
  if (!c->present || !zb_theme_has_tag(&m->run->in.report->theme[story], "boxed"))
    return 0;
  zb_u both = across ? c->pad_left + c->pad_right : c->pad_top + c->pad_bottom;
  return zb_block_scaled(&m->run->ctx, both);
}

/* The lead story has at least half of the page. */
static bool may_have(const zb_makeup *m, size_t story, int w)
{
  return story > 0 || 2 * w >= m->columns;
}

static void set_story(zb_makeup *m, size_t story, int w)
{
  size_t k = story_index(m, story, w);
  zb_u width = zb_makeup_width(m, w) - zb_makeup_pad(m, story, true);
  if (may_have(m, story, w))
    m->story[k] = zb_story_set(m->run, story, width, w, m->frame->gutter);
  if (story == 0 || w > UPRIGHT_COLUMNS || m->n > UPRIGHT_STORIES || 2 * w > m->columns ||
      !zb_story_upright(m->run, story, width, w, m->frame->gutter, &m->upright[k]))
    m->upright[k] = (zb_story){0};
}

/* What the story costs in a width; `upright`: with its head so. */
static void weigh_story(zb_makeup *m, size_t story, int w, bool upright)
{
  zb_makeup_piece *p = piece_at(m, story, story + 1, w);
  const zb_story *s = upright ? &m->upright[story_index(m, story, w)] : &m->story[story_index(m, story, w)];
  *p = (zb_makeup_piece){.cost = NEVER, .upright = upright, .height = 1};
  if (!s->ended)
    return;
  zb_u width = zb_makeup_width(m, w);
  p->height = s->height + zb_makeup_pad(m, story, false);
  int64_t all = area(width, p->height);
  p->cost = 0;
  if (w == 1 && p->height > m->box.h / 2)
    p->cost += all / LONG_LEG;
  if (w == m->columns && m->n > 1) /* one story below the other is no page */
    p->cost += all / (story == 0 ? LEAD_OVER_ALL : OVER_ALL);
  if (p->height < width / 3)
    p->cost += all / STRIP;
}

/* --- cuts --------------------------------------------------------------------------------------------------------- */

static void consider(zb_makeup_piece *best, zb_makeup_piece p)
{
  if (p.cost < best->cost || (p.cost == best->cost && p.height < best->height))
    *best = p;
}

static zb_makeup_piece cut_across(const zb_makeup *m, size_t i, size_t k, size_t j, int w)
{
  const zb_makeup_piece *top = piece_at(m, i, k, w), *foot = piece_at(m, k, j, w);
  return (zb_makeup_piece){
      .height = top->height + m->gap + foot->height, .cost = top->cost + foot->cost, .how = ZB_CUT_ACROSS, .split = k};
}

static zb_makeup_piece cut_down(const zb_makeup *m, size_t i, size_t k, size_t j, int w, int c)
{
  const zb_makeup_piece *left = piece_at(m, i, k, c), *right = piece_at(m, k, j, w - c);
  zb_u less = zb_u_min(left->height, right->height), more = zb_u_max(left->height, right->height);
  zb_u hole = zb_makeup_width(m, left->height < right->height ? c : w - c);
  int64_t white = area(hole, more - less), meet = 0;
  if (!left->upright && !right->upright)
    meet = area(zb_makeup_width(m, w), more) / (2 * c == w ? TWINS : HEADS_MEET);
  return (zb_makeup_piece){.height = more,
                           .cost = left->cost + right->cost + white + white / WHITE + meet,
                           .how = ZB_CUT_DOWN,
                           .split = k,
                           .columns = c};
}

/* There is always a cut, even where no story can be set: one below the other. */
static void cut_run(zb_makeup *m, size_t i, size_t j, int w)
{
  zb_makeup_piece *best = piece_at(m, i, j, w);
  *best = cut_across(m, i, i + 1, j, w);
  for (size_t k = i + 1; k < j; k++) {
    consider(best, cut_across(m, i, k, j, w));
    for (int c = 1; c < w; c++)
      consider(best, cut_down(m, i, k, j, w, c));
  }
}

/* All cuts, one story (n: none) with an upright head where it may have one. */
static void cut_all(zb_makeup *m, size_t upright)
{
  for (size_t i = 0; i < m->n; i++)
    for (int w = 1; w <= m->columns; w++)
      weigh_story(m, i, w, i == upright && m->upright[story_index(m, i, w)].ended);
  for (size_t len = 2; len <= m->n; len++)
    for (size_t i = 0; i + len <= m->n; i++)
      for (int w = 1; w <= m->columns; w++)
        cut_run(m, i, i + len, w);
}

static bool can_stand(const zb_makeup *m, size_t story)
{
  for (int w = 1; w <= m->columns; w++)
    if (m->upright[story_index(m, story, w)].ended)
      return true;
  return false;
}

/* Does the best make-up of all stories set this one with an upright head? */
static bool stands(const zb_makeup *m, size_t i, size_t j, int w, size_t story)
{
  const zb_makeup_piece *p = piece_at(m, i, j, w);
  if (j == i + 1)
    return p->upright;
  bool first = story < p->split;
  int columns = p->how == ZB_CUT_ACROSS ? w : first ? p->columns : w - p->columns;
  return stands(m, first ? i : p->split, first ? p->split : j, columns, story);
}

/* At most one head stands upright: the one with which the page comes out best, a bonus granted. */
static void choose_upright(zb_makeup *m)
{
  const zb_makeup_piece *all = piece_at(m, 0, m->n, m->columns);
  cut_all(m, m->n);
  int64_t least = all->cost;
  size_t best = m->n;
  for (size_t i = 1; m->n > 1 && m->n <= UPRIGHT_STORIES && i < m->n; i++) {
    if (!can_stand(m, i))
      continue;
    cut_all(m, i);
    if (all->cost >= NEVER || !stands(m, 0, m->n, m->columns, i))
      continue;
    int64_t cost = all->cost - area(zb_makeup_width(m, m->columns), all->height) / (int64_t)m->n / UPRIGHT;
    if (cost < least) {
      least = cost;
      best = i;
    }
  }
  cut_all(m, best);
}

void zb_makeup_search(zb_makeup *m)
{
  zb_arena *a = m->run->in.arena;
  m->columns = m->frame->columns < ZB_STORY_COLUMNS_MAX ? m->frame->columns : ZB_STORY_COLUMNS_MAX;
  m->column = (m->box.w - (zb_u)(m->columns - 1) * m->frame->gutter) / m->columns;
  m->gap = zb_block_scaled(&m->run->ctx, m->frame->card_gap);
  m->story = zb_newn(a, zb_story, m->n * (size_t)(m->columns + 1));
  m->upright = zb_newn(a, zb_story, m->n * (size_t)(m->columns + 1));
  m->piece = zb_newn(a, zb_makeup_piece, (m->n + 1) * (m->n + 1) * (size_t)(m->columns + 1));
  for (size_t i = 0; i < m->n; i++)
    for (int w = 1; w <= m->columns; w++)
      set_story(m, i, w);
  choose_upright(m);
}
