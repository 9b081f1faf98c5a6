/* Text beside a photo: the lines of the text that follows are short until they have passed it; photo, caption and the
   distance to the text below take whole lines. */
#include "block/part.h"

enum { LEAST_EM = 9, DEFAULT_WIDTH = 40 };

typedef struct beside {
  zb_vbox photo;
  zb_u x, y, w, h; /* from the top left of the first line */
} beside;

static void draw_beside(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const beside *b = box->data;
  b->photo.draw(&b->photo, page, (zb_rect){.x = r.x + b->x, .y = r.y + b->y, .w = b->w, .h = b->h});
}

static void draw_nothing(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  (void)box;
  (void)page;
  (void)r;
}

static bool has_note(const zb_inline *in, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (in[i].kind == ZB_INL_NOTE || has_note(in[i].child, in[i].nchildren))
      return true;
  return false;
}

/* Only plain paragraphs go beside: headings and lists begin at the edge of the measure, footnotes are called once. */
static bool is_plain(const zb_prose *prose)
{
  for (size_t i = 0; prose && i < prose->nparas; i++) {
    const zb_para_src *p = &prose->para[i];
    if (p->level > 0 || p->marker != 0 || p->note || has_note(p->child, p->nchildren))
      return false;
  }
  return prose && prose->nparas > 0;
}

/* Width of the photo: what is asked for, and what is left when the text beside it has whole characters. 0: no room. */
static zb_u photo_width(const zb_block_ctx *c, const zb_block *photo, const zb_tstyle *body, zb_u measure)
{
  const zb_val *v = zb_layout_prop(c->layout, photo, ZB_K_PHOTO_WIDTH);
  zb_u w = v ? zb_len_resolve(v->len, body->size, body->leading, measure) : measure / 100 * DEFAULT_WIDTH;
  zb_u narrow = (measure - w - body->size) / body->size * body->size;
  return w <= 0 || narrow < LEAST_EM * body->size ? 0 : measure - body->size - narrow;
}

static void push_photo(zb_block_ctx *c, const zb_vbox *photo, const beside *b, zb_vlist *out)
{
  zb_vbox box = {.kind = ZB_V_PICTURE,
                 .penalty = ZB_BREAK_FORBID,
                 .mark = photo->mark,
                 .nmarks = photo->nmarks,
                 .draw = draw_beside,
                 .data = zb_arena_memdup(c->arena, b, sizeof *b),
                 .src = photo->src};
  zb_push(c->arena, out, box);
}

/* White where the text ends before the photo does. */
static void push_rest(zb_block_ctx *c, zb_u height, zb_vlist *out)
{
  zb_vbox *last = &out->v[out->n - 1];
  last->penalty = ZB_BREAK_FORBID;
  last->space = last->space_stretch = last->space_shrink = 0;
  zb_push(c->arena, out, ((zb_vbox){.kind = ZB_V_RULE, .height = height, .draw = draw_nothing, .src = last->src}));
}

static void append(zb_arena *a, zb_vlist *out, const zb_vlist *from)
{
  for (size_t i = 0; i < from->n; i++)
    zb_push(a, out, from->v[i]);
}

bool zb_block_beside(zb_block_ctx *c, const zb_block *photo, const zb_block *text, zb_u measure, zb_vlist *out)
{
  long side = zb_layout_prop_int(c->layout, photo, ZB_K_BESIDE, ZB_E_BESIDE_NONE);
  const zb_prose *prose = text->kind == ZB_B_TEXT ? zb_obj_prose(text->props, ZB_K_TEXT) : NULL;
  const char *style = zb_obj_text(text->props, ZB_K_STYLE, "body");
  if (photo->kind != ZB_B_PHOTO || side == ZB_E_BESIDE_NONE || !is_plain(prose) ||
      !zb_layout_has_style(c->layout, style))
    return false;
  zb_tstyle body = zb_block_style(c, style);
  zb_u w = photo_width(c, photo, &body, measure), top = (body.leading - body.size) / 2, gap = body.leading / 2;
  zb_vlist picture = {0}, lines = {0};
  if (w > 0)
    zb_block_layout(c, photo, w, &picture);
  if (picture.n != 1 || picture.v[0].nnotes > 0)
    return false;
  zb_u high = (top + picture.v[0].height + gap + body.leading - 1) / body.leading * body.leading;
  beside b = {.photo = picture.v[0], .y = top, .w = w, .h = high - top - gap};
  b.x = side == ZB_E_BESIDE_RIGHT ? measure - w : 0;
  zb_aside aside = {.height = high, .narrow = measure - w - body.size};
  aside.x = side == ZB_E_BESIDE_RIGHT ? 0 : w + body.size;
  zb_part_prose(c, prose, style, measure, &(zb_look){.aside = &aside}, &lines);
  if (lines.n == 0 || aside.height > high / 2)
    return false;
  push_photo(c, &picture.v[0], &b, out);
  append(c->arena, out, &lines);
  if (aside.height > 0)
    push_rest(c, aside.height, out);
  return true;
}
