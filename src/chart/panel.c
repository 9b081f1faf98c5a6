/* Panels: where small multiples stand. */
#include "chart/panel.h"

zb_panels zb_panels_new(size_t n, zb_u width, zb_u min_width, zb_u gutter, zb_u row_gap)
{
  size_t columns = n < 1 ? 1 : n;
  while (columns > 1 && (width - (zb_u)(columns - 1) * gutter) / (zb_u)columns < min_width)
    columns--;
  size_t rows = (n + columns - 1) / columns;
  if (rows > 0)
    columns = (n + rows - 1) / rows;
  return (zb_panels){.n = n,
                     .columns = columns,
                     .rows = rows,
                     .width = (width - (zb_u)(columns - 1) * gutter) / (zb_u)columns,
                     .gutter = gutter,
                     .row_gap = row_gap};
}

zb_u zb_panels_height(const zb_panels *p, zb_u row)
{
  return p->rows == 0 ? 0 : (zb_u)p->rows * row + (zb_u)(p->rows - 1) * p->row_gap;
}

zb_u zb_panels_row(const zb_panels *p, zb_u height)
{
  return p->rows == 0 ? 0 : (height - (zb_u)(p->rows - 1) * p->row_gap) / (zb_u)p->rows;
}

zb_rect zb_panels_cell(const zb_panels *p, size_t i, zb_rect r)
{
  zb_u row = zb_panels_row(p, r.h);
  zb_u column = (zb_u)(i % p->columns), line = (zb_u)(i / p->columns);
  return (zb_rect){
      .x = r.x + column * (p->width + p->gutter), .y = r.y + line * (row + p->row_gap), .w = p->width, .h = row};
}
