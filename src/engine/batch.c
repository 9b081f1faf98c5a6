/* The rows of a batch: how many, and the file name of each. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"

long zb_batch_rows(zb_ctx *ctx, const char *path, FILE *messages, bool color)
{
  zb_arena *a = zb_arena_new();
  zb_diags *d = zb_diags_new(a);
  const zb_csv *csv = zb_data_csv(ctx, d, path);
  zb_diags_print(d, messages, ctx->lang, color);
  long rows = csv ? (long)csv->nrows : -1;
  zb_arena_free(a);
  return rows;
}

static int column_of(const zb_csv *csv, const char *name, size_t n)
{
  for (size_t i = 0; i < csv->head.n; i++)
    if (strlen(csv->head.cell[i].text) == n && memcmp(csv->head.cell[i].text, name, n) == 0)
      return (int)i;
  return -1;
}

/* Why a cell may not be part of a file name; NULL if it may. [0] English, [1] Chinese. */
static const char *const *bad_name(const char *text)
{
  static const char *const empty[] = {"the cell is empty", "单元格为空"};
  static const char *const slash[] = {"it holds a slash", "含有斜杠"};
  static const char *const control[] = {"it holds a control character", "含有控制字符"};
  static const char *const dot[] = {"it begins with a dot", "以点号开头"};
  if (!*text)
    return empty;
  if (*text == '.')
    return dot;
  for (const char *s = text; *s; s++) {
    if (*s == '/')
      return slash;
    if ((unsigned char)*s < 0x20 || *s == 0x7F)
      return control;
  }
  return NULL;
}

/* Replaces {row.COLUMN} at s; returns the bytes consumed, 0 after a diagnostic. */
static size_t replace(zb_arena *a, zb_diags *d, const zb_csv *csv, size_t row, const char *s, const char **text)
{
  static const char *const unknown[] = {"the table has no such column", "表中没有这一列"};
  static const char *const open[] = {"the brace is not closed", "花括号没有闭合"};
  const char *name = s + strlen("{row."), *end = strchr(name, '}');
  bool closed = end != NULL;
  if (!closed)
    end = name + strlen(name);
  int column = column_of(csv, name, (size_t)(end - name));
  const char *const *why = closed ? unknown : open;
  zb_src src = ZB_SRC_NONE;
  if (closed && column >= 0) {
    *text = csv->row[row].cell[column].text;
    src = csv->row[row].cell[column].src;
    why = bad_name(*text);
  }
  if (why) {
    zb_diag(d, ZB_D_BATCH_NAME, src, zb_arena_strndup(a, name, (size_t)(end - name)), why[0], why[1], NULL);
    return 0;
  }
  return (size_t)(end - s) + 1;
}

char *zb_batch_path(zb_ctx *ctx, const char *csv_path, size_t row, const char *pattern, FILE *messages, bool color)
{
  zb_arena *a = zb_arena_new();
  zb_diags *d = zb_diags_new(a);
  const zb_csv *csv = zb_data_csv(ctx, d, csv_path);
  const char *path = "";
  zb_diags_inherit(d, ctx->diags);
  for (const char *s = pattern; csv && row < csv->nrows && *s;) {
    const char *text = NULL;
    size_t n = 1;
    if (strncmp(s, "{row.", 5) == 0) {
      n = replace(a, d, csv, row, s, &text);
      if (n == 0)
        break;
    } else {
      text = zb_arena_strndup(a, s, 1);
    }
    path = zb_arena_printf(a, "%s%s", path, text);
    s += n;
  }
  zb_diags_print(d, messages, ctx->lang, color);
  char *result = csv && !zb_diags_failed(d) ? strdup(path) : NULL;
  zb_arena_free(a);
  return result;
}
