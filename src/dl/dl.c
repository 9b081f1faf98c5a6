/* The display list's builder: appends operations, checks balance and numbers, computes bounds, freezes pages. */
#include "dl/dl.h"

#include <limits.h>
#include <string.h>

#include "base/vec.h"

const char *zb_dl_role_name(zb_dl_role role)
{
  static const char *const name[] = {
#define ZB_DL_ROLE(id, pdf) pdf,
#include "dl/role.def"
#undef ZB_DL_ROLE
  };
  return name[role];
}

zb_dl *zb_dl_new(zb_arena *a, zb_diags *d)
{
  zb_dl *dl = zb_new(a, zb_dl);
  dl->arena = a;
  dl->diags = d;
  return dl;
}

static void internal(zb_dl *dl, const char *what)
{
  zb_diag(dl->diags, ZB_D_INTERNAL, ZB_SRC_NONE, what, NULL);
}

/* The PDF limit of a page side, 14400 pt (ISO 32000-1 annex C). */
enum { SIDE_MAX = 14400 * ZB_UNIT };

static void add_page(zb_dl *dl, zb_dl_page *p)
{
  struct {
    zb_dl_page **v;
    size_t n, cap;
  } list = {dl->page, dl->npages, dl->cap};
  zb_push(dl->arena, &list, p);
  dl->page = list.v;
  dl->npages = list.n;
  dl->cap = list.cap;
  p->dl = dl;
  p->number = (int)dl->npages;
}

zb_dl_page *zb_dl_page_new(zb_dl *dl, zb_u w, zb_u h)
{
  zb_dl_page *p = zb_new(dl->arena, zb_dl_page);
  if (w <= 0 || h <= 0 || w > SIDE_MAX || h > SIDE_MAX) {
    internal(dl, "page side out of range");
    w = zb_u_clamp(w, ZB_UNIT, SIDE_MAX);
    h = zb_u_clamp(h, ZB_UNIT, SIDE_MAX);
  }
  p->w = w;
  p->h = h;
  p->trim = p->bleed = (zb_rect){.w = w, .h = h};
  add_page(dl, p);
  return p;
}

void zb_dl_append(zb_dl *dl, zb_dl *other)
{
  for (size_t i = 0; i < other->npages; i++) {
    zb_dl_page *p = other->page[i];
    for (size_t k = 0; k < p->n; k++)
      if (p->op[k].kind == ZB_DL_OP_BEGIN)
        p->op[k].u.mark->node += dl->nnodes;
    add_page(dl, p);
  }
  dl->nnodes += other->nnodes;
}

uint32_t zb_dl_node(zb_dl *dl)
{
  return ++dl->nnodes;
}

static void *keep(zb_dl_page *p, const void *what, size_t size)
{
  return zb_arena_memdup(p->dl->arena, what, size);
}

static zb_dl_op *append(zb_dl_page *p, zb_dl_op op)
{
  if (p->frozen) {
    internal(p->dl, "a frozen page was written to");
    return NULL;
  }
  if (!p->op) {
    p->op = p->dl->spare;
    p->cap = p->dl->nspare;
    p->dl->spare = NULL;
    p->dl->nspare = 0;
  }
  struct {
    zb_dl_op *v;
    size_t n, cap;
  } list = {p->op, p->n, p->cap};
  zb_push(p->dl->arena, &list, op);
  p->op = list.v;
  p->n = list.n;
  p->cap = list.cap;
  return &p->op[p->n - 1];
}

/* --- marks ---------------------------------------------------------------------------------------------------- */

uint32_t zb_dl_begin(zb_dl_page *p, zb_mark mark)
{
  if (mark.node == 0)
    mark.node = zb_dl_node(p->dl);
  if (p->nopen == ZB_DL_DEPTH) {
    internal(p->dl, "elements nested too deeply");
    return mark.node;
  }
  p->open[p->nopen++] = (uint32_t)p->n;
  append(p, (zb_dl_op){.kind = ZB_DL_OP_BEGIN, .u.mark = keep(p, &mark, sizeof mark)});
  return mark.node;
}

uint32_t zb_dl_begin_role(zb_dl_page *p, zb_dl_role role, zb_src src)
{
  return zb_dl_begin(p, (zb_mark){.role = role, .src = src});
}

void zb_dl_end(zb_dl_page *p, zb_dl_role role)
{
  if (p->nopen == 0 || p->op[p->open[p->nopen - 1]].u.mark->role != role) {
    internal(p->dl, "elements are not balanced");
    return;
  }
  p->nopen--;
  append(p, (zb_dl_op){.kind = ZB_DL_OP_END});
}

/* --- ink ------------------------------------------------------------------------------------------------------ */

static zb_rect grow(zb_rect r, zb_u d)
{
  return (zb_rect){.x = r.x - d, .y = r.y - d, .w = r.w + 2 * d, .h = r.h + 2 * d};
}

static zb_rect unite(zb_rect a, zb_rect b)
{
  if (a.w <= 0 && a.h <= 0)
    return b;
  if (b.w <= 0 && b.h <= 0)
    return a;
  zb_u x0 = zb_u_min(a.x, b.x), y0 = zb_u_min(a.y, b.y);
  zb_u x1 = zb_u_max(a.x + a.w, b.x + b.w), y1 = zb_u_max(a.y + a.h, b.y + b.h);
  return (zb_rect){.x = x0, .y = y0, .w = x1 - x0, .h = y1 - y0};
}

/* Coordinates beyond the page limit on either side mean a broken computation; sums below stay inside int32. */
static bool sane(zb_rect r)
{
  int64_t lim = 4 * (int64_t)SIDE_MAX;
  return r.x > -lim && r.y > -lim && r.w >= 0 && r.h >= 0 && (int64_t)r.x + r.w < lim && (int64_t)r.y + r.h < lim;
}

static void ink(zb_dl_page *p, zb_dl_op op)
{
  if (!sane(op.bounds)) {
    internal(p->dl, "a drawing operation is out of range");
    return;
  }
  append(p, op);
}

void zb_dl_glyphs(zb_dl_page *p, const zb_glyphs *g)
{
  if (g->nglyphs == 0)
    return;
  /* One em around the advance box holds the ink of any sane face; a matrix (slant, rotation) gets the whole circle. */
  zb_rect r = {.x = g->x - g->size, .y = g->y - g->size * 5 / 4, .w = g->advance + 2 * g->size, .h = g->size * 2};
  if (g->has_matrix)
    r = grow((zb_rect){.x = g->x, .y = g->y}, g->advance + 2 * g->size);
  ink(p, (zb_dl_op){.kind = ZB_DL_OP_GLYPHS, .bounds = r, .u.glyphs = keep(p, g, sizeof *g)});
}

void zb_dl_fill(zb_dl_page *p, zb_path path, zb_paint paint)
{
  const zb_dl_fill_op fill = {.path = path, .paint = paint};
  ink(p, (zb_dl_op){.kind = ZB_DL_OP_FILL, .bounds = zb_path_bounds(&path), .u.fill = keep(p, &fill, sizeof fill)});
}

void zb_dl_fill_rect(zb_dl_page *p, zb_rect r, zb_paint paint)
{
  zb_dl_fill(p, zb_path_rect(r), paint);
}

void zb_dl_stroke(zb_dl_page *p, zb_path path, zb_paint paint, zb_stroke stroke)
{
  /* Mitres are cut by the outputs at 10 widths; our joins are right angles, so two widths are generous. */
  const zb_dl_stroke_op line = {.path = path, .paint = paint, .stroke = stroke};
  ink(p, (zb_dl_op){.kind = ZB_DL_OP_STROKE,
                    .bounds = grow(zb_path_bounds(&path), 2 * stroke.width),
                    .u.stroke = keep(p, &line, sizeof line)});
}

void zb_dl_line(zb_dl_page *p, zb_point a, zb_point b, zb_paint paint, zb_stroke stroke)
{
  const zb_point pt[] = {a, b};
  zb_dl_stroke(p, zb_path_poly(p->dl->arena, pt, 2, false), paint, stroke);
}

void zb_dl_image(zb_dl_page *p, zb_image_op image)
{
  ink(p, (zb_dl_op){.kind = ZB_DL_OP_IMAGE, .bounds = image.rect, .u.image = keep(p, &image, sizeof image)});
}

void zb_dl_clip(zb_dl_page *p, zb_path path)
{
  p->nclip++;
  const zb_dl_clip_op clip = {.path = path};
  append(p, (zb_dl_op){.kind = ZB_DL_OP_CLIP, .bounds = zb_path_bounds(&path), .u.clip = keep(p, &clip, sizeof clip)});
}

void zb_dl_unclip(zb_dl_page *p)
{
  if (p->nclip == 0) {
    internal(p->dl, "clips are not balanced");
    return;
  }
  p->nclip--;
  append(p, (zb_dl_op){.kind = ZB_DL_OP_UNCLIP});
}

/* --- freezing ------------------------------------------------------------------------------------------------- */

bool zb_dl_page_end(zb_dl_page *p)
{
  bool ok = p->nopen == 0 && p->nclip == 0;
  if (!ok)
    internal(p->dl, "a page ended inside an element or clip");
  while (p->nclip > 0)
    zb_dl_unclip(p);
  while (p->nopen > 0)
    zb_dl_end(p, p->op[p->open[p->nopen - 1]].u.mark->role);
  uint32_t stack[ZB_DL_DEPTH];
  int depth = 0;
  for (size_t i = 0; i < p->n; i++) {
    zb_dl_op *op = &p->op[i];
    switch (op->kind) {
    case ZB_DL_OP_BEGIN:
      stack[depth++] = (uint32_t)i;
      break;
    case ZB_DL_OP_END: {
      zb_rect inner = p->op[stack[--depth]].bounds;
      if (depth > 0)
        p->op[stack[depth - 1]].bounds = unite(p->op[stack[depth - 1]].bounds, inner);
      break;
    }
    case ZB_DL_OP_CLIP:
    case ZB_DL_OP_UNCLIP:
      break;
    default:
      if (depth > 0)
        p->op[stack[depth - 1]].bounds = unite(p->op[stack[depth - 1]].bounds, op->bounds);
    }
  }
  zb_dl_op *room = p->op;
  size_t cap = p->cap;
  p->op = keep(p, room, p->n * sizeof *room);
  p->cap = p->n;
  if (cap > p->dl->nspare) { /* the next page is drawn into the room of this one */
    p->dl->spare = room;
    p->dl->nspare = cap;
  }
  p->frozen = true;
  return ok;
}

void zb_dl_walked(const zb_dl *dl, size_t page)
{
  enum { AT_ONCE = 16 };
  if (page % AT_ONCE == AT_ONCE - 1 || page + 1 == dl->npages)
    zb_arena_rest(dl->arena);
}
