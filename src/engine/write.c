/* Writing a document: choice of output, pages, names of files; everything to sinks that are complete or absent. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/engine.h"

/* Marks the pages of a range such as "1-3,5"; false if it is malformed or names none. */
static bool parse_pages(const char *text, bool *on, size_t pages)
{
  bool any = false;
  for (const char *s = text; *s;) {
    char *end;
    unsigned long from = strtoul(s, &end, 10), to = from;
    if (end == s)
      return false;
    s = end;
    if (*s == '-') {
      to = s[1] >= '0' && s[1] <= '9' ? strtoul(s + 1, &end, 10) : pages;
      s = s[1] >= '0' && s[1] <= '9' ? end : s + 1;
    }
    if (from < 1 || to > pages || from > to)
      return false;
    for (unsigned long i = from; i <= to; i++)
      on[i - 1] = any = true;
    if (*s == ',' && s[1])
      s++;
    else if (*s)
      return false;
  }
  return any;
}

/* The list with the chosen pages only; renumbering is not wanted: pages keep their numbers and labels. */
static const zb_dl *choose_pages(zb_doc *doc, const char *pages)
{
  if (!pages)
    return doc->dl;
  bool *on = zb_newn(doc->arena, bool, doc->dl->npages);
  if (!parse_pages(pages, on, doc->dl->npages)) {
    zb_diag(doc->diags, ZB_D_PAGE_RANGE, ZB_SRC_NONE, pages, zb_arena_printf(doc->arena, "%zu", doc->dl->npages), NULL);
    return NULL;
  }
  zb_dl *part = zb_arena_memdup(doc->arena, doc->dl, sizeof *part);
  part->page = zb_newn(doc->arena, zb_dl_page *, doc->dl->npages);
  part->npages = 0;
  for (size_t i = 0; i < doc->dl->npages; i++)
    if (on[i])
      part->page[part->npages++] = doc->dl->page[i];
  return part;
}

static bool same_file(const char *name, const struct stat *as)
{
  struct stat st;
  return stat(name, &st) == 0 && st.st_dev == as->st_dev && st.st_ino == as->st_ino;
}

/* A text that the document was read from is never written over, by whatever name. */
static bool is_input(const zb_out_job *job, const char *path)
{
  struct stat st;
  if (strcmp(path, "-") == 0 || stat(path, &st) != 0)
    return false;
  const char *name;
  for (size_t i = 0; (name = zb_diags_source_name(job->diags, i)); i++)
    if (same_file(name, &st))
      return true;
  return false;
}

static bool write_one(const zb_out *out, const zb_out_job *job, size_t page, const char *path)
{
  if (is_input(job, path)) {
    zb_diag(job->diags, ZB_D_OUTPUT_IS_INPUT, ZB_SRC_NONE, path, NULL);
    return false;
  }
  zb_sink *sink = zb_sink_file(job->diags, path);
  if (!sink)
    return false;
  if (out->write(job, page, sink))
    return zb_sink_commit(sink, job->diags);
  zb_sink_abort(sink);
  return false;
}

/* "a/b.png" -> "a/b-3.png". */
static const char *page_path(zb_arena *a, const char *path, int number)
{
  const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
  size_t stem = dot ? (size_t)(dot - path) : strlen(path);
  return zb_arena_printf(a, "%.*s-%d%s", (int)stem, path, number, dot ? dot : "");
}

static const zb_out *choose_output(zb_doc *doc, const char *path, const char *name)
{
  const zb_out *out = name ? zb_out_by_name(name) : zb_out_by_suffix(path);
  if (!out)
    zb_diag(doc->diags, ZB_D_OUTPUT_UNKNOWN, ZB_SRC_NONE, name ? name : path, NULL);
  return out;
}

static void make_folder(const char *path)
{
  char *dir = g_path_get_dirname(path);
  g_mkdir_with_parents(dir, 0777); /* a failure shows when the file is opened */
  g_free(dir);
}

int zb_doc_write(zb_doc *doc, const char *path, const zb_write_opts *opts)
{
  if (zb_diags_failed(doc->diags) || !doc->dl)
    return zb_doc_status(doc);
  const zb_out *out = choose_output(doc, path, opts->output);
  const zb_dl *dl = out ? choose_pages(doc, opts->pages) : NULL;
  if (!dl)
    return zb_doc_status(doc);
  zb_fonts_set_diags(doc->ctx->fonts, doc->diags);
  zb_out_job job = {.dl = dl,
                    .fonts = doc->ctx->fonts,
                    .images = doc->images,
                    .diags = doc->diags,
                    .dpi = opts->dpi          ? opts->dpi
                           : doc->layout->dpi ? doc->layout->dpi
                                              : 150,
                    .gids = opts->gids,
                    .small = opts->small};
  bool to_stdout = strcmp(path, "-") == 0, single = !out->per_page || dl->npages == 1;
  if (to_stdout && !single) {
    zb_diag(doc->diags, ZB_D_STDOUT_PAGES, ZB_SRC_NONE, zb_arena_printf(doc->arena, "%zu", dl->npages), out->name,
            NULL);
    return zb_doc_status(doc);
  }
  if (!to_stdout)
    make_folder(path);
  if (single) {
    write_one(out, &job, 0, path);
    return zb_doc_status(doc);
  }
  for (size_t i = 0; i < dl->npages; i++)
    if (!write_one(out, &job, i, page_path(doc->arena, path, dl->page[i]->number)))
      break;
  return zb_doc_status(doc);
}
