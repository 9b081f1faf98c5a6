/* Tables: title and subtitle above, the rows, footnotes, source and note below. */
#include "block/table.h"

#include "block/caption.h"

/* --- what its figures share -------------------------------------------------------------------------------------- */

/* Of the figures in cells; names are all that the table prints besides. */
static zb_facts facts_of(zb_block_ctx *c, const zb_block *b)
{
  zb_facts facts = {.first = NULL};
  const zb_view *v = b->view;
  for (size_t j = 0; v && j < v->ncolumns; j++)
    if (v->column[j].text)
      zb_push(c->arena, &facts.word, v->column[j].text);
  for (size_t i = 0; v && i < v->nrows; i++) {
    for (size_t j = 0; j < v->ncolumns; j++) {
      const zb_vcell *cell = zb_view_cell(v, i, j);
      if (cell->datum)
        zb_facts_add(c->arena, &facts, zb_figures_find(c->report->figures, cell->datum->figure));
      else if (cell->text && cell->text[0])
        zb_push(c->arena, &facts.word, cell->text);
    }
    zb_arena_walked(c->arena, i);
  }
  return facts;
}

/* --- above ----------------------------------------------------------------------------------------------------- */

/* A title or subtitle; returns its width on one line. */
static zb_u push_line(zb_block_ctx *c, zb_span *span, size_t n, zb_src src, const char *mark, const zb_tstyle *style,
                      zb_u measure, zb_u space, zb_vlist *out)
{
  size_t nmarks;
  if (mark) {
    zb_span *all = zb_newn(c->arena, zb_span, n + 1);
    memcpy(all, span, n * sizeof *span);
    all[n] = zb_span_plain(mark, strlen(mark), src);
    all[n++].flags |= ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
    span = all;
  }
  zb_look look = {.together = true, .keep = true, .space = space};
  const zb_mark *marks = zb_block_marks(c, (zb_mark){.role = ZB_DL_CAPTION, .src = src}, &nmarks);
  zb_para *p = zb_para_new(c->text, span, n, style);
  zb_part_lines(c, p, style, marks, nmarks, measure, &look, src, out);
  return zb_para_width(p);
}

static zb_u push_typed(zb_block_ctx *c, const zb_prose *prose, const char *mark, const zb_tstyle *style, zb_u measure,
                       zb_u space, zb_vlist *out)
{
  size_t n;
  zb_span *span = zb_part_spans(c, &prose->para[0], style, &n);
  return push_line(c, span, n, prose->src, mark, style, measure, space, out);
}

/* The subtitle as typed, or what the figures share. Returns its width; 0 without one. */
static zb_u push_subtitle(zb_block_ctx *c, const zb_block *b, const zb_prose *typed, const char *shared, zb_u measure,
                          zb_vlist *out)
{
  zb_tstyle small = zb_block_style(c, "chart-subtitle");
  small.indent = 0;
  if (typed)
    return push_typed(c, typed, NULL, &small, measure, small.size / 2, out);
  zb_span span = zb_span_plain(shared, strlen(shared), b->src);
  return push_line(c, &span, 1, b->src, NULL, &small, measure, small.size / 2, out);
}

/* The unit's line, `up` above its box when it shares the title's line. */
typedef struct unit_line {
  const zb_grid *g;
  zb_u up;
} unit_line;

static void draw_unit(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const unit_line *u = box->data;
  zb_part_label_draw(&u->g->unit, page, r.x + zb_u_min(u->g->width, r.w), r.y - u->up, 1);
}

/* 单位：… at the top right: on the line that precedes it when there is room beside its `width`, else on its own. */
static void push_unit(zb_block_ctx *c, const zb_grid *g, zb_u width, zb_vlist *out)
{
  if (g->unit.nlines == 0)
    return;
  unit_line u = {.g = g};
  zb_vbox box = {.kind = ZB_V_LINE,
                 .height = zb_part_label_height(&g->unit),
                 .penalty = ZB_BREAK_FORBID,
                 .draw = draw_unit,
                 .space = g->body.size / 4,
                 .src = g->src};
  box.baseline = zb_part_baseline(&g->unit.style);
  if (width > 0 && width + g->unit.width + 2 * g->body.size < g->width) {
    zb_vbox *last = &out->v[out->n - 1];
    u.up = last->space + last->height - last->baseline + box.baseline;
    box.height = box.baseline = box.space = 0;
  }
  box.data = zb_arena_memdup(c->arena, &u, sizeof u);
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_CAPTION, .src = g->src}, &box.nmarks);
  zb_push(c->arena, out, box);
}

static void push_title(zb_block_ctx *c, const zb_block *b, const zb_grid *g, const zb_tnotes *notes,
                       const zb_facts *facts, zb_u measure, zb_vlist *out)
{
  const zb_prose *title = zb_obj_prose(b->props, ZB_K_TITLE), *subtitle = zb_obj_prose(b->props, ZB_K_SUBTITLE);
  zb_tstyle style = zb_block_style(c, "table-title");
  style.balance = true;
  const char *shared = zb_facts_subtitle(c, b, facts);
  bool more = shared[0] || (subtitle && subtitle->nparas > 0);
  zb_u width = 0; /* of the last line above the unit, when it begins at the left */
  if (title && title->nparas > 0)
    width = push_typed(c, title, notes->title, &style, measure, more ? style.size / 6 : style.size / 3, out);
  width = style.align == ZB_ALIGN_LEFT || style.align == ZB_ALIGN_JUSTIFY ? width : 0;
  if (more)
    width = push_subtitle(c, b, subtitle, shared, measure, out);
  push_unit(c, g, width, out);
}

/* --- below ----------------------------------------------------------------------------------------------------- */

static void push_foot_spans(zb_block_ctx *c, const zb_span *span, size_t n, zb_src src, zb_dl_role role, zb_u measure,
                            zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "source");
  style.indent = 0;
  size_t nmarks;
  zb_vbox *last = &out->v[out->n - 1];
  last->penalty = ZB_BREAK_FORBID;
  last->space = last->kind == ZB_V_ROW ? style.size / 2 : 0;
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = role, .src = src}, &nmarks);
  zb_look look = {.together = true};
  zb_part_lines(c, zb_para_new(c->text, span, n, &style), &style, mark, nmarks, measure, &look, src, out);
}

static void push_foot(zb_block_ctx *c, const zb_prose *prose, const char *word, zb_dl_role role, zb_u measure,
                      zb_vlist *out)
{
  if (!prose || prose->nparas == 0)
    return;
  zb_tstyle style = zb_block_style(c, "source");
  size_t n;
  zb_span *span = zb_part_spans_after(c, word, &prose->para[0], &style, &n);
  push_foot_spans(c, span, n, prose->src, role, measure, out);
}

/* The source as typed, or those of the figures. */
static void push_source(zb_block_ctx *c, const zb_block *b, const zb_facts *facts, zb_u measure, zb_vlist *out)
{
  const zb_prose *typed = zb_obj_prose(b->props, ZB_K_SOURCE);
  const char *text = zb_facts_source(c, facts);
  zb_span span = zb_span_plain(text, strlen(text), b->src);
  if (typed)
    push_foot(c, typed, zb_part_word(c, "来源：", "Source: "), ZB_DL_P, measure, out);
  else if (text[0])
    push_foot_spans(c, &span, 1, b->src, ZB_DL_P, measure, out);
}

/* Does anything stand below the rows? */
static bool has_below(zb_block_ctx *c, const zb_block *b, const zb_tnotes *notes, const zb_facts *facts)
{
  return notes->n > 0 || zb_obj_get(b->props, ZB_K_SOURCE) || zb_obj_get(b->props, ZB_K_NOTE) ||
         zb_facts_source(c, facts)[0];
}

static void push_below(zb_block_ctx *c, const zb_block *b, const zb_tnotes *notes, const zb_facts *facts, zb_u measure,
                       zb_vlist *out)
{
  for (size_t i = 0; i < notes->n; i++)
    push_foot(c, notes->v[i].text, zb_arena_printf(c->arena, "%s ", notes->v[i].mark), ZB_DL_NOTE, measure, out);
  push_source(c, b, facts, measure, out);
  push_foot(c, zb_obj_prose(b->props, ZB_K_NOTE), zb_part_word(c, "注：", "Note: "), ZB_DL_P, measure, out);
}

/* --- the block ------------------------------------------------------------------------------------------------- */

/* Height of the frames that running text is poured into. */
static zb_u page_height(const zb_layout *l)
{
  zb_u h = 0;
  for (size_t i = 0; i < l->nframes; i++)
    h = zb_u_max(h, l->frame[i].box.h);
  return h > 0 ? h : l->safe.h;
}

static const char *mm(zb_block_ctx *c, zb_u u, bool up)
{
  return zb_arena_printf(c->arena, "%d", (int)(zb_u_pt(u) * 25.4 / 72 + (up ? 1 : 0)));
}

/* Says what would fit. */
static void too_wide(zb_block_ctx *c, zb_grid *g, zb_u measure)
{
  g->squeezed = true;
  zb_diag(c->diags, ZB_D_WIDE_TABLE, g->src, mm(c, zb_grid_least(g), true), mm(c, measure, false),
          zb_arena_printf(c->arena, "%zu", zb_grid_fitting(g, measure)), zb_arena_printf(c->arena, "%zu", g->ncols),
          NULL);
}

/* The parts of a wide table below each other, each with its heads; later ones under the title again. */
static void push_parts(zb_block_ctx *c, const zb_block *b, zb_grid **part, size_t n, zb_u measure, zb_vlist *out)
{
  for (size_t i = 0; i < n; i++) {
    zb_grid *g = part[i];
    zb_block_ctx in = *c;
    zb_grid_fit(c, b, g, measure);
    zb_grid_set(c, g);
    if (i > 0) {
      in = zb_part_inside(c, (zb_mark){.role = ZB_DL_TABLE, .src = b->src});
      zb_tstyle style = zb_block_style(c, "table-title");
      size_t nmarks;
      const zb_mark *mark = zb_block_marks(&in, (zb_mark){.role = ZB_DL_CAPTION, .src = b->src}, &nmarks);
      zb_label title = zb_grid_more_title(c, b, measure);
      zb_look look = {.together = true, .keep = true, .space = style.size / 3};
      out->v[out->n - 1].space = g->body.leading;
      zb_part_lines(&in, title.para, &style, mark, nmarks, measure, &look, b->src, out);
      push_unit(&in, g, title.width, out);
    }
    zb_grid_boxes(&in, b, g, out);
  }
}

/* The parts of a table that is too wide even when it is turned, each on turned pages of its own. False: too many. */
static bool turn_parts(zb_block_ctx *c, zb_block_ctx *in, const zb_block *b, zb_grid *g, zb_u measure, size_t title,
                       zb_vlist *out)
{
  size_t n = 0;
  zb_u height = g->page * 9 / 10;
  for (size_t i = 0; i < c->layout->nframes; i++)
    if (c->layout->frame[i].columns > 1)
      return false; /* what runs over columns stands on one page */
  zb_grid **part = zb_grid_split(c, g, height, &n);
  if (!part)
    return false;
  out->n = title;
  for (size_t i = 0; i < n; i++) {
    zb_block_ctx more = i == 0 ? *in : zb_part_inside(c, (zb_mark){.role = ZB_DL_TABLE, .src = b->src});
    zb_grid_fit(c, b, part[i], height);
    zb_grid_set(c, part[i]);
    zb_grid_turn(&more, b, part[i], measure, i > 0, out);
    out->v[out->n - 1].space = i + 1 < n ? g->body.size : 0;
  }
  return true;
}

/* Lists and pictures in cells are set once only: what they say and number would be said and numbered again. */
static bool has_flow(const zb_grid *g)
{
  for (size_t i = 0; i < g->nrows * g->ncols; i++)
    if (g->cell[i].kind == ZB_TCELL_FLOW)
      return true;
  return false;
}

/* The height of one of so many parts side by side; 0 if the columns have no room. */
static zb_u fold_height(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure, size_t strips)
{
  if (!zb_grid_fit(c, b, g, strips > 1 ? zb_grid_strip(g, measure, strips) : measure))
    return 0;
  zb_grid_set(c, g);
  return zb_grid_rows_height(g, 0, g->nrows) / (zb_u)strips;
}

/* As many parts as are asked for, or fewer where narrow columns break so many lines that a further part saves less than a
   quarter of the height. */
static size_t fold_strips(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure, size_t most)
{
  size_t strips = 1;
  zb_u least = fold_height(c, b, g, measure, 1);
  for (size_t n = 2; n <= most; n++) {
    zb_u h = fold_height(c, b, g, measure, n);
    if (h == 0)
      break;
    if (least == 0 || h < least - least / 4) {
      least = h;
      strips = n;
    }
  }
  return strips;
}

/* False where not even two parts are worth it. */
static bool push_folded(zb_block_ctx *c, zb_block_ctx *in, const zb_block *b, zb_grid *g, zb_u measure, zb_vlist *out)
{
  size_t strips = (size_t)zb_obj_int(b->props, ZB_K_FOLD, 1);
  if (strips > 1 && !has_flow(g))
    strips = fold_strips(c, b, g, measure, strips);
  while (strips > 1 && !zb_grid_fit(c, b, g, zb_grid_strip(g, measure, strips)))
    strips--;
  if (strips < 2)
    return false;
  zb_grid_set(c, g);
  zb_grid_fold(in, b, g, strips, out);
  return true;
}

/* A table that does not fit is squeezed, so that the page can be looked at; not one that is so many times too wide. */
enum { BEYOND = 50 };

/* `title`: where the boxes of the title begin; a turned table has it inside. below: lines follow. */
static void push_table(zb_block_ctx *c, zb_block_ctx *in, const zb_block *b, zb_grid *g, zb_u measure, size_t title,
                       bool below, zb_vlist *out)
{
  size_t n = 0;
  const zb_val *v = zb_obj_get(b->props, ZB_K_WIDE);
  long wide = v ? v->i : ZB_E_WIDE_AUTO;
  if (push_folded(c, in, b, g, measure, out))
    return;
  bool fits = zb_grid_fit(c, b, g, measure);
  bool turn = !fits && g->page > 0 &&
              (wide == ZB_E_WIDE_TURN || (wide == ZB_E_WIDE_AUTO && zb_grid_turns_well(g, c->layout, measure)));
  /* a heading, or what stands below, may stand on the same page when the columns need not all of its height */
  if (turn && (zb_grid_fit(c, b, g, g->page * 9 / 10) || (!below && zb_grid_fit(c, b, g, g->page)))) {
    zb_grid_set(c, g);
    out->n = title;
    zb_grid_turn(in, b, g, measure, false, out);
    return;
  }
  if (turn && wide == ZB_E_WIDE_TURN && turn_parts(c, in, b, g, measure, title, out))
    return;
  zb_grid **part = !fits && wide != ZB_E_WIDE_REFUSE ? zb_grid_split(c, g, measure, &n) : NULL;
  if (part) {
    push_parts(in, b, part, n, measure, out);
    return;
  }
  if (!fits)
    too_wide(c, g, measure);
  if (!fits && zb_grid_least(g) / BEYOND > measure)
    return;
  zb_grid_set(c, g);
  zb_grid_boxes(in, b, g, out);
}

void zb_table_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_tnotes *notes;
  zb_grid *g = zb_grid_read(c, b, &notes);
  if (!g)
    return; /* an unknown table or column was reported */
  g->page = page_height(c->layout);
  g->width = measure;
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_TABLE, .id = b->id, .src = b->src});
  size_t title = out->n;
  zb_facts facts = facts_of(c, b);
  push_title(&in, b, g, notes, &facts, measure, out);
  push_table(c, &in, b, g, measure, title, has_below(c, b, notes, &facts), out);
  if (out->n > 0)
    push_below(c, b, notes, &facts, measure, out);
}
