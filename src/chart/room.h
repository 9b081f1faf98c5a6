/* The room that a chart would need whose labels have none. */
#ifndef ZB_CHART_ROOM_H
#define ZB_CHART_ROOM_H

#include "chart/chart.h"

/* As zb_chart_layout. */
typedef zb_chart *(*zb_chart_try)(const zb_chart_kind *kind, const zb_chart_in *in, zb_u *height, zb_u *stretch,
                                  zb_u *shrink);

/* After `lay` reported labels without room: notes from which height of its plots or else from which measure on the chart
   has it. Nothing when more room would not help. */
void zb_chart_room(const zb_chart_in *in, zb_chart_try lay, const zb_chart_kind *kind);

#endif
