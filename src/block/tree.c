/* Trees: a whole and its parts. Brackets from left to right; an indented list where the measure is too narrow. */
#include "block/structure.h"

/* In permille of the name size: a bracket from box to box, gap between siblings with parts of their own, between
   leaves; of the measure: the widest box of a whole. */
enum { BRACKET = 2200, GAP = 700, LEAF_GAP = 320, WHOLE = 300, INDENT = 1700 };

/* Levels that brackets can show; lines of a whole and of a leaf; leaves in a row; Han that a leaf longer than that has
 * room for. */
enum { LEVELS = 5, WHOLE_LINES = 4, LEAF_LINES = 3, LEAF_COLUMNS = 4, LEAF_EM = 8 };

typedef struct node node;
struct node {
  zb_twig *twig;
  node *under;
  zb_u y, h;        /* middle in the natural height; height of its own box */
  zb_u first, last; /* middles of what its bracket joins */
};

typedef struct tree {
  zb_structure *s;
  node *root;
  size_t levels;
  zb_u w[LEVELS], x[LEVELS]; /* columns of boxes, the last level's the rest */
  size_t columns;            /* leaves in a row */
  zb_u leaf_w;
} tree;

typedef struct row {
  const tree *t;
  const node *root;
  zb_u height; /* natural */
} row;

static zb_u em(const tree *t, int permille)
{
  return zb_u_muldiv(t->s->name.size, permille, 1000);
}

static zb_u stroke_width(const zb_structure *s)
{
  return zb_u_max(zb_u_max(s->name.size / 14, ZB_UNIT / 2), s->stroke_min);
}

static bool leaves_only(const zb_twig *t)
{
  for (size_t i = 0; i < t->n; i++)
    if (t->under[i].n > 0)
      return false;
  return t->n > 0;
}

static size_t levels_of(const zb_twig *t)
{
  size_t most = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t l = levels_of(&t->under[i]);
    most = l > most ? l : most;
  }
  return most + 1;
}

/* --- brackets: widths -------------------------------------------------------------------------------------------- */

/* The root stands on the accent, its parts on a tint, leaves on the ground. */
static zb_rgba fill_of(const zb_structure *s, const zb_twig *t)
{
  if (t->strong || (t->depth == 0 && !s->any_strong))
    return s->accent;
  return s->tint;
}

static void set_labels(zb_structure *s, zb_twig *t, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    zb_tstyle style = t[i].n > 0 || t[i].depth == 0 ? s->name : s->text;
    if (t[i].n > 0 || t[i].depth == 0) {
      style.align = ZB_ALIGN_CENTER;
      style.color = zb_structure_on(s, fill_of(s, &t[i]));
    } else if (t[i].strong) {
      style.weight = s->name.weight;
      style.color = zb_color_contrast(s->accent, s->ground) >= 4.5 ? s->accent : s->ink;
    }
    zb_twig_set(s, &t[i], &style);
    set_labels(s, t[i].under, t[i].n);
  }
}

/* Widest label of the wholes of each level; of the leaves. */
static void widest(const zb_twig *t, size_t n, zb_u *whole, zb_u *leaf)
{
  for (size_t i = 0; i < n; i++) {
    zb_u *w = t[i].n > 0 || t[i].depth == 0 ? &whole[t[i].depth] : leaf;
    *w = zb_u_max(*w, t[i].label.width);
    widest(t[i].under, t[i].n, whole, leaf);
  }
}

/* Sets all labels at their widths; do they fit well? */
static bool fit_labels(tree *t, zb_twig *twig, size_t n)
{
  bool good = true;
  for (size_t i = 0; i < n; i++) {
    bool whole = twig[i].n > 0 || twig[i].depth == 0;
    zb_u rest = t->s->measure - t->x[twig[i].depth];
    zb_u width = whole ? t->w[twig[i].depth] - 2 * t->s->pad : twig[i].depth + 1 == t->levels ? t->leaf_w : rest;
    zb_label_fit(&twig[i].label, zb_u_max(width, 1));
    good = good && zb_twig_fits(&twig[i]) && twig[i].label.nlines <= (whole ? WHOLE_LINES : LEAF_LINES);
    good = fit_labels(t, twig[i].under, twig[i].n) && good;
  }
  return good;
}

/* Columns for every level; false: there is no room for brackets. */
static bool fit_brackets(tree *t)
{
  zb_structure *s = t->s;
  zb_u natural[LEVELS] = {0}, leaf = 0, x = 0, gap = s->text.size * 3 / 2;
  if (t->levels > LEVELS)
    return false;
  widest(s->item, s->n, natural, &leaf);
  for (size_t d = 0; d < t->levels; d++) {
    t->x[d] = x;
    t->w[d] = zb_u_min(natural[d] + 2 * s->pad, zb_u_muldiv(s->measure, WHOLE, 1000));
    x += natural[d] > 0 && d + 1 < t->levels ? t->w[d] + em(t, BRACKET) : 0;
  }
  zb_u rest = s->measure - x;
  if (rest < zb_u_min(LEAF_EM * s->text.size, leaf))
    return false;
  t->columns = (size_t)zb_u_clamp((rest + gap) / (zb_u_max(leaf, 1) + gap), 1, LEAF_COLUMNS);
  t->leaf_w = (rest - (zb_u)(t->columns - 1) * gap) / (zb_u)t->columns;
  return fit_labels(t, s->item, s->n);
}

/* --- brackets: heights ------------------------------------------------------------------------------------------- */

static zb_u own_height(const tree *t, const zb_twig *twig)
{
  zb_u h = zb_part_label_height(&twig->label);
  return twig->n > 0 || twig->depth == 0 ? h + 2 * t->s->pad * 4 / 5 : h;
}

/* Leaves below each other in rows of `columns`. Returns the height. */
static zb_u place_leaves(tree *t, node *p, zb_u y)
{
  zb_u from = y;
  for (size_t i = 0; i < p->twig->n; i += t->columns) {
    size_t to = i + t->columns < p->twig->n ? i + t->columns : p->twig->n;
    zb_u h = 0;
    for (size_t k = i; k < to; k++)
      h = zb_u_max(h, own_height(t, &p->twig->under[k]));
    y += i > 0 ? em(t, LEAF_GAP) : 0;
    for (size_t k = i; k < to; k++)
      p->under[k] = (node){.twig = &p->twig->under[k], .y = y + h / 2, .h = own_height(t, &p->twig->under[k])};
    y += h;
  }
  return y - from;
}

static void place_down(node *p, zb_u by)
{
  p->y += by;
  p->first += by;
  p->last += by;
  for (size_t i = 0; p->under && i < p->twig->n; i++)
    place_down(&p->under[i], by);
}

/* Places a node and its parts from y downwards. Returns the height. */
static zb_u place(tree *t, node *p, zb_twig *twig, zb_u y)
{
  *p = (node){.twig = twig, .h = own_height(t, twig), .under = zb_newn(t->s->c->arena, node, twig->n)};
  zb_u parts = 0;
  if (leaves_only(twig) && twig->depth + 2 == t->levels) {
    parts = place_leaves(t, p, y);
  } else {
    for (size_t i = 0; i < twig->n; i++) {
      bool leaf = i > 0 && twig->under[i].n == 0 && twig->under[i - 1].n == 0;
      parts += i > 0 ? em(t, leaf ? LEAF_GAP : GAP) : 0;
      parts += place(t, &p->under[i], &twig->under[i], y + parts);
    }
  }
  zb_u height = zb_u_max(parts, p->h), down = (height - parts) / 2;
  for (size_t i = 0; down > 0 && i < twig->n; i++)
    place_down(&p->under[i], down);
  if (twig->n > 0) {
    p->first = p->under[0].y;
    p->last = p->under[twig->n - 1].y;
  }
  p->y = twig->n > 0 ? (p->first + p->last) / 2 : y + height / 2;
  p->y = zb_u_clamp(p->y, y + p->h / 2, y + height - p->h / 2);
  return height;
}

/* --- brackets: drawing ------------------------------------------------------------------------------------------- */

typedef struct pen {
  const row *w;
  zb_dl_page *page;
  zb_rect r;
} pen;

/* Middles spread in proportion when the row got more height than it asked for. */
static zb_u at(const pen *k, zb_u y)
{
  return k->r.y + zb_u_muldiv(y, k->r.h, k->w->height);
}

static void draw_stroke(const pen *k, zb_u x0, zb_u y0, zb_u x1, zb_u y1)
{
  const zb_structure *s = k->w->t->s;
  zb_stroke stroke = {.width = stroke_width(s), .cap = ZB_CAP_SQUARE};
  if (x0 != x1 || y0 != y1)
    zb_dl_line(k->page, (zb_point){x0, y0}, (zb_point){x1, y1}, zb_paint_solid(zb_color_mix(s->rule, s->muted, 100)),
               stroke);
}

static void draw_bracket(const pen *k, const node *p)
{
  const tree *t = k->w->t;
  zb_u from = k->r.x + t->x[p->twig->depth] + t->w[p->twig->depth], to = k->r.x + t->x[p->twig->depth + 1];
  zb_u x = (from + to) / 2, end = to - t->s->pad / 2;
  size_t step = p->under[0].y == p->under[p->twig->n > 1 ? 1 : 0].y ? t->columns : 1;
  zb_dl_begin_role(k->page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  draw_stroke(k, from, at(k, p->y), x, at(k, p->y));
  draw_stroke(k, x, at(k, zb_u_min(p->first, p->y)), x, at(k, zb_u_max(p->last, p->y)));
  for (size_t i = 0; i < p->twig->n; i += step)
    draw_stroke(k, x, at(k, p->under[i].y), p->under[i].twig->n > 0 ? to : end, at(k, p->under[i].y));
  zb_dl_end(k->page, ZB_DL_ARTIFACT);
}

static void draw_node(const pen *k, const node *p, zb_u x)
{
  const tree *t = k->w->t;
  const zb_twig *twig = p->twig;
  zb_u y = at(k, p->y) - p->h / 2, text = y + (p->h - zb_part_label_height(&twig->label)) / 2;
  bool whole = twig->n > 0 || twig->depth == 0;
  zb_dl_begin_role(k->page, ZB_DL_LI, twig->v->src);
  zb_dl_begin_role(k->page, ZB_DL_LBODY, twig->v->src);
  if (whole) {
    zb_u w = t->w[twig->depth];
    zb_point pt[4] = {{x, y}, {x + w, y}, {x + w, y + p->h}, {x, y + p->h}};
    zb_structure_poly(k->page, pt, 4, fill_of(t->s, twig));
    zb_twig_draw(twig, k->page, ZB_DL_P, x + w / 2, text, 0);
  } else {
    zb_twig_draw(twig, k->page, ZB_DL_P, x, text, -1);
  }
  if (twig->n > 0) {
    draw_bracket(k, p);
    zb_u left = k->r.x + t->x[twig->depth + 1], step = (t->s->measure - t->x[twig->depth + 1] - t->leaf_w);
    bool grid = leaves_only(twig) && twig->depth + 2 == t->levels && t->columns > 1;
    zb_dl_begin_role(k->page, ZB_DL_L, twig->v->src);
    for (size_t i = 0; i < twig->n; i++)
      draw_node(k, &p->under[i],
                grid ? left + zb_u_muldiv(step, (int64_t)(i % t->columns), (int64_t)t->columns - 1) : left);
    zb_dl_end(k->page, ZB_DL_L);
  }
  zb_dl_end(k->page, ZB_DL_LBODY);
  zb_dl_end(k->page, ZB_DL_LI);
}

static void draw_brackets(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  pen k = {.w = w, .page = page, .r = r};
  draw_node(&k, w->root, r.x);
}

static void push_brackets(tree *t, zb_vlist *out)
{
  zb_structure *s = t->s;
  for (size_t i = 0; i < s->n; i++) {
    row *w = zb_new(s->c->arena, row);
    node *root = zb_new(s->c->arena, node);
    *w = (row){.t = t, .root = root, .height = place(t, root, &s->item[i], 0)};
    zb_structure_row(s, NULL, w->height, draw_brackets, w, s->item[i].v->src, out);
    if (i + 1 < s->n)
      out->v[out->n - 1].space = em(t, GAP) * 3 / 2;
  }
}

/* --- the indented list ------------------------------------------------------------------------------------------- */

/* A line of the list: which of the levels above go on below it. */
typedef struct line {
  const tree *t;
  const zb_twig *twig;
  uint32_t goes_on; /* bit d: the parent at depth d has parts after this line */
  zb_u gap;         /* under the label */
} line;

static zb_u indent(const tree *t, size_t depth)
{
  return zb_u_muldiv(t->s->text.size, INDENT, 1000) * (zb_u)depth;
}

static void draw_line(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const line *l = box->data;
  const zb_structure *s = l->t->s;
  row none = {.t = l->t, .height = 1};
  pen k = {.w = &none, .page = page, .r = r};
  zb_u half = zb_u_muldiv(s->text.size, INDENT, 2000), middle = r.y + l->twig->label.style.leading / 2;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (size_t d = 1; d <= l->twig->depth; d++) {
    zb_u x = r.x + indent(l->t, d - 1) + half / 2;
    bool own = d == l->twig->depth, on = l->goes_on >> d & 1;
    if (on || own)
      draw_stroke(&k, x, r.y, x, on ? r.y + r.h : middle);
    if (own)
      draw_stroke(&k, x, middle, r.x + indent(l->t, d) - half / 3, middle);
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
  zb_twig_draw(l->twig, page, ZB_DL_P, r.x + indent(l->t, l->twig->depth), r.y, -1);
}

static void push_lines(tree *t, const zb_block_ctx *list, zb_twig *twig, size_t n, uint32_t goes_on, zb_vlist *out)
{
  zb_structure *s = t->s;
  for (size_t i = 0; i < n; i++) {
    zb_block_ctx li = *list, body;
    li = zb_part_inside(&li, (zb_mark){.role = ZB_DL_LI, .src = twig[i].v->src});
    body = zb_part_inside(&li, (zb_mark){.role = ZB_DL_LBODY, .src = twig[i].v->src});
    size_t depth = twig[i].depth;
    bool on = depth > 0 && i + 1 < n;
    line *l = zb_new(s->c->arena, line);
    *l = (line){.t = t, .twig = &twig[i]};
    l->goes_on = depth < 32 ? (goes_on & ~(1u << depth)) | (on ? 1u << depth : 0) : goes_on;
    l->gap = em(t, depth == 0 && twig[i].n == 0 ? GAP : LEAF_GAP);
    zb_label_fit(&twig[i].label, zb_u_max(s->measure - indent(t, depth), 1));
    zb_structure_row(s, &body, zb_part_label_height(&twig[i].label) + l->gap, draw_line, l, twig[i].v->src, out);
    out->v[out->n - 1].stretch = 0;
    if (twig[i].n > 0) {
      zb_block_ctx below = zb_part_inside(&body, (zb_mark){.role = ZB_DL_L, .src = twig[i].v->src});
      push_lines(t, &below, twig[i].under, twig[i].n, l->goes_on, out);
    }
  }
}

/* Names of wholes in bold, the outermost in the accent. */
static void set_lines(zb_structure *s, zb_twig *t, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    zb_tstyle style = t[i].n > 0 || t[i].depth == 0 || t[i].strong ? s->name : s->text;
    bool red = t[i].strong || (t[i].depth == 0 && !s->any_strong);
    style.color = red && zb_color_contrast(s->accent, s->ground) >= 4.5 ? s->accent : s->ink;
    zb_twig_set(s, &t[i], &style);
    set_lines(s, t[i].under, t[i].n);
  }
}

/* --- the block --------------------------------------------------------------------------------------------------- */

static void check_labels(const zb_structure *s, const zb_twig *t, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    zb_twig_check(s, &t[i]);
    check_labels(s, t[i].under, t[i].n);
  }
}

void zb_tree_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  tree *t = zb_new(c->arena, tree);
  zb_structure *s = t->s = zb_structure_new(c, b, ZB_K_TREE, measure, out);
  if (!s)
    return;
  size_t first = out->n;
  const zb_val *orient = zb_obj_get(b->props, ZB_K_ORIENT);
  for (size_t i = 0; i < s->n; i++) {
    size_t l = levels_of(&s->item[i]);
    t->levels = l > t->levels ? l : t->levels;
  }
  bool brackets = !orient || orient->i == ZB_E_ORIENT_HORIZONTAL;
  if (brackets)
    set_labels(s, s->item, s->n);
  if (brackets && fit_brackets(t)) {
    push_brackets(t, out);
  } else {
    set_lines(s, s->item, s->n);
    push_lines(t, &s->in, s->item, s->n, 0, out);
  }
  check_labels(s, s->item, s->n);
  zb_structure_end(s, first, out);
}
