/* The vertical list: sums, and drawing with the flexibility spent exactly. */
#include "block/vlist.h"

/* Sums in 64 bits: a list of many boxes may pass int32 before it is broken into columns. */
typedef struct total {
  int64_t height, stretch, shrink;
} total;

static void total_box(total *t, const zb_vbox *b, bool glue)
{
  t->height += b->height;
  t->stretch += b->stretch;
  t->shrink += b->shrink;
  if (glue) {
    t->height += b->space;
    t->stretch += b->space_stretch;
    t->shrink += b->space_shrink;
  }
}

static total total_of(const zb_vlist *l, size_t from, size_t to)
{
  total t = {0};
  const zb_vbox *head = from < to ? zb_vlist_head(l, from) : NULL;
  if (head)
    total_box(&t, head, true);
  for (size_t i = from; i < to; i++)
    total_box(&t, &l->v[i], i + 1 < to);
  const zb_vbox *under = from < to ? zb_vlist_under(l, to) : NULL;
  if (under)
    total_box(&t, under, false);
  return t;
}

static zb_u clamp_u(int64_t v)
{
  return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (zb_u)v;
}

size_t zb_vlist_skip(const zb_vlist *l, size_t from, size_t to)
{
  while (from < to && l->v[from].discard_top)
    from++;
  return from;
}

const zb_vbox *zb_vlist_head(const zb_vlist *l, size_t from)
{
  return from > 0 && from < l->n ? l->v[from - 1].head : NULL;
}

const zb_vbox *zb_vlist_under(const zb_vlist *l, size_t to)
{
  return to > 0 && to < l->n ? l->v[to - 1].under : NULL;
}

zb_vsum zb_vlist_sum(const zb_vlist *l, size_t from, size_t to)
{
  total t = total_of(l, from, to);
  return (zb_vsum){.height = clamp_u(t.height), .stretch = clamp_u(t.stretch), .shrink = clamp_u(t.shrink)};
}

/* The flexibility of one drawing: `spent` follows the exact share of `whole` that the flexible parts so far have had,
   so that rounding never adds up. */
typedef struct spring {
  int64_t diff, whole, passed, spent;
  bool grow;
} spring;

static spring spring_of(const total *t, zb_u height)
{
  int64_t diff = (int64_t)height - t->height;
  spring s = {.diff = diff, .grow = diff > 0, .whole = diff > 0 ? t->stretch : t->shrink};
  if (s.whole <= 0)
    s.diff = 0;
  else if (s.diff < -s.whole)
    s.diff = -s.whole; /* never below the shrink; growing has no limit */
  return s;
}

/* Natural length plus this part's share. */
static zb_u spring_take(spring *s, zb_u natural, zb_u stretch, zb_u shrink)
{
  if (s->diff == 0)
    return natural;
  s->passed += s->grow ? stretch : shrink;
  int64_t upto = s->diff * s->passed / s->whole;
  int64_t share = upto - s->spent;
  s->spent = upto;
  return (zb_u)(natural + share);
}

/* The marks open while a list is drawn. */
typedef struct cursor {
  zb_dl_page *page;
  const zb_mark *mark;
  size_t n;
} cursor;

/* Closes what the next box does not share and opens the rest of its marks. */
static void cursor_move(cursor *c, const zb_mark *mark, size_t n)
{
  size_t same = 0;
  while (same < n && same < c->n && mark[same].node != 0 && mark[same].node == c->mark[same].node)
    same++;
  for (size_t i = c->n; i > same; i--)
    zb_dl_end(c->page, c->mark[i - 1].role);
  for (size_t i = same; i < n; i++)
    zb_dl_begin(c->page, mark[i]);
  c->mark = mark;
  c->n = n;
}

/* No page ends below this (the display list's limit): what would stand there is overset, which the layout reports. */
enum { LOWEST = 14400 * ZB_UNIT };

static zb_u draw_box(const zb_vbox *b, cursor *c, spring *s, zb_rect r, bool glue)
{
  r.h = spring_take(s, b->height, b->stretch, b->shrink);
  if (b->draw && r.y < LOWEST && r.h < LOWEST) {
    cursor_move(c, b->mark, b->nmarks);
    b->draw(b, c->page, r);
  }
  zb_u used = r.h;
  if (glue)
    used += spring_take(s, b->space, b->space_stretch, b->space_shrink);
  return r.y + used;
}

void zb_vlist_draw(const zb_vlist *l, size_t from, size_t to, zb_dl_page *page, zb_rect r, const zb_mark *outer,
                   size_t nouter)
{
  if (from >= to)
    return;
  total t = total_of(l, from, to);
  spring s = spring_of(&t, r.h);
  cursor c = {.page = page};
  for (size_t i = 0; i < nouter; i++)
    zb_dl_begin(page, outer[i]);
  const zb_vbox *head = zb_vlist_head(l, from);
  if (head)
    r.y = draw_box(head, &c, &s, r, true);
  for (size_t i = from; i < to; i++)
    r.y = draw_box(&l->v[i], &c, &s, r, i + 1 < to);
  const zb_vbox *under = zb_vlist_under(l, to);
  if (under)
    draw_box(under, &c, &s, r, false);
  cursor_move(&c, NULL, 0);
  for (size_t i = nouter; i > 0; i--)
    zb_dl_end(page, outer[i - 1].role);
}
