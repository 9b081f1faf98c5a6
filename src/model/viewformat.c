/* Views of tables: how numbers, dates and missing values print, and units that a column or the table shares. */
#include <string.h>

#include "model/prose.h"
#include "model/viewbuild.h"

/* The parts of a printed number. */
typedef struct form {
  const char *prefix, *digits, *yu, *scale, *unit, *suffix;
  bool changed;   /* not as it is written in the source */
  bool too_small; /* not zero, but zero at the decimals it is printed with */
} form;

/* What a column asks for. */
typedef struct asked {
  long decimals, scale; /* -1: not asked */
  bool sign, percent, grouping;
  bool any;
} asked;

enum { MOST_DECIMALS = 2 };

static bool yes(const zb_vcolumn *c, zb_key key)
{
  const zb_val *v = zb_vcolumn_prop(c, key);
  return v && v->i;
}

/* --- one number ------------------------------------------------------------------------------------------------ */

static form as_written(zb_arena *a, const zb_quantity *q)
{
  const char *s = q->scale_text;
  bool yu = strstr(s, "余") || strstr(s, "多");
  const char *word = strstr(s, "余") ? "余" : yu ? "多" : "";
  const char *scale = strstr(s, "万") ? "万" : strstr(s, "亿") ? "亿" : "";
  bool yu_first = yu && strncmp(s, word, strlen(word)) == 0; /* 100余万: stays in front of the scale */
  return (form){.prefix = q->prefix,
                .digits = yu_first ? zb_arena_printf(a, "%s%s", q->digits, word) : q->digits,
                .yu = yu_first ? "" : word,
                .scale = scale,
                .unit = q->unit,
                .suffix = q->suffix};
}

/* Digits before the point. */
static size_t whole_digits(const char *digits)
{
  return strcspn(digits + (digits[0] == '-' || digits[0] == '+'), ".");
}

/* Commas between thousands. */
static const char *grouped(zb_arena *a, const char *digits)
{
  static const char mark[] = ",";
  size_t lead = digits[0] == '-' || digits[0] == '+', n = whole_digits(digits);
  char *out = zb_arena_alloc(a, strlen(digits) + n + 4), *o = out;
  for (size_t i = 0; digits[i]; i++) {
    if (i > lead && i < lead + n && (lead + n - i) % 3 == 0)
      o = stpcpy(o, mark);
    *o++ = digits[i];
  }
  return out;
}

/* Decimals a number needs to be exact, at most MOST_DECIMALS. */
static int needed(zb_arena *a, zb_num v)
{
  for (int d = 0; d < MOST_DECIMALS; d++)
    if (zb_num_cmp(zb_num_round(a, v, d), v) == 0)
      return d;
  return MOST_DECIMALS;
}

static zb_num shown(zb_arena *a, const zb_quantity *q, int scale, bool percent)
{
  zb_num v = scale ? zb_num_mul(a, q->value, zb_num_pow10(a, -scale)) : q->value;
  return percent ? zb_num_mul(a, v, zb_num_int(a, 100)) : v;
}

static form remade(zb_arena *a, const zb_quantity *q, const asked *w, int scale, int decimals)
{
  bool percent = w->percent && !q->unit[0];
  zb_num v = shown(a, q, scale, percent);
  bool rounds = zb_num_cmp(zb_num_round(a, v, decimals), v) != 0;
  form f = as_written(a, q);
  f.digits = zb_num_print(a, v, decimals);
  f.too_small = v.sign && zb_num_round(a, v, decimals).sign == 0;
  if (w->sign && v.sign > 0)
    f.digits = zb_arena_printf(a, "+%s", f.digits);
  if (w->grouping)
    f.digits = grouped(a, f.digits);
  bool yu_last = *f.yu; /* 1.2万余, not 100余万 */
  f.yu = "";
  if (q->approx == ZB_APPROX_YU && rounds)
    f.prefix = "约";
  else if (q->approx == ZB_APPROX_YU && yu_last)
    f.yu = "余";
  else if (q->approx == ZB_APPROX_YU)
    f.digits = zb_arena_printf(a, "%s余", f.digits);
  f.scale = scale == 4 ? "万" : scale == 8 ? "亿" : "";
  f.unit = percent ? "%" : q->unit;
  f.changed = true;
  return f;
}

/* --- a column -------------------------------------------------------------------------------------------------- */

static asked asked_of(const zb_vcolumn *c)
{
  const zb_val *decimals = zb_vcolumn_prop(c, ZB_K_DECIMALS), *scale = zb_vcolumn_prop(c, ZB_K_COLUMN_SCALE);
  asked w = {.decimals = decimals ? decimals->i : -1, .scale = scale ? scale->i : -1};
  w.sign = yes(c, ZB_K_SIGN);
  w.percent = yes(c, ZB_K_PERCENT);
  w.grouping = yes(c, ZB_K_GROUPING);
  w.any = decimals || scale || w.sign || w.percent || w.grouping;
  return w;
}

/* auto: 万 from 100 000, 亿 from 1 000 000 000. */
static int automatic(const zb_vbuild *vb, size_t k)
{
  int scale = 0;
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    zb_num v = q ? q->value : (zb_num){0};
    v.sign = v.sign ? 1 : 0;
    if (q && zb_num_cmp(v, zb_num_pow10(vb->a, 9)) >= 0)
      return 8;
    if (q && zb_num_cmp(v, zb_num_pow10(vb->a, 5)) >= 0)
      scale = 4;
    zb_arena_walked(vb->a, r);
  }
  return scale;
}

static int scale_of(const zb_vbuild *vb, size_t k, const asked *w)
{
  static const int fixed[] = {[ZB_E_COLUMN_SCALE_ONE] = 0, [ZB_E_COLUMN_SCALE_WAN] = 4, [ZB_E_COLUMN_SCALE_YI] = 8};
  return w->scale == ZB_E_COLUMN_SCALE_AUTO ? automatic(vb, k) : w->scale >= 0 ? fixed[w->scale] : -1;
}

/* Commas stand in all numbers of a column or in none: in all when one has more than four digits (GB/T 15835). */
static bool groups(const zb_vbuild *vb, size_t k, int scale)
{
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    if (q && !q->range &&
        whole_digits(zb_num_print(vb->a, shown(vb->a, q, scale >= 0 ? scale : q->scale, false), 0)) > 4)
      return true;
  }
  return false;
}

/* The forms of a column's numbers, by row; only those with a value are filled. */
static void make_forms(zb_vbuild *vb, size_t k, form *f)
{
  asked w = asked_of(&vb->column.v[k]);
  int scale = scale_of(vb, k, &w), decimals = (int)w.decimals;
  w.grouping = w.grouping && groups(vb, k, scale);
  const zb_quantity *first = NULL;
  bool mixed = false; /* 1.2万 under 12345678: the decimals of one are not those of the other */
  for (size_t r = 0; w.any && w.decimals < 0 && r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    if (!q || q->range || vb->row.v[r].counted)
      continue;
    first = first ? first : q;
    mixed = mixed || (scale < 0 && q->scale != first->scale);
    bool percent = w.percent && !q->unit[0];
    int own =
        scale >= 0 || percent ? needed(vb->a, shown(vb->a, q, scale >= 0 ? scale : q->scale, percent)) : q->decimals;
    decimals = own > decimals ? own : decimals;
    zb_arena_walked(vb->a, r);
  }
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    if (q)
      f[r] = w.any && !q->range && !vb->row.v[r].counted
                 ? remade(vb->a, q, &w, scale >= 0 ? scale : q->scale, mixed ? q->decimals : decimals)
                 : as_written(vb->a, q);
    zb_arena_walked(vb->a, r);
  }
}

/* --- units ----------------------------------------------------------------------------------------------------- */

/* The unit all numbers of a column share, or NULL; *scale: they share that, too. */
static const char *shared_unit(const zb_vbuild *vb, size_t k, const form *f, const char **scale)
{
  const char *unit = NULL;
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_vrow *row = &vb->row.v[r];
    const zb_quantity *q = row->cell[k].q;
    zb_arena_walked(vb->a, r);
    if (!q || row->counted) /* how many there are is said in a unit of its own */
      continue;
    if (q->range && (strchr(f[r].digits, '%') || strstr(f[r].digits, "万")))
      return NULL;
    if (!unit)
      *scale = f[r].scale;
    if (unit && strcmp(unit, f[r].unit) != 0)
      return NULL;
    if (strcmp(*scale, f[r].scale) != 0)
      *scale = "";
    unit = f[r].unit;
  }
  return unit && (*unit || **scale) ? unit : NULL;
}

/* Does the head name the unit already: 面积（公顷）, 面积/公顷? */
static bool named_in(const char *head, const char *unit)
{
  const char *at = *unit ? strstr(head, unit) : NULL;
  if (!at || at == head)
    return false;
  const char *after = at + strlen(unit);
  return (at[-1] == '(' || at[-1] == '/' ||
          (at - head >= 3 && (memcmp(at - 3, "（", 3) == 0 || memcmp(at - 3, "／", 3) == 0))) &&
         (!*after || *after == ')' || strncmp(after, "）", 3) == 0);
}

/* --- cells ----------------------------------------------------------------------------------------------------- */

static const zb_datum *datum_as(zb_arena *a, const zb_datum *datum, const char *text)
{
  if (!datum)
    return NULL;
  zb_datum *d = zb_arena_memdup(a, datum, sizeof *d);
  d->text = text;
  return d;
}

/* Prints a number without what stands in the head. */
static void print_cell(zb_vbuild *vb, zb_vcell *cell, const form *f, const char *lifted, const char *lifted_scale)
{
  bool no_unit = lifted != NULL, no_scale = lifted && *lifted_scale;
  if (!f->changed && (!lifted || (!*f->unit && !*f->scale)))
    return;
  if (f->too_small) {
    cell->text = "…"; /* not 0.00, which would say that there is none; it stands for no figure */
    cell->prose = NULL;
    cell->datum = NULL;
    return;
  }
  cell->text = zb_arena_printf(vb->a, "%s%s%s%s%s%s", f->prefix, f->digits, no_scale ? "" : f->scale, f->yu,
                               no_unit ? "" : f->unit, f->suffix);
  cell->prose = NULL;
  if (f->changed)
    cell->datum =
        datum_as(vb->a, cell->datum,
                 zb_arena_printf(vb->a, "%s%s%s%s%s%s", f->prefix, f->digits, f->scale, f->yu, f->unit, f->suffix));
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* 2025-06-30 in the column's form; other texts stay. */
static const char *date_as(zb_arena *a, const char *s, long format)
{
  for (size_t i = 0; i < 10; i++)
    if ((i == 4 || i == 7) ? s[i] != '-' : !is_digit(s[i]))
      return s;
  if (s[10])
    return s;
  int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
  int month = (s[5] - '0') * 10 + (s[6] - '0'), day = (s[8] - '0') * 10 + (s[9] - '0');
  switch (format) {
  case ZB_E_DATE_FORMAT_MONTH:
    return zb_arena_printf(a, "%d年%d月", year, month);
  case ZB_E_DATE_FORMAT_SHORT:
    return zb_arena_printf(a, "%d月%d日", month, day);
  case ZB_E_DATE_FORMAT_DOTS:
    return zb_arena_printf(a, "%d.%d.%d", year, month, day);
  default:
    return zb_arena_printf(a, "%d年%d月%d日", year, month, day);
  }
}

/* Typed missing values as yearbooks print them: … below the smallest unit, — none; blank unknown. */
static void print_missing(const zb_vbuild *vb, zb_vcell *cell)
{
  const char *blank = zb_obj_text(vb->o, ZB_K_MISSING, "");
  if (cell->covered || cell->extra)
    return;
  if (!*cell->text) {
    cell->text = blank;
    cell->prose = NULL;
  } else if (strcmp(cell->text, "-") == 0 || strcmp(cell->text, "–") == 0 || strcmp(cell->text, "——") == 0) {
    cell->text = "—";
    cell->prose = NULL;
  } else if (strcmp(cell->text, "……") == 0) {
    cell->text = "…";
    cell->prose = NULL;
  }
}

const char *zb_view_print(zb_arena *a, const zb_view *v, size_t column, const zb_quantity *q)
{
  const zb_vcolumn *c = &v->column[column];
  asked w = asked_of(c);
  zb_quantity one;
  bool known = c->lifted && zb_quantity_try(a, zb_arena_printf(a, "1%s", c->lifted), &one);
  int scale = known ? one.scale : q->scale, decimals = 0;
  if (w.decimals >= 0)
    decimals = (int)w.decimals;
  else
    decimals = scale == q->scale ? q->decimals : needed(a, shown(a, q, scale, false));
  form f = remade(a, q, &w, scale, decimals);
  bool no_scale = known && one.scale > 0;
  return zb_arena_printf(a, "%s%s%s%s%s%s", f.prefix, f.digits, no_scale ? "" : f.scale, f.yu, c->lifted ? "" : f.unit,
                         f.suffix);
}

/* What is lifted out of a column: its unit, and its scale where all numbers share it. */
typedef struct lift {
  const char *unit, *scale, *both;
} lift;

static lift lift_of(zb_vbuild *vb, size_t k, const form *f, bool allowed)
{
  lift l = {.scale = ""};
  const zb_vcolumn *c = &vb->column.v[k];
  if (allowed && c->numeric)
    l.unit = shared_unit(vb, k, f, &l.scale);
  if (l.unit)
    l.both = zb_arena_printf(vb->a, "%s%s", l.scale, l.unit);
  vb->column.v[k].lifted = l.both;
  return l;
}

/* --- what a column cannot have --------------------------------------------------------------------------------- */

/* percent: is for numbers without a unit; of percentages it says nothing new. */
static void check_percent(zb_vbuild *vb, size_t k)
{
  const zb_vcolumn *c = &vb->column.v[k];
  const zb_val *v = zb_vcolumn_prop(c, ZB_K_PERCENT);
  for (size_t r = 0; v && v->i && r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    zb_arena_walked(vb->a, r);
    if (!q || !*q->unit || strcmp(q->unit, "%") == 0)
      continue;
    zb_diag_range(vb->d, ZB_D_PERCENT_UNIT, v->src, v->ncols, c->name, q->unit, NULL);
    vb->failed = true;
    return;
  }
}

/* unit: names a unit, it does not change one: the numbers have none, or the same. */
static void check_unit(zb_vbuild *vb, size_t k, const lift *l)
{
  const zb_vcolumn *c = &vb->column.v[k];
  const zb_val *own = zb_vcolumn_prop(c, ZB_K_UNIT);
  for (size_t r = 0; own && r < vb->row.n; r++) {
    const zb_quantity *q = vb->row.v[r].cell[k].q;
    zb_arena_walked(vb->a, r);
    if (!q || !*q->unit || vb->row.v[r].counted || strcmp(own->text, l->both ? l->both : q->unit) == 0)
      continue;
    zb_diag_range(vb->d, ZB_D_COLUMN_UNIT, own->src, own->ncols, c->name, l->both ? l->both : q->unit, own->text, NULL);
    vb->failed = true;
    return;
  }
}

static bool any_date(const zb_vbuild *vb, size_t k)
{
  for (size_t r = 0; r < vb->row.n; r++) {
    if (date_as(vb->a, vb->row.v[r].cell[k].text, ZB_E_DATE_FORMAT_DAY) != vb->row.v[r].cell[k].text)
      return true;
    zb_arena_walked(vb->a, r);
  }
  return false;
}

/* Wishes for numbers and dates of a column that holds none. */
static void check_idle(zb_vbuild *vb, size_t k)
{
  static const zb_key keys[] = {ZB_K_DECIMALS, ZB_K_COLUMN_SCALE, ZB_K_SIGN,  ZB_K_PERCENT,
                                ZB_K_GROUPING, ZB_K_BAR,          ZB_K_SHADE, ZB_K_DATE_FORMAT};
  const zb_vcolumn *c = &vb->column.v[k];
  size_t numbers = 0;
  for (size_t r = 0; r < vb->row.n; r++) {
    numbers += vb->row.v[r].cell[k].q != NULL;
    zb_arena_walked(vb->a, r);
  }
  for (size_t i = 0; vb->row.n > 0 && i < sizeof keys / sizeof *keys; i++) {
    const zb_val *v = zb_vcolumn_prop(c, keys[i]);
    bool wanted = v && (v->type != ZB_T_BOOL || v->i);
    if (!wanted)
      continue;
    if (keys[i] == ZB_K_DATE_FORMAT ? !any_date(vb, k) : keys[i] == ZB_K_BAR ? !c->numeric : numbers == 0)
      zb_diag_range(vb->d, ZB_D_FORMAT_IDLE, v->src, v->ncols, zb_key_name(keys[i], ZB_LANG_EN), c->name, NULL);
  }
}

/* --- one column ------------------------------------------------------------------------------------------------- */

static void format_column(zb_vbuild *vb, size_t k, bool allowed, form *f, lift *out)
{
  zb_vcolumn *c = &vb->column.v[k];
  check_percent(vb, k);
  check_idle(vb, k);
  make_forms(vb, k, f);
  lift l = *out = lift_of(vb, k, f, allowed);
  check_unit(vb, k, &l);
  const zb_val *date = zb_vcolumn_prop(c, ZB_K_DATE_FORMAT);
  for (size_t r = 0; r < vb->row.n; r++) {
    zb_vrow *row = &vb->row.v[r];
    zb_vcell *cell = &row->cell[k];
    zb_arena_walked(vb->a, r);
    if (row->kind == ZB_VROW_GROUP)
      continue;
    if (cell->q)
      print_cell(vb, cell, &f[r], row->counted ? NULL : l.unit, l.scale);
    else if (cell->missing && k > 0 && !row->computed)
      print_missing(vb, cell);
    else if (date && date_as(vb->a, cell->text, date->i) != cell->text) {
      cell->text = date_as(vb->a, cell->text, date->i);
      cell->prose = NULL;
    }
  }
}

/* Does a unit go to the head or over the table by itself? */
static bool moves(const zb_vcolumn *c, const lift *l)
{
  return l->both && !zb_vcolumn_prop(c, ZB_K_UNIT) && !named_in(c->text, l->both);
}

/* The unit that most columns of numbers share, when it can stand over the table: with all of them, or with at least
   three and more than half while each of the others names its own in its head. NULL: none can. */
static const char *table_unit(const zb_vbuild *vb, const lift *l)
{
  const char *common = NULL;
  size_t numbers = 0, most = 0, named = 0;
  for (size_t k = 0; k < vb->column.n; k++) {
    const zb_vcolumn *c = &vb->column.v[k];
    size_t same = 0;
    numbers += c->numeric;
    named += c->numeric && (l[k].both || zb_vcolumn_prop(c, ZB_K_UNIT));
    for (size_t i = 0; moves(c, &l[k]) && i < vb->column.n; i++)
      same += moves(&vb->column.v[i], &l[i]) && strcmp(l[i].both, l[k].both) == 0;
    if (same > most) {
      most = same;
      common = l[k].both;
    }
  }
  bool all = numbers >= 2 && most == numbers, mostly = most >= 3 && 2 * most > numbers && named == numbers;
  return all || mostly ? common : NULL;
}

/* Where the units go: over the table, else into the heads. */
static void place_units(zb_vbuild *vb, const lift *l)
{
  const char *common = table_unit(vb, l);
  vb->v->unit = common ? common : "";
  for (size_t k = 0; k < vb->column.n; k++) {
    zb_vcolumn *c = &vb->column.v[k];
    const zb_val *own = zb_vcolumn_prop(c, ZB_K_UNIT);
    bool above = common && moves(c, &l[k]) && strcmp(common, l[k].both) == 0;
    const char *unit = own ? own->text : l[k].both && !above ? l[k].both : "";
    c->unit = named_in(c->text, unit) ? "" : unit;
  }
}

void zb_vbuild_format(zb_vbuild *vb)
{
  bool allowed = zb_obj_bool(vb->o, ZB_K_LIFT, true);
  lift *l = zb_newn(vb->a, lift, vb->column.n + 1);
  form *f = zb_newn(vb->a, form, vb->row.n + 1); /* used for one column after the other */
  for (size_t k = 0; k < vb->column.n; k++)
    format_column(vb, k, allowed, f, &l[k]);
  place_units(vb, l);
}
