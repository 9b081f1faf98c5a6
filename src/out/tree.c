/* qpdf stage of the PDF output. */
#include "out/tree.h"

bool zb_tree_write(zb_arena *a, const zb_logical *l, zb_diags *d, const zb_sink *raw, zb_sink *to)
{
  (void)a;
  (void)l;
  (void)d;
  size_t n;
  const unsigned char *bytes = zb_sink_bytes(raw, &n);
  return zb_sink_write(to, bytes, n);
}
