/* The parts of an official document around its text (GB/T 9704-2012, 7.3): title, addressee, attachments, signature and
   date, remark. All stand on whole lines of the body. */
#include "block/part.h"
#include "model/moment.h"

static const zb_obj *letter_of(const zb_block_ctx *c)
{
  const zb_val *v = zb_obj_get(c->report->props, ZB_K_LETTER);
  return v ? v->obj : NULL;
}

/* A line of the letter, else of the masthead. */
static const zb_prose *line_of(const zb_block_ctx *c, zb_key key)
{
  const zb_prose *own = zb_obj_prose(letter_of(c), key);
  const zb_val *head = zb_obj_get(c->report->props, ZB_K_MASTHEAD);
  return own || !head ? own : zb_obj_prose(head->obj, key);
}

static zb_u em(const zb_tstyle *s, int ems)
{
  return ems * s->size;
}

/* One blank line behind what stands in the list. */
static void blank_line(zb_block_ctx *c, zb_vlist *out)
{
  if (out->n > 0)
    out->v[out->n - 1].space = zb_block_style(c, "body").leading;
}

/* Spans of a paragraph with `before` and `after` around it; either may be "". */
static zb_span *spans_in(zb_block_ctx *c, const char *before, const zb_para_src *p, const char *after,
                         const zb_tstyle *style, size_t *n)
{
  size_t k = 0;
  zb_span *in = zb_part_spans(c, p, style, &k), *out = zb_newn(c->arena, zb_span, k + 2);
  *n = 0;
  if (*before)
    out[(*n)++] = zb_span_plain(before, strlen(before), p->src);
  for (size_t i = 0; i < k; i++)
    out[(*n)++] = in[i];
  if (*after)
    out[(*n)++] = zb_span_plain(after, strlen(after), p->src);
  return out;
}

static void push_spans(zb_block_ctx *c, const zb_span *span, size_t n, const zb_tstyle *style, zb_src src, zb_u measure,
                       const zb_look *look, zb_vlist *out)
{
  size_t nmarks;
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_P, .src = src}, &nmarks);
  zb_part_lines(c, zb_para_new(c->text, span, n, style), style, mark, nmarks, measure, look, src, out);
}

/* --- before the text ---------------------------------------------------------------------------------------------- */

static bool ends_with(const char *s, const char *end)
{
  size_t n = strlen(s), k = strlen(end);
  return n >= k && strcmp(s + n - k, end) == 0;
}

/* Of a page that ends with the addressee: rather that than a signature torn from its text. */
enum { ALONE = 5000 };

/* Flush left, with a colon at its end. */
static void push_addressee(zb_block_ctx *c, const zb_prose *to, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "body");
  style.indent = 0;
  const char *plain = zb_prose_plain(c->arena, c->report, to);
  size_t n;
  zb_span *span = spans_in(c, "", &to->para[0], ends_with(plain, "：") ? "" : "：", &style, &n);
  push_spans(c, span, n, &style, to->src, measure, &(zb_look){.together = true}, out);
  out->v[out->n - 1].penalty = ALONE;
}

void zb_letter_open(zb_block_ctx *c, zb_u measure, zb_vlist *out)
{
  const zb_prose *title = zb_obj_prose(c->report->props, ZB_K_TITLE), *to = line_of(c, ZB_K_ADDRESSEE);
  if (title && title->nparas > 0) {
    zb_block_heading(c, &title->para[0], NULL, "title", ZB_DL_H1, NULL, measure, out);
    blank_line(c, out);
  }
  if (to && to->nparas > 0)
    push_addressee(c, to, measure, out);
}

/* --- attachments -------------------------------------------------------------------------------------------------- */

/* "附件：" before the first line of the list, in a box of no height. */
typedef struct word {
  zb_label label;
  zb_u x;
} word;

static void draw_word(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const word *w = box->data;
  zb_label_draw(&w->label, page, r.x + w->x, r.y + box->baseline, -1, 2);
}

static zb_u push_word(zb_block_ctx *c, const zb_tstyle *style, zb_src src, zb_vlist *out)
{
  word *w = zb_new(c->arena, word);
  const char *text = zb_part_word(c, "附件：", "Attachments: ");
  *w = (word){.label = zb_label_text(c->text, text, src, style, 0), .x = em(style, 2)};
  zb_vbox box = {.kind = ZB_V_LINE, .penalty = ZB_BREAK_FORBID, .draw = draw_word, .data = w, .src = src};
  box.baseline = zb_part_baseline(style);
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_P, .src = src}, &box.nmarks);
  zb_push(c->arena, out, box);
  return zb_u_max(w->label.width, em(style, 3));
}

/* Indented by two characters; names hang under their beginning and end without a mark. */
static void push_attachments(zb_block_ctx *c, const zb_val *list, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "body");
  style.indent = 0;
  zb_u left = em(&style, 2) + push_word(c, &style, list->src, out), hang = list->nitems > 1 ? em(&style, 1) : 0;
  zb_look look = {.left = left + hang, .together = true, .keep = true};
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_prose *name = list->item[i].prose;
    if (!name || name->nparas == 0)
      continue;
    size_t n;
    zb_tstyle first = style;
    first.indent = list->nitems > 1 ? -1000 : 0; /* the number stands in the em before the name */
    const char *number = list->nitems > 1 ? zb_arena_printf(c->arena, "%zu.", i + 1) : "";
    zb_span *span = spans_in(c, number, &name->para[0], "", &first, &n);
    push_spans(c, span, n, &first, name->src, measure, &look, out);
  }
}

/* --- signature ---------------------------------------------------------------------------------------------------- */

typedef struct signature {
  zb_label org, date;
  zb_u org_x, date_x; /* left edges */
} signature;

static void draw_org(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const signature *s = box->data;
  zb_part_label_draw(&s->org, page, r.x + s->org_x, r.y, -1);
}

static void draw_date(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const signature *s = box->data;
  zb_part_label_draw(&s->date, page, r.x + s->date_x, r.y, -1);
}

/* With a seal the date ends four characters from the right and the issuer is centred over it (7.3.5.1). Without, the
   issuer ends two characters from the right and the date begins two characters right of it; a date longer than that
   takes the two characters, and the issuer gives way (7.3.5.2). */
static void place_signature(signature *s, const zb_tstyle *style, bool seal, zb_u measure)
{
  zb_u two = em(style, 2);
  if (seal) {
    s->date_x = measure - em(style, 4) - s->date.width;
    s->org_x = zb_u_min(s->date_x + (s->date.width - s->org.width) / 2, measure - s->org.width);
  } else {
    s->org_x = measure - two - s->org.width;
    s->date_x = s->org_x + two;
    if (s->date_x + s->date.width > measure - two) {
      s->date_x = measure - two - s->date.width;
      s->org_x = zb_u_min(s->org_x, s->date_x - two);
    }
  }
  s->org_x = zb_u_max(s->org_x, 0);
}

static void push_label(zb_block_ctx *c, const zb_label *l, signature *s,
                       void (*draw)(const zb_vbox *, zb_dl_page *, zb_rect), zb_vlist *out)
{
  if (l->nlines == 0)
    return;
  zb_vbox box = {.kind = ZB_V_LINE, .height = zb_part_label_height(l), .penalty = ZB_BREAK_FORBID, .draw = draw};
  box.baseline = zb_part_baseline(&l->style);
  box.data = s;
  box.src = l->src;
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_P, .src = l->src}, &box.nmarks);
  zb_push(c->arena, out, box);
}

static zb_label date_label(zb_block_ctx *c, const zb_prose *date, const zb_tstyle *style)
{
  if (!date || date->nparas == 0)
    return (zb_label){.style = *style};
  const char *text = zb_prose_plain(c->arena, c->report, date);
  return zb_label_text(c->text, zb_part_word(c, zb_moment_words(c->arena, text), text), date->src, style, 0);
}

static void push_signature(zb_block_ctx *c, zb_u measure, zb_vlist *out)
{
  signature *s = zb_new(c->arena, signature);
  zb_tstyle style = zb_block_style(c, "body");
  style.indent = 0;
  style.align = ZB_ALIGN_LEFT;
  s->org = zb_part_label(c, line_of(c, ZB_K_ORG), NULL, &style, measure - em(&style, 4));
  s->date = date_label(c, line_of(c, ZB_K_DATE), &style);
  place_signature(s, &style, zb_obj_bool(letter_of(c), ZB_K_SEAL, false), measure);
  push_label(c, &s->org, s, draw_org, out);
  push_label(c, &s->date, s, draw_date, out);
}

/* In brackets, indented by two characters. */
static void push_remark(zb_block_ctx *c, const zb_prose *remark, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "body");
  style.indent = 2000;
  style.opening = ZB_OPENING_FULL;
  size_t n;
  zb_span *span = spans_in(c, "（", &remark->para[0], "）", &style, &n);
  push_spans(c, span, n, &style, remark->src, measure, &(zb_look){.together = true}, out);
}

void zb_letter_close(zb_block_ctx *c, zb_u measure, zb_vlist *out)
{
  const zb_obj *o = letter_of(c);
  if (!o)
    return;
  const zb_val *attachments = zb_obj_get(o, ZB_K_ATTACHMENTS);
  const zb_prose *remark = zb_obj_prose(o, ZB_K_REMARK);
  if (attachments && attachments->nitems > 0) {
    push_attachments(c, attachments, measure, out);
    blank_line(c, out);
  }
  push_signature(c, measure, out);
  if (remark && remark->nparas > 0)
    push_remark(c, remark, measure, out);
  if (out->n > 0)
    out->v[out->n - 1].penalty = 0;
}
