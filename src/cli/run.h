/* What the commands share: contexts from options, messages, the line for a written file. */
#ifndef ZB_CLI_RUN_H
#define ZB_CLI_RUN_H

#include "cli/option.h"
#include "zhanban.h"

zb_ctx *zb_cli_context(const zb_cli *cli);
/* Says that the command line is wrong, in the language of messages; returns the exit status. */
int zb_cli_wrong(const zb_cli *cli, const char *en, const char *zh);
/* Seconds of the monotonic clock. */
double zb_cli_now(void);
/* Size of a file in bytes, 0 if there is none. */
long zb_cli_size(const char *path);
/* The n-th name (0-based) of a comma separated list (not NULL), malloced; NULL after the last. */
char *zb_cli_nth(const char *list, size_t n);
/* The default output file: the report's name with the output's suffix, in the current folder. malloced. */
char *zb_cli_default_path(const char *report, const char *layout, const char *output, bool several);
/* Replaces {layout}, and {ext} by the output's suffix, in a pattern. malloced. */
char *zb_cli_layout_path(const char *pattern, const char *layout, const char *output);

#endif
