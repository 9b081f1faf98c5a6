/* Floats of the page, and pictures over its columns that found no room: what leaves the text for the head or foot of the
   page on which its place is, or of the next one. */
#include "layout/area.h"

/* Must what is placed last stay with what follows? */
static bool kept(const zb_area *p)
{
  const zb_vlist *l = &p->page->placed.v[p->page->placed.n - 1].list;
  return l->v[l->n - 1].penalty >= ZB_BREAK_FORBID;
}

/* A wide picture without room waits for the next page while text of its theme goes on below what is there. */
bool zb_area_let_wait(const zb_area *p, zb_cursor *c)
{
  const zb_flow *f = p->f;
  if (f->columns == 1 || c->item + 1 >= f->item.n || c->box > 0 || c->wide.n == ZB_WAITING_MAX ||
      p->page->placed.n == 0)
    return false;
  const zb_item *it = &f->item.v[c->item];
  if (it->span < f->columns || it->place != ZB_FLOAT_AUTO || it[1].span > 1 || it[1].theme != it->theme || kept(p))
    return false;
  zb_queue_push(&c->wide, c->item++);
  return true;
}

/* Puts an item at p->y over its columns; false when it does not fit and must not stand there. */
bool zb_area_place_item(zb_area *p, size_t item, bool first)
{
  zb_flow *f = p->f;
  zb_cursor own = {.item = item};
  zb_u left = zb_area_left(p);
  bool over = false;
  zb_float wanted = f->item.v[item].place;
  f->item.v[item].place = ZB_FLOAT_HERE;
  p->foot.room = left;
  f->top = p->y - p->r.y;
  zb_vlist list = zb_column_fill(f, &own, item + 1, left, &p->foot, first, &over);
  f->item.v[item].place = wanted;
  left = zb_foot_limit(&p->foot, left);
  if (over || (first && own.item == item))
    zb_area_overset(p, &list, f->item.v[item].list.v[0].src);
  else if (own.item == item)
    return false;
  zb_area_place(p, list, (zb_rect){.x = p->r.x, .y = p->y, .w = zb_flow_columns(f, f->item.v[item].span), .h = left},
                false);
  zb_u h = zb_u_min(zb_vlist_sum(&list, 0, list.n).height, left);
  p->end = p->y + h;
  zb_u line = zb_block_style(&f->run->ctx, "body").leading; /* a picture at the head of a page stands apart */
  p->y += h + zb_u_max(list.v[list.n - 1].space,
                       zb_item_is_away(&f->item.v[item]) ? zb_u_max(zb_flow_gap(f), line) : zb_flow_gap(f));
  return true;
}

/* Keeps room at the foot of the page for an item. */
static bool reserve_foot(zb_area *p, size_t item)
{
  const zb_vlist *l = &p->f->item.v[item].list;
  zb_u h = zb_vlist_sum(l, 0, l->n).height + zb_flow_gap(p->f);
  if (p->feet.n == ZB_WAITING_MAX || h > zb_area_left(p))
    return false;
  zb_queue_push(&p->feet, item);
  p->feet_height += h;
  return true;
}

/* A float goes to the top or the foot of the page; when no text follows, to the end of what is there. */
bool zb_area_place_float(zb_area *p, const zb_cursor *c, size_t item)
{
  bool text = c->item < p->f->item.n || c->waiting.n > 0;
  if (p->f->item.v[item].place == ZB_FLOAT_PAGE_BOTTOM && text && reserve_foot(p, item))
    return true;
  return zb_area_place_item(p, item, p->page->placed.n == 0 && p->feet.n == 0);
}

/* What waited stands at the top (or foot) of the page. */
void zb_area_place_wide(zb_area *p, zb_cursor *c)
{
  while (c->wide.n > 0 && zb_area_place_float(p, c, c->wide.item[0]))
    zb_queue_pop(&c->wide);
}

/* The items at the foot, above the footnotes. */
void zb_area_place_feet(zb_area *p)
{
  zb_flow *f = p->f;
  zb_u y = p->r.y + p->r.h - p->foot.height - p->feet_height;
  for (size_t i = 0; i < p->feet.n; i++) {
    const zb_item *it = &f->item.v[p->feet.item[i]];
    zb_u h = zb_vlist_sum(&it->list, 0, it->list.n).height;
    y += zb_flow_gap(f);
    zb_vlist own = it->list;
    own.v = zb_arena_memdup(f->run->in.arena, own.v, own.n * sizeof *own.v);
    zb_area_place(p, own, (zb_rect){.x = p->r.x, .y = y, .w = zb_flow_columns(f, it->span), .h = h}, false);
    y += h;
  }
  if (p->feet.n > 0)
    p->end = zb_u_max(p->end, y);
}

/* Floats at the cursor leave the text before a region begins. */
void zb_area_skip_floats(const zb_flow *f, zb_cursor *c)
{
  while (c->item < f->item.n && c->box == 0 && c->waiting.n == 0 && zb_item_is_away(&f->item.v[c->item])) {
    if (!zb_queue_take(&c->early, c->item)) {
      if (c->wide.n == ZB_WAITING_MAX)
        return;
      zb_queue_push(&c->wide, c->item);
    }
    c->item++;
  }
}

/* Does what waits hold the text up? Pictures that only found no room let pass the text they stand in, floats all of
   their theme. */
bool zb_area_held_up(const zb_flow *f, const zb_cursor *c)
{
  if (c->wide.n == 0 || c->waiting.n > 0)
    return false;
  const zb_item *first = &f->item.v[c->wide.item[0]];
  if (c->item >= f->item.n || f->item.v[c->item].theme != first->theme)
    return true;
  return !zb_item_is_away(first) && f->item.v[c->item].span > 1;
}

/* The first float that left the text on this page, and might stand on it; f->item.n: none. */
size_t zb_area_float_met(const zb_flow *f, const zb_cursor *start, const zb_cursor *c)
{
  for (size_t i = 0; i < c->wide.n; i++)
    if (c->wide.item[i] >= start->item && zb_item_is_away(&f->item.v[c->wide.item[i]]))
      return c->wide.item[i];
  return f->item.n;
}
