/* Photos: a frame of a given ratio, covered or held by the picture, its caption below; the resolution is checked. */
#include "base/num.h"
#include "block/part.h"

enum { RATIO_UNIT = 1000000, RATIO_DEFAULT = 666667, FULL = 65536 };

typedef struct photo {
  int image;
  int32_t iw, ih; /* pixels */
  bool contain;
  long focus;
  zb_label caption;
  zb_rgba marker;
  zb_u hang, gap, foot; /* indent of the caption behind its marker; gap under the frame; height below the frame */
} photo;

/* --- the frame --------------------------------------------------------------------------------------------------- */

/* Height to width of "3:2" in millionths; 0 after a diagnostic. */
static int ratio_of(zb_block_ctx *c, const zb_val *v)
{
  const char *text = v->text ? v->text : "";
  size_t at = strcspn(text, ":/");
  const char *after = text[at] ? text + at + 1 : text + at;
  zb_num w, h;
  bool ok = zb_num_parse(c->arena, text, at, &w, NULL) && zb_num_parse(c->arena, after, strlen(after), &h, NULL) &&
            w.sign > 0 && h.sign > 0;
  int ratio = ok ? zb_num_scale(h, w, RATIO_UNIT) : 0;
  if (ratio >= RATIO_UNIT / 4 && ratio <= RATIO_UNIT * 4)
    return ratio;
  zb_diag(c->diags, ZB_D_PHOTO_RATIO, v->src, text, NULL);
  return 0;
}

/* Without a ratio: 3:2, or the picture's own when all of it must show. */
static int frame_ratio(zb_block_ctx *c, const zb_block *b, const photo *p)
{
  const zb_val *v = zb_obj_get(b->props, ZB_K_RATIO);
  int ratio = v ? ratio_of(c, v) : 0;
  if (ratio > 0)
    return ratio;
  return p->contain && p->iw > 0 ? (int)((int64_t)p->ih * RATIO_UNIT / p->iw) : RATIO_DEFAULT;
}

/* Offset of a crop of `part` (in 1/65536) along an axis whose ends the foci low and high keep. */
static int32_t crop_offset(int32_t part, bool low, bool high)
{
  return low ? 0 : high ? FULL - part : (FULL - part) / 2;
}

/* The largest part of the picture with the ratio of the frame, around its focus. */
static zb_image_op cover(const photo *p, zb_rect r)
{
  zb_image_op op = {.image = p->image, .rect = r, .cw = FULL, .ch = FULL};
  int64_t wide = (int64_t)p->iw * r.h, tall = (int64_t)p->ih * r.w;
  if (wide > tall) {
    op.cw = (int32_t)((FULL * tall + wide / 2) / wide);
    op.cx = crop_offset(op.cw, p->focus == ZB_E_FOCUS_LEFT, p->focus == ZB_E_FOCUS_RIGHT);
  } else if (tall > wide) {
    op.ch = (int32_t)((FULL * wide + tall / 2) / tall);
    op.cy = crop_offset(op.ch, p->focus == ZB_E_FOCUS_TOP, p->focus == ZB_E_FOCUS_BOTTOM);
  }
  return op;
}

/* All of the picture, as large as the frame takes, in its middle. */
static zb_image_op contain(const photo *p, zb_rect r)
{
  zb_image_op op = {.image = p->image, .rect = r, .cw = FULL, .ch = FULL};
  int64_t wide = (int64_t)p->iw * r.h, tall = (int64_t)p->ih * r.w;
  if (wide > tall)
    op.rect.h = (zb_u)(tall / p->iw);
  else
    op.rect.w = (zb_u)(wide / p->ih);
  op.rect.x += (r.w - op.rect.w) / 2;
  op.rect.y += (r.h - op.rect.h) / 2;
  return op;
}

static zb_image_op place(const photo *p, zb_rect r)
{
  return p->contain ? contain(p, r) : cover(p, r);
}

/* --- resolution -------------------------------------------------------------------------------------------------- */

/* Pixels of the shown part against its printed width; layout limits 0 = not checked. */
static void check_ppi(zb_block_ctx *c, const photo *p, const zb_image_info *info, zb_rect frame, zb_src src)
{
  zb_image_op op = place(p, frame);
  if (info->kind == ZB_IMAGE_SVG || op.rect.w <= 0)
    return;
  int64_t pixels = (int64_t)p->iw * op.cw / FULL;
  int64_t ppi = pixels * 72 * ZB_UNIT / op.rect.w;
  const zb_layout *l = c->layout;
  bool coarse = ppi < l->ppi_min;
  if (!coarse && ppi >= l->ppi_good)
    return;
  int64_t limit = coarse ? l->ppi_min : l->ppi_good;
  int64_t mm = ((int64_t)op.rect.w * 254 + 360 * ZB_UNIT) / (720 * ZB_UNIT);
  int64_t wanted = (p->iw * limit + ppi - 1) / (ppi > 0 ? ppi : 1);
  zb_diag(c->diags, coarse ? ZB_D_COARSE_PHOTO : ZB_D_SOFT_PHOTO, src, info->name,
          zb_arena_printf(c->arena, "%lld", (long long)ppi), zb_arena_printf(c->arena, "%lld", (long long)mm),
          zb_arena_printf(c->arena, "%lld", (long long)limit), zb_arena_printf(c->arena, "%lld", (long long)wanted),
          NULL);
}

/* --- the block --------------------------------------------------------------------------------------------------- */

/* The marker ▲, drawn: as high as it is wide, its middle at the middle of the Han of the caption's first line. */
static void draw_marker(const photo *p, zb_dl_page *page, zb_u x, zb_u baseline)
{
  zb_u size = p->caption.style.size, side = size * 3 / 5, y = baseline - zb_u_muldiv(size, 38, 100) + side * 43 / 100;
  zb_point corner[] = {{x, y}, {x + side / 2, y - side * 86 / 100}, {x + side, y}};
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill(page, zb_path_poly(page->dl->arena, corner, 3, true), zb_paint_solid(p->marker));
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

static void draw_photo(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const photo *p = box->data;
  if (p->image >= 0)
    zb_dl_image(page, place(p, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = r.h - p->foot}));
  if (p->caption.nlines == 0)
    return;
  zb_u y = r.y + r.h - p->foot + p->gap;
  draw_marker(p, page, r.x, y + zb_part_baseline(&p->caption.style));
  zb_part_label_as(&p->caption, page, ZB_DL_CAPTION, r.x + p->hang, y, -1);
}

static void set_caption(zb_block_ctx *c, const zb_block *b, zb_u measure, photo *p)
{
  zb_tstyle style = zb_block_style(c, "caption");
  p->marker = zb_part_color(c, ZB_HUE_ACCENT);
  p->hang = style.size;
  p->caption = zb_part_label(c, zb_obj_prose(b->props, ZB_K_CAPTION), NULL, &style, measure - p->hang);
  p->gap = style.size / 3;
  p->foot = p->caption.nlines ? p->gap + zb_part_label_height(&p->caption) : 0;
}

static const char *alt_of(zb_block_ctx *c, const zb_block *b, const char *name)
{
  const char *alt = zb_obj_text(b->props, ZB_K_ALT, NULL);
  const zb_prose *caption = zb_obj_prose(b->props, ZB_K_CAPTION);
  if (alt)
    return alt;
  if (caption)
    return zb_prose_plain(c->arena, c->report, caption);
  zb_diag(c->diags, ZB_D_PHOTO_ALT, b->src, name, NULL);
  return name;
}

void zb_photo_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  const zb_val *path = zb_obj_get(b->props, ZB_K_PHOTO), *fit = zb_obj_get(b->props, ZB_K_FIT);
  if (!path || !path->path)
    return;
  if (measure <= 0) { /* padding or gutters leave nothing of the column */
    zb_diag(c->diags, ZB_D_UNPLACED_LABEL, path->src, zb_part_word(c, "照片", "photo"), path->text, NULL);
    return;
  }
  photo *p = zb_new(c->arena, photo);
  *p = (photo){.image = zb_images_load(c->images, c->diags, path->path, path->text, path->src)};
  p->contain = fit && fit->i == ZB_E_FIT_CONTAIN;
  p->focus = zb_obj_int(b->props, ZB_K_FOCUS, ZB_E_FOCUS_CENTER);
  const zb_image_info *info = p->image >= 0 ? zb_images_info(c->images, p->image) : NULL;
  if (info) {
    p->iw = info->width;
    p->ih = info->height;
  }
  set_caption(c, b, measure, p);
  zb_u frame = zb_block_part(zb_u_muldiv(measure, frame_ratio(c, b, p), RATIO_UNIT), c->fit.photo);
  if (info)
    check_ppi(c, p, info, (zb_rect){.w = measure, .h = frame}, path->src);
  zb_vbox box = {.kind = ZB_V_PICTURE, .draw = draw_photo, .data = p, .src = b->src};
  box.height = frame + p->foot;
  box.stretch = p->contain ? 0 : frame / 10;
  box.shrink = p->contain ? 0 : frame / 4;
  zb_mark mark = {.role = ZB_DL_FIGURE, .id = b->id, .alt = alt_of(c, b, path->text), .src = b->src};
  box.mark = zb_block_marks(c, mark, &box.nmarks);
  zb_push(c->arena, out, box);
}

void zb_photo_level(zb_vbox *const *box, size_t n)
{
  zb_u foot = 0;
  for (size_t i = 0; i < n; i++) {
    if (box[i]->draw != draw_photo)
      return;
    foot = zb_u_max(foot, ((const photo *)box[i]->data)->foot);
  }
  for (size_t i = 0; i < n; i++) {
    photo *p = box[i]->data;
    box[i]->height += foot - p->foot;
    p->foot = foot;
  }
}
