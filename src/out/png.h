/* Output "png": pages painted and deflated in bands, so memory does not grow with the height. */
#ifndef ZB_OUT_PNG_H
#define ZB_OUT_PNG_H

#include "out/out.h"

/* How a picture is made; none of it changes a pixel. */
typedef struct zb_png_opts {
  int band;    /* rows painted at a time; 0 = 64 */
  int threads; /* 1 to 8; 0 = as many as pay off, at most 2 */
} zb_png_opts;

/* Writes one page as an RGB PNG at job->dpi. False after a diagnostic, or when the sink failed. */
bool zb_png_write(const zb_out_job *job, size_t page, const zb_png_opts *opts, zb_sink *to);

#endif
