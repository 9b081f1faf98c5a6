/* What the commands share. */
#include "cli/run.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

zb_ctx *zb_cli_context(const zb_cli *cli)
{
  const zb_ctx_opts opts = {.data_dir = cli->value[ZB_OPT_DATA_DIR],
                            .fonts_dir = cli->value[ZB_OPT_FONTS_DIR],
                            .lang = cli->lang,
                            .strict = cli->strict};
  return zb_ctx_new(&opts);
}

int zb_cli_wrong(const zb_cli *cli, const char *en, const char *zh)
{
  fprintf(stderr, "zhanban: %s\n", cli->lang ? zh : en);
  return 2;
}

double zb_cli_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

long zb_cli_size(const char *path)
{
  struct stat st;
  return stat(path, &st) == 0 ? (long)st.st_size : 0;
}

char *zb_cli_nth(const char *list, size_t n)
{
  for (; n > 0; n--) {
    list = strchr(list, ',');
    if (!list)
      return NULL;
    list++;
  }
  return strndup(list, strcspn(list, ","));
}

/* "layouts/briefing-a4.yaml" -> "briefing-a4" */
static char *stem(const char *path)
{
  char *base = g_path_get_basename(path), *dot = strrchr(base, '.');
  if (dot && dot > base && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
    *dot = '\0';
  char *copy = strdup(base);
  g_free(base);
  return copy;
}

char *zb_cli_default_path(const char *report, const char *layout, const char *output, bool several)
{
  char *name = stem(report), *of = layout ? stem(layout) : NULL, *path = NULL;
  if (asprintf(&path, "%s%s%s.%s", name, several ? "-" : "", several && of ? of : "", output) < 0)
    path = NULL;
  free(name);
  free(of);
  return path;
}

static char *replaced(const char *text, const char *what, const char *by)
{
  char **part = g_strsplit(text, what, -1), *joined = g_strjoinv(by, part), *out = strdup(joined);
  g_strfreev(part);
  g_free(joined);
  return out;
}

char *zb_cli_layout_path(const char *pattern, const char *layout, const char *output)
{
  char *name = layout ? stem(layout) : strdup("");
  char *named = replaced(pattern, "{layout}", name), *path = replaced(named, "{ext}", output);
  free(name);
  free(named);
  return path;
}
