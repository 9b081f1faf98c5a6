/* Where data lies: the data folder with layouts and fonts, layouts by name, the tables of a batch. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"
#include "engine/engine.h"

static bool exists(const char *path)
{
  return access(path, R_OK) == 0;
}

static bool is_data(zb_arena *a, const char *dir)
{
  return exists(zb_arena_printf(a, "%s/layouts", dir)) && exists(zb_arena_printf(a, "%s/fonts/roles.yaml", dir));
}

/* The folder of the running program, links resolved; NULL if unknown. */
static const char *program_dir(zb_arena *a)
{
  char buf[4096];
  ssize_t n = readlink("/proc/self/exe", buf, sizeof buf - 1);
  if (n <= 0)
    return NULL;
  buf[n] = '\0';
  char *slash = strrchr(buf, '/');
  return slash ? zb_arena_strndup(a, buf, (size_t)(slash - buf)) : NULL;
}

const char *zb_data_find(zb_arena *a, zb_diags *d, const zb_ctx_opts *opts)
{
  const char *named = opts->data_dir ? opts->data_dir : g_getenv("ZHANBAN_DATA");
  if (named) { /* a named folder is used or is an error, never passed over */
    if (is_data(a, named))
      return zb_arena_strdup(a, named);
    zb_diag(d, ZB_D_DATA_DIR, ZB_SRC_NONE, named, NULL);
    return NULL;
  }
  static const char *const around[] = {"", "/..", "/../..", "/../share/zhanban"};
  const char *program = program_dir(a);
  for (size_t i = 0; program && i < G_N_ELEMENTS(around); i++) {
    const char *dir = zb_arena_printf(a, "%s%s", program, around[i]);
    if (is_data(a, dir))
      return dir;
  }
  if (is_data(a, ZB_PREFIX "/share/zhanban"))
    return ZB_PREFIX "/share/zhanban";
  zb_diag(d, ZB_D_DATA_DIR, ZB_SRC_NONE, ZB_PREFIX "/share/zhanban", NULL);
  return NULL;
}

/* Does a folder hold a font file? */
static bool has_fonts(const char *dir)
{
  GDir *g = g_dir_open(dir, 0, NULL);
  bool found = false;
  const char *name;
  while (g && !found && (name = g_dir_read_name(g)))
    found = g_str_has_suffix(name, ".otf") || g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".ttc");
  if (g)
    g_dir_close(g);
  return found;
}

static const char *cache_dir(zb_arena *a)
{
  const char *base = g_getenv("XDG_CACHE_HOME"), *home = g_getenv("HOME");
  char *dir = base && *base   ? zb_arena_printf(a, "%s/zhanban", base)
              : home && *home ? zb_arena_printf(a, "%s/.cache/zhanban", home)
                              : NULL;
  return dir && g_mkdir_with_parents(dir, 0755) == 0 && access(dir, W_OK) == 0 ? dir : NULL;
}

void zb_data_fonts(zb_arena *a, const char *data_dir, const char *fonts_dir, zb_fonts_conf *conf)
{
  /* where Debian's packages (fonts/packages.txt) put their faces */
  static const char *const packaged[] = {"/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/lxgw-wenkai",
                                         "/usr/share/fonts/truetype/hanazono"};
  ZB_VEC(const char *) dir = {0};
  if (fonts_dir) {
    zb_push(a, &dir, fonts_dir);
  } else {
    const char *user = zb_arena_printf(a, "%s/fonts/user", data_dir),
               *cut = zb_arena_printf(a, "%s/fonts/faces", data_dir);
    if (has_fonts(user))
      zb_push(a, &dir, user);
    if (has_fonts(cut))
      zb_push(a, &dir, cut);
    for (size_t i = 0; i < G_N_ELEMENTS(packaged); i++) /* rarer weights; faces already found are passed over */
      zb_push(a, &dir, packaged[i]);
  }
  conf->dir = dir.v;
  conf->ndirs = dir.n;
  conf->cache_dir = cache_dir(a);
}

/* --- layouts --------------------------------------------------------------------------------------------------- */

static bool is_path(const char *name)
{
  return strchr(name, '/') || g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

zb_data_list zb_data_names(const zb_ctx *ctx, zb_arena *a, const char *folder)
{
  zb_data_list names = {0};
  GDir *g = ctx->data_dir ? g_dir_open(zb_arena_printf(a, "%s/%s", ctx->data_dir, folder), 0, NULL) : NULL;
  const char *file;
  while (g && (file = g_dir_read_name(g)))
    if (g_str_has_suffix(file, ".yaml"))
      zb_push(a, &names, zb_arena_strndup(a, file, strlen(file) - strlen(".yaml")));
  if (g)
    g_dir_close(g);
  if (names.n > 1)
    qsort(names.v, names.n, sizeof *names.v, by_name);
  return names;
}

static void report_unknown(zb_ctx *ctx, zb_diags *d, const char *name, zb_src asked)
{
  zb_data_list names = zb_data_names(ctx, ctx->arena, "layouts");
  const char *near = zb_utf8_nearest(name, names.v, names.n);
  zb_diag_range(d, ZB_D_LAYOUT_UNKNOWN, asked, (int)zb_utf8_count(name, strlen(name)), name,
                near ? near : "briefing-a4", NULL);
}

static bool same(const char *x, const char *y)
{
  return x && y ? strcmp(x, y) == 0 : x == y;
}

const zb_layout *zb_data_layout(zb_ctx *ctx, zb_diags *d, const zb_layout_ask *ask)
{
  zb_arena *a = ctx->arena;
  const char *name = ask->name, *folder = zb_arena_printf(a, "%s/layouts", ctx->data_dir);
  const char *path =
      is_path(name) ? zb_io_relative(a, ask->base, name) : zb_arena_printf(a, "%s/%s.yaml", folder, name);
  for (size_t i = 0; i < ctx->layout.n; i++)
    if (strcmp(ctx->layout.v[i].path, path) == 0 && same(ctx->layout.v[i].palette, ask->palette))
      return ctx->layout.v[i].layout;
  if (!is_path(name) && !exists(path)) {
    report_unknown(ctx, d, name, ask->src);
    return NULL;
  }
  zb_diags *own = zb_diags_new(a);
  const zb_layout_opts opts = {.folder = folder, .palette = ask->palette, .palette_src = ask->palette_src};
  zb_layout *layout = zb_layout_read(a, own, path, &opts, ask->src);
  zb_diags_inherit(d, own);
  zb_diags_merge(d, own);
  if (!layout || zb_diags_failed(own))
    return NULL;
  zb_diags_inherit(ctx->diags, own);
  zb_push(a, &ctx->layout,
          (zb_cached_layout){.path = path, .palette = zb_arena_strdup(a, ask->palette), .layout = layout});
  return layout;
}

/* --- batch tables ---------------------------------------------------------------------------------------------- */

const zb_csv *zb_data_csv(zb_ctx *ctx, zb_diags *d, const char *path)
{
  for (size_t i = 0; i < ctx->csv.n; i++)
    if (strcmp(ctx->csv.v[i].path, path) == 0)
      return ctx->csv.v[i].csv;
  zb_diags *own = zb_diags_new(ctx->arena);
  zb_csv *csv = zb_csv_read(ctx->arena, own, path, NULL, ZB_SRC_NONE);
  zb_diags_inherit(d, own);
  zb_diags_merge(d, own);
  if (!csv || zb_diags_failed(own))
    return NULL;
  zb_diags_inherit(ctx->diags, own);
  zb_push(ctx->arena, &ctx->csv, (zb_cached_csv){.path = zb_arena_strdup(ctx->arena, path), .csv = csv});
  return csv;
}
