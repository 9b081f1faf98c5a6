/* ICC conversion with lcms2, in a context of its own. */
#include "res/icc.h"

#include <glib.h>
#include <lcms2.h>
#include <stdlib.h>

struct zb_icc {
  cmsContext context;
  cmsHTRANSFORM transform;
};

static cmsHTRANSFORM make_transform(cmsContext context, cmsHPROFILE from, zb_icc_kind kind, bool inverted)
{
  static const cmsColorSpaceSignature space[] = {cmsSigGrayData, cmsSigRgbData, cmsSigCmykData};
  if (!from || cmsGetColorSpace(from) != space[kind])
    return NULL;
  cmsUInt32Number in = TYPE_BGRA_8, flags = cmsFLAGS_COPY_ALPHA;
  if (kind == ZB_ICC_CMYK) {
    in = inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8;
    flags = 0;
  } else if (kind == ZB_ICC_GREY) {
    in = COLORSPACE_SH(PT_GRAY) | EXTRA_SH(3) | CHANNELS_SH(1) | BYTES_SH(1); /* the blue byte */
    flags = 0;
  }
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(context);
  cmsHTRANSFORM t = cmsCreateTransformTHR(context, from, in, srgb, TYPE_BGRA_8, INTENT_RELATIVE_COLORIMETRIC,
                                          flags | cmsFLAGS_BLACKPOINTCOMPENSATION);
  cmsCloseProfile(srgb);
  return t;
}

/* Does the conversion leave RGB colors as they are? */
static bool changes_nothing(const zb_icc *c)
{
  for (uint32_t i = 0; i < 125; i++) {
    uint32_t px = 0xff000000u | (i % 5 * 63) << 16 | (i / 5 % 5 * 63) << 8 | i / 25 * 63, was = px;
    zb_icc_rgb(c, &px, 1);
    for (int s = 0; s < 24; s += 8)
      if (abs((int)(px >> s & 0xff) - (int)(was >> s & 0xff)) > 2)
        return false;
  }
  return true;
}

zb_icc *zb_icc_new(const unsigned char *icc, size_t n, zb_icc_kind kind, bool cmyk_inverted)
{
  if (!icc || n == 0 || n > UINT32_MAX)
    return NULL;
  zb_icc *c = g_new0(zb_icc, 1);
  c->context = cmsCreateContext(NULL, NULL);
  cmsHPROFILE from = cmsOpenProfileFromMemTHR(c->context, icc, (cmsUInt32Number)n);
  c->transform = make_transform(c->context, from, kind, cmyk_inverted);
  if (from)
    cmsCloseProfile(from);
  if (c->transform && (kind != ZB_ICC_RGB || !changes_nothing(c)))
    return c;
  zb_icc_free(c);
  return NULL;
}

void zb_icc_free(zb_icc *c)
{
  if (!c)
    return;
  if (c->transform)
    cmsDeleteTransform(c->transform);
  cmsDeleteContext(c->context);
  g_free(c);
}

void zb_icc_rgb(const zb_icc *c, uint32_t *px, int n)
{
  cmsDoTransform(c->transform, px, px, (cmsUInt32Number)n);
}

void zb_icc_cmyk(const zb_icc *c, const unsigned char *cmyk, uint32_t *px, int n)
{
  cmsDoTransform(c->transform, cmyk, px, (cmsUInt32Number)n);
  for (int i = 0; i < n; i++)
    px[i] |= 0xff000000u;
}

void zb_icc_cmyk_plain(const unsigned char *cmyk, uint32_t *px, int n, bool inverted)
{
  for (int i = 0; i < n; i++, cmyk += 4) {
    uint32_t light[4];
    for (int k = 0; k < 4; k++)
      light[k] = inverted ? cmyk[k] : 255u - cmyk[k];
    px[i] = 0xff000000u;
    for (int k = 0; k < 3; k++)
      px[i] |= (light[k] * light[3] + 127) / 255 << (16 - 8 * k);
  }
}
