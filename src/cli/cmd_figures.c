/* zhanban figures: the registry of figures with uses, places in print and relations. */
#include "cli/run.h"

int zb_cmd_figures(const zb_cli *cli)
{
  zb_ctx *ctx = zb_cli_context(cli);
  const zb_doc_opts opts = {.layout = cli->value[ZB_OPT_LAYOUT],
                            .set = cli->set,
                            .nset = cli->nset,
                            .strict_figures = cli->value[ZB_OPT_STRICT_FIGURES] != NULL};
  zb_doc *doc = zb_doc_open(ctx, cli->argument, &opts);
  int status = zb_doc_status(doc);
  zb_doc_print_figures(doc, stdout, cli->value[ZB_OPT_JSON] != NULL);
  zb_doc_print_brief(doc, stderr, cli->color, !cli->value[ZB_OPT_QUIET]);
  zb_doc_free(doc);
  zb_ctx_free(ctx);
  return status;
}
