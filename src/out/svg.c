/* Output "svg". */
#include "out/outputs.h"

bool zb_out_svg_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  (void)job;
  (void)page;
  (void)to;
  return false;
}
