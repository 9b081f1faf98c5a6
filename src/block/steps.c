/* Steps: chevrons from left to right, each with its details below; in a narrow measure they run downwards. */
#include "block/structure.h"

/* In permille of the name size: gap between chevrons, space between a chevron and its details, between rows; of the
   chevron's height: its point. */
enum { GAP = 220, NEAR = 550, ROW_GAP = 1000, POINT = 330 };

/* A name takes two lines, a detail six; a detail is at least so many em wide. */
enum { NAME_LINES = 2, DETAIL_LINES = 6, DETAIL_EM = 6 };

typedef struct steps {
  zb_structure *s;
  zb_label *number;
  zb_u number_w; /* of the widest, with the gap to the name */
  zb_u high;     /* of a chevron */
} steps;

/* Some of the steps side by side, or one of those that run downwards: data of a box. */
typedef struct row {
  const steps *all;
  size_t from, to, columns;
  zb_u body; /* downwards: height of name and details */
} row;

/* --- colours ----------------------------------------------------------------------------------------------------- */

/* From accent to deep; with highlights the others stand back. */
static zb_rgba fill_of(const zb_structure *s, size_t i)
{
  if (s->any_strong)
    return s->item[i].strong ? s->accent : s->tint;
  return s->n < 2 ? s->accent : zb_color_mix(s->accent, s->deep, (int)(256 * i / (s->n - 1)));
}

static zb_label number_label(const steps *all, size_t i)
{
  const zb_structure *s = all->s;
  zb_tstyle style = s->name;
  style.role = ZB_ROLE_DIGITS;
  style.weight = 700;
  style.tabular = true;
  style.size = zb_u_muldiv(style.size, 1250, 1000);
  zb_rgba fill = fill_of(s, i), on = zb_structure_on(s, fill);
  style.color = s->any_strong && !s->item[i].strong && zb_color_contrast(s->accent, fill) >= 4.5 ? s->accent : on;
  return zb_label_text(s->c->text, zb_arena_printf(s->c->arena, "%zu", i + 1), s->item[i].v->src, &style, 0);
}

/* --- across ------------------------------------------------------------------------------------------------------ */

static zb_u point_of(const steps *all)
{
  return zb_u_muldiv(all->high, POINT, 1000);
}

static zb_u gap_of(const steps *all)
{
  return zb_u_muldiv(all->s->name.size, GAP, 1000);
}

/* Width of one of n chevrons that lie into each other. */
static zb_u chevron_width(const steps *all, size_t n)
{
  return (all->s->measure + (zb_u)(n - 1) * (point_of(all) - gap_of(all))) / (zb_u)n;
}

static zb_u chevron_x(const steps *all, size_t n, size_t i)
{
  return (zb_u)i * (chevron_width(all, n) - point_of(all) + gap_of(all));
}

/* Where the words of a chevron begin, and how wide they may be. */
static zb_u words_x(const steps *all)
{
  return point_of(all) + all->s->pad * 3 / 4;
}

static zb_u name_width(const steps *all, size_t n)
{
  return chevron_width(all, n) - 2 * point_of(all) - all->s->pad - all->number_w;
}

static zb_u detail_width(const steps *all, size_t n)
{
  return chevron_width(all, n) - words_x(all) - all->s->pad;
}

/* Sets all labels for n chevrons a row; do they fit well? */
static bool fits_across(steps *all, size_t n)
{
  zb_structure *s = all->s;
  zb_u high = 0;
  bool good = true, details = false;
  all->high = zb_u_max(s->name.leading, all->number[0].height) + 2 * s->pad; /* the point's depth follows the height */
  for (int pass = 0; pass < 2; pass++) {
    high = all->number[0].height;
    for (size_t i = 0; i < s->n; i++) {
      zb_label_fit(&s->item[i].label, zb_u_max(name_width(all, n), 1));
      high = zb_u_max(high, zb_part_label_height(&s->item[i].label));
    }
    all->high = high + 2 * s->pad;
  }
  for (size_t i = 0; i < s->n; i++) {
    zb_twigs_fit(&s->item[i], zb_u_max(detail_width(all, n), 1));
    good = good && zb_twig_fits(&s->item[i]) && s->item[i].label.nlines <= NAME_LINES && zb_twigs_fits(&s->item[i]) &&
           zb_twigs_lines(&s->item[i]) <= DETAIL_LINES;
    details = details || s->item[i].n > 0;
  }
  return good && name_width(all, n) > 0 && (!details || detail_width(all, n) >= DETAIL_EM * s->text.size);
}

static void draw_chevron(const steps *all, zb_dl_page *page, zb_rect r, size_t i, bool first)
{
  zb_u d = point_of(all), mid = r.y + r.h / 2, x1 = r.x + r.w;
  zb_point pt[6] = {{r.x, r.y}, {x1 - d, r.y}, {x1, mid}, {x1 - d, r.y + r.h}, {r.x, r.y + r.h}, {r.x + d, mid}};
  zb_structure_poly(page, pt, first ? 5 : 6, fill_of(all->s, i));
}

static void draw_number(const steps *all, zb_dl_page *page, size_t i, zb_u x, zb_u middle)
{
  const zb_label *l = &all->number[i];
  zb_label_draw(l, page, x, middle + zb_u_muldiv(l->style.size, 365, 1000), -1, 2);
}

static void draw_step(const steps *all, zb_dl_page *page, zb_rect r, size_t i, bool first)
{
  const zb_twig *t = &all->s->item[i];
  zb_u x = r.x + (first ? all->s->pad : words_x(all)), middle = r.y + all->high / 2;
  zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
  zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
  draw_chevron(all, page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = all->high}, i, first);
  draw_number(all, page, i, x, middle);
  zb_dl_end(page, ZB_DL_LBL);
  zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
  zb_twig_draw(t, page, ZB_DL_P, x + all->number_w, middle - zb_part_label_height(&t->label) / 2, -1);
  zb_twigs_draw(t, page, x, r.y + all->high + zb_u_muldiv(all->s->name.size, NEAR, 1000), -1);
  zb_dl_end(page, ZB_DL_LBODY);
  zb_dl_end(page, ZB_DL_LI);
}

static void draw_across(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  for (size_t i = w->from; i < w->to; i++) {
    size_t at = i - w->from;
    zb_rect cell = {.x = r.x + chevron_x(w->all, w->columns, at), .y = r.y, .w = chevron_width(w->all, w->columns)};
    draw_step(w->all, page, cell, i, at == 0);
  }
}

static void push_across(steps *all, size_t n, zb_vlist *out)
{
  zb_structure *s = all->s;
  for (size_t from = 0; from < s->n; from += n) {
    row *w = zb_new(s->c->arena, row);
    *w = (row){.all = all, .from = from, .to = from + n < s->n ? from + n : s->n, .columns = n};
    zb_u details = 0;
    for (size_t i = from; i < w->to; i++)
      details = zb_u_max(details, zb_twigs_fit(&s->item[i], detail_width(all, n)));
    zb_u height = all->high + (details > 0 ? zb_u_muldiv(s->name.size, NEAR, 1000) + details : 0);
    zb_structure_row(s, NULL, height, draw_across, w, s->item[from].v->src, out);
    if (w->to < s->n)
      out->v[out->n - 1].space = zb_u_muldiv(s->name.size, ROW_GAP, 1000);
  }
}

/* --- downwards --------------------------------------------------------------------------------------------------- */

static zb_u band_width(const steps *all)
{
  return all->number_w + 2 * all->s->pad;
}

static void draw_down(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  const steps *all = w->all;
  const zb_structure *s = all->s;
  const zb_twig *t = &s->item[w->from];
  bool last = w->to == s->n;
  zb_u width = band_width(all), d = width / 4, x = r.x + width + s->pad * 3 / 2;
  zb_u foot = r.y + r.h - (last ? 0 : gap_of(all)) - d, notch = w->from > 0 ? d : 0;
  zb_point pt[6] = {{r.x, r.y},          {r.x + width / 2, r.y + notch}, {r.x + width, r.y},
                    {r.x + width, foot}, {r.x + width / 2, foot + d},    {r.x, foot}};
  zb_u top = r.y + s->pad + d / 2, middle = top + s->name.leading / 2;
  zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
  zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
  zb_structure_poly(page, pt, 6, fill_of(s, w->from));
  draw_number(all, page, w->from, r.x + (width - all->number[w->from].width) / 2, middle);
  zb_dl_end(page, ZB_DL_LBL);
  zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
  zb_twig_draw(t, page, ZB_DL_P, x, top, -1);
  zb_twigs_draw(t, page, x, top + zb_part_label_height(&t->label) + s->pad / 3, -1);
  zb_dl_end(page, ZB_DL_LBODY);
  zb_dl_end(page, ZB_DL_LI);
}

static void push_down(steps *all, zb_vlist *out)
{
  zb_structure *s = all->s;
  zb_u x = band_width(all) + s->pad * 3 / 2, d = band_width(all) / 4;
  for (size_t i = 0; i < s->n; i++) {
    zb_twig *t = &s->item[i];
    t->label.style.color = s->ink;
    zb_label_fit(&t->label, s->measure - x);
    zb_u details = zb_twigs_fit(t, s->measure - x);
    row *w = zb_new(s->c->arena, row);
    *w = (row){.all = all, .from = i, .to = i + 1};
    w->body = zb_part_label_height(&t->label) + (details > 0 ? s->pad / 3 + details : 0);
    zb_structure_row(s, NULL, 2 * s->pad + d + w->body + gap_of(all), draw_down, w, t->v->src, out);
  }
}

/* --- the block --------------------------------------------------------------------------------------------------- */

/* Shapes all labels; names in the colour their chevron asks for, or in ink. */
static void set_labels(steps *all, bool across)
{
  zb_structure *s = all->s;
  all->number = zb_newn(s->c->arena, zb_label, s->n);
  all->number_w = 0;
  for (size_t i = 0; i < s->n; i++) {
    zb_tstyle name = s->name;
    name.color = across ? zb_structure_on(s, fill_of(s, i)) : s->ink;
    zb_twig_set(s, &s->item[i], &name);
    zb_twigs_set(s, &s->item[i], &s->text);
    all->number[i] = number_label(all, i);
    all->number_w = zb_u_max(all->number_w, all->number[i].width);
  }
  all->number_w += across ? s->name.size * 2 / 5 : 0;
}

/* The most chevrons a row that fit, in rows of like length; 0: they must run downwards. */
static size_t columns_for(steps *all)
{
  size_t n = all->s->n;
  for (size_t rows = 1; rows <= n; rows++) {
    size_t columns = (n + rows - 1) / rows;
    if (columns < 2 && n > 1)
      return 0;
    if (fits_across(all, columns))
      return columns;
  }
  return 0;
}

void zb_steps_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  steps *all = zb_new(c->arena, steps);
  all->s = zb_structure_new(c, b, ZB_K_STEPS, measure, out);
  if (!all->s)
    return;
  size_t first = out->n, columns = 0;
  const zb_val *orient = zb_obj_get(b->props, ZB_K_ORIENT);
  if (!orient || orient->i == ZB_E_ORIENT_HORIZONTAL) {
    set_labels(all, true);
    columns = columns_for(all);
  }
  if (columns > 0) {
    push_across(all, columns, out);
  } else {
    set_labels(all, false);
    push_down(all, out);
  }
  for (size_t i = 0; i < all->s->n; i++) {
    zb_twig_check(all->s, &all->s->item[i]);
    zb_twigs_check(all->s, &all->s->item[i]);
  }
  zb_structure_end(all->s, first, out);
}
