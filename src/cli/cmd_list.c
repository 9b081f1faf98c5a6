/* zhanban list and zhanban schema: print what the program knows. */
#include "cli/run.h"

static int print(const zb_cli *cli, bool (*printer)(zb_ctx *, const char *, FILE *))
{
  zb_ctx *ctx = zb_cli_context(cli);
  bool known = printer(ctx, cli->argument, stdout);
  if (!known)
    fprintf(stderr, cli->lang ? "zhanban: 没有 %s，可写 %s\n" : "zhanban: no such thing as %s, only %s\n",
            cli->argument, cli->command->arguments);
  zb_ctx_free(ctx);
  return known ? 0 : 2;
}

int zb_cmd_list(const zb_cli *cli)
{
  return print(cli, zb_list);
}

int zb_cmd_schema(const zb_cli *cli)
{
  return print(cli, zb_schema_print);
}
