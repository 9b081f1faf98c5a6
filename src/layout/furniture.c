/* Furniture: what stands on the pages besides the report's blocks: masthead, rules, bands, folio, imprint. */
#include <stdlib.h>
#include <string.h>

#include "layout/run.h"
#include "model/moment.h"

/* --- names ---------------------------------------------------------------------------------------------------- */

typedef struct name_lookup {
  zb_run *run;
  int page, pages;
  const char *absent; /* the first name that the report does not give */
  zb_src longest;     /* where the longest text was written; file NULL: none */
  size_t length;      /* of that text, bytes */
} name_lookup;

/* A field by its English or Chinese name (two objects may use one name for different keys). */
static const zb_val *field_named(const zb_obj *o, const char *name, size_t n)
{
  for (size_t i = 0; o && i < o->n; i++)
    for (int lang = ZB_LANG_EN; lang <= ZB_LANG_ZH; lang++) {
      const char *key = zb_key_name(o->key[i], (zb_lang)lang);
      if (strlen(key) == n && memcmp(key, name, n) == 0)
        return &o->field[i];
    }
  return NULL;
}

/* The report's value of a name such as masthead.issue, or NULL. */
static const zb_val *value_named(const zb_run *run, const char *path)
{
  const zb_obj *o = run->in.report->props;
  const char *dot = strchr(path, '.');
  if (dot) {
    const zb_val *v = field_named(o, path, (size_t)(dot - path));
    o = v ? v->obj : NULL;
    path = dot + 1;
  }
  return field_named(o, path, strlen(path));
}

const char *zb_furniture_name(zb_run *run, const char *path)
{
  const zb_val *v = value_named(run, path);
  if (!v)
    return NULL;
  if (v->obj)
    return ""; /* present, but no text of its own */
  return v->prose ? zb_prose_plain(run->in.arena, run->in.report, v->prose) : v->text;
}

/* The title of the theme that stands first on the page, or that goes on there; "" on a page without one. */
static const char *running_head(const zb_run *run)
{
  const zb_report *r = run->in.report;
  for (size_t i = 0; run->page && i < run->page->placed.n; i++) {
    const zb_vlist *l = &run->page->placed.v[i].list;
    for (size_t k = 0; k < l->n; k++)
      for (size_t t = 0; l->v[k].nmarks > 0 && t < r->nthemes; t++)
        if (l->v[k].mark[0].role == ZB_DL_SECT && l->v[k].mark[0].src.line == r->theme[t].src.line)
          return zb_prose_plain(run->in.arena, r, r->theme[t].title);
  }
  return "";
}

/* A Chinese report prints the dates of its head as words, however they were typed. */
static bool is_date(const zb_run *run, const zb_val *v)
{
  return strncmp(run->in.report->lang, "zh", 2) == 0 &&
         (v == value_named(run, "masthead.date") || v == value_named(run, "letter.date") ||
          v == value_named(run, "as_of"));
}

static const char *lookup(void *data, const char *path)
{
  name_lookup *l = data;
  zb_arena *a = l->run->in.arena;
  if (strcmp(path, "page") == 0)
    return zb_arena_printf(a, "%d", l->page);
  if (strcmp(path, "pages") == 0)
    return zb_arena_printf(a, "%d", l->pages);
  if (strcmp(path, "theme") == 0)
    return running_head(l->run);
  const char *text = zb_furniture_name(l->run, path);
  if (!text && !l->absent)
    l->absent = path;
  if (text && is_date(l->run, value_named(l->run, path)))
    text = zb_moment_words(a, text);
  if (text && strlen(text) > l->length) {
    l->length = strlen(text);
    l->longest = value_named(l->run, path)->src;
  }
  return text;
}

/* --- text ----------------------------------------------------------------------------------------------------- */

/* Furniture on the first or last page, or of a one-page layout, is content; what repeats is an artifact. */
static bool is_content(const zb_run *run, const zb_furniture *f)
{
  return f->heading || f->on == ZB_ON_FIRST || f->on == ZB_ON_LAST || run->in.layout->pages_max == 1;
}

zb_span *zb_furniture_spans(zb_run *run, const zb_pieces *p, size_t *n)
{
  zb_span *s = zb_newn(run->in.arena, zb_span, p->n);
  for (size_t i = 0; i < p->n; i++) {
    const zb_piece *piece = &p->v[i];
    s[i] = zb_span_plain(piece->text, piece->len, piece->src);
    s[i].flags =
        (piece->flags & ZB_PIECE_STRONG ? ZB_SPAN_STRONG : 0) | (piece->flags & ZB_PIECE_BREAK ? ZB_SPAN_BREAK : 0);
    s[i].datum = piece->figure ? &piece->figure->datum : NULL;
  }
  *n = p->n;
  return s;
}

/* Text at the greatest size that its box holds. */
typedef struct fitted {
  zb_tstyle style;
  zb_lines *lines;
  zb_u height; /* of all lines; of columns their width */
  bool over;
} fitted;

/* `broken`: evenly spaced text in lines of its own, centred. */
static fitted set_text(zb_run *run, const zb_furniture *f, const zb_span *spans, size_t n, int scale, bool broken)
{
  fitted t = {.style = f->style->style};
  if (broken) {
    t.style.align = ZB_ALIGN_CENTER;
    t.style.balance = true;
    t.style.leading = zb_u_muldiv(t.style.size, 115, 100);
  }
  t.style.size = zb_u_muldiv(t.style.size, scale, 1000);
  t.style.leading = zb_u_muldiv(t.style.leading, scale, 1000);
  t.style.tracking = zb_u_muldiv(t.style.tracking, scale, 1000);
  t.style.vertical = f->vertical;
  t.lines = zb_para_break(zb_para_new(&run->text, spans, n, &t.style), f->vertical ? f->box.h : f->box.w);
  size_t count = zb_lines_count(t.lines);
  t.height = count ? t.style.size + (zb_u)(count - 1) * t.style.leading : 0;
  t.over = t.height > (f->vertical ? f->box.w : f->box.h) + t.style.size / 2;
  for (size_t i = 0; i < count; i++)
    t.over = t.over || zb_lines_info(t.lines, i).overfull;
  return t;
}

static fitted shrink_text(zb_run *run, const zb_furniture *f, const zb_span *spans, size_t n, bool broken)
{
  enum { STEP = 25 };
  fitted t = set_text(run, f, spans, n, 1000, broken);
  for (int scale = 1000 - STEP; t.over && scale >= f->shrink; scale -= STEP)
    t = set_text(run, f, spans, n, scale, broken);
  return t;
}

/* An evenly spaced name that would become small on its one line stands on two. */
static fitted fit_text(zb_run *run, const zb_furniture *f, const zb_span *spans, size_t n)
{
  enum { SMALL = 600 };
  fitted t = shrink_text(run, f, spans, n, false);
  const zb_tstyle *style = &f->style->style;
  if (style->align != ZB_ALIGN_EVEN || f->vertical || t.style.size > zb_u_muldiv(style->size, SMALL, 1000))
    return t;
  fitted two = shrink_text(run, f, spans, n, true);
  return !two.over && (t.over || two.style.size > t.style.size) ? two : t;
}

/* Lines from the top, the middle or the foot of the box; columns from its right, its middle or its left. */
static void draw_lines(const fitted *set, const zb_furniture *f, zb_dl_page *page)
{
  const zb_tstyle *style = &set->style;
  zb_u slack = (f->vertical ? f->box.w : f->box.h) - set->height;
  zb_u before = f->valign < 0 ? 0 : f->valign > 0 ? slack : slack / 2;
  for (size_t i = 0; i < zb_lines_count(set->lines); i++) {
    zb_u down = before + (zb_u)i * style->leading;
    if (f->vertical)
      zb_lines_draw(set->lines, i, page, f->box.x + f->box.w - down - style->size / 2, f->box.y);
    else
      zb_lines_draw(set->lines, i, page, f->box.x, f->box.y + down + zb_u_muldiv(style->size, 88, 100));
  }
}

static void draw_text(zb_run *run, zb_dl_page *page, int pages, const zb_furniture *f)
{
  zb_arena *a = run->in.arena;
  name_lookup names = {.run = run, .page = page->number, .pages = pages};
  bool absent = false;
  if (f->text->nparas == 0)
    return;
  zb_pieces pieces = zb_prose_pieces(a, run->in.report, &f->text->para[0], lookup, &names, &absent);
  if (absent) { /* of a piece that is not optional: those are not drawn then */
    zb_diag(run->in.diags, ZB_D_FURNITURE_ABSENT, f->src, run->in.layout->name, names.absent ? names.absent : "", NULL);
    return;
  }
  size_t n;
  zb_span *spans = zb_furniture_spans(run, &pieces, &n);
  fitted set = fit_text(run, f, spans, n);
  if (zb_lines_count(set.lines) == 0)
    return;
  if (set.over) /* what made it long is rather in the report than in the layout */
    zb_diag(run->in.diags, ZB_D_OVERSET_FURNITURE,
            names.longest.file ? names.longest
            : pieces.n         ? pieces.v[0].src
                               : f->src,
            run->in.layout->name, NULL);
  zb_dl_role role = f->heading ? ZB_DL_H1 : is_content(run, f) ? ZB_DL_P : ZB_DL_ARTIFACT;
  const char *title = f->heading ? run->dl->title : NULL;
  zb_dl_begin(page, (zb_mark){.role = role, .title = title, .src = f->src, .minor = !f->heading});
  draw_lines(&set, f, page);
  zb_dl_end(page, role);
}

/* --- shapes --------------------------------------------------------------------------------------------------- */

static zb_paint placed_paint(zb_paint p, zb_rect r)
{
  p.p0 = (zb_point){r.x, r.y};
  p.p1 = (zb_point){r.x, r.y + r.h};
  return p;
}

static void draw_rule(zb_dl_page *page, const zb_furniture *f)
{
  zb_rect r = f->box;
  if (r.w >= r.h)
    r.h = f->thickness;
  else
    r.w = f->thickness;
  zb_dl_fill_rect(page, r, f->paint);
}

static void draw_image(zb_run *run, zb_dl_page *page, const zb_furniture *f)
{
  int id = zb_images_load(run->in.images, run->in.diags, f->path, f->path, f->src);
  if (id < 0)
    return;
  const zb_image_info *info = zb_images_info(run->in.images, id);
  zb_rect r = f->box; /* undistorted, centred in the box */
  if ((int64_t)r.w * info->height > (int64_t)r.h * info->width) {
    zb_u w = zb_u_muldiv(r.h, info->width, info->height);
    r.x += (r.w - w) / 2;
    r.w = w;
  } else {
    zb_u h = zb_u_muldiv(r.w, info->height, info->width);
    r.y += (r.h - h) / 2;
    r.h = h;
  }
  zb_dl_image(page, (zb_image_op){.image = id, .rect = r, .cw = 65536, .ch = 65536});
}

static void draw_shape(zb_run *run, zb_dl_page *page, const zb_furniture *f)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, f->src);
  switch (f->kind) {
  case ZB_FURN_RECT:
    zb_dl_fill(page, zb_path_round(run->in.arena, f->box, f->radius), placed_paint(f->paint, f->box));
    break;
  case ZB_FURN_RULE:
    draw_rule(page, f);
    break;
  case ZB_FURN_IMAGE:
    draw_image(run, page, f);
    break;
  case ZB_FURN_ART:
    zb_art_draw(run->in.arena, page, f->art, f->box, f->paint);
    break;
  case ZB_FURN_TEXT:
    break;
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* --- what stands where ---------------------------------------------------------------------------------------- */

static bool has_its_text(zb_run *run, const zb_dl_page *page, int pages, const zb_furniture *f)
{
  name_lookup names = {.run = run, .page = page->number, .pages = pages};
  bool absent = false;
  if (f->kind == ZB_FURN_TEXT && f->optional && f->text->nparas > 0)
    zb_prose_pieces(run->in.arena, run->in.report, &f->text->para[0], lookup, &names, &absent);
  return !absent;
}

static bool is_drawn(zb_run *run, const zb_dl_page *page, int pages, const zb_furniture *f)
{
  return zb_on_page(f->on, page->number, pages) && (!f->when || zb_furniture_name(run, f->when)) &&
         (!f->unless || !zb_furniture_name(run, f->unless)) && has_its_text(run, page, pages, f);
}

/* Below another piece, or on it; in its place when that is left out. */
static zb_u top_of(zb_run *run, const zb_dl_page *page, int pages, const zb_furniture *f)
{
  const zb_furniture *all = run->in.layout->furniture;
  if (f->below >= 0) {
    const zb_furniture *up = &all[f->below];
    return top_of(run, page, pages, up) + (is_drawn(run, page, pages, up) ? up->box.h : 0);
  }
  if (f->above >= 0) {
    const zb_furniture *down = &all[f->above];
    return top_of(run, page, pages, down) + (is_drawn(run, page, pages, down) ? 0 : down->box.h) - f->box.h;
  }
  return f->box.y;
}

void zb_furniture_draw(zb_run *run, zb_dl_page *page, int pages, zb_furn_pass pass, zb_u top)
{
  const zb_layout *l = run->in.layout;
  for (size_t i = 0; i < l->nfurniture; i++) {
    zb_furniture f = l->furniture[i];
    if (!is_drawn(run, page, pages, &f))
      continue;
    f.box.y = top_of(run, page, pages, &f);
    f.box = zb_on_media(l, f.box);
    bool text = f.kind == ZB_FURN_TEXT, before = f.box.y < top;
    if (!text && pass == ZB_FURN_BEHIND)
      draw_shape(run, page, &f);
    else if (text && pass == (before ? ZB_FURN_BEFORE : ZB_FURN_AFTER))
      draw_text(run, page, pages, &f);
  }
}
