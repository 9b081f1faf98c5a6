/* zhanban import: plain text into the draft of a report. */
#include "cli/run.h"

int zb_cmd_import(const zb_cli *cli)
{
  const char *out = cli->value[ZB_OPT_OUTPUT];
  zb_ctx *ctx = zb_cli_context(cli);
  zb_import_counts n;
  int status = zb_import_file(ctx, cli->argument, out ? out : "-", &n, stderr, cli->color);
  zb_ctx_free(ctx);
  if (status == 0 && !cli->value[ZB_OPT_QUIET])
    fprintf(stderr,
            cli->lang ? "导入：%zu 行，接合断行 %zu 处，%zu 个主题；数字串 %zu 个，登记 %zu 个（数字 %zu "
                        "个），日期、代号、名称等 %zu 个，"
                        "其余 %zu 个；建议的关系 %zu 条\n"
                      : "import: %zu lines, %zu rejoined, %zu themes; %zu digit strings: %zu bound to %zu figures, %zu "
                        "dates, codes "
                        "and names, %zu left; %zu relations proposed\n",
            n.lines, n.joined, n.themes, n.digits, n.bound, n.figures, n.allowed, n.digits - n.bound - n.allowed,
            n.relations);
  return status;
}
