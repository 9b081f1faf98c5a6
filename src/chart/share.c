/* Parts of a whole: exact fractions, largest remainders, the list of names. */
#include "chart/share.h"

#include <string.h>

#include "chart/bars.h"
#include "chart/change.h"
#include "chart/palette.h"
#include "chart/plot.h"

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool is_percent(const zb_figure *f)
{
  return strcmp(f->q.unit, "%") == 0;
}

static const char *exact(const zb_chart_in *in, zb_num v)
{
  return zb_num_print_exact(in->text->arena, v);
}

static bool too_much(const zb_chart_in *in, zb_num sum, zb_num whole)
{
  zb_diag(in->text->diags, ZB_D_SHARE_OVER, in->src, zb_chart_name(in), exact(in, sum), exact(in, whole), NULL);
  return false;
}

/* Two colours for part and rest; more from the palette, the rest always stands back. All may touch: the first and the
   last do in a pie, in a waffle a part of few cells lies between its neighbours. */
static void set_fills(const zb_chart_in *in, zb_shares *s, size_t parts)
{
  enum { TOLD = 4 * ZB_CHART_SERIES }; /* no kind draws more parts: it says so */
  if (s->n > TOLD)
    return;
  zb_arena *a = in->text->arena;
  zb_rgba *color = zb_newn(a, zb_rgba, s->n + 1);
  zb_paint *paint = zb_newn(a, zb_paint, s->n + 1);
  for (size_t i = 0; i < s->n; i++)
    color[i] = i >= parts   ? zb_color_mix(in->style.other, in->style.ground, 130)
               : parts == 1 ? in->style.main
                            : zb_palette_color(in, i);
  zb_palette_tell(in, color, s->n, zb_palette_all, NULL, paint);
  for (size_t i = 0; i < s->n; i++)
    s->v[i].fill = paint[i];
}

/* The figures as they are, their sum, the first of them and the first below zero, or NULL. */
static void read_parts(const zb_chart_in *in, zb_shares *out, zb_num *sum, const zb_figure **first,
                       const zb_figure **negative)
{
  const zb_series *s = in->data;
  *sum = (zb_num){0};
  *first = *negative = NULL;
  for (size_t i = 0; i < s->ncategories; i++) {
    const zb_figure *f = zb_bars_value(s, 0, i);
    if (!f)
      continue;
    *first = *first ? *first : f;
    out->v[out->n++] = (zb_share){.figure = f, .category = i, .part = f->q.value};
    *sum = zb_num_add(in->text->arena, *sum, f->q.value);
    *negative = !*negative && f->q.value.sign < 0 ? f : *negative;
  }
}

bool zb_shares_read(const zb_chart_in *in, bool sum, zb_shares *out)
{
  zb_arena *a = in->text->arena;
  zb_diags *d = in->text->diags;
  const zb_figure *whole = in->data->whole, *first, *negative;
  zb_num all;
  *out = (zb_shares){.v = zb_newn(a, zb_share, in->data->ncategories + 1), .named = whole};
  read_parts(in, out, &all, &first, &negative);
  out->percent = first && is_percent(first) && !whole;
  out->whole = whole ? whole->q.value : out->percent ? zb_num_int(a, 100) : all;
  bool known = out->percent || whole || (sum && out->n >= 2);
  if (!known)
    zb_diag(d, ZB_D_SHARE_WHOLE, first ? first->src : in->src, zb_chart_name(in), first ? first->datum.text : "", NULL);
  else if (negative)
    zb_diag(d, ZB_D_CHART_PART_NEGATIVE, negative->src, zb_chart_name(in), negative->datum.text, NULL);
  else if (out->whole.sign == 0)
    zb_diag(d, ZB_D_SHARE_NOTHING, in->src, zb_chart_name(in), zb_chart_name(in), NULL);
  if (!known || negative || out->whole.sign == 0)
    return false;
  if (zb_num_cmp(all, out->whole) > 0 || out->whole.sign < 0)
    return too_much(in, all, out->whole);
  size_t parts = out->n;
  if (zb_num_cmp(all, out->whole) < 0)
    out->v[out->n++] = (zb_share){.part = zb_num_sub(a, out->whole, all)};
  for (size_t i = 0; i < out->n; i++)
    out->v[i].part = zb_num_div(a, out->v[i].part, out->whole);
  set_fills(in, out, parts);
  return true;
}

const zb_datum *zb_share_datum(const zb_chart_in *in, const zb_shares *s, size_t i)
{
  zb_arena *a = in->text->arena;
  const zb_share *p = &s->v[i];
  if (s->percent && p->figure)
    return &p->figure->datum;
  zb_unit percent = {.unit = "%"};
  zb_num v = zb_num_mul(a, p->part, zb_num_int(a, 100));
  return zb_unit_computed(a, &percent, v, zb_change_places(a, v),
                          zb_arena_printf(a, "share(%s)", p->figure ? p->figure->id : "rest"),
                          p->figure ? p->figure->src : in->src);
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

static long floor_of(zb_arena *a, zb_num v)
{
  long n = (long)zb_num_double(zb_num_round(a, v, 0));
  return zb_num_cmp(zb_num_int(a, n), v) > 0 ? n - 1 : n;
}

void zb_shares_cells(const zb_chart_in *in, const zb_shares *s, long cells, long *out)
{
  zb_arena *a = in->text->arena;
  zb_num *left = zb_newn(a, zb_num, s->n);
  long given = 0;
  for (size_t i = 0; i < s->n; i++) {
    zb_num v = zb_num_mul(a, s->v[i].part, zb_num_int(a, cells));
    out[i] = floor_of(a, v);
    left[i] = zb_num_sub(a, v, zb_num_int(a, out[i]));
    given += out[i];
  }
  for (; given < cells; given++) {
    size_t best = 0;
    for (size_t i = 1; i < s->n; i++)
      if (zb_num_cmp(left[i], left[best]) > 0)
        best = i;
    out[best]++;
    left[best] = zb_num_int(a, -1);
  }
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

/* In permille of the label size: side of a key, gap to its name; of the leading: between entries. */
enum { SIDE = 720, NEAR = 400, APART = 250 };

static zb_span text_span(const char *text, zb_src src)
{
  return zb_span_plain(text, strlen(text), src);
}

zb_span zb_share_span(const zb_chart_in *in, const zb_datum *d)
{
  zb_span v = text_span(d->text, d->src);
  v.datum = d;
  v.flags = ZB_SPAN_NOBREAK;
  v.has_role = true;
  v.role = in->style.value.role;
  return v;
}

/* "强村 38个，12.8%"; percentages stand once; the rest has its share only. */
static zb_label entry_label(const zb_chart_in *in, const zb_shares *s, size_t i, zb_u width)
{
  const zb_share *p = &s->v[i];
  zb_tstyle style = in->style.label;
  style.max_lines = 3;
  style.indent = 0;
  style.align = ZB_ALIGN_LEFT;
  zb_span v[5];
  size_t n = 0;
  zb_src src = p->figure ? in->data->category_src[p->category] : in->src;
  v[n++] = text_span(p->figure ? in->data->category[p->category] : zb_chart_word(in, "其余", "others"), src);
  v[n++] = text_span(" ", src);
  if (p->figure)
    v[n++] = zb_share_span(in, &p->figure->datum);
  if (p->figure && !s->percent)
    v[n++] = text_span(zb_chart_word(in, "，", ", "), src);
  if (!p->figure || !s->percent)
    v[n++] = zb_share_span(in, zb_share_datum(in, s, i));
  return zb_label_spans(in->text, v, n, &style, width);
}

/* The first label without room, or NULL. */
static const zb_label *set_list(const zb_chart_in *in, const zb_shares *s, zb_u width, zb_share_list *out)
{
  const zb_label *bad = NULL;
  *out = (zb_share_list){.in = in, .s = s, .label = zb_newn(in->text->arena, zb_label, s->n), .n = s->n};
  zb_u text = width - zb_chart_em(in, SIDE + NEAR);
  for (size_t i = 0; i < s->n; i++) {
    zb_label *l = &out->label[i];
    *l = entry_label(in, s, i, zb_u_max(text, 1));
    out->width = zb_u_max(out->width, l->width + zb_chart_em(in, SIDE + NEAR));
    out->height += (zb_u)l->nlines * l->style.leading + (i > 0 ? zb_chart_lead(in, APART) : 0);
    if ((l->overflow || l->torn) && !bad)
      bad = l;
  }
  return bad;
}

bool zb_share_list_new(const zb_chart_in *in, const zb_shares *s, zb_u beside, bool *below, zb_share_list *out)
{
  enum { LEAST = 8000 };
  *below = beside < zb_chart_em(in, LEAST) || set_list(in, s, beside, out);
  const zb_label *bad = *below ? set_list(in, s, in->width, out) : NULL;
  if (!bad)
    return true;
  const zb_share *part = &s->v[bad - out->label];
  zb_chart_unplaced(in, part->figure ? in->data->category[part->category] : "", bad->src);
  return false;
}

void zb_share_list_draw(const zb_share_list *l, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_u side = zb_chart_em(l->in, SIDE);
  for (size_t i = 0; i < l->n; i++) {
    const zb_label *label = &l->label[i];
    zb_u middle = y + label->style.leading / 2;
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_dl_fill_rect(page, (zb_rect){.x = x, .y = middle - side / 2, .w = side, .h = side}, l->s->v[i].fill);
    zb_dl_end(page, ZB_DL_ARTIFACT);
    zb_chart_words(label, page, x + side + zb_chart_em(l->in, NEAR),
                   middle + zb_u_muldiv(label->style.size, ZB_CHART_BASELINE, 1000), -1, 2);
    y += (zb_u)label->nlines * label->style.leading + zb_chart_lead(l->in, APART);
  }
}
