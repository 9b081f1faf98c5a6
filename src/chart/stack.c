/* Stacking of exact numbers. */
#include "chart/stack.h"

void zb_stack_add(zb_arena *a, zb_stack *s, zb_num v, zb_num *from, zb_num *to)
{
  zb_num *side = v.sign < 0 ? &s->down : &s->up;
  *from = *side;
  *to = *side = zb_num_add(a, *side, v);
}
