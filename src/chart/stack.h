/* Stacks: values end to end from zero, positive ones upwards and negative ones downwards, exactly. */
#ifndef ZB_CHART_STACK_H
#define ZB_CHART_STACK_H

#include "base/num.h"

typedef struct zb_stack {
  zb_num up, down; /* where the next positive, the next negative value begins */
} zb_stack;

/* Puts v on its side of the stack: it runs from *from to *to. */
void zb_stack_add(zb_arena *a, zb_stack *s, zb_num v, zb_num *from, zb_num *to);

#endif
