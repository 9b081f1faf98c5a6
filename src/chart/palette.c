/* Palettes: red and gold, neutral, and the colours of Okabe and Ito; told apart in grey by lightness or hatch. */
#include "chart/palette.h"

#include <math.h>

/* Least difference in L* of fills that touch, width and pitch of hatch lines. */
#define LIGHTNESS 12.0
#define HATCH_WIDTH ZB_MM(0.35)
#define HATCH_PITCH ZB_MM(1.1)

/* In the order in which neighbours differ most in lightness. Safe: Okabe and Ito, "Color Universal Design", 2008. */
static const uint32_t red[] = {0xB4141E, 0xD9A441, 0x6F6A66, 0xE8B4A6, 0x8C0A14, 0xD8D2CC};
static const uint32_t neutral[] = {0x2F4858, 0xB9A88A, 0x5B7C8D, 0xDDD3C2, 0x7A6A53, 0xA9BCC6};
static const uint32_t safe[] = {0x0072B2, 0xE69F00, 0x009E73, 0xF0E442, 0xD55E00, 0x56B4E9};

static zb_rgba color_of(const zb_chart_in *in, size_t i)
{
  const zb_val *v = in->block ? zb_obj_get(in->block->props, ZB_K_CHART_PALETTE) : NULL;
  i %= ZB_CHART_SERIES;
  if (!v)
    return in->style.series[i];
  const uint32_t *set = v->i == ZB_E_CHART_PALETTE_SAFE ? safe : v->i == ZB_E_CHART_PALETTE_NEUTRAL ? neutral : red;
  return ZB_RGB(set[i]);
}

zb_paint zb_palette_paint(const zb_chart_in *in, size_t i)
{
  bool hatched = false; /* a solid fill beside a hatched one needs no hatch */
  for (size_t k = 1; k <= i; k++)
    hatched =
        !hatched && fabs(zb_color_lightness(color_of(in, k)) - zb_color_lightness(color_of(in, k - 1))) < LIGHTNESS;
  zb_rgba c = color_of(in, i);
  if (!hatched)
    return zb_paint_solid(c);
  return (zb_paint){.kind = ZB_PAINT_HATCH,
                    .color = c,
                    .ground = in->style.ground,
                    .angle = 45,
                    .pitch = zb_u_max(HATCH_PITCH, 3 * in->style.stroke_min),
                    .width = zb_u_max(HATCH_WIDTH, in->style.stroke_min)};
}
