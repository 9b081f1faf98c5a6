/* Rectangles of running text inside the layout folder: the area being filled, and what its files share. */
#ifndef ZB_LAYOUT_AREA_H
#define ZB_LAYOUT_AREA_H

#include "layout/flow.h"

/* area.c: a rectangle of a page being filled. */
typedef struct zb_area {
  zb_flow *f;
  zb_page_plan *page; /* what is placed, is placed behind what it holds; must be empty at first */
  zb_rect r;
  bool justify;
  zb_u y, end; /* where the next goes; where the last ends */
  zb_foot foot;
  zb_src overset; /* line 0: nothing */
  zb_queue pre;   /* floats met in the text of this area: they stand at its top or foot */
  zb_queue feet;  /* items at the foot */
  zb_u feet_height;
  size_t off_grid; /* what is placed from here on may move down to the next line of the grid; 0 = nothing */
  bool lost;       /* a float of pre found no room */
} zb_area;

/* Fills it from *c, and again with more room for its footnotes until they and the columns do not meet. True when the text
   ended in it. */
bool zb_area_fill(zb_area *p, zb_cursor *c);
/* choose.c: the same, with what runs over all columns where it leaves least white: in its place, or at the head or foot. */
bool zb_area_choose(zb_area *p, zb_cursor *c);
/* Puts the footnotes at its foot. */
void zb_area_notes(zb_area *p);

/* What its files share: puts boxes into r, stretched to its height if `fill`; notes where something does not fit; the
   height that is left below p->y, above what stands at the foot. */
void zb_area_place(zb_area *p, zb_vlist list, zb_rect r, bool fill);
void zb_area_overset(zb_area *p, const zb_vlist *list, zb_src src);
zb_u zb_area_left(const zb_area *p);
/* Width of so many columns; space between blocks. */
zb_u zb_flow_columns(const zb_flow *f, int columns);
zb_u zb_flow_gap(const zb_flow *f);

/* pagefloat.c */
static inline bool zb_item_is_away(const zb_item *it)
{
  return it->place == ZB_FLOAT_PAGE_TOP || it->place == ZB_FLOAT_PAGE_BOTTOM;
}
/* Lets a wide picture without room wait for the next page while text of its theme goes on below what is there. */
bool zb_area_let_wait(const zb_area *p, zb_cursor *c);
/* Puts what waited at the top (or foot) of the page; one float there; one item at p->y over its columns (`first`: even if
   it does not fit); the items at the foot, above the footnotes. False: there is no room. */
void zb_area_place_wide(zb_area *p, zb_cursor *c);
bool zb_area_place_float(zb_area *p, const zb_cursor *c, size_t item);
bool zb_area_place_item(zb_area *p, size_t item, bool first);
void zb_area_place_feet(zb_area *p);
/* Floats at the cursor leave the text before a region begins. */
void zb_area_skip_floats(const zb_flow *f, zb_cursor *c);
/* Does what waits hold the text up? Pictures that only found no room let pass the text they stand in, floats all of their
   theme. */
bool zb_area_held_up(const zb_flow *f, const zb_cursor *c);
/* The first float that left the text since `start`, and might stand on its page; f->item.n: none. */
size_t zb_area_float_met(const zb_flow *f, const zb_cursor *start, const zb_cursor *c);

#endif
