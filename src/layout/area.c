/* A rectangle of running text: a sequence of regions, what spans all columns, and runs of text in columns, which are
   balanced when they end in it; floats of the page at its top and foot. It ends at the cheapest break between or inside
   the regions. */
#include "layout/area.h"

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

/* On the grid slack is spent in whole lines: on pictures first, then at the gaps between blocks. */
static void spend_lines(zb_vlist *l, zb_u slack, zb_u pitch)
{
  zb_u lines = slack > 0 ? slack / pitch : 0;
  for (size_t i = 0; i < l->n; i++) {
    zb_vbox *b = &l->v[i];
    zb_u more = zb_u_min(lines, b->stretch / pitch);
    b->height += more * pitch;
    lines -= more;
  }
  for (size_t i = l->n; i-- > 1 && lines > 0;)
    if (4 * l->v[i - 1].space_stretch > pitch) {
      l->v[i - 1].space += pitch;
      lines--;
    }
  for (size_t i = 0; i < l->n; i++)
    l->v[i].stretch = l->v[i].shrink = l->v[i].space_stretch = l->v[i].space_shrink = 0;
}

void zb_area_place(zb_area *p, zb_vlist list, zb_rect r, bool fill)
{
  if (list.n == 0)
    return;
  zb_vsum sum = zb_vlist_sum(&list, 0, list.n);
  zb_u slack = r.h - sum.height;
  if (p->f->grid > 0) {
    spend_lines(&list, fill && slack <= 2 * sum.stretch ? slack : 0, p->f->grid);
    r.h = zb_vlist_sum(&list, 0, list.n).height;
  } else if (!fill ? slack >= 0 : slack > 2 * sum.stretch) {
    r.h = sum.height; /* stretched no further than twice what the glue names: an even foot costs more than it gives */
  }
  zb_push(p->f->run->in.arena, &p->page->placed, (zb_placed){.list = list, .r = r});
}

void zb_area_overset(zb_area *p, const zb_vlist *list, zb_src src)
{
  if (p->overset.line == 0)
    p->overset = list->n ? list->v[0].src : src;
}

/* Height that is left below p->y, above what stands at the foot. */
zb_u zb_area_left(const zb_area *p)
{
  return p->r.y + p->r.h - p->feet_height - p->y;
}

zb_u zb_flow_gap(const zb_flow *f)
{
  return zb_block_scaled(&f->run->ctx, f->run->in.layout->block_gap);
}

/* --- regions -------------------------------------------------------------------------------------------------- */

/* A run of items in the same columns; [from, head) stand at its top over the first `span` columns. */
typedef struct region {
  size_t head, stop;
  int columns, span;
} region;

/* Floats do not pass the end of their theme. */
static size_t theme_end(const zb_flow *f, size_t from, size_t stop)
{
  size_t i = from;
  while (i < stop && f->item.v[i].theme == f->item.v[from].theme)
    i++;
  return i;
}

static region region_at(const zb_flow *f, const zb_cursor *c)
{
  size_t i = c->item, n = f->item.n;
  const zb_item *v = f->item.v;
  region g = {.head = i, .stop = n, .columns = f->columns, .span = 1};
  if (f->columns > 1) {
    bool all = i < n && v[i].span >= f->columns && c->waiting.n == 0;
    if (!all && i < n && v[i].span > 1 && c->waiting.n == 0) {
      g.span = v[i].span;
      while (i < n && v[i].span == g.span && !zb_item_is_away(&v[i]))
        i++;
      g.head = i;
    }
    while (i < n && (zb_item_is_away(&v[i]) || (all ? v[i].span >= f->columns : v[i].span == 1)))
      i++;
    g.stop = i > c->item || i == n ? i : i + 1; /* at the end only what waits is left */
    g.columns = all ? 1 : f->columns;
  }
  if (f->moves && c->item < n)
    g.stop = theme_end(f, c->item, g.stop);
  return g;
}

/* Do the columns of this height hold all items before stop, their footnotes below them? `above`: height of what stands
   over the first columns. */
static bool holds(zb_flow *f, zb_cursor c, region g, zb_foot foot, zb_u height, zb_u above)
{
  foot.note.cap = foot.note.n; /* pushing must not write into the page's own */
  zb_u room = foot.room, top = f->top;
  bool all = false, clear = false; /* of the footnotes */
  for (int i = 0; i < g.columns && !all; i++) {
    bool over = false;
    zb_u down = i < g.span && g.span > 1 ? above : 0;
    foot.room = room - down;
    f->top = top + down;
    if (height - down > 0)
      zb_column_fill(f, &c, g.stop, height - down, &foot, false, &over);
    all = c.item >= g.stop && c.waiting.n == 0;
    clear = zb_foot_limit(&foot, height - down) == height - down;
  }
  f->top = top;
  return all && clear;
}

/* Smallest height in which the columns hold all items before stop; at most `limit`; 0 = they do not. */
static zb_u balanced_height(zb_flow *f, const zb_cursor *c, region g, const zb_foot *foot, zb_u limit, zb_u above)
{
  if (limit <= 0 || !holds(f, *c, g, *foot, limit, above))
    return 0;
  zb_u lo = 0, hi = limit;
  while (hi - lo > ZB_UNIT / 2) {
    zb_u mid = lo + (hi - lo) / 2;
    if (holds(f, *c, g, *foot, mid, above))
      hi = mid;
    else
      lo = mid;
  }
  return hi;
}

typedef enum part { PART_NONE, PART_SOME, PART_WHOLE } part;

zb_u zb_flow_columns(const zb_flow *f, int columns)
{
  return columns >= f->columns ? f->width : (zb_u)columns * f->column + (zb_u)(columns - 1) * f->gutter;
}

/* What stands over the first columns of a region, as much as fits: returns its height with the space after it, 0 =
   nothing. */
static zb_u place_head(zb_area *p, zb_cursor *c, region g)
{
  zb_flow *f = p->f;
  if (g.head <= c->item)
    return 0;
  zb_cursor own = *c;
  bool first = p->page->placed.n == 0, over = false;
  zb_u left = zb_area_left(p);
  p->foot.room = left;
  f->top = p->y - p->r.y;
  zb_vlist list = zb_column_fill(f, &own, g.head, left, &p->foot, first, &over);
  if (over)
    zb_area_overset(p, &list, zb_flow_src(f, c));
  if (list.n == 0)
    return 0;
  *c = own;
  zb_u h = zb_vlist_sum(&list, 0, list.n).height;
  zb_area_place(p, list, (zb_rect){.x = p->r.x, .y = p->y, .w = zb_flow_columns(f, g.span), .h = h}, false);
  p->end = zb_u_max(p->end, p->y + h);
  return h + zb_u_max(list.v[list.n - 1].space, zb_flow_gap(f));
}

/* On the grid the text of columns begins on a line of it: a little nearer to what stands above, or that moves down with
   it. */
static void begin_on_grid(zb_area *p, region g)
{
  zb_flow *f = p->f;
  if (f->grid <= 0 || f->columns == 1 || g.columns == 1)
    return;
  zb_u over = (p->y - p->r.y) % f->grid, more = over > 0 ? f->grid - over : 0;
  if (p->page->placed.n > 0 && 2 * over <= p->y - p->end) { /* the longest of the columns above */
    p->y -= over;
    return;
  }
  if (more >= zb_area_left(p))
    return;
  for (size_t i = p->off_grid; i < p->page->placed.n && p->off_grid > 0; i++)
    p->page->placed.v[i].r.y += more;
  p->y += more;
}

/* One column of a region. */
typedef struct column_room {
  int index;
  zb_u down, left, limit; /* below the region's top; to the foot of the area; height of the region */
  bool must, balanced;
} column_room;

/* Fills it; the region is `used` high then, with `space` after it. */
static void fill_column(zb_area *p, zb_cursor *c, region g, const column_room *k, zb_u *used, zb_u *space)
{
  zb_flow *f = p->f;
  zb_rect r = {.x = p->r.x + k->index * (f->column + f->gutter),
               .y = p->y + k->down,
               .w = g.columns > 1 || f->columns == 1 ? f->column : f->width,
               .h = k->limit - k->down};
  if (r.h <= 0)
    return;
  zb_src src = zb_flow_src(f, c);
  bool over = false;
  p->foot.room = k->left - k->down;
  f->top = r.y - p->r.y;
  zb_vlist list = zb_column_fill(f, c, g.stop, r.h, &p->foot, k->must, &over);
  r.h = zb_foot_limit(&p->foot, r.h);
  if (over)
    zb_area_overset(p, &list, src);
  if (list.n == 0)
    return;
  zb_area_place(p, list, r, p->justify && (k->balanced || !zb_flow_ended(f, c)));
  zb_u h = f->grid > 0 ? p->page->placed.v[p->page->placed.n - 1].r.h : zb_vlist_sum(&list, 0, list.n).height;
  *used = zb_u_max(*used, k->down + zb_u_min(r.h, h));
  *space = zb_u_max(*space, list.v[list.n - 1].space);
}

/* Puts as much of the region as goes below p->y. */
static part place_region(zb_area *p, zb_cursor *c, region g)
{
  zb_flow *f = p->f;
  begin_on_grid(p, g);
  const zb_foot foot = p->foot;
  bool must = p->page->placed.n == 0;
  zb_u left = zb_area_left(p);
  size_t before = p->page->placed.n;
  zb_cursor start = *c;
  zb_u above = place_head(p, c, g);
  if (c->item < g.head) { /* it goes on on the next page */
    p->y += above;
    return p->page->placed.n > before ? PART_SOME : PART_NONE;
  }
  if (f->grid > 0)
    above = (above + f->grid - 1) / f->grid * f->grid;
  must = must && p->page->placed.n == before;
  p->foot.room = left;
  f->top = p->y - p->r.y;
  zb_u most = zb_foot_limit(&p->foot, left); /* without the footnotes that the region itself calls */
  zb_u balanced = g.columns > 1 ? balanced_height(f, c, g, &p->foot, most, above) : 0,
       limit = balanced ? balanced : left;
  if (g.columns > 1 && !balanced && !must && left < REGION_LINES * zb_block_style(&f->run->ctx, "body").leading) {
    p->page->placed.n = before;
    *c = start;
    p->foot = foot;
    return PART_NONE;
  }
  zb_u used = above, space = 0;
  for (int i = 0; i < g.columns && (c->item < g.stop || c->waiting.n > 0); i++)
    fill_column(p, c, g,
                &(column_room){.index = i,
                               .down = i < g.span && g.span > 1 ? above : 0,
                               .left = left,
                               .limit = limit,
                               .must = must || balanced,
                               .balanced = balanced > 0},
                &used, &space);
  if (p->page->placed.n == before)
    return PART_NONE;
  if (g.columns > 1)
    p->off_grid = p->page->placed.n;
  p->end = p->y + used;
  p->y += used + space;
  return c->item < g.stop || c->waiting.n > 0 ? PART_SOME : PART_WHOLE;
}

/* --- one page ------------------------------------------------------------------------------------------------- */

static void consider(const zb_area *p, page_end *best, const zb_cursor *c)
{
  const zb_placed *last = &p->page->placed.v[p->page->placed.n - 1];
  int penalty = last->list.v[last->list.n - 1].penalty;
  if (penalty >= ZB_BREAK_FORBID)
    return;
  int64_t cost = zb_break_cost(zb_area_left(p), p->r.h, penalty);
  if (!best->any || cost <= best->cost)
    *best = (page_end){.next = *c,
                       .placed = p->page->placed.n,
                       .notes = p->foot.note.n,
                       .foot = p->foot.height,
                       .cost = cost,
                       .any = true};
}

/* What comes at the end of a theme, out of its place, keeps its distance from the next title. */
static void keep_off_title(zb_area *p, const zb_cursor *c)
{
  const zb_flow *f = p->f;
  if (c->item < f->item.n && f->item.v[c->item].level == 0)
    p->y = zb_u_max(p->y, p->end + zb_block_style(&f->run->ctx, "theme").space_before);
}

/* Fills one page from *c, `reserve` kept free for footnotes. True when the text ended on it. */
static bool fill_once(zb_area *p, zb_cursor *c, zb_u reserve)
{
  page_end best = {0};
  part got = PART_WHOLE;
  p->y = p->r.y;
  p->foot = (zb_foot){.reserve = reserve};
  p->overset = ZB_SRC_NONE;
  p->feet = (zb_queue){0};
  p->feet_height = 0;
  p->off_grid = 0;
  zb_area_place_wide(p, c);
  for (size_t i = 0; i < p->pre.n && !p->lost; i++)
    p->lost = c->wide.n > 0 || !zb_area_place_float(p, c, p->pre.item[i]);
  while (got == PART_WHOLE && !p->lost && !zb_flow_ended(p->f, c)) {
    zb_area_skip_floats(p->f, c);
    bool next_page = p->page->placed.n > 0 && c->item < p->f->item.n && p->f->item.v[c->item].new_page && c->box == 0;
    if (next_page)
      break;
    if (zb_area_held_up(p->f, c)) { /* the end of a theme lets no float pass */
      if (!zb_item_is_away(&p->f->item.v[c->wide.item[0]]) ||
          !zb_area_place_item(p, c->wide.item[0], p->page->placed.n == 0))
        break;
      zb_queue_pop(&c->wide);
      keep_off_title(p, c);
      continue;
    }
    if (zb_flow_ended(p->f, c))
      break;
    region g = region_at(p->f, c);
    got = zb_area_left(p) > 0 ? place_region(p, c, g) : PART_NONE;
    if (got == PART_NONE && zb_area_let_wait(p, c))
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
  zb_area_place_feet(p);
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
static bool fill_above_notes(zb_area *p, zb_cursor *c)
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

/* Again with each float of the page that was met at its top or foot, as long as the text still reaches the place it left.
 */
bool zb_area_fill(zb_area *p, zb_cursor *c)
{
  const zb_cursor start = *c;
  const size_t placed = p->page->placed.n;
  bool more = p->f->moves;
  p->pre = (zb_queue){0};
  for (;;) {
    p->lost = false;
    c->early = p->pre;
    bool ended = fill_above_notes(p, c);
    bool lost = p->lost || c->early.n > 0;
    size_t met = more && !lost ? zb_area_float_met(p->f, &start, c) : p->f->item.n;
    if (lost && p->pre.n > 0) {
      p->pre.n--; /* it waits for the next page, and all after it */
      more = false;
    } else if (met < p->f->item.n && p->pre.n < ZB_WAITING_MAX) {
      zb_queue_push(&p->pre, met);
    } else {
      return ended;
    }
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
