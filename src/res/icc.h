/* Color profiles of photos: everything becomes sRGB. */
#ifndef ZB_RES_ICC_H
#define ZB_RES_ICC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum zb_icc_kind { ZB_ICC_GREY, ZB_ICC_RGB, ZB_ICC_CMYK } zb_icc_kind;

typedef struct zb_icc zb_icc;

/* A conversion from an ICC profile to sRGB. NULL when none is needed (no profile, or it is sRGB itself to within two
   steps of 255) or the profile cannot be used for pixels of this kind. cmyk_inverted: 255 = no ink, as Adobe writes
   JPEG. Owned by the caller. */
zb_icc *zb_icc_new(const unsigned char *icc, size_t n, zb_icc_kind kind, bool cmyk_inverted);
void zb_icc_free(zb_icc *c);
/* Converts pixels, not premultiplied, alpha left as it is: RGB and grey come and go as cairo's 0xAARRGGBB; CMYK comes as
   four bytes a pixel. */
void zb_icc_rgb(const zb_icc *c, uint32_t *px, int n);
void zb_icc_cmyk(const zb_icc *c, const unsigned char *cmyk, uint32_t *px, int n);
/* The same without a profile: light left by four filters, one after the other. */
void zb_icc_cmyk_plain(const unsigned char *cmyk, uint32_t *px, int n, bool inverted);

#endif
