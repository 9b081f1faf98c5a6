/* Timelines: dots on a line, times above or left of it, events below or right of it. */
#include "block/structure.h"

/* In permille of the name size: dot, line, space around the line, between a time and the line beside it, under a row.
 */
enum { DOT = 620, LINE = 110, AROUND = 850, BESIDE = 900, BELOW = 800 };

/* An event that lies takes six lines at most and has room for so many Han. */
enum { EVENT_LINES = 6, EVENT_EM = 7 };

typedef struct timeline {
  zb_structure *s;
  zb_u time_w, time_h; /* of the widest, of the tallest time */
} timeline;

typedef struct row {
  const timeline *all;
  size_t from, to;
  zb_u height;
} row;

static zb_u em(const timeline *all, int permille)
{
  return zb_u_muldiv(all->s->name.size, permille, 1000);
}

static void draw_line(const timeline *all, zb_dl_page *page, zb_point a, zb_point b)
{
  if (a.x >= b.x && a.y >= b.y)
    return;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, a, b, zb_paint_solid(all->s->rule),
             (zb_stroke){.width = zb_u_max(em(all, LINE), all->s->stroke_min)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* Full for an event that matters or when none is highlighted, else hollow. */
static void draw_dot(const timeline *all, zb_dl_page *page, zb_point at, bool strong)
{
  const zb_structure *s = all->s;
  zb_arena *a = page->dl->arena;
  zb_u r = em(all, DOT) / 2;
  bool full = strong || !s->any_strong;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill(page, zb_path_circle(a, at, r), zb_paint_solid(s->accent));
  if (!full)
    zb_dl_fill(page, zb_path_circle(a, at, zb_u_muldiv(r, 600, 1000)), zb_paint_solid(s->ground));
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* --- across ------------------------------------------------------------------------------------------------------ */

static zb_u column_width(const timeline *all)
{
  return all->s->measure / (zb_u)all->s->n;
}

static zb_u column_text(const timeline *all)
{
  return column_width(all) - all->s->name.size;
}

static bool fits_across(timeline *all)
{
  zb_structure *s = all->s;
  zb_u width = column_text(all);
  if (width < EVENT_EM * s->text.size)
    return false;
  for (size_t i = 0; i < s->n; i++) {
    zb_label_fit(&s->item[i].label, width);
    zb_twigs_fit(&s->item[i], width);
    if (!zb_twig_fits(&s->item[i]) || s->item[i].label.nlines > 1 || !zb_twigs_fits(&s->item[i]) ||
        zb_twigs_lines(&s->item[i]) > EVENT_LINES)
      return false;
  }
  return true;
}

static void draw_across(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  const timeline *all = w->all;
  zb_u y = r.y + all->time_h + em(all, AROUND) * 2 / 3, dot = em(all, DOT);
  for (size_t i = 0; i < all->s->n; i++) {
    const zb_twig *t = &all->s->item[i];
    zb_u x = r.x + (zb_u)i * column_width(all);
    zb_u next = i + 1 < all->s->n ? x + column_width(all) + dot / 2 : r.x + r.w;
    zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
    zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
    draw_line(all, page, (zb_point){x + dot / 2, y}, (zb_point){next, y});
    draw_dot(all, page, (zb_point){x + dot / 2, y}, t->strong);
    zb_part_label_draw(&t->label, page, x, r.y, -1);
    zb_dl_end(page, ZB_DL_LBL);
    zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
    zb_twigs_draw(t, page, x, y + em(all, AROUND) * 2 / 3, -1);
    zb_dl_end(page, ZB_DL_LBODY);
    zb_dl_end(page, ZB_DL_LI);
  }
}

static void push_across(timeline *all, zb_vlist *out)
{
  zb_structure *s = all->s;
  zb_u events = 0;
  for (size_t i = 0; i < s->n; i++)
    events = zb_u_max(events, zb_twigs_fit(&s->item[i], column_text(all)));
  row *w = zb_new(s->c->arena, row);
  *w = (row){.all = all, .to = s->n};
  zb_structure_row(s, NULL, all->time_h + em(all, AROUND) * 4 / 3 + events, draw_across, w, s->block->src, out);
}

/* --- downwards --------------------------------------------------------------------------------------------------- */

static zb_u line_x(const timeline *all)
{
  return all->time_w + em(all, BESIDE);
}

static zb_u event_x(const timeline *all)
{
  return line_x(all) + em(all, BESIDE);
}

static void draw_down(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  const timeline *all = w->all;
  const zb_twig *t = &all->s->item[w->from];
  zb_u x = r.x + line_x(all), dot = r.y + all->s->name.leading / 2;
  zb_u top = w->from == 0 ? dot : r.y, foot = w->to == all->s->n ? dot : r.y + r.h;
  zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
  zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
  draw_line(all, page, (zb_point){x, top}, (zb_point){x, foot});
  draw_dot(all, page, (zb_point){x, dot}, t->strong);
  zb_part_label_draw(&t->label, page, r.x + all->time_w, r.y, 1);
  zb_dl_end(page, ZB_DL_LBL);
  zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
  zb_u shift = t->n > 0 ? (all->s->name.leading - t->under[0].label.style.leading) / 2 : 0;
  zb_twigs_draw(t, page, r.x + event_x(all), r.y + shift, -1);
  zb_dl_end(page, ZB_DL_LBODY);
  zb_dl_end(page, ZB_DL_LI);
}

/* Times take a third of the measure at most; longer ones are broken. */
static void push_down(timeline *all, zb_vlist *out)
{
  zb_structure *s = all->s;
  all->time_w = 0;
  for (size_t i = 0; i < s->n; i++) {
    zb_label_fit(&s->item[i].label, s->measure / 3);
    all->time_w = zb_u_max(all->time_w, s->item[i].label.width);
  }
  for (size_t i = 0; i < s->n; i++) {
    zb_twig *t = &s->item[i];
    zb_u events = zb_twigs_fit(t, zb_u_max(s->measure - event_x(all), 1));
    row *w = zb_new(s->c->arena, row);
    *w = (row){.all = all, .from = i, .to = i + 1};
    w->height = zb_u_max(zb_part_label_height(&t->label), events + (s->name.leading - s->text.leading) / 2);
    zb_structure_row(s, NULL, w->height + (i + 1 < s->n ? em(all, BELOW) : 0), draw_down, w, t->v->src, out);
  }
}

/* --- the block --------------------------------------------------------------------------------------------------- */

static void set_labels(timeline *all)
{
  zb_structure *s = all->s;
  zb_tstyle time = s->name, later = s->text;
  time.balance = false;
  time.color = zb_color_contrast(s->accent, s->ground) >= 4.5 ? s->accent : s->ink;
  later.color = s->muted;
  for (size_t i = 0; i < s->n; i++) {
    zb_twig_set(s, &s->item[i], &time);
    all->time_h = zb_u_max(all->time_h, s->item[i].label.style.leading);
    for (size_t k = 0; k < s->item[i].n; k++)
      zb_twig_set(s, &s->item[i].under[k], k == 0 ? &s->text : &later);
  }
}

void zb_timeline_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  timeline *all = zb_new(c->arena, timeline);
  all->s = zb_structure_new(c, b, ZB_K_TIMELINE, measure, out);
  if (!all->s)
    return;
  size_t first = out->n;
  const zb_val *orient = zb_obj_get(b->props, ZB_K_ORIENT);
  set_labels(all);
  if ((!orient || orient->i == ZB_E_ORIENT_HORIZONTAL) && (fits_across(all) || orient))
    push_across(all, out);
  else
    push_down(all, out);
  for (size_t i = 0; i < all->s->n; i++) {
    zb_twig_check(all->s, &all->s->item[i]);
    zb_twigs_check(all->s, &all->s->item[i]);
  }
  zb_structure_end(all->s, first, out);
}
