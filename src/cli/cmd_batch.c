/* zhanban batch: one document a row, in one process that loads fonts and layouts once; a result line a row. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "cli/run.h"

/* Renders row i; returns its status. */
static int render_row(const zb_cli *cli, zb_ctx *ctx, size_t row, const char *path)
{
  const zb_doc_opts opts = {.layout = cli->value[ZB_OPT_LAYOUT],
                            .palette = cli->value[ZB_OPT_PALETTE],
                            .set = cli->set,
                            .nset = cli->nset,
                            .spill = cli->value[ZB_OPT_SPILL] != NULL,
                            .each = cli->value[ZB_OPT_EACH],
                            .each_row = row,
                            .strict_figures = cli->value[ZB_OPT_STRICT_FIGURES] != NULL};
  const zb_write_opts wo = {.output = cli->value[ZB_OPT_TO],
                            .dpi = cli->dpi,
                            .gids = cli->value[ZB_OPT_GIDS] != NULL,
                            .small = cli->value[ZB_OPT_SMALL] != NULL,
                            .pages = cli->value[ZB_OPT_PAGES]};
  zb_doc *doc = zb_doc_open(ctx, cli->argument, &opts);
  int status = zb_doc_write(doc, path, &wo);
  zb_doc_print_brief(doc, stderr, cli->color, !cli->value[ZB_OPT_QUIET]);
  zb_doc_free(doc);
  return status;
}

static void print_row(const zb_cli *cli, size_t row, const char *path, int status, double seconds)
{
  const char *word = cli->lang ? (status ? "失败" : "完成") : (status ? "failed" : "made");
  if (!cli->value[ZB_OPT_QUIET] || status)
    printf("%zu\t%s\t%s\t%.0f ms\n", row + 1, word, path, seconds * 1000);
  fflush(stdout);
}

int zb_cmd_batch(const zb_cli *cli)
{
  const char *each = cli->value[ZB_OPT_EACH], *pattern = cli->value[ZB_OPT_OUTPUT];
  if (!each || !pattern)
    return zb_cli_wrong(cli, "batch needs --each TABLE.csv and -o PATTERN",
                        "batch 需要 --each 表格.csv 和 -o 文件名模式");
  if (!strstr(pattern, "{row."))
    return zb_cli_wrong(cli, "-o must hold {row.COLUMN}, or all rows would write one file",
                        "-o 须含 {row.列名}，否则各行会写入同一文件");
  const char *layout = cli->value[ZB_OPT_LAYOUT];
  if (layout && strchr(layout, ','))
    return zb_cli_wrong(cli, "a batch takes one layout", "批量生成一次只用一个版式");
  if (!layout && strstr(pattern, "{layout}"))
    return zb_cli_wrong(cli, "-o holds {layout}, but no layout is named with -l",
                        "-o 中有 {layout}，但没有用 -l 指定版式");
  char *named = zb_cli_layout_path(pattern, layout, cli->value[ZB_OPT_TO] ? cli->value[ZB_OPT_TO] : "pdf");
  zb_ctx *ctx = zb_cli_context(cli);
  long rows = zb_batch_rows(ctx, each, stderr, cli->color);
  int worst = 0;
  size_t failed = 0, n = rows > 0 ? (size_t)rows : 0;
  GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL); /* two rows must not write one file */
  double start = zb_cli_now();
  for (size_t i = 0; i < n; i++) {
    double t = zb_cli_now();
    int status = 1;
    char *path = zb_batch_path(ctx, each, i, named, stderr, cli->color);
    if (path && g_hash_table_contains(names, path))
      fprintf(stderr,
              cli->lang ? "zhanban: 第 %zu 行的文件名 %s 与前面的行相同\n"
                        : "zhanban: row %zu would overwrite %s of an earlier row\n",
              i + 1, path);
    else if (path)
      status = render_row(cli, ctx, i, path);
    failed += status != 0;
    worst = status > worst ? status : worst;
    print_row(cli, i, path ? path : "-", status, zb_cli_now() - t);
    if (path)
      g_hash_table_add(names, path);
  }
  if (rows >= 0 && !cli->value[ZB_OPT_QUIET])
    printf(cli->lang ? "%zu 份完成，%zu 份失败，用时 %.2f 秒\n" : "%zu made, %zu failed, %.2f s\n", n - failed, failed,
           zb_cli_now() - start);
  g_hash_table_destroy(names);
  zb_ctx_free(ctx);
  free(named);
  return rows < 0 ? 1 : worst;
}
