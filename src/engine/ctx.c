/* The context: data folder, font roles, fonts; reused over all documents of a process. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"

const char *zb_version(void)
{
  return ZB_VERSION;
}

/* Roles as res/fonts wants them: the same table without its source. */
static zb_font_role *plain_roles(zb_arena *a, const zb_role_def *def)
{
  zb_font_role *r = zb_newn(a, zb_font_role, ZB_ROLE_COUNT);
  for (int i = 0; i < ZB_ROLE_COUNT; i++)
    r[i] = (zb_font_role){.family = def[i].family,
                          .nfamilies = def[i].nfamilies,
                          .weight = def[i].weight,
                          .bold = def[i].bold,
                          .fallback = def[i].fallback};
  return r;
}

zb_ctx *zb_ctx_new(const zb_ctx_opts *opts)
{
  zb_arena *a = zb_arena_new();
  zb_ctx *ctx = zb_new(a, zb_ctx);
  ctx->arena = a;
  ctx->diags = zb_diags_new(a);
  ctx->lang = opts->lang ? ZB_LANG_ZH : ZB_LANG_EN;
  ctx->strict = opts->strict;
  ctx->data_dir = zb_data_find(a, ctx->diags, opts);
  if (!ctx->data_dir)
    return ctx;
  zb_roles *roles = zb_roles_read(a, ctx->diags, zb_arena_printf(a, "%s/fonts/roles.yaml", ctx->data_dir));
  if (!roles)
    return ctx;
  ctx->role = plain_roles(a, roles->role);
  zb_fonts_conf conf = {.role = ctx->role, .rare = roles->rare, .nrare = roles->nrare};
  zb_data_fonts(a, ctx->data_dir, opts->fonts_dir, &conf);
  ctx->fonts = zb_fonts_new(&conf, ctx->diags);
  return ctx;
}

void zb_ctx_free(zb_ctx *ctx)
{
  if (!ctx)
    return;
  if (ctx->fonts)
    zb_fonts_free(ctx->fonts);
  zb_arena_free(ctx->arena);
}
