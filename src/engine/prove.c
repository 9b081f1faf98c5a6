/* Proof of a page: every figure of the model against what the display list prints and draws. */
#include <string.h>

#include "base/utf8.h"
#include "dl/query.h"
#include "engine/engine.h"
#include "model/format.h"
#include "model/names.h"

/* Text without blanks, full-width marks as their half-width forms: cards and lines part a figure's pieces with space
   only, and the composer sets brackets beside Han characters full-width (R29). */
static char *squeeze(zb_arena *a, const char *s)
{
  char *out = zb_arena_strdup(a, s), *o = out;
  while (*s) {
    const char *from = s;
    uint32_t c = zb_utf8_next(&s);
    if (c == ' ' || c == '\n')
      continue;
    if (c > 0xFF00 && c < 0xFF5E) /* to the tilde, which means a range in either width */
      *o++ = (char)(c - 0xFEE0);
    else
      for (; from < s; from++)
        *o++ = *from;
  }
  *o = '\0';
  return out;
}

static bool digit_char(char c)
{
  return c >= '0' && c <= '9';
}

/* Do these digits stand in the text as a number of their own: 18 not in 184? */
static bool holds_number(const char *text, const char *digits)
{
  size_t n = strlen(digits);
  for (const char *p = text; n > 0 && (p = strstr(p, digits)); p++)
    if (!(p > text && (digit_char(p[-1]) || p[-1] == '.')) && !digit_char(p[n]) &&
        !(p[n] == '.' && digit_char(p[n + 1])))
      return true;
  return false;
}

/* Is the figure readable in the printed text: whole, or by its digits ({id:number})? */
static bool prints(zb_arena *a, const zb_figure *f, const char *text)
{
  const char *squeezed = squeeze(a, text);
  return holds_number(squeezed, squeeze(a, f->datum.text)) || holds_number(squeezed, f->q.digits) ||
         (f->q.unit && *f->q.unit && strcmp(squeezed, f->q.unit) == 0) ||
         strstr(squeezed, zb_format_print(a, f, ZB_FORMAT_WORDS)) ||
         holds_number(squeezed, zb_format_print(a, f, ZB_FORMAT_WAN));
}

/* Does the text say the figure's value in the scale of an axis (12000余 for 1.2万余), at the precision it is printed in? */
static bool says(zb_arena *a, const zb_figure *f, const zb_datum *datum, const char *text)
{
  zb_quantity q;
  if (!zb_quantity_try(a, squeeze(a, text), &q) || q.approx != f->q.approx || q.range != f->q.range)
    return false;
  zb_num unit = zb_num_pow10(a, datum->scale), off = zb_num_sub(a, zb_num_mul(a, q.value, unit), f->q.value);
  off.sign = off.sign < 0 ? 1 : off.sign;
  return zb_num_cmp(off, zb_num_mul(a, zb_quantity_tolerance(a, &q), unit)) <= 0;
}

/* Cells of tables may print a figure in another form: rounded, in 万, with the unit in the head. Does the form agree with
   the figure to the digits it has, and is it what is printed? */
static bool prints_form(zb_arena *a, const zb_figure *f, const zb_datum *form, const char *text)
{
  zb_quantity q;
  if (form == &f->datum || !zb_quantity_try(a, form->text, &q))
    return false;
  zb_num value = strcmp(q.unit, f->q.unit) != 0 && strcmp(q.unit, "%") == 0
                     ? zb_num_mul(a, f->q.value, zb_num_int(a, 100))
                     : f->q.value;
  zb_num off = zb_num_sub(a, q.value, value);
  off.sign = off.sign ? 1 : 0;
  return zb_num_cmp(off, zb_quantity_tolerance(a, &q)) <= 0 && strstr(squeeze(a, text), q.digits);
}

/* Does `text` with the words of the next use go on as the figure is printed? */
static bool goes_on(zb_arena *a, const zb_datum *datum, const char *text)
{
  return strstr(squeeze(a, datum->text), squeeze(a, text)) != NULL;
}

/* The text of use *i; of the following ones too while they are the rest of a figure that lines have broken: of its
   digits, or of the words after them. */
static const char *printed(zb_arena *a, const zb_figure *f, const zb_dl_use *use, size_t n, size_t *i)
{
  const char *text = use[*i].text;
  size_t last = *i;
  for (; last + 1 < n && use[last + 1].datum == use[*i].datum; last++) {
    const char *longer = zb_arena_printf(a, "%s%s", text, use[last + 1].text);
    if (prints(a, f, text) && !goes_on(a, use[*i].datum, longer))
      break;
    text = longer;
  }
  if (prints(a, f, text))
    *i = last;
  return text;
}

/* Is a bar as long as its figure says? Both ends of a bar are rounded to the unit (1/1024 pt). */
static void prove_length(zb_doc *doc, zb_arena *a, const zb_dl_use *use)
{
  zb_num v;
  if (!use->measure || !zb_num_parse_exact(a, use->datum->value, &v))
    return;
  v.sign = v.sign ? 1 : 0;
  zb_u want = zb_num_scale(v, use->measure->span, use->measure->length);
  zb_u got = !use->drawn ? 0 : use->measure->upright ? use->fill.h : use->fill.w;
  if (got < want - 2 || got > want + 2)
    zb_diag(doc->diags, ZB_D_FIGURE_MISDRAWN, use->datum->src, use->datum->figure, zb_arena_printf(a, "%d", (int)got),
            zb_arena_printf(a, "%d", (int)want), NULL);
}

static void count_figures(zb_doc *doc, const zb_names *seen)
{
  const zb_figures *all = doc->report->figures;
  for (size_t i = 0; i < zb_figures_count(all); i++) {
    const zb_figure *f = zb_figures_at(all, i);
    if (f->missing)
      continue;
    doc->figures.declared++;
    if (zb_names_get(seen, f->id))
      doc->figures.printed++;
    else if (zb_report_shows(doc->report, f))
      doc->figures.omitted++;
    else if (!f->column && !zb_report_reckons(doc->report, f) &&
             !zb_diags_failed(doc->diags)) /* cells stand by themselves */
      zb_diag_range(doc->diags, ZB_D_FIGURE_UNUSED, f->id_src, (int)zb_utf8_count(f->id, strlen(f->id)), f->id, NULL);
  }
}

/* Is what a use prints and draws what its figure says? *i moves on over the uses that are one with it. */
static void prove_use(zb_doc *doc, zb_arena *a, const zb_dl_use *use, size_t n, size_t *i)
{
  const zb_dl_use *u = &use[*i];
  const zb_figure *f = zb_figures_find(doc->report->figures, u->datum->figure);
  prove_length(doc, a, u);
  if (!f || !*u->text || prints_form(a, f, u->datum, u->text))
    return;
  const char *text = printed(a, f, use, n, i);
  if (!prints(a, f, text) && !says(a, f, use[*i].datum, text))
    zb_diag(doc->diags, ZB_D_FIGURE_MISPRINT, use[*i].datum->src, f->id, text, f->datum.text, NULL);
}

enum { KEEP = 4 * 1024 * 1024 }; /* of the uses in memory; those of a long document lie in a file */

void zb_prove(zb_doc *doc)
{
  size_t n;
  zb_arena *all = zb_arena_new(), *one = zb_arena_new();
  zb_arena_spill(all, KEEP);
  zb_dl_use *use = zb_dl_uses(all, doc->dl, &n);
  zb_names *seen = zb_names_new(all);
  for (size_t i = 0; i < n; i++) {
    zb_names_put(seen, use[i].datum->figure, &use[i]);
    prove_use(doc, one, use, n, &i);
    zb_arena_clear(one);
    zb_arena_walked(doc->arena, i);
  }
  count_figures(doc, seen);
  doc->figures.free = doc->report->nfree;
  doc->figures.checked = doc->report->nchecked;
  doc->figures.failed = doc->report->nfailed;
  zb_arena_free(one);
  zb_arena_free(all);
}
