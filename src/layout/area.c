/* A rectangle of running text: a sequence of regions, what spans all columns, and runs of text in columns, which are
   balanced when they end in it. It ends at the cheapest break between or inside them. */
#include "layout/flow.h"

/* An area is not started upon again with text in columns below so many lines of the body. */
enum { REGION_LINES = 5 };

/* A place between two regions where the page may end. */
typedef struct page_end {
  zb_cursor next;
  size_t placed, notes;
  zb_u foot;
  int64_t cost;
  bool any;
} page_end;

bool zb_flow_ended(const zb_flow *f, const zb_cursor *c)
{
  return c->item >= f->item.n && c->waiting.n == 0 && c->wide.n == 0;
}

size_t zb_flow_at(const zb_cursor *c)
{
  return c->wide.n ? c->wide.item[0] : c->waiting.n ? c->waiting.item[0] : c->item;
}

zb_src zb_flow_src(const zb_flow *f, const zb_cursor *c)
{
  size_t i = zb_flow_at(c);
  if (i >= f->item.n) /* behind the end: the last one */
    return f->item.n ? f->item.v[f->item.n - 1].list.v[0].src : ZB_SRC_NONE;
  return f->item.v[i].list.v[i == c->item ? c->box : 0].src;
}

/* --- placing -------------------------------------------------------------------------------------------------- */

static void place(zb_area *p, zb_vlist list, zb_rect r, bool fill)
{
  if (list.n == 0)
    return;
  zb_vsum sum = zb_vlist_sum(&list, 0, list.n);
  zb_u slack = r.h - sum.height;
  /* stretched no further than twice what the glue names: beyond that an even foot costs more than it gives */
  if (!fill ? slack >= 0 : slack > 2 * sum.stretch)
    r.h = sum.height;
  zb_push(p->f->run->in.arena, &p->page->placed, (zb_placed){.list = list, .r = r});
}

static void note_overset(zb_area *p, const zb_vlist *list, zb_src src)
{
  if (p->overset.line == 0)
    p->overset = list->n ? list->v[0].src : src;
}

/* --- regions -------------------------------------------------------------------------------------------------- */

/* A run of items in the same columns. */
typedef struct region {
  size_t stop;
  int columns;
} region;

static region region_at(const zb_flow *f, const zb_cursor *c)
{
  if (f->columns == 1)
    return (region){.stop = f->item.n, .columns = 1};
  size_t i = c->item;
  bool spans = i < f->item.n && f->item.v[i].spans && c->waiting.n == 0;
  while (i < f->item.n && f->item.v[i].spans == spans)
    i++;
  return (region){.stop = i, .columns = spans ? 1 : f->columns};
}

/* Do `columns` columns of this height hold all items before stop, their footnotes below them? */
static bool holds(zb_flow *f, zb_cursor c, region g, zb_foot foot, zb_u height)
{
  foot.note.cap = foot.note.n; /* pushing must not write into the page's own */
  for (int i = 0; i < g.columns; i++) {
    bool over = false;
    zb_column_fill(f, &c, g.stop, height, &foot, false, &over);
    if (c.item >= g.stop && c.waiting.n == 0)
      return zb_foot_limit(&foot, height) == height;
  }
  return false;
}

/* Smallest height in which the columns hold all items before stop; at most `limit`; 0 = they do not. */
static zb_u balanced_height(zb_flow *f, const zb_cursor *c, region g, const zb_foot *foot, zb_u limit)
{
  if (limit <= 0 || !holds(f, *c, g, *foot, limit))
    return 0;
  zb_u lo = 0, hi = limit;
  while (hi - lo > ZB_UNIT / 2) {
    zb_u mid = lo + (hi - lo) / 2;
    if (holds(f, *c, g, *foot, mid))
      hi = mid;
    else
      lo = mid;
  }
  return hi;
}

typedef enum part { PART_NONE, PART_SOME, PART_WHOLE } part;

/* Puts as much of the region as goes below p->y. */
static part place_region(zb_area *p, zb_cursor *c, region g)
{
  zb_flow *f = p->f;
  bool must = p->page->placed.n == 0;
  zb_u left = p->r.y + p->r.h - p->y, used = 0, space = 0;
  size_t before = p->page->placed.n;
  p->foot.room = left;
  zb_u most = zb_foot_limit(&p->foot, left); /* without the footnotes that the region itself calls */
  zb_u balanced = g.columns > 1 ? balanced_height(f, c, g, &p->foot, most) : 0, limit = balanced ? balanced : left;
  if (g.columns > 1 && !balanced && !must && left < REGION_LINES * zb_block_style(&f->run->ctx, "body").leading)
    return PART_NONE;
  for (int i = 0; i < g.columns && (c->item < g.stop || c->waiting.n > 0); i++) {
    zb_rect r = {.x = p->r.x + i * (f->column + f->gutter),
                 .y = p->y,
                 .w = g.columns > 1 || f->columns == 1 ? f->column : f->width,
                 .h = limit};
    zb_src src = zb_flow_src(f, c);
    bool over = false;
    zb_vlist list = zb_column_fill(f, c, g.stop, limit, &p->foot, must || balanced, &over);
    r.h = zb_foot_limit(&p->foot, limit);
    if (over)
      note_overset(p, &list, src);
    if (list.n == 0)
      continue;
    bool ended = zb_flow_ended(f, c);
    place(p, list, r, p->justify && (balanced || !ended));
    used = zb_u_max(used, zb_u_min(r.h, zb_vlist_sum(&list, 0, list.n).height));
    space = zb_u_max(space, list.v[list.n - 1].space);
  }
  if (p->page->placed.n == before)
    return PART_NONE;
  p->end = p->y + used;
  p->y += used + space;
  return c->item < g.stop || c->waiting.n > 0 ? PART_SOME : PART_WHOLE;
}

/* --- pictures over all columns -------------------------------------------------------------------------------- */

/* Must what is placed last stay with what follows? */
static bool kept(const zb_area *p)
{
  const zb_vlist *l = &p->page->placed.v[p->page->placed.n - 1].list;
  return l->v[l->n - 1].penalty >= ZB_BREAK_FORBID;
}

/* A wide picture without room waits for the next page while text of its theme goes on below what is there. */
static bool let_wait(const zb_area *p, zb_cursor *c)
{
  const zb_flow *f = p->f;
  if (f->columns == 1 || c->item + 1 >= f->item.n || c->box > 0 || c->wide.n == ZB_WAITING_MAX ||
      p->page->placed.n == 0)
    return false;
  const zb_item *it = &f->item.v[c->item];
  if (!it->spans || !it->floats || it[1].spans || it[1].theme != it->theme || kept(p))
    return false;
  c->wide.item[c->wide.n++] = c->item++;
  return true;
}

/* What waited stands at the top of the page. */
static void place_wide(zb_area *p, zb_cursor *c)
{
  zb_flow *f = p->f;
  while (c->wide.n > 0) {
    size_t item = c->wide.item[0];
    zb_cursor own = {.item = item};
    zb_u left = p->r.y + p->r.h - p->y;
    bool over = false, first = p->page->placed.n == 0;
    p->foot.room = left;
    zb_vlist list = zb_column_fill(f, &own, item + 1, left, &p->foot, first, &over);
    left = zb_foot_limit(&p->foot, left);
    if (over || (first && own.item == item))
      note_overset(p, &list, f->item.v[item].list.v[0].src);
    else if (own.item == item)
      return; /* the next page's */
    zb_queue_pop(&c->wide);
    place(p, list, (zb_rect){.x = p->r.x, .y = p->y, .w = f->width, .h = left}, false);
    zb_vsum sum = zb_vlist_sum(&list, 0, list.n);
    p->end = p->y + zb_u_min(sum.height, left);
    p->y += zb_u_min(sum.height, left) +
            zb_u_max(list.v[list.n - 1].space, zb_block_scaled(&f->run->ctx, f->run->in.layout->block_gap));
  }
}

/* --- one page ------------------------------------------------------------------------------------------------- */

static void consider(const zb_area *p, page_end *best, const zb_cursor *c)
{
  const zb_placed *last = &p->page->placed.v[p->page->placed.n - 1];
  int penalty = last->list.v[last->list.n - 1].penalty;
  if (penalty >= ZB_BREAK_FORBID)
    return;
  int64_t cost = zb_break_cost(p->r.y + p->r.h - p->y, p->r.h, penalty);
  if (!best->any || cost <= best->cost)
    *best = (page_end){.next = *c,
                       .placed = p->page->placed.n,
                       .notes = p->foot.note.n,
                       .foot = p->foot.height,
                       .cost = cost,
                       .any = true};
}

/* Fills one page from *c, `reserve` kept free for footnotes. True when the text ended on it. */
static bool fill_once(zb_area *p, zb_cursor *c, zb_u reserve)
{
  page_end best = {0};
  part got = PART_WHOLE;
  p->y = p->r.y;
  p->foot = (zb_foot){.reserve = reserve};
  p->overset = ZB_SRC_NONE;
  place_wide(p, c);
  while (got == PART_WHOLE && !zb_flow_ended(p->f, c)) {
    region g = region_at(p->f, c);
    bool next_page = p->page->placed.n > 0 && c->item < p->f->item.n && p->f->item.v[c->item].new_page && c->box == 0;
    /* nothing overtakes a wide picture but the text it stands in */
    bool held = c->wide.n > 0 && c->waiting.n == 0 && (c->item >= p->f->item.n || p->f->item.v[c->item].spans);
    if (next_page || held)
      return false;
    got = p->y < p->r.y + p->r.h ? place_region(p, c, g) : PART_NONE;
    if (got == PART_NONE && let_wait(p, c))
      got = PART_WHOLE;
    else if (got == PART_WHOLE)
      consider(p, &best, c);
  }
  if (got == PART_NONE && best.any) {
    *c = best.next;
    p->page->placed.n = best.placed;
    p->foot.note.n = best.notes;
    p->foot.height = best.foot;
  }
  return zb_flow_ended(p->f, c);
}

/* Does a column reach into the area of the footnotes? One that was filled before a later one called them may. */
static bool foot_hit(const zb_area *p)
{
  zb_u top = p->r.y + p->r.h - p->foot.height;
  for (size_t i = 0; p->foot.height > 0 && i < p->page->placed.n; i++)
    if (p->page->placed.v[i].r.y + p->page->placed.v[i].r.h > top)
      return true;
  return false;
}

/* And again with more room for its footnotes until they and the columns do not meet. */
bool zb_area_fill(zb_area *p, zb_cursor *c)
{
  zb_cursor start = *c;
  size_t placed = p->page->placed.n;
  zb_u reserve = 0;
  for (;;) {
    bool ended = fill_once(p, c, reserve);
    if (p->overset.line > 0 || !foot_hit(p) || p->foot.height <= reserve)
      return ended;
    reserve = p->foot.height;
    p->page->placed.n = placed;
    *c = start;
  }
}

/* The footnotes stand at the foot of the frame. */
void zb_area_notes(zb_area *p)
{
  zb_vlist area = {0};
  zb_block_ctx c = p->f->run->ctx;
  zb_notes_area(&c, p->foot.note.v, p->foot.note.n, &area);
  if (area.n == 0)
    return;
  zb_rect r = {.x = p->r.x, .y = p->r.y + p->r.h - p->foot.height, .w = p->f->width, .h = p->foot.height};
  zb_push(p->f->run->in.arena, &p->page->placed, (zb_placed){.list = area, .r = r});
}

zb_filled zb_flow_fill(zb_flow *f, zb_rect r, bool justify, zb_page_plan *page)
{
  zb_area p = {.f = f, .page = page, .r = r, .justify = justify, .end = r.y};
  zb_page_plan own = {0};
  zb_cursor c = {0};
  p.page = &own;
  zb_filled got = {.ended = f->item.n == 0 || (zb_area_fill(&p, &c) && p.overset.line == 0),
                   .used = p.end - r.y + p.foot.height};
  zb_area_notes(&p);
  for (size_t i = 0; i < own.placed.n; i++)
    zb_push(f->run->in.arena, &page->placed, own.placed.v[i]);
  if (!got.ended && c.item < f->item.n)
    got.next = &f->item.v[c.item].list.v[c.box];
  else if (!got.ended)
    got.next = &f->item.v[f->item.n - 1].list.v[0];
  return got;
}
