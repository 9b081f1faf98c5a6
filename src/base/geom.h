/* Units and plain geometry. One unit is 1/1024 pt (Pango's own); y grows downwards; int32 holds 740 m. */
#ifndef ZB_BASE_GEOM_H
#define ZB_BASE_GEOM_H

#include <stdint.h>

typedef int32_t zb_u;

#define ZB_UNIT 1024
#define ZB_PT(pt) ((zb_u)((pt)*ZB_UNIT + ((pt) < 0 ? -0.5 : 0.5)))
#define ZB_MM(mm) ZB_PT((mm) * (72.0 / 25.4))

typedef struct zb_point {
  zb_u x, y;
} zb_point;

typedef struct zb_rect {
  zb_u x, y, w, h;
} zb_rect;

static inline double zb_u_pt(zb_u u)
{
  return (double)u / ZB_UNIT;
}

static inline zb_u zb_u_max(zb_u a, zb_u b)
{
  return a > b ? a : b;
}

static inline zb_u zb_u_min(zb_u a, zb_u b)
{
  return a < b ? a : b;
}

static inline zb_u zb_u_clamp(zb_u v, zb_u lo, zb_u hi)
{
  return v < lo ? lo : v > hi ? hi : v;
}

/* a * num / den, rounded half away from zero, without overflow of the product. den > 0. */
static inline zb_u zb_u_muldiv(zb_u a, int64_t num, int64_t den)
{
  int64_t p = (int64_t)a * num;
  return (zb_u)((p >= 0 ? p + den / 2 : p - den / 2) / den);
}

/* The rectangle less d on every side (d may be negative). */
static inline zb_rect zb_rect_inset(zb_rect r, zb_u d)
{
  return (zb_rect){.x = r.x + d, .y = r.y + d, .w = r.w - 2 * d, .h = r.h - 2 * d};
}

#endif
