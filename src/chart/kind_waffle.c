/* Kind waffle: a whole as cells, one for each thing when there are few enough, else one for each percent. */
#include <math.h>
#include <string.h>

#include "chart/bars.h"
#include "chart/plot.h"
#include "chart/share.h"

/* Things that get a cell of their own; cells of percentages. */
enum { CELLS_MAX = 400, CELLS = 100 };

/* Parts that colours tell apart: those of the palette and the rest. */
enum { PARTS_MAX = ZB_CHART_SERIES + 1 };

/* In permille of the label size: side of a cell at least and at most, gap between field and words; of a cell's pitch:
   the gap between cells. */
enum { CELL_MIN = 450, CELL_MAX = 1500, BESIDE = 1600, GAP = 160 };

typedef struct waffle {
  const zb_chart_in *in;
  zb_shares share;
  zb_share_list list;
  zb_label key; /* what a cell stands for */
  long cells, *count;
  long columns, rows;
  zb_u pitch;
  bool things; /* a cell stands for one thing */
  bool below;  /* words below the field */
} waffle;

static bool whole_number(zb_arena *a, zb_num v)
{
  return zb_num_cmp(v, zb_num_round(a, v, 0)) == 0;
}

/* One cell a thing if whole and parts are whole numbers of things. */
static bool things(const waffle *w)
{
  zb_arena *a = w->in->text->arena;
  bool all =
      !w->share.percent && whole_number(a, w->share.whole) && zb_num_cmp(w->share.whole, zb_num_int(a, CELLS_MAX)) <= 0;
  for (size_t i = 0; all && i < w->share.n; i++)
    all = !w->share.v[i].figure || whole_number(a, w->share.v[i].figure->q.value);
  return all;
}

/* About as many rows, so that the last column is as full as can be: a lone cell looks like a thing of its own. */
static long even_rows(long cells, long rows)
{
  long best = rows, least = cells;
  for (long k = 0; k <= 4; k++) { /* rows, one more, one less ... */
    long r = rows + (k % 2 ? (k + 1) / 2 : -k / 2), empty = r > 0 ? (r - cells % r) % r : cells;
    if (r > 0 && empty * 2 < least) { /* farther off only for much */
      best = r;
      least = k == 0 ? empty * 2 + 1 : empty * 2;
    }
  }
  return best;
}

/* Rows as near to the field's shape as whole rows are: round(sqrt(n h / w)). */
static void shape(waffle *w, zb_u width, zb_u height)
{
  double rows = floor(sqrt((double)w->cells * height / width) + 0.5);
  w->rows = rows < 1 ? 1 : (long)rows;
  if (!w->things && w->rows >= 7 && w->rows <= 13)
    w->rows = 10;
  else
    w->rows = even_rows(w->cells, w->rows);
  w->columns = (w->cells + w->rows - 1) / w->rows;
  w->rows = (w->cells + w->columns - 1) / w->columns;
  zb_u pitch = zb_u_min(width / (zb_u)w->columns, height / (zb_u)w->rows);
  w->pitch = zb_u_clamp(pitch, zb_chart_em(w->in, CELL_MIN),
                        zb_u_max(zb_chart_em(w->in, CELL_MAX), zb_chart_em(w->in, CELL_MIN)));
  if (w->pitch * (zb_u)w->columns > width)
    w->pitch = width / (zb_u)w->columns;
}

static zb_label key_label(const waffle *w, zb_u width)
{
  const zb_chart_in *in = w->in;
  zb_arena *a = in->text->arena;
  zb_tstyle style = in->style.label;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.max_lines = 2;
  const char *unit = w->share.v[0].figure->q.unit, *text = zb_chart_word(in, "每格 1%", "each cell 1%");
  const zb_figure *whole = w->share.named;
  if (w->things)
    text = zb_arena_printf(a, "%s%s", zb_chart_word(in, "每格 1", "each cell 1 "), unit);
  zb_span v[3] = {zb_span_plain(text, strlen(text), in->src)};
  if (!whole)
    return zb_label_spans(in->text, v, 1, &style, width);
  const char *of = zb_chart_word(in, "，共 ", ", of ");
  v[1] = zb_span_plain(of, strlen(of), in->src);
  v[2] = zb_share_span(in, &whole->datum);
  return zb_label_spans(in->text, v, 3, &style, width);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const waffle *w = c->data;
  zb_u side = w->pitch - zb_u_max(zb_u_muldiv(w->pitch, GAP, 1000), ZB_MM(0.2)), width = w->pitch * (zb_u)w->columns;
  long at = 0;
  for (size_t i = 0; i < w->share.n; i++) {
    const zb_share *s = &w->share.v[i];
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    for (long k = 0; k < w->count[i]; k++, at++) /* columns from left to right, each from the top */
      zb_dl_fill_rect(page,
                      (zb_rect){.x = r.x + (zb_u)(at / w->rows) * w->pitch,
                                .y = r.y + (zb_u)(at % w->rows) * w->pitch,
                                .w = side,
                                .h = side},
                      s->fill);
    zb_dl_end(page, ZB_DL_ARTIFACT);
  }
  zb_u x = w->below ? r.x : r.x + width + zb_chart_em(w->in, BESIDE);
  zb_u y = w->below ? r.y + (zb_u)w->rows * w->pitch + zb_chart_em(w->in, BESIDE) / 2 : r.y;
  zb_share_list_draw(&w->list, page, x, y);
  zb_chart_words(&w->key, page, x, y + w->list.height + zb_chart_em(w->in, 500), -1, -1);
}

/* Words stand beside the field where there is room for them, else below. */
static bool set_words(waffle *w, zb_u field)
{
  const zb_chart_in *in = w->in;
  zb_u beside = in->width - field - zb_chart_em(in, BESIDE);
  if (!zb_share_list_new(in, &w->share, beside, &w->below, &w->list))
    return false;
  w->key = key_label(w, w->below ? in->width : beside);
  return true;
}

static zb_chart *layout(const zb_chart_in *given, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = given->text->arena;
  waffle *w = zb_new(a, waffle);
  const zb_chart_in *in = zb_arena_memdup(a, given, sizeof *given);
  w->in = in;
  if (!zb_bars_check(in) || !zb_shares_read(in, true, &w->share))
    return NULL;
  if (w->share.n > PARTS_MAX) {
    zb_diag(in->text->diags, ZB_D_WAFFLE_PARTS, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", w->share.n),
            zb_arena_printf(a, "%d", PARTS_MAX), NULL);
    return NULL;
  }
  w->things = things(w);
  w->cells = w->things ? (long)zb_num_double(w->share.whole) : CELLS;
  w->count = zb_newn(a, long, w->share.n);
  zb_shares_cells(in, &w->share, w->cells, w->count);
  zb_u tall = in->height > 0 ? in->height : zb_chart_em(in, 12000);
  bool wide = in->width > zb_chart_em(in, 24000);
  shape(w, wide ? in->width * 11 / 20 : in->width, zb_u_min(tall, wide ? in->width / 3 : in->width));
  if (!set_words(w, w->pitch * (zb_u)w->columns))
    return NULL;
  zb_u words = w->list.height + zb_chart_em(in, 500) + w->key.height, field = w->pitch * (zb_u)w->rows;
  *height = w->below ? field + zb_chart_em(in, BESIDE) / 2 + words : zb_u_max(field, words);
  *stretch = *shrink = 0;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = w};
  return chart;
}

const zb_chart_kind zb_chart_kind_WAFFLE = {.name = "waffle", .layout = layout};
