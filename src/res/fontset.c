/* Builds the private FcConfig from the template fonts/fonts.conf, with fontconfig's cache or without any. */
#include "res/fontset.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The template as a string literal, made from fonts/fonts.conf by the Makefile. */
static const char template_text[] =
#include "res/fonts_conf.inc"
    ;

enum { SCAN_DEPTH = 4 }; /* of folders below a font folder, when scanned without fontconfig's cache */

static void substitute(GString *text, const char *mark, const char *value)
{
  char *at = strstr(text->str, mark);
  if (at) {
    gssize pos = at - text->str;
    g_string_erase(text, pos, (gssize)strlen(mark));
    g_string_insert(text, pos, value);
  }
}

/* The template with the folders and the cache folder put in. g_free it. */
static char *config_text(char *const *dir, size_t ndirs, const char *cache_dir)
{
  GString *text = g_string_new(template_text), *dirs = g_string_new(NULL);
  for (size_t i = 0; i < ndirs; i++) {
    char *line = g_markup_printf_escaped("  <dir>%s</dir>\n", dir[i]);
    g_string_append(dirs, line);
    g_free(line);
  }
  char *cache = cache_dir ? g_markup_printf_escaped("  <cachedir>%s</cachedir>", cache_dir) : g_strdup("");
  substitute(text, "@DIRS@", dirs->str);
  substitute(text, "@CACHE@", cache);
  g_free(cache);
  g_string_free(dirs, TRUE);
  return g_string_free(text, FALSE);
}

static FcConfig *parse_config(char *const *dir, size_t ndirs, const char *cache_dir)
{
  FcConfig *config = FcConfigCreate();
  char *text = config_text(dir, ndirs, cache_dir);
  FcBool ok = FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcFalse);
  g_free(text);
  if (ok)
    return config;
  FcConfigDestroy(config);
  return NULL;
}

/* Is there a valid cache of the folder and everything below it? Reads only. */
static bool cached(FcConfig *config, const FcChar8 *dir, int depth)
{
  FcCache *cache = depth > 0 ? FcDirCacheLoad(dir, config, NULL) : NULL;
  if (!cache)
    return false;
  bool all = true;
  for (int i = 0; all && i < FcCacheNumSubdir(cache); i++)
    all = cached(config, FcCacheSubdir(cache, i), depth - 1);
  FcDirCacheUnload(cache);
  return all;
}

/* May fontconfig scan the folders with this cache folder without a word on stderr? It complains when it has to write
   a cache and cannot. */
static bool cache_usable(char *const *dir, size_t ndirs, const char *cache_dir)
{
  if (!cache_dir)
    return false;
  if (g_mkdir_with_parents(cache_dir, 0755) == 0 && access(cache_dir, W_OK | X_OK) == 0)
    return true;
  FcConfig *config = parse_config(dir, ndirs, cache_dir);
  bool all = config != NULL;
  for (size_t i = 0; all && i < ndirs; i++)
    all = cached(config, (const FcChar8 *)dir[i], SCAN_DEPTH);
  if (config)
    FcConfigDestroy(config);
  return all;
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds every face below dir to the set, files in byte order of their names. */
static void scan_folder(FcFontSet *set, const char *dir, int depth)
{
  GDir *folder = depth > 0 ? g_dir_open(dir, 0, NULL) : NULL;
  if (!folder)
    return;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(folder));)
    if (name[0] != '.')
      g_ptr_array_add(names, g_build_filename(dir, name, NULL));
  g_dir_close(folder);
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++) {
    const char *path = names->pdata[i];
    struct stat st;
    if (stat(path, &st) != 0)
      continue;
    int count;
    if (S_ISDIR(st.st_mode))
      scan_folder(set, path, depth - 1);
    else if (S_ISREG(st.st_mode))
      FcFreeTypeQueryAll((const FcChar8 *)path, (unsigned)-1, NULL, &count, set);
  }
  g_ptr_array_free(names, TRUE);
}

/* A configuration whose application fonts are scanned here and now. */
static FcConfig *scan_config(char *const *dir, size_t ndirs)
{
  FcConfig *config = parse_config(NULL, 0, NULL);
  if (!config)
    return NULL;
  /* The only public way to give a configuration an application set is to add a file to it, existing or not. */
  FcConfigAppFontAddFile(config, (const FcChar8 *)"");
  FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
  for (size_t i = 0; set && i < ndirs; i++)
    scan_folder(set, dir[i], SCAN_DEPTH);
  return config;
}

/* Calls themselves fonts by their names. */
static bool font_name(const char *name)
{
  static const char *const suffix[] = {".otf", ".ttf", ".ttc", ".otc", ".woff", ".woff2", ".pfb", ".pfa"};
  for (size_t i = 0; i < G_N_ELEMENTS(suffix); i++)
    if (strlen(name) > strlen(suffix[i]) && g_ascii_strcasecmp(name + strlen(name) - strlen(suffix[i]), suffix[i]) == 0)
      return true;
  return false;
}

/* Reports the font files of the folders (not of those below them) that gave no face. */
static void report_unread(FcConfig *config, char *const *dir, size_t ndirs, zb_diags *d)
{
  GHashTable *read = g_hash_table_new(g_str_hash, g_str_equal);
  for (int s = FcSetSystem; s <= FcSetApplication; s++) {
    const FcFontSet *set = FcConfigGetFonts(config, (FcSetName)s);
    FcChar8 *file;
    for (int i = 0; set && i < set->nfont; i++)
      if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) == FcResultMatch)
        g_hash_table_add(read, file);
  }
  GPtrArray *unread = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < ndirs; i++) {
    GDir *folder = g_dir_open(dir[i], 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
      char *path = g_build_filename(dir[i], name, NULL);
      if (name[0] != '.' && font_name(name) && !g_hash_table_contains(read, path))
        g_ptr_array_add(unread, g_strdup(name));
      g_free(path);
    }
    if (folder)
      g_dir_close(folder);
  }
  g_ptr_array_sort(unread, by_name);
  for (guint i = 0; i < unread->len; i++)
    zb_diag(d, ZB_D_FONT_SKIPPED, ZB_SRC_NONE, (const char *)unread->pdata[i], "it cannot be read as a font",
            "无法作为字体读取", NULL);
  g_ptr_array_free(unread, TRUE);
  g_hash_table_destroy(read);
}

static bool has_family(const FcPattern *face, const char *family)
{
  FcChar8 *name;
  for (int i = 0; FcPatternGetString(face, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (g_ascii_strcasecmp((const char *)name, family) == 0)
      return true;
  return false;
}

static bool wanted(const FcPattern *face, const char *const *family, size_t nfamilies)
{
  for (size_t i = 0; i < nfamilies; i++)
    if (has_family(face, family[i]))
      return true;
  return false;
}

typedef struct reason {
  const char *en, *zh; /* NULL: none */
} reason;

/* Why a face cannot be used. Named instances of variable fonts carry their number in the upper half of the
   index; cairo would embed them without a name, and cutting them would lose the instance. */
static reason unusable(const FcPattern *face)
{
  FcBool flag;
  int index;
  FcChar8 *format, *file;
  if (FcPatternGetString(face, FC_FILE, 0, &file) == FcResultMatch && strstr((const char *)file, ".woff"))
    return (reason){"it is a WOFF file", "它是 WOFF 文件"};
  if (FcPatternGetBool(face, FC_VARIABLE, 0, &flag) == FcResultMatch && flag)
    return (reason){"it is a variable font", "它是可变字体"};
  if (FcPatternGetInteger(face, FC_INDEX, 0, &index) == FcResultMatch && index >> 16)
    return (reason){"it is a variable font", "它是可变字体"};
  if (FcPatternGetBool(face, FC_OUTLINE, 0, &flag) == FcResultMatch && !flag)
    return (reason){"it is a bitmap font", "它是点阵字体"};
  if (FcPatternGetString(face, FC_FONTFORMAT, 0, &format) != FcResultMatch)
    return (reason){"its format is unknown", "格式不明"};
  if (strcmp((const char *)format, "TrueType") != 0 && strcmp((const char *)format, "CFF") != 0)
    return (reason){(const char *)format, (const char *)format};
  return (reason){NULL, NULL};
}

/* Do two faces answer the same request? */
static bool same_face(const FcPattern *a, const FcPattern *b)
{
  static const char *const key[] = {FC_FAMILY, FC_WEIGHT, FC_SLANT, FC_WIDTH};
  for (size_t i = 0; i < G_N_ELEMENTS(key); i++) {
    FcValue x, y;
    if (FcPatternGet(a, key[i], 0, &x) != FcResultMatch || FcPatternGet(b, key[i], 0, &y) != FcResultMatch ||
        !FcValueEqual(x, y))
      return false;
  }
  return true;
}

static bool keep(const FcFontSet *set, int kept, const FcPattern *face, zb_diags *d)
{
  reason why = unusable(face);
  if (why.en) {
    FcChar8 *file;
    if (FcPatternGetString(face, FC_FILE, 0, &file) == FcResultMatch) {
      char *name = g_path_get_basename((const char *)file);
      zb_diag(d, ZB_D_FONT_SKIPPED, ZB_SRC_NONE, name, why.en, why.zh, NULL);
      g_free(name);
    }
    return false;
  }
  for (int i = 0; i < kept; i++)
    if (same_face(set->fonts[i], face))
      return false;
  return true;
}

/* Takes everything out of the set that no role lists, that cannot be used, or that an earlier face already answers. */
static void filter(FcFontSet *set, const char *const *family, size_t nfamilies, zb_diags *d)
{
  int kept = 0;
  for (int i = 0; i < set->nfont; i++) {
    FcPattern *face = set->fonts[i];
    if (wanted(face, family, nfamilies) && keep(set, kept, face, d))
      set->fonts[kept++] = face;
    else
      FcPatternDestroy(face);
  }
  set->nfont = kept;
}

FcConfig *zb_fontset_new(const char *const *dir, size_t ndirs, const char *cache_dir, const char *const *family,
                         size_t nfamilies, zb_diags *d)
{
  char **real = g_new0(char *, ndirs + 1);
  size_t n = 0;
  for (size_t i = 0; i < ndirs; i++) {
    char *path = realpath(dir[i], NULL);
    if (path)
      real[n++] = path;
  }
  FcConfig *config = NULL;
  if (cache_usable(real, n, cache_dir)) {
    config = parse_config(real, n, cache_dir);
    if (config && !FcConfigBuildFonts(config)) {
      FcConfigDestroy(config);
      config = NULL;
    }
  }
  if (!config)
    config = scan_config(real, n);
  if (config)
    report_unread(config, real, n, d);
  for (size_t i = 0; i < n; i++)
    free(real[i]);
  g_free(real);
  for (int s = FcSetSystem; config && s <= FcSetApplication; s++) {
    FcFontSet *set = FcConfigGetFonts(config, (FcSetName)s);
    if (set)
      filter(set, family, nfamilies, d);
  }
  return config;
}

size_t zb_fontset_faces(FcConfig *config, const char *family)
{
  size_t n = 0;
  for (int s = FcSetSystem; s <= FcSetApplication; s++) {
    const FcFontSet *set = FcConfigGetFonts(config, (FcSetName)s);
    for (int i = 0; set && i < set->nfont; i++)
      n += has_family(set->fonts[i], family);
  }
  return n;
}

bool zb_fontset_covers(FcConfig *config, uint32_t c)
{
  for (int s = FcSetSystem; s <= FcSetApplication; s++) {
    const FcFontSet *set = FcConfigGetFonts(config, (FcSetName)s);
    for (int i = 0; set && i < set->nfont; i++) {
      FcCharSet *chars;
      if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &chars) == FcResultMatch && FcCharSetHasChar(chars, c))
        return true;
    }
  }
  return false;
}
