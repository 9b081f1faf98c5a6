/* Roles to faces: one Pango context on the private fontconfig, faces as small ids, and what was asked against what came. */
#include "res/fonts.h"

#include <glib.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "res/face.h"
#include "res/fontset.h"

enum { WEIGHT_SLACK = 100 }; /* Medium for Regular and the like need no warning */

/* A face in use. */
typedef struct entry {
  zb_face *face;
  unsigned roles; /* bit r: the face carries a family listed for role r */
  bool lone;      /* the only face of its family */
} entry;

/* What was reported to the present document. */
typedef struct seen {
  zb_diag_code code;
  int a, b, c;
} seen;

struct zb_fonts {
  zb_arena *arena;
  zb_diags *diags;
  FcConfig *config;
  PangoFontMap *map;
  PangoContext *context;
  zb_font_role role[ZB_ROLE_COUNT];
  const char *const *rare; /* families of rare characters */
  size_t nrare;
  zb_role used[ZB_ROLE_COUNT];            /* the role whose families a role really uses */
  const char *list[ZB_ROLE_COUNT];        /* "A,B,C" for Pango */
  const char *list_spoken[ZB_ROLE_COUNT]; /* "A, B, C" for people */
  const char *listed[ZB_ROLE_COUNT];      /* what the role names itself, there or not */
  struct {
    void *thing;
    void (*free_thing)(void *);
  } kept[ZB_KEPT_COUNT];
  ZB_VEC(entry) faces;
  ZB_VEC(seen) seen;
};

static const char *const role_name[ZB_ROLE_COUNT] = {
#define ZB_ROLE(id, en, zh) [ZB_ROLE_##id] = en " (" zh ")",
#include "base/role.def"
#undef ZB_ROLE
};

/* True the first time in a document. */
static bool first(zb_fonts *f, zb_diag_code code, int a, int b, int c)
{
  for (size_t i = 0; i < f->seen.n; i++) {
    const seen *s = &f->seen.v[i];
    if (s->code == code && s->a == a && s->b == b && s->c == c)
      return false;
  }
  zb_push(f->arena, &f->seen, (seen){.code = code, .a = a, .b = b, .c = c});
  return true;
}

static bool role_there(const zb_fonts *f, zb_role role)
{
  for (size_t i = 0; i < f->role[role].nfamilies; i++)
    if (zb_fontset_faces(f->config, f->role[role].family[i]) > 0)
      return true;
  return false;
}

/* The first role along the announced fallbacks that has a face; else the first of all that has one; -1 if none. */
static int role_used(const zb_fonts *f, zb_role role)
{
  zb_role r = role;
  for (int steps = 0; steps < ZB_ROLE_COUNT; steps++, r = f->role[r].fallback)
    if (role_there(f, r))
      return (int)r;
  for (int any = 0; any < ZB_ROLE_COUNT; any++)
    if (role_there(f, (zb_role)any))
      return any;
  return -1;
}

static void list_families(const zb_fonts *f, const char *const *family, size_t n, GPtrArray *names)
{
  for (size_t i = 0; i < n; i++) {
    const char *name = family[i];
    if (!strchr(name, ',') && zb_fontset_faces(f->config, name) > 0 &&
        !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
      g_ptr_array_add(names, (gpointer)(uintptr_t)name);
  }
}

/* The families of a role, then those of all others, then those of rare characters. */
static void make_lists(zb_fonts *f)
{
  for (int r = 0; r < ZB_ROLE_COUNT; r++) {
    GPtrArray *names = g_ptr_array_new();
    list_families(f, f->role[f->used[r]].family, f->role[f->used[r]].nfamilies, names);
    for (int other = 0; other < ZB_ROLE_COUNT; other++)
      list_families(f, f->role[other].family, f->role[other].nfamilies, names);
    list_families(f, f->rare, f->nrare, names);
    g_ptr_array_add(names, NULL);
    char *tight = g_strjoinv(",", (char **)names->pdata), *loose = g_strjoinv(", ", (char **)names->pdata);
    f->list[r] = zb_arena_strdup(f->arena, tight);
    f->list_spoken[r] = zb_arena_strdup(f->arena, loose);
    g_free(tight);
    g_free(loose);
    g_ptr_array_free(names, TRUE);
  }
}

static bool has_name(const char *const *name, size_t n, const char *wanted)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp(name[i], wanted) == 0)
      return true;
  return false;
}

/* Every family that is listed, once. */
static const char *const *all_families(zb_fonts *f, size_t *n)
{
  ZB_VEC(const char *) all = {.v = NULL};
  for (int r = 0; r < ZB_ROLE_COUNT; r++)
    for (size_t i = 0; i < f->role[r].nfamilies; i++)
      if (!has_name(all.v, all.n, f->role[r].family[i]))
        zb_push(f->arena, &all, f->role[r].family[i]);
  for (size_t i = 0; i < f->nrare; i++)
    if (!has_name(all.v, all.n, f->rare[i]))
      zb_push(f->arena, &all, f->rare[i]);
  *n = all.n;
  return all.v;
}

static char *join(zb_arena *a, const char *const *word, size_t n)
{
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", word[i]);
  char *text = zb_arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return text;
}

/* 72 dpi, identity matrix, outlines only: one layout for every output. */
static void make_context(zb_fonts *f)
{
  f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(f->map), f->config);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(f->map), 72);
  f->context = pango_font_map_create_context(f->map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(f->context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(f->context, 72);
  pango_context_set_round_glyph_positions(f->context, FALSE);
  pango_context_set_base_dir(f->context, PANGO_DIRECTION_LTR);
  pango_context_set_language(f->context, pango_language_from_string("zh-cn"));
}

/* Pango calls FcInit in a thread whatever its font map's configuration is; with an empty current configuration that
   reads nothing. It is a property of the process: the caller's own current configuration would be replaced. */
static void quiet_fontconfig(void)
{
  FcConfig *none = FcConfigCreate();
  if (none) {
    FcConfigSetCurrent(none);
    FcConfigDestroy(none);
  }
}

zb_fonts *zb_fonts_new(const zb_fonts_conf *conf, zb_diags *d)
{
  zb_arena *arena = zb_arena_new();
  zb_fonts *f = zb_new(arena, zb_fonts);
  f->arena = arena;
  f->diags = d;
  for (int r = 0; r < ZB_ROLE_COUNT; r++)
    f->role[r] = conf->role[r];
  f->rare = conf->rare;
  f->nrare = conf->nrare;
  quiet_fontconfig();
  size_t n;
  const char *const *family = all_families(f, &n);
  f->config = zb_fontset_new(conf->dir, conf->ndirs, conf->cache_dir, family, n, d);
  for (int r = 0; r < ZB_ROLE_COUNT; r++) {
    int used = f->config ? role_used(f, (zb_role)r) : -1;
    if (used < 0) {
      zb_diag(d, ZB_D_NO_FONTS, ZB_SRC_NONE, join(arena, conf->dir, conf->ndirs), join(arena, family, n), NULL);
      zb_fonts_free(f);
      return NULL;
    }
    f->used[r] = (zb_role)used;
    f->listed[r] = join(arena, f->role[r].family, f->role[r].nfamilies);
  }
  make_lists(f);
  make_context(f);
  return f;
}

void zb_fonts_free(zb_fonts *f)
{
  if (!f)
    return;
  for (int i = 0; i < ZB_KEPT_COUNT; i++)
    if (f->kept[i].thing)
      f->kept[i].free_thing(f->kept[i].thing);
  for (size_t i = 0; i < f->faces.n; i++)
    zb_face_free(f->faces.v[i].face);
  if (f->context)
    g_object_unref(f->context);
  if (f->map)
    g_object_unref(f->map);
  if (f->config)
    FcConfigDestroy(f->config);
  zb_arena_free(f->arena);
}

void zb_fonts_set_diags(zb_fonts *f, zb_diags *d)
{
  f->diags = d;
  f->seen.n = 0;
}

PangoContext *zb_fonts_context(zb_fonts *f)
{
  return f->context;
}

PangoFontMap *zb_fonts_map(zb_fonts *f)
{
  return f->map;
}

void zb_fonts_announce(zb_fonts *f, zb_role role)
{
  if (f->used[role] != role && first(f, ZB_D_FONT_ROLE, (int)role, 0, 0))
    zb_diag(f->diags, ZB_D_FONT_ROLE, ZB_SRC_NONE, role_name[role], f->listed[role], role_name[f->used[role]], NULL);
}

PangoFontDescription *zb_fonts_describe(const zb_fonts *f, zb_role role, int weight, zb_u size)
{
  const zb_font_role *r = &f->role[role];
  PangoFontDescription *desc = pango_font_description_new();
  pango_font_description_set_family_static(desc, f->list[role]);
  pango_font_description_set_weight(desc, (PangoWeight)(weight > 0 ? weight : r->weight));
  pango_font_description_set_absolute_size(desc, size);
  return desc;
}

/* The roles that list a family of this face. */
static unsigned roles_of(const zb_fonts *f, const FcPattern *pattern)
{
  unsigned roles = 0;
  FcChar8 *name;
  for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
    for (int r = 0; r < ZB_ROLE_COUNT; r++)
      for (size_t k = 0; k < f->role[r].nfamilies; k++)
        if (g_ascii_strcasecmp((const char *)name, f->role[r].family[k]) == 0)
          roles |= 1u << r;
  return roles;
}

static bool only_face(const zb_fonts *f, const FcPattern *pattern)
{
  FcChar8 *name;
  return FcPatternGetString(pattern, FC_FAMILY, 0, &name) == FcResultMatch &&
         zb_fontset_faces(f->config, (const char *)name) == 1;
}

int zb_fonts_id(zb_fonts *f, PangoFont *font)
{
  FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  FcChar8 *file = NULL;
  int index = 0;
  FcPatternGetString(pattern, FC_FILE, 0, &file);
  FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  const char *path = file ? (const char *)file : "";
  for (size_t i = 0; i < f->faces.n; i++) {
    const zb_font_info *info = zb_face_info(f->faces.v[i].face);
    if (info->index == index && strcmp(info->file, path) == 0)
      return (int)i;
  }
  entry e = {.face = zb_face_open(path, index), .roles = roles_of(f, pattern), .lone = only_face(f, pattern)};
  zb_push(f->arena, &f->faces, e);
  return (int)f->faces.n - 1;
}

static zb_face *face_of(const zb_fonts *f, int font)
{
  g_assert(font >= 0 && (size_t)font < f->faces.n);
  return f->faces.v[font].face;
}

const zb_font_info *zb_fonts_info(const zb_fonts *f, int font)
{
  return zb_face_info(face_of(f, font));
}

int zb_fonts_count(const zb_fonts *f)
{
  return (int)f->faces.n;
}

struct hb_face_t *zb_fonts_hb(const zb_fonts *f, int font)
{
  return zb_face_hb(face_of(f, font));
}

void zb_fonts_keep(zb_fonts *f, zb_fonts_thing what, void *thing, void (*free_thing)(void *))
{
  g_assert(!f->kept[what].thing);
  f->kept[what].thing = thing;
  f->kept[what].free_thing = free_thing;
}

void *zb_fonts_kept(const zb_fonts *f, zb_fonts_thing what)
{
  return f->kept[what].thing;
}

void zb_fonts_rest(const zb_fonts *f, int font)
{
  zb_face_rest(face_of(f, font));
}

void zb_fonts_compare(zb_fonts *f, zb_role role, int weight, int font, zb_src src)
{
  const zb_font_info *info = zb_fonts_info(f, font);
  const entry *e = &f->faces.v[font];
  zb_role used = f->used[role];
  int asked = weight > 0 ? weight : f->role[role].weight;
  if (!(e->roles & 1u << used)) {
    if (first(f, ZB_D_FONT_FALLBACK, (int)used, font, 0))
      zb_diag(f->diags, ZB_D_FONT_FALLBACK, src, role_name[used], info->family, NULL);
    return;
  }
  /* A family with one weight answers a role's regular weight as well as it can: 小标宋 is 400 by its file. */
  if (abs(asked - info->weight) <= WEIGHT_SLACK || (e->lone && asked == f->role[role].weight))
    return;
  if (!first(f, ZB_D_SYNTHETIC_FACE, font, asked, 0))
    return;
  char want[16], got[16];
  snprintf(want, sizeof want, "%d", asked);
  snprintf(got, sizeof got, "%d", info->weight);
  zb_diag(f->diags, ZB_D_SYNTHETIC_FACE, src, info->family, want, got, NULL);
}

int zb_fonts_bold(const zb_fonts *f, zb_role role)
{
  return f->role[role].bold;
}

bool zb_fonts_covers(const zb_fonts *f, uint32_t c)
{
  return zb_fontset_covers(f->config, c);
}

const char *zb_fonts_families(zb_fonts *f, zb_role role)
{
  return f->list_spoken[role];
}

zb_glyph_ink zb_fonts_ink(zb_fonts *f, int font, unsigned gid)
{
  return zb_face_ink(face_of(f, font), gid);
}

unsigned zb_fonts_glyph(zb_fonts *f, int font, uint32_t c)
{
  return zb_face_glyph(face_of(f, font), c);
}

void zb_fonts_metrics(zb_fonts *f, int font, int *ascent, int *descent)
{
  zb_face_metrics(face_of(f, font), ascent, descent);
}
