/* Leads: the paragraph that opens a theme, in its own face beside an accent bar. */
#include "block/part.h"

void zb_lead_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "lead");
  zb_look look = {0};
  if (style.align != ZB_ALIGN_CENTER && !style.plain)
    look = (zb_look){.left = style.size, .bar_w = style.size / 5, .bar = zb_part_color(c, ZB_HUE_ACCENT)};
  zb_part_prose(c, zb_obj_prose(b->props, ZB_K_LEAD), "lead", measure, &look, out);
}
