/* How much room a chart would need whose labels have none: tried out, so that the message can say it. */
#include "chart/room.h"

#include "chart/plot.h"

/* Up to this many times as much room as there is is tried; in steps of so much more, in permille, as the first that does
   is wanted: what fits in one arrangement may fail in the next. */
enum { TIMES = 5, MORE = 1150 };

typedef enum room { WORKS, TIGHT, OTHER } room; /* OTHER: an error that more room does not mend */

/* Lays the chart out on `width` with plots `height` high (0: as they are) and throws it away. */
static room try_out(const zb_chart_in *in, zb_chart_try lay, const zb_chart_kind *kind, zb_u width, zb_u height)
{
  zb_arena *a = zb_arena_new();
  zb_text text = *in->text;
  text.arena = a;
  text.diags = zb_diags_new(a);
  zb_chart_in copy = *in;
  copy.text = &text;
  copy.width = width;
  if (height > 0)
    copy.height = copy.height_min = copy.height_max = height;
  zb_u h, stretch, shrink;
  room found = lay(kind, &copy, &h, &stretch, &shrink) ? WORKS : TIGHT;
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(text.diags, &n);
  for (size_t i = 0; i < n; i++)
    if (e[i].level >= ZB_ERROR && e[i].code != ZB_D_UNPLACED_LABEL)
      found = OTHER;
  zb_arena_free(a);
  return found;
}

/* The least width (or, `high`, height of the plots) from `from` on at which all labels have room, to a millimetre; 0:
   there is none within TIMES as much. */
static zb_u least(const zb_chart_in *in, zb_chart_try lay, const zb_chart_kind *kind, zb_u from, bool high)
{
  zb_u tight = from, works = TIMES * from;
  if (try_out(in, lay, kind, high ? in->width : works, high ? works : 0) != WORKS)
    return 0;
  while (works - tight > ZB_MM(1)) {
    zb_u v = zb_u_min(zb_u_muldiv(tight, MORE, 1000) + ZB_MM(1), tight + (works - tight) / 2);
    if (try_out(in, lay, kind, high ? in->width : v, high ? v : 0) == WORKS)
      works = v;
    else
      tight = v;
  }
  return works;
}

static const char *millimetres(const zb_chart_in *in, zb_u v)
{
  return zb_arena_printf(in->text->arena, "%d", (int)((v + ZB_MM(1) - 1) / ZB_MM(1)));
}

void zb_chart_room(const zb_chart_in *in, zb_chart_try lay, const zb_chart_kind *kind)
{
  if (try_out(in, lay, kind, in->width, 0) != TIGHT)
    return;
  zb_u lead = in->style.label.leading, height = zb_u_max(in->height > 0 ? in->height : in->width / 2, 5 * lead);
  zb_u high = least(in, lay, kind, height, true), wide = high > 0 ? 0 : least(in, lay, kind, in->width, false);
  if (high > 0)
    zb_diag(in->text->diags, ZB_D_CHART_HIGH, in->src, zb_chart_name(in), millimetres(in, high), NULL);
  else if (wide > 0)
    zb_diag(in->text->diags, ZB_D_CHART_WIDE, in->src, zb_chart_name(in), millimetres(in, wide),
            millimetres(in, in->width), NULL);
}
