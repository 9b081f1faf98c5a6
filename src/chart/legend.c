/* Legends: square keys and names, set like words on lines. */
#include "chart/legend.h"

#include "chart/plot.h"

/* In permille of the label size: side of a key, gap to its name, gap to the next key, space under the legend. */
enum { SIDE = 720, NEAR = 340, FAR = 1300, BELOW = 850 };

typedef struct entry {
  zb_label label;
  zb_paint fill;
  bool is_line;
  zb_u x;
  int line; /* its first */
} entry;

struct zb_legend {
  const zb_chart_in *in;
  entry *entry;
  size_t n;
  int nlines;
};

/* Puts entry i after the one before it, or on a new line. */
static void place(zb_legend *l, size_t i, zb_u width, zb_u *x)
{
  zb_u need = zb_chart_em(l->in, SIDE + NEAR) + l->entry[i].label.width;
  if (i > 0 && *x + need > width) {
    *x = 0;
    l->nlines++;
  }
  l->entry[i].x = *x;
  l->entry[i].line = l->nlines - 1;
  *x += need + zb_chart_em(l->in, FAR);
  if (l->entry[i].label.nlines > 1) { /* it is as wide as the legend */
    l->nlines += (int)l->entry[i].label.nlines - 1;
    *x = width;
  }
}

static zb_tstyle name_style(const zb_chart_in *in)
{
  zb_tstyle style = in->style.label;
  style.align = ZB_ALIGN_LEFT;
  style.max_lines = 3;
  return style;
}

zb_u zb_legend_least(const zb_chart_in *in, const zb_legend_key *key, size_t n)
{
  zb_tstyle style = name_style(in);
  zb_u least = 0;
  for (size_t i = 0; i < n; i++)
    least = zb_u_max(least, zb_label_text(in->text, key[i].name, key[i].src, &style, 0).width);
  return n > 0 ? least + zb_chart_em(in, SIDE + NEAR) : 0;
}

zb_legend *zb_legend_new(const zb_chart_in *in, const zb_legend_key *key, size_t n, zb_u width)
{
  zb_arena *a = in->text->arena;
  zb_legend *l = zb_new(a, zb_legend);
  *l = (zb_legend){.in = in, .entry = zb_newn(a, entry, n), .n = n, .nlines = n > 0};
  zb_tstyle style = name_style(in);
  zb_u x = 0;
  for (size_t i = 0; i < n; i++) {
    l->entry[i].label = zb_label_text(in->text, key[i].name, key[i].src, &style, width - zb_chart_em(in, SIDE + NEAR));
    l->entry[i].fill = key[i].fill;
    l->entry[i].is_line = key[i].line;
    if (l->entry[i].label.overflow) {
      zb_chart_unplaced(in, key[i].name, key[i].src);
      return NULL;
    }
    place(l, i, width, &x);
  }
  return l;
}

zb_u zb_legend_height(const zb_legend *l)
{
  return l->n == 0
             ? 0
             : (zb_u)l->nlines * l->in->style.label.leading + zb_chart_em(l->in, BELOW) - zb_chart_em(l->in, SIDE) / 2;
}

void zb_legend_draw(const zb_legend *l, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_u size = l->in->style.label.size, side = zb_chart_em(l->in, SIDE);
  for (size_t i = 0; i < l->n; i++) {
    const entry *e = &l->entry[i];
    zb_u base = y + e->line * l->in->style.label.leading + zb_u_muldiv(size, 880, 1000);
    zb_u middle = base - zb_u_muldiv(size, ZB_CHART_BASELINE, 1000);
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    if (e->is_line)
      zb_dl_line(page, (zb_point){.x = x + e->x, .y = middle}, (zb_point){.x = x + e->x + side, .y = middle}, e->fill,
                 (zb_stroke){.width = 3 * zb_chart_line_width(&l->in->style)});
    else
      zb_dl_fill_rect(page, (zb_rect){.x = x + e->x, .y = middle - side / 2, .w = side, .h = side}, e->fill);
    zb_dl_end(page, ZB_DL_ARTIFACT);
    zb_chart_words(&e->label, page, x + e->x + side + zb_chart_em(l->in, NEAR), base, -1, 2);
  }
}
