/* Ideographs whose glyph a radical shares: a reader that knows only the glyph may show ⻓ for 长 (R44). */
#include "text/cjk.h"

static const uint32_t twins[] = {
#define ZB_RADICAL(c) c,
#include "text/radical.def"
#undef ZB_RADICAL
};

bool zb_cjk_radical_twin(uint32_t c)
{
  size_t lo = 0, hi = sizeof twins / sizeof *twins;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (twins[mid] == c)
      return true;
    if (twins[mid] < c)
      lo = mid + 1;
    else
      hi = mid;
  }
  return false;
}
