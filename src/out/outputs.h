/* The write functions of the outputs in outs.def; see zb_out.write. */
#ifndef ZB_OUT_OUTPUTS_H
#define ZB_OUT_OUTPUTS_H

#include "out/out.h"

#define ZB_OUT(id, name, suffix, per_page, en, zh)                                                                     \
  bool zb_out_##id##_write(const zb_out_job *job, size_t page, zb_sink *to);
#include "out/outs.def"
#undef ZB_OUT

#endif
