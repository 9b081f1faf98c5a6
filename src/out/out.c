/* The registry of outputs: outs.def as a table. */
#include "out/out.h"

#include <string.h>

#include "out/outputs.h"

#define ZB_OUT(id, name_, suffix_, per_page_, en, zh)                                                                  \
  static const zb_out out_##id = {.name = (name_),                                                                     \
                                  .suffix = (suffix_),                                                                 \
                                  .about_en = (en),                                                                    \
                                  .about_zh = (zh),                                                                    \
                                  .per_page = (per_page_),                                                             \
                                  .write = zb_out_##id##_write};
#include "out/outs.def"
#undef ZB_OUT

static const zb_out *const all[] = {
#define ZB_OUT(id, name, suffix, per_page, en, zh) &out_##id,
#include "out/outs.def"
#undef ZB_OUT
    NULL};

const zb_out *const *zb_outs(void)
{
  return all;
}

const zb_out *zb_out_by_name(const char *name)
{
  for (const zb_out *const *o = all; *o; o++)
    if (strcmp((*o)->name, name) == 0)
      return *o;
  return NULL;
}

const zb_out *zb_out_by_suffix(const char *path)
{
  size_t n = strlen(path);
  for (const zb_out *const *o = all; *o; o++) {
    size_t k = strlen((*o)->suffix);
    if (n > k && strcmp(path + n - k, (*o)->suffix) == 0)
      return *o;
  }
  return NULL;
}
