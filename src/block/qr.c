/* QR codes (ISO/IEC 18004): dark modules as one path on a light ground with the quiet zone of four modules; what a
   phone can read from the layout's distance is checked. */
#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "block/part.h"

/* Modules of the quiet zone on each side (ISO/IEC 18004, 5.3.8); modules of a side that the rule of thumb "distance is
   ten times the side" speaks of: version 2. */
enum { QUIET = 4, USUAL = 25, TIMES = 10 };

/* Below half of that side a phone's camera no longer tells the modules apart. */
enum { FLOOR = 2 };

/* A sheet held in the hand is scanned from here, in mm. */
enum { HAND = 250 };

/* Least difference of reflectances: symbol contrast of grade B (ISO/IEC 15415). */
static const double CONTRAST_MIN = 0.55;

typedef struct symbol {
  const unsigned char *module; /* n x n, bit 0: dark */
  int n;
  zb_u size; /* of a module */
  long align;
  zb_rgba dark, light;
  zb_label caption;
} symbol;

/* --- encoding ---------------------------------------------------------------------------------------------------- */

static bool ascii(const char *text)
{
  for (const char *p = text; *p; p++)
    if ((unsigned char)*p >= 0x80)
      return false;
  return true;
}

/* UTF-8 is announced (ECI 26), else a scanner must guess. NULL: too long. */
static QRcode *encode(const char *text, QRecLevel level)
{
  enum { ECI_UTF8 = 26 };
  if (ascii(text))
    return QRcode_encodeString(text, 0, level, QR_MODE_8, 1);
  QRinput *in = QRinput_new2(0, level);
  QRcode *code = NULL;
  if (in && QRinput_appendECIheader(in, ECI_UTF8) == 0 &&
      QRinput_append(in, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) == 0)
    code = QRcode_encodeInput(in);
  QRinput_free(in);
  return code;
}

/* The most bytes a symbol of at most n modules a side holds; 0: none. */
static int capacity(zb_arena *a, QRecLevel level, int n)
{
  enum { MOST = 2953 };
  unsigned char *data = zb_newn(a, unsigned char, MOST);
  int lo = 0, hi = MOST;
  while (lo < hi) {
    int half = (lo + hi + 1) / 2;
    QRcode *code = QRcode_encodeData(half, data, 0, level);
    if (code && code->width <= n)
      lo = half;
    else
      hi = half - 1;
    QRcode_free(code);
  }
  return lo;
}

/* --- sizes ------------------------------------------------------------------------------------------------------- */

/* A phone comes as near as it must to a sheet in the hand. Screens have no distance, but a least size of type. */
static zb_u scan_distance(const zb_block_ctx *c)
{
  zb_u d = c->layout->distance > 0 ? c->layout->distance : c->layout->floor * 200;
  return d > ZB_MM(500) ? d : ZB_MM(HAND);
}

/* The side of n modules that is read from a distance with ease. */
static zb_u easy_side(zb_u distance, int n)
{
  return zb_u_muldiv(distance / TIMES, n > USUAL ? n : USUAL, USUAL);
}

static const char *mm(zb_block_ctx *c, int64_t u)
{
  int64_t tenths = (u * 254 + 36 * ZB_UNIT) / (72 * ZB_UNIT);
  return tenths % 10 ? zb_arena_printf(c->arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10))
                     : zb_arena_printf(c->arena, "%lld", (long long)(tenths / 10));
}

static const char *metres(zb_block_ctx *c, int64_t u)
{
  int64_t hundredths = (u * 254 + 3600 * ZB_UNIT) / (7200 * ZB_UNIT);
  return zb_arena_printf(c->arena, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static const char *integer(zb_block_ctx *c, int n)
{
  return zb_arena_printf(c->arena, "%d", n);
}

static void check_distance(zb_block_ctx *c, const zb_val *v, const symbol *s, QRecLevel level)
{
  zb_u side = s->size * s->n, distance = scan_distance(c), easy = easy_side(distance, s->n);
  if (side >= easy - s->n) /* modules are whole units */
    return;
  if (side < easy / FLOOR) {
    int64_t n = (int64_t)side * FLOOR * USUAL * TIMES / distance;
    int fits = side < easy_side(distance, USUAL) / FLOOR ? 0 : capacity(c->arena, level, (int)n);
    zb_diag_range(c->diags, ZB_D_QR_SMALL, v->src, v->ncols, mm(c, side), integer(c, s->n), metres(c, distance),
                  mm(c, easy / FLOOR), integer(c, fits), NULL);
    return;
  }
  int64_t reach = (int64_t)side * TIMES * USUAL / (s->n > USUAL ? s->n : USUAL);
  zb_diag_range(c->diags, ZB_D_QR_NEAR, v->src, v->ncols, mm(c, side), integer(c, s->n), metres(c, reach),
                metres(c, distance), mm(c, easy), NULL);
}

/* The module: of the side asked for, else of what is read with ease as far as the measure allows. 0 after an error. */
static zb_u module_size(zb_block_ctx *c, const zb_block *b, int n, zb_u measure)
{
  const zb_val *v = zb_obj_get(b->props, ZB_K_SIZE);
  if (!v)
    return zb_u_min(easy_side(scan_distance(c), n) / n, measure / (n + 2 * QUIET));
  zb_tstyle body = zb_block_style(c, "body");
  zb_u side = zb_len_resolve(v->len, body.size, body.leading, measure), size = (side + n / 2) / n;
  if (size > 0 && size * (n + 2 * QUIET) <= measure + n)
    return size;
  zb_diag_range(c->diags, ZB_D_QR_WIDE, v->src, v->ncols, mm(c, side), mm(c, (int64_t)side * (n + 2 * QUIET) / n),
                mm(c, measure), NULL);
  return 0;
}

/* --- colours ----------------------------------------------------------------------------------------------------- */

/* The part of light that a colour reflects: Y from CIE L*. */
static double reflectance(zb_rgba color)
{
  double l = zb_color_lightness(color);
  return l > 8 ? pow((l + 16) / 116, 3) : l / 903.3;
}

static void check_contrast(zb_block_ctx *c, const zb_block *b, const symbol *s)
{
  if (reflectance(s->light) - reflectance(s->dark) >= CONTRAST_MIN)
    return;
  char dark[10], light[10];
  zb_color_print(s->dark, dark);
  zb_color_print(s->light, light);
  zb_diag(c->diags, ZB_D_QR_CONTRAST, b->src, dark, light, NULL);
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static bool dark(const symbol *s, int x, int y)
{
  return s->module[y * s->n + x] & 1;
}

/* Is the run x0..x1 of row y one of its own: dark modules between light ones? */
static bool is_run(const symbol *s, int x0, int x1, int y)
{
  if (y < 0 || y >= s->n || (x0 > 0 && dark(s, x0 - 1, y)) || (x1 < s->n && dark(s, x1, y)))
    return false;
  for (int x = x0; x < x1; x++)
    if (!dark(s, x, y))
      return false;
  return true;
}

static void add_rect(zb_seg *seg, size_t *n, zb_rect r)
{
  zb_point p[] = {{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
  for (int i = 0; i < 4; i++)
    seg[(*n)++] = (zb_seg){.kind = i == 0 ? ZB_SEG_MOVE : ZB_SEG_LINE, .p = {p[i]}};
  seg[(*n)++] = (zb_seg){.kind = ZB_SEG_CLOSE};
}

/* Runs of dark modules that are alike in rows below each other, as one rectangle each, all in one path: no seams. */
static zb_path path_of(zb_arena *a, const symbol *s, zb_u left, zb_u top)
{
  zb_path path = {.rect = {.x = left, .y = top, .w = s->n * s->size, .h = s->n * s->size}};
  path.seg = zb_newn(a, zb_seg, 5 * (size_t)s->n * (size_t)(s->n / 2 + 1));
  for (int y = 0; y < s->n; y++)
    for (int x = 0, to; x < s->n; x = to) {
      for (to = x + 1; to < s->n && dark(s, x, y) == dark(s, to, y);)
        to++;
      if (!dark(s, x, y) || is_run(s, x, to, y - 1))
        continue;
      int foot = y + 1;
      while (is_run(s, x, to, foot))
        foot++;
      add_rect(
          path.seg, &path.nsegs,
          (zb_rect){
              .x = left + x * s->size, .y = top + y * s->size, .w = (to - x) * s->size, .h = (foot - y) * s->size});
    }
  return path;
}

static void draw(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const symbol *s = box->data;
  zb_u zone = QUIET * s->size, width = s->n * s->size + 2 * zone;
  zb_u left = r.x + (s->align < ZB_E_PLACE_CENTER ? 0 : (r.w - width) / (s->align == ZB_E_PLACE_CENTER ? 2 : 1));
  zb_part_fill(page, (zb_rect){.x = left, .y = r.y, .w = width, .h = width}, s->light);
  zb_dl_fill(page, path_of(page->dl->arena, s, left + zone, r.y + zone), zb_paint_solid(s->dark));
  if (s->caption.nlines == 0)
    return;
  zb_u x = s->align == ZB_E_PLACE_LEFT    ? left + zone
           : s->align == ZB_E_PLACE_RIGHT ? left + width - zone
                                          : left + width / 2;
  zb_part_label_as(&s->caption, page, ZB_DL_CAPTION, x, r.y + width, (int)s->align - 1);
}

/* --- the block --------------------------------------------------------------------------------------------------- */

static void set_caption(zb_block_ctx *c, const zb_block *b, zb_u measure, symbol *s)
{
  static const zb_align align[] = {ZB_ALIGN_LEFT, ZB_ALIGN_CENTER, ZB_ALIGN_RIGHT};
  zb_tstyle style = zb_block_style(c, "caption");
  style.align = align[s->align];
  s->caption = zb_part_label(c, zb_obj_prose(b->props, ZB_K_CAPTION), NULL, &style, measure);
}

/* An address is a link in the PDF as well. */
static zb_block_ctx linked(zb_block_ctx *c, const zb_block *b, const char *text)
{
  if (strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0)
    return *c;
  return zb_part_inside(c, (zb_mark){.role = ZB_DL_LINK, .link = text, .src = b->src});
}

/* Copies the modules, so that nothing outlives the library's own. NULL after an error. */
static symbol *symbol_of(zb_block_ctx *c, const zb_val *text, QRecLevel level)
{
  enum { WIDTH_MAX = 17 + 4 * QRSPEC_VERSION_MAX };
  static const char *const name[] = {"L", "M", "Q", "H"};
  QRcode *code = encode(text->text, level);
  if (!code) {
    zb_diag_range(c->diags, ZB_D_QR_LONG, text->src, text->ncols, integer(c, (int)strlen(text->text)), name[level],
                  integer(c, capacity(c->arena, level, WIDTH_MAX)), NULL);
    return NULL;
  }
  size_t n = (size_t)code->width;
  symbol *s = zb_new(c->arena, symbol);
  *s = (symbol){.module = zb_arena_memdup(c->arena, code->data, n * n), .n = code->width};
  QRcode_free(code);
  return s;
}

void zb_qr_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  const zb_val *text = zb_obj_get(b->props, ZB_K_QR);
  QRecLevel level = (QRecLevel)zb_obj_int(b->props, ZB_K_CORRECTION, ZB_E_CORRECTION_M);
  symbol *s = text && text->text ? symbol_of(c, text, level) : NULL;
  if (!s || (s->size = module_size(c, b, s->n, measure)) == 0)
    return;
  s->align = zb_obj_int(b->props, ZB_K_ALIGN, ZB_E_PLACE_CENTER);
  s->dark = zb_part_color(c, ZB_HUE_INK);
  zb_rgba paper = zb_part_color(c, ZB_HUE_PAPER), ground = zb_part_color(c, ZB_HUE_GROUND);
  s->light = zb_color_lightness(ground) > zb_color_lightness(paper) ? ground : paper;
  check_distance(c, text, s, level);
  check_contrast(c, b, s);
  set_caption(c, b, measure, s);
  zb_vbox box = {.kind = ZB_V_PICTURE, .draw = draw, .data = s, .src = b->src};
  box.height = s->size * (s->n + 2 * QUIET) + (s->caption.nlines ? zb_part_label_height(&s->caption) : 0);
  const char *alt = zb_obj_text(b->props, ZB_K_ALT, NULL);
  zb_mark mark = {.role = ZB_DL_FIGURE, .id = b->id, .src = b->src};
  mark.alt = alt ? alt : zb_arena_printf(c->arena, "%s%s", zb_part_word(c, "二维码：", "QR code: "), text->text);
  zb_block_ctx in = linked(c, b, text->text);
  box.mark = zb_block_marks(&in, mark, &box.nmarks);
  zb_push(c->arena, out, box);
}
