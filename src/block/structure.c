/* Blocks of structure: reading their labels, the rows of their picture, captions, alternative text. */
#include "block/structure.h"

/* --- alternative text -------------------------------------------------------------------------------------------- */

static const char *plain(const zb_structure *s, const zb_val *v)
{
  return v->prose ? zb_prose_plain(s->c->arena, s->c->report, v->prose) : "";
}

/* "a：b，c；d" of the labels in order; labels deeper than two levels stand in brackets. */
static const char *words_of(const zb_structure *s, const zb_val *v, size_t depth, const char *out)
{
  zb_arena *a = s->c->arena;
  for (size_t i = 0; i < v->nitems; i++) {
    const zb_val *t = &v->item[i];
    out = zb_arena_printf(a, "%s%s%s", out, i == 0 ? "" : depth == 0 ? "；" : "，", plain(s, t));
    if (t->nitems > 0)
      out = zb_arena_printf(a, depth == 0 ? "%s：%s" : "%s（%s）", out, words_of(s, t, depth + 1, ""));
  }
  return out;
}

static const char *alt_text(const zb_structure *s, const zb_val *all)
{
  const zb_obj *props = s->block->props;
  const char *given = zb_obj_text(props, ZB_K_ALT, NULL);
  if (given)
    return given;
  bool zh = strcmp(zb_part_word(s->c, "zh", ""), "zh") == 0;
  const zb_prose *title = zb_obj_prose(props, ZB_K_TITLE);
  const char *kind = zb_block_kind_name(s->block->kind, zh ? ZB_LANG_ZH : ZB_LANG_EN);
  const char *head = title ? zb_prose_plain(s->c->arena, s->c->report, title) : NULL;
  return words_of(s, all, 0, zb_arena_printf(s->c->arena, "%s：%s%s", kind, head ? head : "", head ? "。" : ""));
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool named(const zb_structure *s, const zb_val *v)
{
  const zb_val *list = zb_obj_get(s->block->props, ZB_K_HIGHLIGHT);
  const char *text = list ? plain(s, v) : NULL;
  for (size_t i = 0; list && i < list->nitems; i++)
    if (strcmp(list->item[i].text, text) == 0)
      return true;
  return false;
}

static zb_twig *read_twigs(zb_structure *s, const zb_val *v, size_t depth, size_t *n)
{
  zb_twig *t = zb_newn(s->c->arena, zb_twig, v->nitems);
  *n = v->nitems;
  for (size_t i = 0; i < v->nitems; i++) {
    t[i] = (zb_twig){.v = &v->item[i], .depth = depth, .strong = named(s, &v->item[i])};
    s->any_strong = s->any_strong || t[i].strong;
    t[i].under = read_twigs(s, &v->item[i], depth + 1, &t[i].n);
  }
  return t;
}

static void add_facts(zb_block_ctx *c, zb_facts *facts, const zb_inline *in, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (in[i].kind == ZB_INL_REF)
      zb_facts_add(c->arena, facts, zb_figures_find(c->report->figures, in[i].target));
    add_facts(c, facts, in[i].child, in[i].nchildren);
  }
}

static void collect_facts(zb_block_ctx *c, zb_facts *facts, const zb_val *v)
{
  for (size_t i = 0; v->prose && i < v->prose->nparas; i++)
    add_facts(c, facts, v->prose->para[i].child, v->prose->para[i].nchildren);
  for (size_t i = 0; i < v->nitems; i++)
    collect_facts(c, facts, &v->item[i]);
}

static void set_styles(zb_structure *s)
{
  zb_block_ctx *c = s->c;
  zb_tstyle title = zb_block_style(c, "chart-title");
  s->text = zb_block_style(c, "chart-label");
  s->text.align = ZB_ALIGN_LEFT;
  s->text.max_lines = 0;
  s->text.indent = 0;
  s->name = s->text;
  s->name.role = title.role;
  s->name.weight = title.weight;
  s->name.size = zb_u_max(s->text.size, (s->text.size + title.size) / 2);
  s->name.leading = zb_u_muldiv(s->name.size, 1320, 1000);
  s->name.balance = true;
  s->pad = zb_u_muldiv(s->name.size, 650, 1000);
  s->ink = zb_part_color(c, ZB_HUE_INK);
  s->muted = zb_part_color(c, ZB_HUE_MUTED);
  s->accent = zb_part_color(c, ZB_HUE_ACCENT);
  s->deep = zb_part_color(c, ZB_HUE_DEEP);
  s->paper = zb_part_color(c, ZB_HUE_PAPER);
  s->rule = zb_part_color(c, ZB_HUE_RULE);
  s->ground = zb_part_color(c, ZB_HUE_GROUND);
  s->tint = zb_part_color(c, ZB_HUE_TINT);
  if (s->tint.a == 0 || zb_color_contrast(s->tint, s->ground) < 1.03)
    s->tint = zb_color_mix(s->ground, s->rule, 80); /* boxes must be seen */
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void draw_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  zb_caption_head(box->data, page, r.x, r.y, box->src);
}

static void draw_foot(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  zb_caption_foot(box->data, page, r.x, r.y);
}

static zb_vbox box_of(const zb_block_ctx *in, zb_u height, void *data, zb_src src)
{
  return (zb_vbox){
      .kind = ZB_V_PICTURE, .height = height, .mark = in->mark, .nmarks = in->nmarks, .data = data, .src = src};
}

zb_structure *zb_structure_new(zb_block_ctx *c, const zb_block *b, zb_key key, zb_u measure, zb_vlist *out)
{
  const zb_val *all = zb_obj_get(b->props, key);
  if (!all || all->nitems == 0)
    return NULL; /* reported by the model */
  zb_structure *s = zb_new(c->arena, zb_structure);
  *s = (zb_structure){.c = c, .block = b, .measure = measure, .stroke_min = zb_part_stroke_min(c)};
  zb_facts facts = {.first = NULL};
  collect_facts(c, &facts, all);
  set_styles(s);
  s->item = read_twigs(s, all, 0, &s->n);
  s->caption = zb_caption_new(c, b, &facts, measure);
  zb_block_ctx figure =
      zb_part_inside(c, (zb_mark){.role = ZB_DL_FIGURE, .id = b->id, .alt = alt_text(s, all), .src = b->src});
  if (s->caption.head > 0) {
    zb_vbox box = box_of(&figure, s->caption.head, &s->caption, b->src);
    box.draw = draw_head;
    box.penalty = ZB_BREAK_FORBID;
    zb_push(c->arena, out, box);
  }
  s->foot = figure;
  s->in = zb_part_inside(&figure, (zb_mark){.role = ZB_DL_L, .src = b->src});
  return s;
}

/* How much of its height a row may grow, in permille. */
enum { STRETCH = 250 };

void zb_structure_row(zb_structure *s, const zb_block_ctx *in, zb_u height, zb_structure_draw draw, void *data,
                      zb_src src, zb_vlist *out)
{
  zb_vbox box = box_of(in ? in : &s->in, height, data, src);
  box.draw = draw;
  box.stretch = zb_u_muldiv(height, STRETCH, 1000);
  zb_push(s->c->arena, out, box);
}

void zb_structure_end(zb_structure *s, size_t first, zb_vlist *out)
{
  for (size_t i = first; i + 1 < out->n; i++)
    out->v[i].penalty = i == first || i + 2 == out->n ? ZB_BREAK_FORBID : 300; /* no row alone */
  if (s->caption.foot == 0)
    return;
  out->v[out->n - 1].penalty = ZB_BREAK_FORBID;
  zb_vbox box = box_of(&s->foot, s->caption.foot, &s->caption, s->block->src);
  box.draw = draw_foot;
  zb_push(s->c->arena, out, box);
}

/* --- labels ------------------------------------------------------------------------------------------------------ */

void zb_twig_set(zb_structure *s, zb_twig *t, const zb_tstyle *style)
{
  t->label = zb_part_label(s->c, t->v->prose, NULL, style, 0);
}

bool zb_twig_fits(const zb_twig *t)
{
  bool fits = !t->label.overflow;
  for (size_t i = 0; fits && i < t->label.nlines; i++)
    fits = !zb_lines_info(t->label.lines, i).emergency;
  return fits;
}

void zb_twig_check(const zb_structure *s, const zb_twig *t)
{
  if (zb_twig_fits(t))
    return;
  const zb_prose *title = zb_obj_prose(s->block->props, ZB_K_TITLE);
  const char *name =
      title ? zb_prose_plain(s->c->arena, s->c->report, title) : zb_block_kind_name(s->block->kind, ZB_LANG_EN);
  zb_diag_range(s->c->diags, ZB_D_UNPLACED_LABEL, t->v->src, t->v->ncols, name, plain(s, t->v), NULL);
}

void zb_twig_draw(const zb_twig *t, zb_dl_page *page, zb_dl_role role, zb_u x, zb_u y, int halign)
{
  zb_part_label_as(&t->label, page, role, x, y, halign);
}

/* Between two labels under one, in permille of the leading. */
enum { BETWEEN = 250 };

static zb_u between(const zb_twig *t)
{
  return t->n > 0 ? zb_u_muldiv(t->under[0].label.style.leading, BETWEEN, 1000) : 0;
}

void zb_twigs_set(zb_structure *s, zb_twig *t, const zb_tstyle *style)
{
  for (size_t i = 0; i < t->n; i++)
    zb_twig_set(s, &t->under[i], style);
}

zb_u zb_twigs_fit(zb_twig *t, zb_u width)
{
  zb_u height = 0;
  for (size_t i = 0; i < t->n; i++) {
    zb_label_fit(&t->under[i].label, width);
    height += zb_part_label_height(&t->under[i].label) + (i > 0 ? between(t) : 0);
  }
  return height;
}

size_t zb_twigs_lines(const zb_twig *t)
{
  size_t most = 0;
  for (size_t i = 0; i < t->n; i++)
    most = t->under[i].label.nlines > most ? t->under[i].label.nlines : most;
  return most;
}

bool zb_twigs_fits(const zb_twig *t)
{
  for (size_t i = 0; i < t->n; i++)
    if (!zb_twig_fits(&t->under[i]))
      return false;
  return true;
}

void zb_twigs_check(const zb_structure *s, const zb_twig *t)
{
  for (size_t i = 0; i < t->n; i++)
    zb_twig_check(s, &t->under[i]);
}

void zb_twigs_draw(const zb_twig *t, zb_dl_page *page, zb_u x, zb_u y, int halign)
{
  for (size_t i = 0; i < t->n; i++) {
    zb_twig_draw(&t->under[i], page, ZB_DL_P, x, y, halign);
    y += zb_part_label_height(&t->under[i].label) + between(t);
  }
}

/* --- colours and shapes ------------------------------------------------------------------------------------------ */

zb_rgba zb_structure_on(const zb_structure *s, zb_rgba fill)
{
  return zb_color_contrast(s->paper, fill) >= 4.5 ? s->paper : s->ink;
}

void zb_structure_poly(zb_dl_page *page, const zb_point *pt, size_t n, zb_rgba fill)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill(page, zb_path_poly(page->dl->arena, pt, n, true), zb_paint_solid(fill));
  zb_dl_end(page, ZB_DL_ARTIFACT);
}
