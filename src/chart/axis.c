/* Category names, wrapped at Chinese break points and never dropped; ticks and grid of values; the zero line. */
#include "chart/axis.h"

#include <string.h>

#include "base/utf8.h"

/* Characters of a name that is parted only when no size of the label has it in one line. */
enum { SHORT = 4 };

/* Between names over each other: of one line, of several, in permille of the label leading. */
enum { GAP_LINE = 200, GAP_LINES = 500 };

/* No character is narrower, in permille of the label size: a digit, as small as names get. */
enum { NARROWEST = 400 };

/* From a baseline to the top of digits and Han, in permille of the size. */
enum { RUN_TOP = 850 };

/* Numbers over each other keep this pitch, in permille of the label size. */
enum { TICK_PITCH = 1600 };

/* The lesser side of an axis has ticks when the greater is less than so many times as long. */
enum { SLIGHT = 12 };

static zb_axis set_names(const zb_chart_in *in, const char *const *name, const zb_src *src, size_t n, zb_align align,
                         zb_u max_width, int permille)
{
  zb_tstyle style = in->style.label;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.leading = zb_u_muldiv(style.leading, permille, 1000);
  style.align = align;
  style.balance = true;
  style.max_lines = ZB_NAME_LINES;
  style.indent = 0;
  zb_axis names = {.label = zb_newn(in->text->arena, zb_label, n), .n = n, .fit = true};
  for (size_t i = n; i-- > 0;) {
    zb_label l = zb_label_text(in->text, name[i], src[i], &style, max_width);
    names.label[i] = l;
    names.width = zb_u_max(names.width, l.width);
    names.height = zb_u_max(names.height, l.height);
    if (l.overflow) {
      names.fit = false;
      names.worst = i;
    }
  }
  return names;
}

bool zb_axis_parts_short(const zb_axis *names, const char *const *name)
{
  for (size_t i = 0; i < names->n; i++)
    if (names->label[i].nlines > 1 && zb_utf8_count(name[i], strlen(name[i])) <= SHORT)
      return true;
  return false;
}

zb_u zb_axis_pitch(const zb_chart_in *in, const zb_axis *names)
{
  bool lines = false;
  for (size_t i = 0; i < names->n && names->fit; i++)
    lines = lines || names->label[i].nlines > 1;
  return names->height + zb_chart_lead(in, lines ? GAP_LINES : GAP_LINE);
}

bool zb_axis_hopeless(const zb_chart_in *in, size_t n, zb_u width)
{
  return width / (zb_u)n < zb_chart_em(in, NARROWEST);
}

zb_axis zb_axis_new(const zb_chart_in *in, const char *const *name, const zb_src *src, size_t n, zb_align align,
                    zb_u max_width)
{
  static const int sizes[] = {1000, 950, 900, 850};
  zb_axis names = {.n = n};
  if (max_width != 0 && max_width < zb_chart_em(in, NARROWEST))
    return names;
  size_t first = SIZE_MAX;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    names = set_names(in, name, src, n, align, max_width, sizes[i]);
    if (names.fit && !zb_axis_parts_short(&names, name))
      return names;
    if (names.fit && first == SIZE_MAX)
      first = i;
  }
  return first == SIZE_MAX ? names : set_names(in, name, src, n, align, max_width, sizes[first]);
}

void zb_axis_name(const zb_axis *names, size_t i, zb_src src, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign)
{
  if (names->label[i].nlines == 0)
    return;
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .src = src});
  zb_label_draw(&names->label[i], page, x, y, halign, valign);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* --- slanted names --------------------------------------------------------------------------------------------- */

/* sin 45 degrees in permille and in 1/65536. */
enum { SIN45 = 707, SIN45_16 = 46341 };

/* Slanted names leave this much of the room to the bands, in permille. */
enum { SLANT_FIELD = 600 };

/* Do n slanted names have room side by side: the em box at 45 degrees, and a gap? */
static bool slants(const zb_chart_in *in, zb_u field, size_t n)
{
  return field / (zb_u)n >= zb_chart_em(in, 1550);
}

bool zb_axis_slant(const zb_chart_in *in, zb_axis *names, const char *const *name, const zb_src *src, zb_u room,
                   zb_u *left)
{
  zb_tstyle style = in->style.label;
  style.max_lines = 1;
  if (!slants(in, room - *left, names->n))
    return false;
  zb_axis out = {.label = zb_newn(in->text->arena, zb_label, names->n), .n = names->n, .fit = true};
  for (size_t i = 0; i < names->n; i++) {
    out.label[i] = zb_label_text(in->text, name[i], src[i], &style, 0);
    out.width = zb_u_max(out.width, out.label[i].width);
  }
  /* name i ends in the middle of its band, left + (i + 1/2) (room - left) / n, and begins `reach` before it, inside */
  zb_u least = *left;
  for (size_t i = 0; i < names->n; i++) {
    int64_t n = 2 * (int64_t)names->n, k = 2 * (int64_t)i + 1, reach = zb_u_muldiv(out.label[i].width, SIN45, 1000);
    least = zb_u_max(least, (zb_u)((reach * n - room * k + n - k - 1) / (n - k)));
  }
  if (!slants(in, room - least, names->n) || room - least < zb_u_muldiv(room, SLANT_FIELD, 1000))
    return false;
  *left = least;
  out.height = zb_u_muldiv(out.width + style.size, SIN45, 1000);
  *names = out;
  return true;
}

bool zb_axis_keys(const zb_chart_in *in, zb_axis *names, const char *const *name, const zb_src *src, zb_u pitch,
                  zb_keylist *list)
{
  zb_tstyle style = in->style.label;
  style.max_lines = ZB_NAME_LINES;
  style.align = ZB_ALIGN_LEFT;
  if (zb_keylist_sign(in, 0, names->n, in->style.ink).width > pitch)
    return false;
  zb_axis out = {.label = zb_newn(in->text->arena, zb_label, names->n), .n = names->n, .fit = true};
  for (size_t i = 0; i < names->n; i++) {
    if (name[i][0] == '\0')
      continue;
    zb_label whole = zb_label_text(in->text, name[i], src[i], &style, 0);
    out.label[i] = zb_keylist_sign(in, zb_keylist_add(in, list, &whole, NULL, name[i], src[i]), 0, in->style.ink);
    out.width = zb_u_max(out.width, out.label[i].width);
    out.height = zb_u_max(out.height, out.label[i].height);
  }
  if (out.width > pitch)
    return false;
  *names = out;
  return true;
}

/* Turns what was drawn from op `from` on by 45 degrees against the clock about c. */
static void turn(zb_dl_page *page, size_t from, zb_point c)
{
  for (size_t k = from; k < page->n; k++) {
    zb_dl_op *op = &page->op[k];
    if (op->kind != ZB_DL_OP_GLYPHS)
      continue;
    zb_glyphs *g = op->u.glyphs;
    zb_u x = g->x - c.x, y = g->y - c.y, r = g->advance + 2 * g->size;
    g->x = c.x + zb_u_muldiv(x + y, SIN45_16, 65536);
    g->y = c.y + zb_u_muldiv(y - x, SIN45_16, 65536);
    g->has_matrix = true;
    g->m[0] = g->m[2] = g->m[3] = SIN45_16;
    g->m[1] = -SIN45_16;
    op->bounds = (zb_rect){.x = g->x - g->size, .y = g->y - r, .w = r + g->size, .h = r + g->size};
  }
}

void zb_axis_name_slanted(const zb_axis *names, size_t i, zb_src src, zb_dl_page *page, zb_u x, zb_u y)
{
  size_t from = page->n;
  zb_axis_name(names, i, src, page, x, y, 1, -1);
  turn(page, from, (zb_point){.x = x, .y = y});
}

/* --- values ---------------------------------------------------------------------------------------------------- */

/* Does a side of the domain reach so little beyond zero that a tick there would waste the plot? */
static bool slight(zb_arena *a, zb_num v, zb_num other)
{
  zb_num times = zb_num_mul(a, v, zb_num_int(a, -SLIGHT));
  return v.sign * other.sign < 0 && (other.sign > 0 ? zb_num_cmp(times, other) < 0 : zb_num_cmp(times, other) > 0);
}

/* Loose ticks for about `want` labels, set, `most` of them at most (0: any number); the domain grows to the outermost. */
static zb_vaxis set_ticks(const zb_chart_in *in, const zb_unit *unit, zb_domain *domain, int want, bool whole, int most)
{
  zb_arena *a = in->text->arena;
  zb_domain d = *domain;
  zb_nice nice = zb_nice_office;
  nice.most = most;
  if (slight(a, d.lo, d.hi))
    d.lo = (zb_num){0};
  else if (slight(a, d.hi, d.lo))
    d.hi = (zb_num){0};
  zb_vaxis x = {.ticks = zb_ticks_extended(a, d, want, nice, whole)};
  size_t n = (size_t)x.ticks.n;
  x.value = zb_newn(a, zb_num, n);
  x.label = zb_newn(a, zb_label, n);
  int decimals = zb_unit_places(a, unit, &x.ticks);
  zb_tstyle style = in->style.value;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.weight = in->style.label.weight;
  style.size = zb_u_min(style.size, in->style.label.size);
  style.max_lines = 1;
  for (size_t i = 0; i < n; i++) {
    x.value[i] = zb_ticks_at(a, &x.ticks, (int)i);
    const char *text = zb_unit_number(a, unit, x.value[i], decimals);
    if (!unit->lifted)
      text = zb_arena_printf(a, "%s%s", text, unit->unit);
    x.label[i] = zb_label_text(in->text, text, in->src, &style, 0);
    x.width = zb_u_max(x.width, x.label[i].width);
    x.height = zb_u_max(x.height, x.label[i].height);
  }
  if (n > 0) {
    zb_domain_add(domain, x.value[0]);
    zb_domain_add(domain, x.value[n - 1]);
  }
  return x;
}

zb_vaxis zb_vaxis_new(const zb_chart_in *in, const zb_unit *unit, zb_domain *domain, int want, zb_u length, bool whole,
                      bool upright)
{
  if (upright)
    return set_ticks(in, unit, domain, want, whole, zb_u_max(length / zb_chart_em(in, TICK_PITCH) + 1, 2));
  for (int most = 0;;) {
    zb_domain d = *domain;
    zb_vaxis x = set_ticks(in, unit, &d, want, whole, most);
    if (x.ticks.n <= 2 || (most > 0 && x.ticks.n > most) || (x.width + in->style.label.size) * x.ticks.n <= length) {
      *domain = d;
      return x;
    }
    most = x.ticks.n - 1;
  }
}

void zb_vaxis_labels(const zb_vaxis *axis, zb_dl_page *page, bool upright, const zb_u *at, zb_u edge)
{
  for (int i = 0; i < axis->ticks.n; i++) {
    const zb_label *l = &axis->label[i];
    if (upright)
      zb_chart_words_level(l, page, edge, at[i], 1);
    else
      zb_chart_words(l, page, at[i], edge, 0, -1);
  }
}

/* Where a line gives way to a run of text: its ink along the line, with a little air; false: they do not meet. */
static bool run_on(const zb_glyphs *g, zb_point a, bool upright, zb_u *from, zb_u *to)
{
  zb_u air = g->size / 6, top = g->y - zb_u_muldiv(g->size, RUN_TOP, 1000), left = g->x, right = g->x + g->advance;
  *from = (upright ? top : left) - air;
  *to = (upright ? g->y + g->size / 8 : right) + air;
  return !g->has_matrix && g->advance > 0 &&
         (upright ? a.x > left && a.x < right : a.y > top && a.y < g->y + g->size / 8);
}

/* The end of the first gap that text leaves at or after `at`; *gap gets where it begins, or `end`. */
static zb_u next_gap(const zb_dl_page *page, size_t from, zb_point a, bool upright, zb_u at, zb_u end, zb_u *gap)
{
  zb_u stop = end;
  *gap = end;
  for (size_t k = from; k < page->n; k++) {
    zb_u lo, hi;
    if (page->op[k].kind != ZB_DL_OP_GLYPHS || !run_on(page->op[k].u.glyphs, a, upright, &lo, &hi))
      continue;
    if (hi > at && lo < *gap) {
      *gap = zb_u_max(lo, at);
      stop = hi;
    }
  }
  return stop;
}

/* A line from a to b, level or upright, that gives way to text drawn from op `from` on. */
static void line_past(zb_dl_page *page, size_t from, zb_point a, zb_point b, zb_rgba color, zb_u width)
{
  bool upright = a.x == b.x;
  zb_u at = upright ? a.y : a.x, end = upright ? b.y : b.x;
  while (at < end) {
    zb_u gap, next = next_gap(page, from, a, upright, at, end, &gap);
    if (gap > at)
      zb_dl_line(page, upright ? (zb_point){.x = a.x, .y = at} : (zb_point){.x = at, .y = a.y},
                 upright ? (zb_point){.x = a.x, .y = gap} : (zb_point){.x = gap, .y = a.y}, zb_paint_solid(color),
                 (zb_stroke){.width = width});
    at = next;
  }
}

void zb_axis_line_past(const zb_chart_style *style, zb_dl_page *page, size_t from, zb_point a, zb_point b)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  line_past(page, from, a, b, style->muted, zb_chart_line_width(style));
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_axis_line(const zb_chart_style *style, zb_dl_page *page, zb_point a, zb_point b)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, a, b, zb_paint_solid(style->muted), (zb_stroke){.width = zb_chart_line_width(style)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_vaxis_grid(const zb_chart_in *in, const zb_vaxis *axis, zb_dl_page *page, size_t past, bool upright,
                   const zb_u *at, zb_u from, zb_u to)
{
  zb_rgba color = zb_color_mix(in->style.muted, in->style.ground, 160);
  zb_u width = zb_u_max(ZB_PT(0.25), in->style.stroke_min);
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (int i = 0; i < axis->ticks.n; i++)
    line_past(page, past, upright ? (zb_point){.x = from, .y = at[i]} : (zb_point){.x = at[i], .y = from},
              upright ? (zb_point){.x = to, .y = at[i]} : (zb_point){.x = at[i], .y = to}, color, width);
  zb_dl_end(page, ZB_DL_ARTIFACT);
}
