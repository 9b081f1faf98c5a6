/* Layout files: furniture and frames. */
#include <string.h>

#include "base/vec.h"
#include "model/build.h"
#include "model/lfile.h"
#include "model/names.h"

/* --- names in the text of furniture ------------------------------------------------------------------------------- */

typedef ZB_VEC(const char *) words;

static void push_fields(const zb_lfile *f, words *out, zb_otype object, const char *before)
{
  size_t n;
  const zb_field *field = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    if (field[i].object == object && (field[i].type == ZB_T_LINE || field[i].type == ZB_T_DATE))
      zb_push(f->a, out, zb_arena_printf(f->a, "%s%s", before, zb_key_name(field[i].key, ZB_LANG_EN)));
}

static words furniture_names(const zb_lfile *f)
{
  words w = {0};
  zb_push(f->a, &w, "page");
  zb_push(f->a, &w, "pages");
  zb_push(f->a, &w, "theme");
  push_fields(f, &w, ZB_O_REPORT, "");
  push_fields(f, &w, ZB_O_MASTHEAD, "masthead.");
  push_fields(f, &w, ZB_O_IMPRINT, "imprint.");
  push_fields(f, &w, ZB_O_LETTER, "letter.");
  return w;
}

static void check_name(const zb_lfile *f, const char *name, zb_src src, int ncols, const words *names)
{
  for (size_t k = 0; k < names->n; k++)
    if (strcmp(names->v[k], name) == 0)
      return;
  zb_diag_range(f->d, ZB_D_FURNITURE_NAME, src, ncols, name, zb_names_suggest(f->a, name, names->v, names->n), NULL);
}

/* What `when:` names: the same, or a whole part of the head. */
static void check_when(const zb_lfile *f, const zb_val *v, words names)
{
  if (!v)
    return;
  zb_push(f->a, &names, "masthead");
  zb_push(f->a, &names, "imprint");
  zb_push(f->a, &names, "letter");
  check_name(f, v->text, v->src, v->ncols, &names);
}

static void check_names(const zb_lfile *f, const zb_inline *in, size_t n, const words *names)
{
  for (size_t i = 0; i < n; i++) {
    check_names(f, in[i].child, in[i].nchildren, names);
    if (in[i].kind == ZB_INL_REF)
      check_name(f, in[i].target, in[i].src, in[i].ncols, names);
  }
}

/* --- furniture ---------------------------------------------------------------------------------------------------- */

static const struct furn_key {
  zb_key key;
  zb_furn_kind kind;
} furn_keys[] = {
    {ZB_K_TEXT, ZB_FURN_TEXT},   {ZB_K_RECT, ZB_FURN_RECT}, {ZB_K_RULE, ZB_FURN_RULE},
    {ZB_K_IMAGE, ZB_FURN_IMAGE}, {ZB_K_ART, ZB_FURN_ART},
};

static bool names_kind(const zb_node *key, const struct furn_key *k)
{
  return strcmp(key->text, zb_key_name(k->key, ZB_LANG_EN)) == 0 ||
         strcmp(key->text, zb_key_name(k->key, ZB_LANG_ZH)) == 0;
}

/* The one kind of a piece; none or several are an error. False if there is no piece to draw. */
static bool furniture_kind(const zb_lfile *f, const zb_obj *o, zb_furn_kind *kind)
{
  int written = 0;
  bool found = false;
  for (size_t i = 0; i < sizeof furn_keys / sizeof *furn_keys; i++) {
    for (size_t k = 0; k < o->node->npairs; k++)
      written += names_kind(o->node->pair[k].key, &furn_keys[i]);
    if (zb_obj_get(o, furn_keys[i].key)) {
      *kind = furn_keys[i].kind;
      found = true;
    }
  }
  if (written != 1)
    zb_diag(f->d, ZB_D_FURNITURE_KIND, o->src, zb_arena_printf(f->a, "%d", written), NULL);
  return written == 1 && found;
}

static void read_text(const zb_lfile *f, const zb_obj *o, zb_furniture *out, const words *names)
{
  out->text = zb_obj_prose(o, ZB_K_TEXT);
  out->style = zb_lfile_style(f, zb_obj_get(o, ZB_K_STYLE));
  for (size_t i = 0; i < out->text->nparas; i++)
    check_names(f, out->text->para[i].child, out->text->para[i].nchildren, names);
}

/* The piece that `below` or `above` names, among those in [from, to); -1 after an error, or when none is named. */
static int piece_named(const zb_lfile *f, const zb_val *v, size_t from, size_t to, zb_diag_code code)
{
  ZB_VEC(const char *) ids = {0};
  for (size_t i = from; v && i < to; i++) {
    const char *id = f->l->furniture[i].id;
    if (id && strcmp(id, v->text) == 0)
      return (int)i;
    if (id)
      zb_push(f->a, &ids, id);
  }
  if (v)
    zb_diag_range(f->d, code, v->src, v->ncols, v->text, zb_names_suggest(f->a, v->text, ids.v, ids.n), NULL);
  return -1;
}

static bool read_piece(zb_lfile *f, const zb_obj *o, const words *names)
{
  zb_furniture p = {.src = o->src};
  if (!furniture_kind(f, o, &p.kind))
    return false;
  p.on = (zb_on)zb_obj_int(o, ZB_K_ON, ZB_ON_ALL);
  p.box = zb_lfile_box(f, o, "furniture", false);
  p.shrink = zb_lfile_scale(f, o, ZB_K_SHRINK);
  p.valign = (int)zb_obj_int(o, ZB_K_VALIGN, ZB_E_VALIGN_TOP) - 1;
  p.vertical = zb_obj_int(o, ZB_K_WRITING_MODE, ZB_E_WRITING_MODE_HORIZONTAL) == ZB_E_WRITING_MODE_VERTICAL;
  p.when = zb_obj_text(o, ZB_K_WHEN, NULL);
  check_when(f, zb_obj_get(o, ZB_K_WHEN), *names);
  p.unless = zb_obj_text(o, ZB_K_UNLESS, NULL);
  check_when(f, zb_obj_get(o, ZB_K_UNLESS), *names);
  p.id = zb_obj_text(o, ZB_K_ID, NULL);
  p.below = piece_named(f, zb_obj_get(o, ZB_K_BELOW), 0, f->l->nfurniture, ZB_D_FURNITURE_BELOW);
  p.above = -1;
  p.optional = zb_obj_bool(o, ZB_K_OPTIONAL, false);
  p.heading = zb_obj_bool(o, ZB_K_IS_HEADING, false);
  p.radius = zb_lfile_positive(f, o, ZB_K_RADIUS, 0, 0);
  p.thickness = zb_lfile_positive(f, o, ZB_K_THICKNESS, 0, ZB_PT(0.5));
  p.paint = zb_lfile_paint(f, zb_lfile_obj(o, ZB_K_FILL), p.box);
  p.art = zb_obj_text(o, ZB_K_ART, NULL);
  bool painted = p.kind == ZB_FURN_RECT || p.kind == ZB_FURN_RULE || p.kind == ZB_FURN_ART;
  if (painted && !zb_obj_get(o, ZB_K_FILL))
    zb_diag(f->d, ZB_D_KEY_MISSING, o->src, zb_schema_object_name(ZB_O_FURNITURE), zb_key_name(ZB_K_FILL, ZB_LANG_EN),
            zb_key_name(ZB_K_FILL, ZB_LANG_ZH), NULL);
  if (p.kind == ZB_FURN_TEXT)
    read_text(f, o, &p, names);
  if (p.kind == ZB_FURN_IMAGE) {
    const zb_val *v = zb_obj_get(o, ZB_K_IMAGE);
    p.path = v->path;
    zb_build_file(f->d, v->path, v->src, v->ncols);
  }
  f->l->furniture[f->l->nfurniture++] = p;
  return true;
}

/* Does its place depend on itself? */
static bool turns(const zb_layout *l, size_t piece)
{
  int at = (int)piece;
  for (size_t steps = 0; steps <= l->nfurniture; steps++) {
    const zb_furniture *p = &l->furniture[at];
    at = p->below >= 0 ? p->below : p->above;
    if (at < 0)
      return false;
  }
  return true;
}

/* What stands on another piece is written before it, as it is read: v names it, or is NULL. */
static void stack(const zb_lfile *f, size_t piece, const zb_val *v)
{
  zb_furniture *p = &f->l->furniture[piece];
  p->above = v ? piece_named(f, v, piece + 1, f->l->nfurniture, ZB_D_FURNITURE_ABOVE) : -1;
  if (!turns(f->l, piece))
    return;
  zb_diag_range(f->d, ZB_D_FURNITURE_ABOVE, v->src, v->ncols, v->text, "—", NULL);
  p->above = -1;
}

void zb_lfile_furniture(zb_lfile *f)
{
  const zb_val *list = zb_obj_get(f->o, ZB_K_FURNITURE);
  if (!list)
    return;
  words names = furniture_names(f);
  const zb_val **above = zb_newn(f->a, const zb_val *, list->nitems);
  f->l->furniture = zb_newn(f->a, zb_furniture, list->nitems);
  for (size_t i = 0; i < list->nitems; i++)
    if (read_piece(f, list->item[i].obj, &names))
      above[f->l->nfurniture - 1] = zb_obj_get(list->item[i].obj, ZB_K_ABOVE);
  for (size_t i = 0; i < f->l->nfurniture; i++)
    stack(f, i, above[i]);
}

/* --- jumps -------------------------------------------------------------------------------------------------------- */

static const zb_prose *jump_words(const zb_lfile *f, const zb_obj *o, zb_key key)
{
  words names = {0};
  zb_push(f->a, &names, "page");
  zb_push(f->a, &names, "title");
  const zb_prose *p = zb_obj_prose(o, key);
  for (size_t i = 0; p && i < p->nparas; i++)
    check_names(f, p->para[i].child, p->para[i].nchildren, &names);
  return p && p->nparas > 0 ? p : NULL;
}

void zb_lfile_jump(zb_lfile *f)
{
  const zb_obj *o = zb_lfile_obj(f->o, ZB_K_JUMP);
  f->l->jump_to = jump_words(f, o, ZB_K_JUMP_TO);
  f->l->jump_from = jump_words(f, o, ZB_K_JUMP_FROM);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

static zb_tabstyle read_tab(const zb_lfile *f, const zb_obj *o, const zb_boxstyle *card)
{
  zb_tabstyle t = {.present = o != NULL};
  if (!o)
    return t;
  const zb_obj *pad = zb_lfile_obj(o, ZB_K_PADDING);
  const zb_val *style = zb_obj_get(o, ZB_K_STYLE);
  t.style = style ? zb_lfile_style(f, style)->name : "theme";
  zb_u em = zb_layout_style(f->l, t.style)->size;
  zb_u side = zb_lfile_positive(f, pad, ZB_K_ALL, 0, card->pad_left);
  zb_u above = zb_lfile_positive(f, pad, ZB_K_ALL, 0, em * 3 / 10);
  t.fill = zb_lfile_paint(f, zb_lfile_obj(o, ZB_K_FILL), (zb_rect){0});
  t.full = zb_obj_bool(o, ZB_K_FULL, false);
  t.radius = zb_lfile_positive(f, o, ZB_K_RADIUS, 0, card->radius);
  t.pad_x = zb_lfile_positive(f, pad, ZB_K_LEFT, 0, side);
  t.pad_y = zb_lfile_positive(f, pad, ZB_K_TOP, 0, above);
  return t;
}

static zb_boxstyle read_card(const zb_lfile *f, const zb_obj *o)
{
  if (!o)
    return (zb_boxstyle){.present = false};
  const zb_obj *pad = zb_lfile_obj(o, ZB_K_PADDING);
  zb_u all = zb_lfile_positive(f, pad, ZB_K_ALL, 0, 0);
  bool border = zb_obj_get(o, ZB_K_BORDER) != NULL;
  zb_boxstyle s = {
      .present = true,
      .breaks = (zb_card_break)zb_obj_int(o, ZB_K_CARD_BREAK, ZB_CARD_SLICE),
      .continued = zb_obj_prose(o, ZB_K_CONTINUED),
      .fill = zb_lfile_paint(f, zb_lfile_obj(o, ZB_K_FILL), (zb_rect){0}),
      .border = zb_lfile_paint(f, zb_lfile_obj(o, ZB_K_BORDER), (zb_rect){0}),
      .border_width = zb_lfile_positive(f, o, ZB_K_WIDTH, 0, border ? ZB_PT(0.5) : 0),
      .radius = zb_lfile_positive(f, o, ZB_K_RADIUS, 0, 0),
      .pad_top = zb_lfile_positive(f, pad, ZB_K_TOP, 0, all),
      .pad_right = zb_lfile_positive(f, pad, ZB_K_RIGHT, 0, all),
      .pad_bottom = zb_lfile_positive(f, pad, ZB_K_BOTTOM, 0, all),
      .pad_left = zb_lfile_positive(f, pad, ZB_K_LEFT, 0, all),
  };
  s.tab = read_tab(f, zb_lfile_obj(o, ZB_K_TAB), &s);
  return s;
}

/* The columns must be at least 5 mm wide, or no character fits. */
static void check_columns(const zb_lfile *f, const zb_obj *o, zb_frame_def *fr)
{
  int64_t free_width = (int64_t)fr->box.w - (int64_t)(fr->columns - 1) * fr->gutter;
  if (fr->gutter >= 0 && free_width >= (int64_t)fr->columns * ZB_MM(5))
    return;
  const zb_val *v = zb_obj_get(o, ZB_K_COLUMNS);
  zb_diag(f->d, ZB_D_LAYOUT_RANGE, v ? v->src : o->src, zb_key_name(ZB_K_COLUMNS, ZB_LANG_EN),
          zb_arena_printf(f->a, "%d", fr->columns), ">= 5 mm", NULL);
  fr->columns = 1;
  fr->gutter = 0;
}

/* Only running text and cards choose; summary frames have the summary, stories all themes. */
static void check_take(const zb_lfile *f, const zb_obj *o, const zb_frame_def *fr)
{
  static const zb_key keys[] = {ZB_K_TAKE, ZB_K_NEXT, ZB_K_EACH};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const zb_val *v = zb_obj_get(o, keys[i]);
    bool fits = fr->role == ZB_FRAME_FLOW || (fr->role == ZB_FRAME_CARDS && keys[i] != ZB_K_NEXT);
    if (v && !fits)
      zb_diag(f->d, ZB_D_FRAME_KEY, v->src, fr->id, zb_key_name(keys[i], ZB_LANG_EN), zb_key_name(keys[i], ZB_LANG_ZH),
              NULL);
  }
}

/* The frame of this id that is not `own`, or -1. */
static int frame_called(const zb_layout *l, const char *id, int own)
{
  for (size_t i = 0; i < l->nframes; i++)
    if ((int)i != own && strcmp(l->frame[i].id, id) == 0)
      return (int)i;
  return -1;
}

static void frame_unknown(const zb_lfile *f, const zb_val *v)
{
  words names = {0};
  for (size_t i = 0; i < f->l->nframes; i++)
    zb_push(f->a, &names, f->l->frame[i].id);
  zb_diag_range(f->d, ZB_D_FRAME_UNKNOWN, v->src, v->ncols, v->text, zb_names_suggest(f->a, v->text, names.v, names.n),
                NULL);
}

/* Where the text of frame i goes on: one frame of running text, after one frame only. */
static void link_frame(const zb_lfile *f, const zb_obj *o, int i)
{
  zb_layout *l = f->l;
  const zb_val *v = zb_obj_get(o, ZB_K_NEXT);
  if (!v || l->frame[i].role != ZB_FRAME_FLOW)
    return;
  int next = frame_called(l, v->text, i);
  if (next < 0) {
    frame_unknown(f, v);
    return;
  }
  zb_frame_def *to = &l->frame[next];
  if (to->role != ZB_FRAME_FLOW || (next > i && (to->ntake > 0 || to->follows))) {
    zb_diag_range(f->d, ZB_D_FRAME_NEXT, v->src, v->ncols, l->frame[i].id, v->text, NULL);
    return;
  }
  l->frame[i].next = next;
  to->follows = to->follows || next > i; /* a step back closes a round, page by page */
}

static void read_frame(zb_lfile *f, const zb_obj *o)
{
  zb_layout *l = f->l;
  const zb_obj *card = zb_lfile_obj(o, ZB_K_CARD);
  zb_frame_def fr = {.src = o->src, .id = zb_obj_text(o, ZB_K_ID, "")};
  fr.role = (zb_frame_role)zb_obj_int(o, ZB_K_ROLE, ZB_FRAME_FLOW);
  fr.on = (zb_on)zb_obj_int(o, ZB_K_ON, ZB_ON_ALL);
  fr.when = zb_obj_text(o, ZB_K_WHEN, NULL);
  check_when(f, zb_obj_get(o, ZB_K_WHEN), furniture_names(f));
  fr.box = zb_lfile_box(f, o, fr.id, true);
  fr.columns = (int)zb_obj_int(o, ZB_K_COLUMNS, 1);
  fr.gutter = zb_lfile_length(f, o, ZB_K_GUTTER, l->w, fr.columns > 1 ? ZB_MM(5) : 0);
  check_columns(f, o, &fr);
  fr.type_scale = zb_lfile_scale(f, o, ZB_K_TYPE_SCALE);
  fr.fill = (zb_fill)zb_obj_int(o, ZB_K_FRAME_FILL, ZB_FILL_TOP);
  fr.card = read_card(f, card);
  fr.card_gap = zb_lfile_length(f, card, ZB_K_GAP, l->h, fr.gutter);
  fr.page = (int)zb_obj_int(o, ZB_K_PAGE, 0);
  fr.each_theme = zb_obj_int(o, ZB_K_EACH, ZB_E_EACH_ALL) == ZB_E_EACH_THEMES;
  fr.next = -1;
  fr.take = zb_lfile_takes(f, o, ZB_K_TAKE, &fr.ntake);
  check_take(f, o, &fr);
  for (size_t i = 0; i < l->nframes; i++)
    if (strcmp(l->frame[i].id, fr.id) == 0 && l->frame[i].on == fr.on)
      zb_diag(f->d, ZB_D_ID_TWICE, fr.src, fr.id, zb_build_place(f->a, l->frame[i].src), NULL);
  l->frame[l->nframes++] = fr;
}

void zb_lfile_frames(zb_lfile *f)
{
  const zb_val *list = zb_obj_get(f->o, ZB_K_FRAMES);
  if (!list)
    return;
  f->l->frame = zb_newn(f->a, zb_frame_def, list->nitems);
  for (size_t i = 0; i < list->nitems; i++)
    read_frame(f, list->item[i].obj);
  for (size_t i = 0; i < list->nitems; i++)
    link_frame(f, list->item[i].obj, (int)i);
}
