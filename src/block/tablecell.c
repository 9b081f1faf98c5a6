/* Tables: the text of cells. A cell keeps only what its text measures; the text is shaped when it is measured and again when
   it is drawn, in room that is then used for the next cell, so that a long table stays small. Text typed in the report is
   shaped once and kept: it may call footnotes. */
#include "block/table.h"

enum { DIGIT_WEIGHT = 400, EVEN_HAN = 5, FLOW_HAN = 8, SHORT_NAME = 3 };

zb_tmore *zb_tcell_more(zb_arena *a, zb_tcell *cell)
{
  if (!cell->more)
    cell->more = zb_new(a, zb_tmore);
  return cell->more;
}

/* --- styles ---------------------------------------------------------------------------------------------------- */

/* What a cell is set in: fills style and the look of its spans. */
typedef struct setting {
  zb_tstyle style;
  bool strong, digits;
  zb_rgba color;    /* alpha 0: the style's */
  const char *mark; /* of a note, or NULL */
} setting;

static zb_align align_of(zb_talign align)
{
  switch (align) {
  case ZB_TALIGN_CENTER:
    return ZB_ALIGN_CENTER;
  case ZB_TALIGN_RIGHT:
  case ZB_TALIGN_NUMBER:
    return ZB_ALIGN_RIGHT;
  default:
    return ZB_ALIGN_LEFT;
  }
}

/* 均排: names of at most five characters. */
static bool is_even(const zb_grid *g, const zb_tcell *cell)
{
  return cell->align == ZB_TALIGN_EVEN && cell->view && g->row[cell->owner / g->ncols].kind == ZB_TROW_BODY &&
         zb_utf8_count(cell->view->text, strlen(cell->view->text)) <= EVEN_HAN;
}

static setting setting_of(const zb_grid *g, const zb_tcell *cell)
{
  zb_trow_kind kind = g->row[cell->owner / g->ncols].kind;
  const zb_tmore *m = cell->more;
  setting s = {.style = kind == ZB_TROW_HEAD ? g->head : g->body, .mark = m ? m->mark : NULL};
  s.style.align = is_even(g, cell) ? ZB_ALIGN_EVEN : align_of(cell->align);
  s.style.balance = kind == ZB_TROW_HEAD;
  s.strong = kind == ZB_TROW_SUM || kind == ZB_TROW_GROUP || (m && m->look.strong);
  s.digits = cell->align == ZB_TALIGN_NUMBER && kind != ZB_TROW_HEAD;
  if (m)
    s.color = m->look.color;
  return s;
}

static void dress(const setting *s, zb_span *span, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (s->digits) {
      span[i].has_role = true;
      span[i].role = ZB_ROLE_DIGITS;
      span[i].weight = DIGIT_WEIGHT;
    }
    if (s->strong) {
      if (!span[i].has_role)
        span[i].role = ZB_ROLE_HEI;
      span[i].has_role = true;
      span[i].weight = 0;
      span[i].flags |= ZB_SPAN_STRONG;
    }
    if (s->color.a) {
      span[i].has_color = true;
      span[i].color = s->color;
    }
  }
}

/* Room for two more spans behind those of a cell: a unit and a note mark. */
static zb_span *with_mark(zb_arena *a, const setting *s, zb_span *span, size_t *n, const char *unit, zb_src src)
{
  zb_span *all = zb_newn(a, zb_span, *n + 2);
  for (size_t i = 0; i < *n; i++)
    all[i] = span[i];
  if (unit) {
    all[*n] = zb_span_plain(unit, strlen(unit), src);
    all[(*n)++].flags |= ZB_SPAN_NOBREAK;
  }
  if (s->mark) {
    all[*n] = zb_span_plain(s->mark, strlen(s->mark), src);
    all[(*n)++].flags |= ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
  }
  return all;
}

/* --- kept text ------------------------------------------------------------------------------------------------- */

void zb_grid_keep_text(zb_block_ctx *c, const zb_grid *g, zb_tcell *cell, const zb_ttext *t)
{
  setting s = setting_of(g, cell);
  size_t n = *t->text != '\0';
  zb_span plain = zb_span_plain(t->text, strlen(t->text), cell->src), *span = &plain;
  if (t->prose && t->prose->nparas > 0) {
    span = zb_part_spans(c, &t->prose->para[0], &s.style, &n);
  } else if (t->datum) {
    plain.datum = t->datum;
    plain.flags = ZB_SPAN_NOBREAK;
  }
  if (n == 0 && !s.mark)
    return;
  const char *open = zb_part_word(c, "（", " ("), *close = zb_part_word(c, "）", ")");
  const char *unit = t->unit && *t->unit ? zb_arena_printf(c->arena, "%s%s%s", open, t->unit, close) : NULL;
  size_t named = 0;
  for (size_t i = 0; i < n; i++)
    named += span[i].len;
  span = with_mark(c->arena, &s, span, &n, unit, cell->src);
  dress(&s, span, n);
  zb_label *l = zb_tcell_more(c->arena, cell)->label = zb_new(c->arena, zb_label);
  *l = zb_label_spans(c->text, span, n, &s.style, 0);
  cell->kind = ZB_TCELL_TEXT;
  cell->width = l->width;
  cell->min = s.style.align == ZB_ALIGN_EVEN ? l->width : zb_para_min_width(l->para);
  if (!unit || cell->kind != ZB_TCELL_TEXT)
    return;
  zb_u name = zb_para_width_to(l->para, named); /* a short name stands whole above its unit */
  if (name <= SHORT_NAME * s.style.size)
    cell->min = zb_u_max(cell->min, name);
}

/* --- numbers --------------------------------------------------------------------------------------------------- */

size_t zb_tcell_number(const char *text, size_t *point)
{
  size_t end = strlen(text);
  while (end > 0 && !(text[end - 1] >= '0' && text[end - 1] <= '9'))
    end--;
  *point = end;
  for (size_t i = 1; i < end; i++)
    if (text[i] == '.' && text[i - 1] >= '0' && text[i - 1] <= '9') {
      *point = i;
      break;
    }
  return end;
}

/* A piece of a number's text on one line; nothing without text. */
static zb_label piece(zb_text *t, const setting *s, const zb_vcell *v, const char *text, size_t n, unsigned flags)
{
  if (n == 0)
    return (zb_label){0};
  zb_span span = zb_span_plain(text, n, v->src);
  span.flags = ZB_SPAN_NOBREAK | flags;
  dress(s, &span, 1);
  return zb_label_spans(t, &span, 1, &s->style, 0);
}

/* Bytes of the number that stand on the point; what follows them stands in the column's slot. */
static size_t number_part(const zb_vcell *v, bool slots)
{
  size_t point, n = strlen(v->text), end = zb_tcell_number(v->text, &point);
  return slots && v->q && end > 0 ? end : n;
}

/* --- numbers with marks ---------------------------------------------------------------------------------------- */

static bool is_call(const zb_span *s)
{
  return s->link && strncmp(s->link, "#note-", strlen("#note-")) == 0;
}

static zb_label *label_of(zb_block_ctx *c, const setting *s, zb_span *span, size_t n)
{
  dress(s, span, n);
  zb_label *l = zb_new(c->arena, zb_label);
  *l = zb_label_spans(c->text, span, n, &s->style, 0);
  return l;
}

/* A number that is emphasised, coloured, or calls footnotes: it is printed in the form of its column, dressed like the
   first of its typed text, with the calls behind it. */
static void keep_marked(zb_block_ctx *c, const zb_grid *g, size_t k, zb_tcell *cell)
{
  setting s = setting_of(g, cell);
  const zb_vcell *v = cell->view;
  size_t nspans, n = number_part(v, g->col[k].slots), ncalls = 0;
  zb_span *typed = zb_part_spans(c, &v->extra->marked->para[0], &s.style, &nspans);
  zb_span text = zb_span_plain("", 0, v->src), *call = zb_newn(c->arena, zb_span, nspans + 1);
  for (size_t i = 0; i < nspans; i++) {
    if (is_call(&typed[i]))
      call[ncalls++] = typed[i];
    else if (!text.flags && !text.has_color)
      text = typed[i];
  }
  if (s.mark) {
    call[ncalls] = zb_span_plain(s.mark, strlen(s.mark), v->src);
    call[ncalls++].flags |= ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
  }
  text.text = v->text;
  text.len = n;
  text.nmap = 0;
  text.datum = NULL; /* stands around number and tail */
  text.flags |= ZB_SPAN_NOBREAK;
  zb_span tail = text;
  tail.text = v->text + n;
  tail.len = strlen(tail.text);
  s.strong = s.strong || (text.flags & ZB_SPAN_STRONG);
  zb_tmore *m = zb_tcell_more(c->arena, cell);
  m->label = label_of(c, &s, &text, 1);
  m->tail = tail.len > 0 ? label_of(c, &s, &tail, 1) : NULL;
  m->calls = ncalls > 0 ? label_of(c, &s, call, ncalls) : NULL;
}

/* --- shaping --------------------------------------------------------------------------------------------------- */

/* The text of a cell on one line, on the arena of t. */
static zb_tset shape(const zb_grid *g, size_t k, const zb_tcell *cell, zb_text *t)
{
  setting s = setting_of(g, cell);
  const zb_vcell *v = cell->view;
  if (cell->kind == ZB_TCELL_NUMBER) {
    size_t n = number_part(v, g->col[k].slots);
    const char *rest = v->text + n, *mark = s.mark ? s.mark : "";
    return (zb_tset){.label = piece(t, &s, v, v->text, n, 0),
                     .tail = piece(t, &s, v, rest, strlen(rest), 0),
                     .mark = piece(t, &s, v, mark, strlen(mark), ZB_SPAN_SUP)};
  }
  zb_span plain = zb_span_plain(v->text, strlen(v->text), cell->src);
  plain.datum = v->datum;
  plain.flags = v->datum ? ZB_SPAN_NOBREAK : 0;
  size_t n = *v->text != '\0';
  zb_span *span = with_mark(t->arena, &s, &plain, &n, NULL, cell->src);
  dress(&s, span, n);
  return (zb_tset){.label = zb_label_spans(t, span, n, &s.style, 0)};
}

zb_tset zb_grid_text(const zb_grid *g, size_t row, size_t k, zb_text *t)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_tmore *m = cell->more;
  if (m && m->label)
    return (zb_tset){
        .label = *m->label, .tail = m->tail ? *m->tail : (zb_label){0}, .mark = m->calls ? *m->calls : (zb_label){0}};
  zb_tset s = shape(g, k, cell, t);
  zb_u w = zb_grid_cell_width(g, row, k) - cell->indent;
  if (s.label.style.align == ZB_ALIGN_EVEN)
    zb_label_fit(&s.label, g->col[k].even);
  else if (cell->kind == ZB_TCELL_TEXT && s.label.width > w)
    zb_label_fit(&s.label, zb_u_max(w, 1));
  return s;
}

void zb_grid_forget(const zb_grid *g)
{
  if (g->quiet.scratch)
    zb_arena_clear(g->quiet.arena);
}

/* --- reading --------------------------------------------------------------------------------------------------- */

static bool is_flow(const zb_vcell *v)
{
  const zb_prose *p = v->prose;
  return (v->extra && v->extra->nblocks > 0) || (p && (p->nparas > 1 || (p->nparas == 1 && p->para[0].marker != 0)));
}

/* Least and natural widths of several paragraphs or blocks; they are set once the width is known. */
static void measure_flow(zb_block_ctx *c, const zb_grid *g, zb_tcell *cell)
{
  const zb_vcell *v = cell->view;
  setting s = setting_of(g, cell);
  zb_tcell_more(c->arena, cell);
  cell->kind = ZB_TCELL_FLOW;
  cell->min = s.style.size * 4;
  cell->width = v->extra && v->extra->nblocks > 0 ? s.style.size * 14 : cell->min;
  for (size_t i = 0; v->prose && i < v->prose->nparas; i++) {
    size_t n;
    zb_span *span = zb_part_spans(c, &v->prose->para[i], &s.style, &n);
    zb_para *p = zb_para_new(c->text, span, n, &s.style);
    zb_u hang = v->prose->para[i].marker ? s.style.size * 5 / 4 : 0;
    cell->width = zb_u_max(cell->width, zb_para_width(p) + hang);
    cell->min = zb_u_max(cell->min, zb_para_min_width(p) + hang);
  }
  cell->min = zb_u_max(cell->min, zb_u_min(cell->width, FLOW_HAN * s.style.size)); /* short items stay on their lines */
}

static void measure_spark(zb_block_ctx *c, const zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vcolumn *col = &g->view->column[k];
  const zb_vrow *vrow = &g->view->row[g->row[row].view];
  if (vrow->computed || vrow->kind == ZB_VROW_GROUP)
    return;
  zb_tspark *s = &zb_tcell_more(c->arena, cell)->spark;
  s->n = col->nspark;
  s->q = zb_newn(c->arena, const zb_quantity *, s->n);
  s->alt = col->text;
  for (size_t i = 0; i < s->n; i++) {
    s->q[i] = vrow->cell[col->spark[i]].q;
    s->alt = zb_arena_printf(c->arena, "%s%s%s", s->alt, i ? "，" : "：", s->q[i] ? s->q[i]->text : "—");
  }
  cell->kind = ZB_TCELL_SPARK;
  cell->min = g->body.size * 4;
  cell->width = g->body.size * 6;
}

/* What the shaped text of a cell takes up. A missing value ends at the point: it stands on the units. */
static void measure(zb_tcell *cell, const zb_tset *s)
{
  cell->tail = s->tail.width + s->mark.width;
  cell->width = s->label.width + cell->tail;
  cell->min = cell->width;
  if (cell->kind == ZB_TCELL_TEXT && s->label.style.align != ZB_ALIGN_EVEN)
    cell->min = zb_para_min_width(s->label.para);
  if (cell->kind == ZB_TCELL_TEXT || s->label.nlines == 0)
    return;
  size_t point;
  const char *set = zb_para_text(s->label.para, NULL);
  bool value = cell->view->q && zb_tcell_number(set, &point) > 0;
  cell->point = value ? zb_para_width_to(s->label.para, point) : s->label.width;
}

void zb_grid_read_cell(zb_block_ctx *c, zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vcell *v = cell->view;
  const char *mark = cell->more ? cell->more->mark : NULL;
  bool number = cell->align == ZB_TALIGN_NUMBER && (*v->text || mark) && (v->q || v->missing);
  if (g->view->column[k].spark)
    measure_spark(c, g, row, k);
  else if (is_flow(v))
    measure_flow(c, g, cell);
  else if (number && v->extra && v->extra->marked) {
    cell->kind = ZB_TCELL_NUMBER;
    keep_marked(c, g, k, cell);
    zb_tset s = zb_grid_text(g, row, k, c->text);
    measure(cell, &s);
  } else if (!number && v->prose)
    zb_grid_keep_text(c, g, cell, &(zb_ttext){.prose = v->prose, .text = v->text, .datum = v->datum});
  else if (*v->text || mark) {
    zb_text t = g->quiet; /* this time what is wrong with the text is said */
    t.diags = c->diags;
    cell->kind = number ? ZB_TCELL_NUMBER : ZB_TCELL_TEXT;
    zb_tset s = shape(g, k, cell, &t);
    measure(cell, &s);
    zb_grid_forget(g);
  }
  if (k == 0 && g->view->row[g->row[row].view].of_which)
    cell->indent = g->body.size;
  cell->width += cell->indent;
  cell->min += cell->indent;
}
