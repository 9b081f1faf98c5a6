/* The summary in a frame of its own: set, checked and placed. */
#ifndef ZB_LAYOUT_SUMMARY_H
#define ZB_LAYOUT_SUMMARY_H

#include "layout/run.h"

typedef struct zb_summary {
  const zb_frame_def *frame; /* NULL: the layout has none */
  zb_rect box;               /* on the media */
  zb_vlist list;
} zb_summary;

/* Sets the summary in its frame; blocks without a frame are reported. */
zb_summary zb_summary_set(zb_run *run);
bool zb_summary_fits(const zb_summary *s);
/* Gives the room that it does not need to what stands below it in r. */
void zb_summary_lend(zb_summary *s, zb_rect *r);
/* Puts it on the page and reports if it does not fit. */
void zb_summary_place(zb_run *run, const zb_summary *s, zb_page_plan *page);

#endif
