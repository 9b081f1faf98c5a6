/* Turning part of a page by 90 degrees: a table wider than the sheet, read with the sheet turned to the right. */
#ifndef ZB_DL_TURN_H
#define ZB_DL_TURN_H

#include "dl/dl.h"

/* Turns operations [from, p->n) of an open page counterclockwise: what was drawn in a rectangle of width `length` with its
   top left corner at 0,0 stands in a rectangle of height `length` with its top left corner at `at`. Images are moved, not
   turned. */
void zb_dl_turn(zb_dl_page *p, size_t from, zb_point at, zb_u length);

#endif
