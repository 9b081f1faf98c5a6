/* Footnotes: the call in the text, the note as boxes, and the area at the foot of a page or card that holds them. */
#include <stdio.h>

#include "block/part.h"

enum { HANG = 1500, RULE_MEASURE = 4 }; /* text behind the number, in 1/1000 em; the rule is a part of the measure */

typedef struct called {
  const zb_note_def *def;
  const char *number;
  const zb_vnote *note;
} called;

struct zb_notes {
  zb_arena *arena;
  ZB_VEC(called) v;
  ZB_VEC(size_t) waiting; /* of v: called, but in no box yet */
  zb_u measure;
  const zb_mark *mark;
  size_t nmarks;
};

struct zb_notes *zb_notes_new(zb_arena *a)
{
  struct zb_notes *n = zb_new(a, struct zb_notes);
  n->arena = a;
  return n;
}

void zb_notes_reset(struct zb_notes *n)
{
  n->v.n = n->waiting.n = 0;
}

void zb_notes_place(zb_block_ctx *c, zb_u measure)
{
  if (!c->notes)
    return;
  c->notes->measure = measure;
  c->notes->mark = c->mark;
  c->notes->nmarks = c->nmarks;
}

/* The layout's style for footnotes, or that of its notes. */
static zb_tstyle note_style(const zb_block_ctx *c)
{
  const char *name = "note";
  for (size_t i = 0; i < c->layout->nstyles; i++)
    if (strcmp(c->layout->style[i].name, "footnote") == 0)
      name = "footnote";
  zb_tstyle s = zb_block_style(c, name);
  s.indent = 0;
  return s;
}

/* ① to ⑳; beyond them [21]. */
static const char *number_text(zb_arena *a, size_t n)
{
  char circled[5];
  return zb_utf8_circled(circled, n) ? zb_arena_strdup(a, circled) : zb_arena_printf(a, "[%zu]", n);
}

/* --- the note -------------------------------------------------------------------------------------------------- */

/* Its number, drawn from a box of no height before its first line; a link back to the call. */
typedef struct marker {
  zb_label label;
  zb_u baseline;
} marker;

static void draw_marker(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const marker *m = box->data;
  zb_label_draw(&m->label, page, r.x, r.y + m->baseline, -1, 2);
}

/* Returns the width of the number. */
static zb_u push_marker(zb_block_ctx *c, const called *k, const zb_tstyle *style, zb_vlist *out)
{
  zb_span span = zb_span_plain(k->number, strlen(k->number), k->def->src);
  span.link = zb_arena_printf(c->arena, "#noteref-%s", k->def->id);
  marker *m = zb_new(c->arena, marker);
  *m = (marker){.label = zb_label_spans(c->text, &span, 1, style, 0), .baseline = zb_part_baseline(style)};
  zb_vbox box = {.kind = ZB_V_LINE, .penalty = ZB_BREAK_FORBID, .draw = draw_marker, .data = m, .src = k->def->src};
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_LBL, .src = k->def->src}, &box.nmarks);
  zb_push(c->arena, out, box);
  return m->label.width;
}

static const zb_vnote *set_note(const zb_block_ctx *c, const called *k)
{
  zb_block_ctx sect = *c;
  sect.mark = c->notes->mark;
  sect.nmarks = c->notes->nmarks;
  zb_mark mark = {.role = ZB_DL_NOTE, .id = zb_arena_printf(c->arena, "note-%s", k->def->id), .src = k->def->src};
  zb_block_ctx in = zb_part_inside(&sect, mark);
  zb_tstyle style = note_style(c);
  zb_vnote *note = zb_new(c->arena, zb_vnote);
  zb_u number = push_marker(&in, k, &style, &note->list);
  zb_look look = {.left = zb_u_max(zb_u_muldiv(style.size, HANG, 1000), number + style.size / 2)};
  zb_part_para(&in, k->def->para, &style, ZB_DL_P, c->notes->measure, &look, &note->list);
  note->height = zb_vlist_sum(&note->list, 0, note->list.n).height;
  return note;
}

/* --- calls ----------------------------------------------------------------------------------------------------- */

static const called *find(const struct zb_notes *n, const zb_note_def *def)
{
  for (size_t i = 0; i < n->v.n; i++)
    if (n->v.v[i].def == def)
      return &n->v.v[i];
  return NULL;
}

zb_span zb_part_note_call(zb_block_ctx *c, const zb_note_def *def, zb_src src)
{
  if (!c->notes)
    return zb_span_plain("", 0, src);
  const called *k = find(c->notes, def);
  bool first = !k;
  if (first) {
    called new = {.def = def, .number = number_text(c->arena, c->notes->v.n + 1)};
    new.note = set_note(c, &new);
    zb_push(c->notes->arena, &c->notes->waiting, c->notes->v.n);
    zb_push(c->notes->arena, &c->notes->v, new);
    k = &c->notes->v.v[c->notes->v.n - 1];
  }
  zb_span span = zb_span_plain(k->number, strlen(k->number), src);
  span.flags = ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
  span.link = zb_arena_printf(c->arena, "#note-%s", def->id);
  span.id = first ? zb_arena_printf(c->arena, "noteref-%s", def->id) : NULL;
  return span;
}

static void carry(zb_block_ctx *c, zb_vbox *box, const zb_vnote *const *more, size_t n)
{
  const zb_vnote **all = zb_newn(c->arena, const zb_vnote *, box->nnotes + n);
  for (size_t i = 0; i < box->nnotes; i++)
    all[i] = box->note[i];
  for (size_t i = 0; i < n; i++)
    all[box->nnotes + i] = more[i];
  box->note = all;
  box->nnotes += n;
}

void zb_part_note_line(zb_block_ctx *c, zb_vbox *box, const zb_lines *lines, size_t line)
{
  struct zb_notes *n = c->notes;
  size_t left = 0;
  for (size_t i = 0; n && i < n->waiting.n; i++) {
    const called *k = &n->v.v[n->waiting.v[i]];
    if (zb_lines_holds(lines, line, zb_arena_printf(c->arena, "noteref-%s", k->def->id)))
      carry(c, box, &k->note, 1);
    else
      n->waiting.v[left++] = n->waiting.v[i];
  }
  if (n)
    n->waiting.n = left;
}

void zb_part_note_rest(zb_block_ctx *c, zb_vbox *box)
{
  struct zb_notes *n = c->notes;
  for (size_t i = 0; n && i < n->waiting.n; i++)
    carry(c, box, &n->v.v[n->waiting.v[i]].note, 1);
  if (n)
    n->waiting.n = 0;
}

void zb_part_note_hoist(zb_block_ctx *c, zb_vbox *box, const zb_vlist *inner)
{
  for (size_t i = 0; i < inner->n; i++)
    if (inner->v[i].nnotes > 0)
      carry(c, box, inner->v[i].note, inner->v[i].nnotes);
}

/* --- the area -------------------------------------------------------------------------------------------------- */

static void draw_rule(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const zb_rgba *color = box->data;
  zb_u thick = ZB_UNIT / 2;
  zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y + r.h * 3 / 5, .w = r.w / RULE_MEASURE, .h = thick}, *color);
}

static zb_u rule_height(const zb_tstyle *style)
{
  return style->leading * 4 / 5;
}

static zb_u between(const zb_tstyle *style)
{
  return style->leading / 8;
}

zb_u zb_notes_join(const zb_block_ctx *c, zb_u height, const zb_vnote *const *v, size_t n)
{
  if (n == 0)
    return height;
  zb_tstyle style = note_style(c);
  for (size_t i = 0; i < n; i++)
    height += (height > 0 ? between(&style) : rule_height(&style)) + v[i]->height;
  return height;
}

void zb_notes_area(zb_block_ctx *c, const zb_vnote *const *v, size_t n, zb_vlist *out)
{
  zb_tstyle style = note_style(c);
  zb_rgba color = zb_part_color(c, ZB_HUE_MUTED);
  zb_vbox rule = {.kind = ZB_V_RULE, .height = rule_height(&style), .penalty = ZB_BREAK_FORBID, .draw = draw_rule};
  rule.data = zb_arena_memdup(c->arena, &color, sizeof color);
  if (n == 0)
    return;
  zb_push(c->arena, out, rule);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < v[i]->list.n; k++)
      zb_push(c->arena, out, v[i]->list.v[k]);
    out->v[out->n - 1].space = i + 1 < n ? between(&style) : 0;
  }
}

void zb_notes_close(zb_block_ctx *c, zb_vlist *list)
{
  zb_vbox all = {0};
  zb_part_note_hoist(c, &all, list);
  zb_notes_area(c, all.note, all.nnotes, list);
}
