/* Parameterised drawings for heads and feet: our own vectors, low contrast, never under text. */
#include <math.h>
#include <string.h>

#include "layout/run.h"

enum { STEPS = 96, LAYERS = 3 };

/* Height of a ridge at t (0..1): a few fixed waves; amplitudes sum to 1. */
static double ridge_at(double t, int layer)
{
  static const struct {
    double f, p, a;
  } wave[] = {{1.3, 0.4, 0.45}, {3.1, 2.2, 0.27}, {7.3, 1.1, 0.18}, {17.7, 4.0, 0.10}};
  double s = 0;
  for (size_t i = 0; i < sizeof wave / sizeof *wave; i++)
    s += wave[i].a * fabs(sin(3.14159265358979 * wave[i].f * t + wave[i].p + 1.9 * layer));
  return s;
}

static zb_paint fade(zb_paint p, int layer)
{
  static const int alpha[LAYERS] = {70, 120, 255};
  p.kind = ZB_PAINT_SOLID;
  p.color.a = (uint8_t)(p.color.a * alpha[layer] / 255);
  return p;
}

/* Three ridge lines, the farthest faintest, standing on the foot of the box. */
static void draw_ridge(zb_arena *a, zb_dl_page *page, zb_rect box, zb_paint paint)
{
  for (int layer = 0; layer < LAYERS; layer++) {
    zb_point pt[STEPS + 3];
    double top = 0.62 - 0.22 * layer;
    for (int i = 0; i <= STEPS; i++) {
      double h = (0.25 + top * ridge_at((double)i / STEPS, layer)) * box.h * (1.0 - 0.2 * layer);
      pt[i].x = box.x + zb_u_muldiv(box.w, i, STEPS);
      pt[i].y = box.y + box.h - (zb_u)lround(h);
    }
    pt[STEPS + 1] = (zb_point){box.x + box.w, box.y + box.h};
    pt[STEPS + 2] = (zb_point){box.x, box.y + box.h};
    zb_dl_fill(page, zb_path_poly(a, pt, STEPS + 3, true), fade(paint, layer));
  }
}

/* Two ribbons that swing through the box. */
static void draw_ribbon(zb_arena *a, zb_dl_page *page, zb_rect box, zb_paint paint)
{
  for (int layer = 0; layer < 2; layer++) {
    zb_u w = box.w, h = box.h, y = box.y + h * (layer ? 45 : 20) / 100, t = h * (layer ? 30 : 22) / 100;
    zb_seg s[] = {
        {.kind = ZB_SEG_MOVE, .p = {{box.x, y + t}}},
        {.kind = ZB_SEG_CURVE, .p = {{box.x + w / 3, y - h / 4}, {box.x + w * 2 / 3, y + h / 2}, {box.x + w, y}}},
        {.kind = ZB_SEG_LINE, .p = {{box.x + w, y + t / 2}}},
        {.kind = ZB_SEG_CURVE,
         .p = {{box.x + w * 2 / 3, y + h / 2 + t}, {box.x + w / 3, y - h / 4 + t}, {box.x, y + t * 2}}},
        {.kind = ZB_SEG_CLOSE}};
    zb_dl_fill(page, (zb_path){.seg = zb_arena_memdup(a, s, sizeof s), .nsegs = sizeof s / sizeof *s},
               fade(paint, layer));
  }
}

void zb_art_draw(zb_arena *a, zb_dl_page *page, const char *name, zb_rect box, zb_paint paint)
{
  zb_dl_clip(page, zb_path_rect(box));
  if (strcmp(name, "ribbon") == 0)
    draw_ribbon(a, page, box, paint);
  else
    draw_ridge(a, page, box, paint);
  zb_dl_unclip(page);
}
