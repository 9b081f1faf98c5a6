/* zhanban: the program. Parses the command line and runs one command. */
#include <errno.h>
#include <locale.h>
#include <string.h>

#include "cli/option.h"

/* What was printed must have arrived: a full disk behind `zhanban list > FILE` is a failure. */
static int flushed(const zb_cli *cli, int status)
{
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout))
    return status;
  fprintf(stderr, cli->lang ? "zhanban: 无法写入标准输出：%s\n" : "zhanban: cannot write standard output: %s\n",
          strerror(errno));
  return status > 3 ? status : 3;
}

int main(int argc, char **argv)
{
  zb_cli cli;
  int status;
  setlocale(LC_CTYPE, "C.UTF-8"); /* never LC_NUMERIC */
  if (!zb_cli_parse(argc, argv, &cli, &status))
    return flushed(&cli, status);
  return flushed(&cli, cli.command->run(&cli));
}
