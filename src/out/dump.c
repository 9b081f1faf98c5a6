/* Output "dump": the display list as text, with the names of faces and images. */
#include "dl/dump.h"
#include "out/outputs.h"

static const char *font_name(void *data, int font)
{
  const zb_out_job *job = data;
  if (!job->fonts || font < 0 || font >= zb_fonts_count(job->fonts))
    return "?";
  return zb_fonts_info(job->fonts, font)->psname;
}

static const char *image_name(void *data, int image)
{
  const zb_out_job *job = data;
  const zb_image_info *info = job->images ? zb_images_info(job->images, image) : NULL;
  return info ? info->name : "?";
}

bool zb_out_dump_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  (void)page;
  zb_out_job copy = *job;
  zb_dump_names names = {.font = font_name, .image = image_name, .data = &copy};
  return zb_dl_dump(job->dl, &names, job->gids, to);
}
