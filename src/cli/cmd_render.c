/* zhanban render and zhanban check: lay everything out first, write only if nothing failed. */
#include <stdlib.h>
#include <string.h>

#include "cli/run.h"

typedef struct job {
  char *layout, *path;
  zb_doc *doc;
} job;

enum { JOBS_MAX = 32 };

static int worst(int a, int b)
{
  return a > b ? a : b;
}

static void print_figures(const zb_cli *cli, const zb_doc *doc)
{
  if (zb_doc_pages(doc) && !cli->value[ZB_OPT_QUIET])
    zb_doc_print_counts(doc, stderr);
}

/* Opens the report, read once, in every layout; prints its messages. Returns the number of jobs. */
static size_t open_jobs(const zb_cli *cli, zb_ctx *ctx, job *jobs, int *status)
{
  const char *layouts = cli->value[ZB_OPT_LAYOUT];
  size_t n = 0;
  for (; n < JOBS_MAX; n++) {
    char *layout = layouts ? zb_cli_nth(layouts, n) : NULL;
    if (layouts ? !layout : n == 1)
      break;
    const zb_doc_opts opts = {.layout = layout,
                              .palette = cli->value[ZB_OPT_PALETTE],
                              .set = cli->set,
                              .nset = cli->nset,
                              .spill = cli->value[ZB_OPT_SPILL] != NULL,
                              .averages = cli->value[ZB_OPT_AVERAGES] != NULL,
                              .proof = cli->value[ZB_OPT_PROOF] != NULL,
                              .strict_figures = cli->value[ZB_OPT_STRICT_FIGURES] != NULL};
    jobs[n] = (job){.layout = layout,
                    .doc = n == 0 ? zb_doc_open(ctx, cli->argument, &opts) : zb_doc_open_again(jobs[0].doc, &opts)};
    *status = worst(*status, zb_doc_status(jobs[n].doc));
  }
  return n;
}

static void print_written(const zb_cli *cli, const job *j, double seconds)
{
  if (cli->value[ZB_OPT_QUIET] || strcmp(j->path, "-") == 0)
    return;
  size_t pages = zb_doc_pages(j->doc);
  zb_fit_result fit = zb_doc_fit(j->doc);
  char fitted[80] = "";
  if (fit.body > 0)
    snprintf(fitted, sizeof fitted, cli->lang ? "；正文 %d.%02d pt，余 %d%%" : "; body %d.%02d pt, %d %% free",
             fit.body / 100, fit.body % 100, fit.free);
  long size = zb_cli_size(j->path);
  if (size > 0)
    fprintf(stderr, cli->lang ? "%s：%zu 页%s，%ld kB，%.2f 秒%s\n" : "%s: %zu page%s, %ld kB, %.2f s%s\n", j->path,
            pages, cli->lang || pages == 1 ? "" : "s", (size + 999) / 1000, seconds, fitted);
  else
    fprintf(stderr, cli->lang ? "%s：%zu 页（每页一个文件），%.2f 秒%s\n" : "%s: %zu pages, one file each, %.2f s%s\n",
            j->path, pages, seconds, fitted);
}

static char *job_path(const zb_cli *cli, const job *j, size_t njobs)
{
  const char *pattern = cli->value[ZB_OPT_OUTPUT], *to = cli->value[ZB_OPT_TO];
  const char *output = to ? to : zb_doc_usual_output(j->doc);
  return pattern ? zb_cli_layout_path(pattern, j->layout, output)
                 : zb_cli_default_path(cli->argument, j->layout, output, njobs > 1);
}

/* Two layouts of one name would write one file. */
static bool check_paths(const zb_cli *cli, const job *jobs, size_t n)
{
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++)
      if (strcmp(jobs[i].path, jobs[k].path) == 0) {
        fprintf(stderr, cli->lang ? "zhanban: 两个版式都要写到 %s\n" : "zhanban: two layouts would both write %s\n",
                jobs[i].path);
        return false;
      }
  return true;
}

static int write_jobs(const zb_cli *cli, job *jobs, size_t n, double start)
{
  int status = 0;
  const zb_write_opts opts = {.output = cli->value[ZB_OPT_TO],
                              .dpi = cli->dpi,
                              .gids = cli->value[ZB_OPT_GIDS] != NULL,
                              .small = cli->value[ZB_OPT_SMALL] != NULL,
                              .pages = cli->value[ZB_OPT_PAGES]};
  for (size_t i = 0; i < n; i++)
    jobs[i].path = job_path(cli, &jobs[i], n);
  if (!check_paths(cli, jobs, n))
    return 2;
  for (size_t i = 0; i < n; i++) {
    status = worst(status, zb_doc_write(jobs[i].doc, jobs[i].path, &opts));
    if (status == 0)
      print_written(cli, &jobs[i], zb_cli_now() - start);
  }
  return status;
}

/* Every layout of the list needs a file of its own: 0, or the exit status. */
static int check_targets(const zb_cli *cli)
{
  const char *out = cli->value[ZB_OPT_OUTPUT], *layouts = cli->value[ZB_OPT_LAYOUT];
  if (out && strstr(out, "{row."))
    return zb_cli_wrong(cli,
                        "-o holds {row.COLUMN}, which only a batch has\n       = help: zhanban batch --each TABLE.csv",
                        "-o 中有 {row.列名}，只有批量生成才有\n       = 建议：zhanban batch --each 表格.csv");
  if (out && !layouts && strstr(out, "{layout}"))
    return zb_cli_wrong(cli, "-o holds {layout}, but no layout is named\n       = help: name it with -l",
                        "-o 中有 {layout}，但没有指定版式\n       = 建议：用 -l 指定版式");
  if (out && layouts && strchr(layouts, ',') && !strstr(out, "{layout}"))
    return zb_cli_wrong(cli, "several layouts need several files\n       = help: put {layout} into -o",
                        "多个版式要写到不同的文件\n       = 建议：在 -o 中写 {layout}");
  return 0;
}

static size_t count_layouts(const char *layouts)
{
  size_t n = 1;
  for (; layouts && (layouts = strchr(layouts, ',')); layouts++)
    n++;
  return n;
}

static int run(const zb_cli *cli, bool write)
{
  double start = zb_cli_now();
  int status = write ? check_targets(cli) : 0;
  if (status == 0 && count_layouts(cli->value[ZB_OPT_LAYOUT]) > JOBS_MAX)
    status = zb_cli_wrong(cli, "more than 32 layouts in one run", "一次最多 32 个版式");
  if (status != 0)
    return status;
  job jobs[JOBS_MAX];
  zb_ctx *ctx = zb_cli_context(cli);
  size_t n = open_jobs(cli, ctx, jobs, &status);
  if (write && status == 0)
    status = write_jobs(cli, jobs, n, start);
  for (size_t i = 0; i < n; i++) {
    if (write || cli->value[ZB_OPT_QUIET])
      zb_doc_print_brief(jobs[i].doc, stderr, cli->color, !cli->value[ZB_OPT_QUIET]);
    else
      zb_doc_print(jobs[i].doc, stderr, cli->color);
    if (!write)
      print_figures(cli, jobs[i].doc);
  }
  while (n-- > 0) { /* the first lends its report to the others */
    zb_doc_free(jobs[n].doc);
    free(jobs[n].layout);
    free(jobs[n].path);
  }
  zb_ctx_free(ctx);
  return status;
}

int zb_cmd_render(const zb_cli *cli)
{
  return run(cli, true);
}

int zb_cmd_check(const zb_cli *cli)
{
  return run(cli, false);
}
