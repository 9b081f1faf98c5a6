/* Where what runs over all columns stands: in its place, which cuts the columns in two, or at the head or foot of the page,
   as two-column journals do, so that the text fills its columns. Each is tried and the one that leaves least white is
   taken; leaving the place costs some lines, and standing behind the next heading more. */
#include "layout/area.h"

/* In lines of one column. */
enum { LEAVES = 2, WAITS = 2, CROSSES = 9, BROKEN = 16 };

enum { MOVES = 5 };

/* One way to fill the page. */
typedef struct attempt {
  zb_page_plan page;
  zb_area area;
  zb_cursor end;
  bool ended;
  int64_t white; /* area left empty, with what its order costs */
} attempt;

static bool waits(const zb_cursor *c, size_t item)
{
  for (size_t i = 0; i < c->wide.n; i++)
    if (c->wide.item[i] == item)
      return true;
  return false;
}

static zb_u height_of(const zb_item *it)
{
  return zb_vlist_sum(&it->list, 0, it->list.n).height;
}

/* Charts, tables and photos over all columns; numbers belong to what they stand under. */
static bool is_wide(const zb_flow *f, size_t item)
{
  const zb_item *it = &f->item.v[item];
  return it->wanted == ZB_FLOAT_AUTO && it->span >= f->columns && it->block && it->block->kind != ZB_B_NUMBERS;
}

/* May it leave its place? What is higher than half the page stays. */
static bool movable(const zb_area *p, const zb_cursor *start, size_t item)
{
  return is_wide(p->f, item) && (item > start->item || start->box == 0) && height_of(&p->f->item.v[item]) * 2 < p->r.h;
}

/* Does one wait for the next page while a later one stands on this? */
static bool overtaken(const zb_flow *f, const zb_cursor *end)
{
  for (size_t i = end->wide.n > 0 ? end->wide.item[0] + 1 : end->item; i < end->item; i++)
    if (is_wide(f, i) && !waits(end, i))
      return true;
  return false;
}

/* May it stand above all that the page holds before it, but for the n of `before`? Not above a heading, nor above another
   that came first. */
static bool may_lead(const zb_flow *f, const zb_cursor *start, size_t item, const size_t *before, size_t n)
{
  if (f->item.v[start->item].theme != f->item.v[item].theme)
    return false;
  for (size_t i = start->item, k = 0; i < item; i++) {
    const zb_item *it = &f->item.v[i];
    bool leads = k < n && before[k] == i, begins = i > start->item || start->box == 0;
    k += leads;
    if (begins && !leads && (it->level != ZB_NO_HEADING || it->span >= f->columns))
      return false;
  }
  return true;
}

/* What the order of the items costs, in lines. */
static int64_t disorder(const zb_flow *f, const zb_cursor *start, const attempt *t)
{
  int64_t lines = 0;
  for (size_t i = start->item; i < f->item.n && i < t->end.item; i++) {
    const zb_item *it = &f->item.v[i];
    bool away = it->place != it->wanted, late = waits(&t->end, i);
    lines += (away ? LEAVES : 0) + (late ? WAITS : 0);
    lines += (late || it->place == ZB_FLOAT_PAGE_BOTTOM) && zb_item_late(f, i, &t->end) ? CROSSES : 0;
  }
  const zb_item *last = t->end.item < f->item.n ? &f->item.v[t->end.item] : NULL;
  return lines + (last && t->end.box > 0 && last->span >= f->columns && height_of(last) * 2 < t->area.r.h ? BROKEN : 0);
}

static int64_t white_of(const zb_area *p, bool ended)
{
  int64_t area = (int64_t)p->f->width * (ended ? p->end - p->r.y : p->r.h - p->foot.height);
  for (size_t i = 0; i < p->page->placed.n; i++) {
    const zb_placed *one = &p->page->placed.v[i];
    area -= (int64_t)one->r.w * zb_vlist_sum(&one->list, 0, one->list.n).height;
  }
  return area;
}

static attempt fill(const zb_area *fresh, const zb_cursor *start)
{
  zb_flow *f = fresh->f;
  attempt t = {.area = *fresh, .end = *start};
  t.area.page = &t.page;
  t.ended = zb_area_fill(&t.area, &t.end);
  zb_u line = zb_block_style(&f->run->ctx, "body").leading;
  t.white = white_of(&t.area, t.ended) + disorder(f, start, &t) * line * f->column;
  return t;
}

/* What may move on the page, in its order. */
typedef struct moves {
  size_t item[MOVES], n, lead; /* the first `lead` may stand at the head */
} moves;

static moves moves_of(const zb_area *p, const zb_cursor *start, const zb_cursor *end)
{
  moves m = {0};
  bool leads = true;
  for (size_t i = start->item; i < p->f->item.n && i <= end->item && m.n < MOVES; i++) {
    if (!movable(p, start, i))
      continue;
    leads = leads && may_lead(p->f, start, i, m.item, m.n);
    m.lead += leads;
    m.item[m.n++] = i;
  }
  return m;
}

/* The first `head` of them at the head, those from `foot` on at the foot: so they keep their order. */
static void place(zb_flow *f, const moves *m, size_t head, size_t foot)
{
  for (size_t i = 0; i < m->n; i++)
    f->item.v[m->item[i]].place = i < head ? ZB_FLOAT_PAGE_TOP : i < foot ? ZB_FLOAT_AUTO : ZB_FLOAT_PAGE_BOTTOM;
}

static attempt best_of(const zb_area *fresh, const zb_cursor *start)
{
  zb_flow *f = fresh->f;
  const bool moving = f->moves;
  attempt best = fill(fresh, start);
  moves m = f->columns > 1 ? moves_of(fresh, start, &best.end) : (moves){0};
  size_t head = 0, foot = m.n;
  for (size_t h = 0; h <= m.lead; h++)
    for (size_t k = h; k <= m.n; k++) {
      if (h == 0 && k == m.n)
        continue;
      f->moves = true;
      place(f, &m, h, k);
      attempt t = fill(fresh, start);
      if (t.area.overset.line > 0 || t.ended < best.ended || t.white >= best.white || overtaken(f, &t.end))
        continue;
      best = t;
      head = h;
      foot = k;
    }
  f->moves = moving || head > 0 || foot < m.n;
  place(f, &m, head, foot);
  return best;
}

bool zb_area_choose(zb_area *p, zb_cursor *c)
{
  zb_flow *f = p->f;
  const zb_area fresh = *p;
  for (size_t i = c->item; i < f->item.n; i++)
    f->item.v[i].place = f->item.v[i].wanted;
  attempt best = best_of(&fresh, c);
  for (size_t i = 0; i < best.end.wide.n; i++) /* what waits comes at the head of the next page */
    if (f->item.v[best.end.wide.item[i]].wanted == ZB_FLOAT_AUTO)
      f->item.v[best.end.wide.item[i]].place = ZB_FLOAT_PAGE_TOP;
  *p = best.area;
  p->page = fresh.page;
  p->page->placed = best.page.placed;
  *c = best.end;
  return best.ended;
}
