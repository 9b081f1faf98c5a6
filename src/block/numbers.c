/* Figure cards: the digits large, prefix and unit small on the same baseline, the label below; cards in even rows. */
#include "block/part.h"

/* Numbers shrink by a seventh rather than break the row, by a fifth rather than not fit (in 1/1000). */
enum { MAX_COLUMNS = 6, MAX_LABEL_LINES = 2, SHRINK_GENTLE = 857, SHRINK_MIN = 800 };

/* One card's set text. */
typedef struct card {
  const zb_figure *figure;
  zb_src src;
  zb_label number, name;
} card;

/* Styles of a block of cards. `shrink` (in 1/1000) is what the number gave to fit. */
typedef struct cards {
  zb_tstyle number, unit, name;
  zb_u pad, gap; /* inside a card; between cards */
  zb_rgba tint, accent, rule;
  const zb_val *list;
  card *v;
  size_t n;
} cards;

/* A row of cards: data of one box. */
typedef struct row {
  const cards *all;
  size_t from, to;
  zb_u card_w, name_h; /* name_h: room for the labels, equal over the block */
} row;

/* --- the number -------------------------------------------------------------------------------------------------- */

/* Splits the printed text into what stands before the digits, the digits, and the rest; the parts join to the text. */
static void split_quantity(zb_block_ctx *c, const zb_quantity *q, const char *part[3])
{
  const char *join =
      zb_arena_printf(c->arena, "%s%s%s%s%s", q->prefix ? q->prefix : "", q->digits ? q->digits : "",
                      q->scale_text ? q->scale_text : "", q->unit ? q->unit : "", q->suffix ? q->suffix : "");
  if (q->digits && *q->digits && strcmp(join, q->text) == 0) {
    part[0] = q->prefix ? q->prefix : "";
    part[1] = q->digits;
    part[2] = q->text + strlen(part[0]) + strlen(q->digits);
    return;
  }
  size_t first = strcspn(q->text, "+-0123456789"), end = strlen(q->text);
  while (end > first && !strchr("0123456789", q->text[end - 1]))
    end--;
  if (end <= first) {
    first = 0;
    end = strlen(q->text);
  }
  part[0] = zb_arena_strndup(c->arena, q->text, first);
  part[1] = zb_arena_strndup(c->arena, q->text + first, end - first);
  part[2] = q->text + end;
}

/* One label, so that readers of the page see one number: 38个, not 38 个. */
static void set_number(zb_block_ctx *c, const cards *all, card *k)
{
  const char *part[3] = {"", "—", ""};
  zb_span span[3];
  size_t n = 0;
  if (!k->figure->missing)
    split_quantity(c, &k->figure->q, part);
  for (size_t i = 0; i < 3; i++) {
    if (!*part[i])
      continue;
    span[n] = zb_span_plain(part[i], strlen(part[i]), k->src);
    if (i != 1) {
      span[n].has_role = span[n].has_color = true;
      span[n].role = all->unit.role;
      span[n].weight = all->unit.weight;
      span[n].size = all->unit.size;
      span[n].color = all->unit.color;
    }
    n++;
  }
  k->number = zb_label_spans(c->text, span, n, &all->number, 0);
}

static void set_numbers(zb_block_ctx *c, cards *all)
{
  for (size_t i = 0; i < all->n; i++)
    set_number(c, all, &all->v[i]);
}

/* --- fitting ----------------------------------------------------------------------------------------------------- */

/* Cards of a last row that is not full share the whole measure. */
static zb_u card_width(const cards *all, size_t columns, zb_u measure)
{
  return (measure - (zb_u)(columns - 1) * all->gap) / (zb_u)columns;
}

static zb_label name_label(zb_block_ctx *c, const cards *all, const card *k, zb_u width)
{
  if (k->figure->label)
    return zb_part_label(c, k->figure->label, NULL, &all->name, width);
  return zb_label_text(c->text, k->figure->label_text, k->figure->id_src, &all->name, width);
}

/* Room of a card against the widest number, in 1/1000 (1000 or more: all fit). */
static int room_for_numbers(const cards *all, zb_u inner)
{
  zb_u widest = 1;
  for (size_t i = 0; i < all->n; i++)
    widest = zb_u_max(widest, all->v[i].number.width);
  return (int)((int64_t)zb_u_max(inner, 0) * 1000 / widest);
}

/* Labels of one line, or of two where a line takes five Han: 到岗谈 / 话提醒 is not worth another column. */
static bool names_fit(zb_block_ctx *c, const cards *all, zb_u inner)
{
  size_t most = inner >= 5 * all->name.size ? MAX_LABEL_LINES : 1;
  for (size_t i = 0; i < all->n; i++) {
    zb_label l = name_label(c, all, &all->v[i], inner);
    if (l.overflow || l.nlines > most)
      return false;
  }
  return true;
}

/* Columns of the most even rows that take at most `most` cards: five cards stand 3 + 2, not 4 + 1. */
static size_t even_columns(size_t n, size_t most)
{
  size_t rows = (n + most - 1) / most;
  return (n + rows - 1) / rows;
}

/* Cards in a row by the measure: a card is at least 6.5 em of its label wide, a row has at most four. */
static size_t wanted_columns(const cards *all, zb_u measure)
{
  zb_u most = (measure + all->gap) / (all->name.size * 13 / 2 + all->gap);
  return even_columns(all->n, (size_t)zb_u_clamp(most, 1, 4));
}

static void shrink_numbers(zb_block_ctx *c, cards *all, int room)
{
  if (room >= 1000)
    return;
  all->number.size = zb_u_muldiv(all->number.size, room - 2, 1000);
  all->unit.size = zb_u_muldiv(all->unit.size, room - 2, 1000);
  set_numbers(c, all);
}

/* Cards much wider than their numbers, as in the headline row of a board: numbers grow by a half at most, until the
   widest takes 5/12 of its card, and their labels by a third of that. */
static void grow_numbers(zb_block_ctx *c, cards *all, size_t columns, zb_u measure)
{
  int room = room_for_numbers(all, card_width(all, columns, measure) - 2 * all->pad) * 5 / 12;
  if (columns < 3 || room <= 1000)
    return;
  int factor = room < 1500 ? room : 1500;
  all->number.size = zb_u_muldiv(all->number.size, factor, 1000);
  all->unit.size = zb_u_muldiv(all->unit.size, factor, 1000);
  all->name.size = zb_u_muldiv(all->name.size, 1000 + (factor - 1000) / 3, 1000);
  all->name.leading = zb_u_muldiv(all->name.leading, 1000 + (factor - 1000) / 3, 1000);
  set_numbers(c, all);
}

/* Reduces columns until numbers and labels fit; the numbers may shrink a little, and more when there are no fewer
 * columns. */
static size_t fit(zb_block_ctx *c, cards *all, size_t columns, zb_u measure)
{
  size_t floor = all->n > 1 && measure >= 14 * all->name.size ? 2 : 1;
  for (;; columns = even_columns(all->n, columns - 1)) {
    zb_u inner = card_width(all, columns, measure) - 2 * all->pad;
    int room = room_for_numbers(all, inner);
    bool last = columns <= floor;
    if (room >= (last ? SHRINK_MIN : SHRINK_GENTLE) && (last || names_fit(c, all, inner))) {
      shrink_numbers(c, all, room);
      return columns;
    }
    if (columns <= 1)
      return columns; /* what still does not fit is reported row by row */
  }
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static void draw_number(const card *k, zb_dl_page *page, zb_u x, zb_u baseline)
{
  zb_mark mark = {.role = ZB_DL_SPAN, .src = k->src, .datum = k->figure->missing ? NULL : &k->figure->datum};
  zb_dl_begin(page, mark);
  zb_label_draw(&k->number, page, x, baseline, -1, 2);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* A card: tint with an accent edge above, or a hairline above when the layout has no tint. */
static void draw_ground(const cards *all, zb_dl_page *page, zb_rect r)
{
  zb_u edge = zb_u_max(all->name.size / 8, ZB_UNIT);
  if (all->tint.a) {
    zb_part_fill(page, r, all->tint);
    zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = edge}, all->accent);
  } else {
    zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = ZB_UNIT / 2}, all->rule);
    zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y, .w = all->name.size * 2, .h = edge}, all->accent);
  }
}

static void draw_card(const cards *all, const card *k, zb_dl_page *page, zb_rect r)
{
  bool centred = all->number.align == ZB_ALIGN_CENTER;
  zb_u pad = all->tint.a || centred ? all->pad : 0;
  zb_u top = all->pad + zb_u_muldiv(all->number.size, 80, 100);
  draw_ground(all, page, r);
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_DIV, .src = k->src});
  zb_dl_begin_role(page, ZB_DL_P, k->src);
  draw_number(k, page, centred ? r.x + (r.w - k->number.width) / 2 : r.x + pad, r.y + top);
  zb_dl_end(page, ZB_DL_P);
  zb_part_label_as(&k->name, page, ZB_DL_P, centred ? r.x + r.w / 2 : r.x + pad,
                   r.y + top + zb_u_muldiv(all->number.size, 28, 100), centred ? 0 : -1);
  zb_dl_end(page, ZB_DL_DIV);
}

static void draw_row(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  for (size_t i = w->from; i < w->to; i++) {
    zb_rect at = {.x = r.x + (zb_u)(i - w->from) * (w->card_w + w->all->gap), .y = r.y, .w = w->card_w, .h = r.h};
    if (i + 1 == w->to)
      at.w = r.x + r.w - at.x; /* the last edge on the measure */
    draw_card(w->all, &w->all->v[i], page, at);
  }
}

/* --- boxes ------------------------------------------------------------------------------------------------------- */

static void report_overflow(zb_block_ctx *c, const card *k, zb_u inner)
{
  const char *where = zb_part_word(c, "数字卡片", "a card");
  if (k->number.width > inner)
    zb_diag(c->diags, ZB_D_UNPLACED_LABEL, k->src, where, k->figure->q.text, NULL);
  if (k->name.overflow || k->name.nlines > MAX_LABEL_LINES + 1)
    zb_diag(c->diags, ZB_D_UNPLACED_LABEL, k->src, where, k->figure->label_text, NULL);
}

static zb_u row_height(const cards *all, zb_u name_h)
{
  return all->pad + zb_u_muldiv(all->number.size, 108, 100) + name_h + all->pad * 3 / 4;
}

static void push_row(zb_block_ctx *c, const cards *all, size_t from, size_t to, zb_u measure, zb_vlist *out)
{
  row *w = zb_new(c->arena, row);
  *w = (row){.all = all, .from = from, .to = to, .card_w = card_width(all, to - from, measure)};
  zb_u inner = w->card_w - 2 * all->pad;
  for (size_t i = from; i < to; i++) {
    all->v[i].name = name_label(c, all, &all->v[i], inner);
    w->name_h = zb_u_max(w->name_h, zb_part_label_height(&all->v[i].name));
    report_overflow(c, &all->v[i], inner);
  }
  zb_vbox box = {
      .kind = ZB_V_CARD,
      .height = row_height(all, w->name_h),
      .baseline = all->pad + zb_u_muldiv(all->number.size, 80, 100),
      .mark = c->mark,
      .nmarks = c->nmarks,
      .draw = draw_row,
      .data = w,
      .src = all->v[from].src,
  };
  if (to < all->n) { /* rows of one block stand closer than blocks */
    zb_u between = zb_block_part(zb_block_scaled(c, c->layout->block_gap), c->fit.gap);
    box.space = zb_u_min(all->gap, between * 4 / 5);
    box.space_stretch = box.space / 4;
    box.space_shrink = box.space / 4;
    box.penalty = 500;
  }
  zb_push(c->arena, out, box);
}

static cards *cards_of(zb_block_ctx *c, const zb_val *list)
{
  cards *all = zb_new(c->arena, cards);
  *all = (cards){
      .number = zb_block_style(c, "number"),
      .unit = zb_block_style(c, "unit"),
      .name = zb_block_style(c, "number-label"),
      .tint = zb_part_color(c, ZB_HUE_TINT),
      .accent = zb_part_color(c, ZB_HUE_ACCENT),
      .rule = zb_part_color(c, ZB_HUE_RULE),
      .list = list,
      .v = zb_newn(c->arena, card, list->nitems),
  };
  all->number.tabular = true;
  all->number.indent = all->unit.indent = all->name.indent = 0;
  all->name.max_lines = MAX_LABEL_LINES + 1;
  all->name.balance = true;
  all->name.align = all->number.align == ZB_ALIGN_CENTER ? ZB_ALIGN_CENTER : ZB_ALIGN_LEFT;
  all->pad = all->name.size * 9 / 10;
  all->gap = all->name.size * 5 / 4;
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_figure *f = list->item[i].text ? zb_figures_find(c->report->figures, list->item[i].text) : NULL;
    if (f)
      all->v[all->n++] = (card){.figure = f, .src = list->item[i].src};
  }
  return all;
}

void zb_numbers_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  const zb_val *list = zb_obj_get(b->props, ZB_K_NUMBERS);
  cards *all = list ? cards_of(c, list) : NULL;
  if (!all || all->n == 0)
    return; /* unknown figures were reported by the model */
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_DIV, .id = b->id, .src = b->src});
  zb_part_title(&in, zb_obj_prose(b->props, ZB_K_TITLE), measure, out);
  set_numbers(c, all);
  long asked = zb_obj_int(b->props, ZB_K_COLUMNS, 0);
  size_t want = asked > 0 ? (size_t)asked : wanted_columns(all, measure);
  want = want > all->n ? all->n : want > MAX_COLUMNS ? MAX_COLUMNS : want;
  size_t columns = fit(c, all, want, measure);
  grow_numbers(c, all, columns, measure);
  for (size_t i = 0; i < all->n; i += columns)
    push_row(&in, all, i, i + columns < all->n ? i + columns : all->n, measure, out);
}
