/* zhanban list: prints a registry. */
#include "cli/run.h"

int zb_cmd_list(const zb_cli *cli)
{
  zb_ctx *ctx = zb_cli_context(cli);
  bool known = zb_list(ctx, cli->argument, stdout);
  if (!known)
    fprintf(stderr, cli->lang ? "zhanban: 不能列出 %s，可列出 %s\n" : "zhanban: cannot list %s, only %s\n", cli->argument,
            cli->command->arguments);
  zb_ctx_free(ctx);
  return known ? 0 : 2;
}
