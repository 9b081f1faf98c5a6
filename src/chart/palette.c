/* Palettes: red and gold, neutral, and the colours of Okabe and Ito; told apart in grey by lightness or hatch. */
#include "chart/palette.h"

#include <math.h>

/* Least difference in L* of fills that touch, width and pitch of hatch lines. */
#define LIGHTNESS 12.0
#define HATCH_WIDTH ZB_MM(0.35)
#define HATCH_PITCH ZB_MM(1.1)

/* Of the first two no two colours are less than 12.5 apart in L*, so that any of them may touch. Safe: Okabe and Ito, "Color Universal Design", 2008. */
static const uint32_t red[] = {0xB4141E, 0xD9A441, 0x8A8079, 0xF3D3C9, 0x6A0810, 0x1C1816};
static const uint32_t neutral[] = {0x28404F, 0xB9A88A, 0x5F8294, 0xE6DCCB, 0x0F1A22, 0x6B5C46};
static const uint32_t safe[] = {0x0072B2, 0xE69F00, 0x009E73, 0xF0E442, 0xD55E00, 0x56B4E9};

/* How a fill is set apart from one as light. */
typedef enum look { SOLID, HATCHED, CROSSED, LOOKS } look;

bool zb_palette_chosen(const zb_chart_in *in)
{
  return in->block && zb_obj_get(in->block->props, ZB_K_CHART_PALETTE);
}

zb_rgba zb_palette_color(const zb_chart_in *in, size_t i)
{
  const zb_val *v = in->block ? zb_obj_get(in->block->props, ZB_K_CHART_PALETTE) : NULL;
  i %= ZB_CHART_SERIES;
  if (!v)
    return in->style.series[i];
  const uint32_t *set = v->i == ZB_E_CHART_PALETTE_SAFE ? safe : v->i == ZB_E_CHART_PALETTE_NEUTRAL ? neutral : red;
  return ZB_RGB(set[i]);
}

zb_rgba zb_palette_fallback(size_t i)
{
  return ZB_RGB(red[i % ZB_CHART_SERIES]);
}

bool zb_palette_all(const void *data, size_t i, size_t j)
{
  (void)data;
  return i != j;
}

static zb_paint paint_of(const zb_chart_in *in, zb_rgba c, look how)
{
  if (how == SOLID)
    return zb_paint_solid(c);
  return (zb_paint){.kind = ZB_PAINT_HATCH,
                    .color = c,
                    .ground = in->style.ground,
                    .angle = how == HATCHED ? 45 : 135,
                    .pitch = zb_u_max(HATCH_PITCH, 3 * in->style.stroke_min),
                    .width = zb_u_max(HATCH_WIDTH, in->style.stroke_min)};
}

void zb_palette_tell(const zb_chart_in *in, const zb_rgba *color, size_t n, zb_palette_touch touch, const void *data,
                     zb_paint *out)
{
  look *of = zb_newn(in->text->arena, look, n);
  for (size_t i = 0; i < n; i++) {
    int clash[LOOKS] = {0}, best = SOLID;
    for (size_t j = 0; j < i; j++)
      if (touch(data, i, j) && fabs(zb_color_lightness(color[i]) - zb_color_lightness(color[j])) < LIGHTNESS)
        clash[of[j]]++;
    for (int k = 0; k < LOOKS; k++)
      if (clash[k] < clash[best])
        best = k;
    of[i] = (look)best;
    out[i] = paint_of(in, color[i], of[i]);
  }
}
