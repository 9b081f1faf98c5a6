/* zhanban: the program. Parses the command line and runs one command. */
#include <locale.h>

#include "cli/option.h"

int main(int argc, char **argv)
{
  zb_cli cli;
  int status;
  setlocale(LC_CTYPE, "C.UTF-8"); /* never LC_NUMERIC */
  if (!zb_cli_parse(argc, argv, &cli, &status))
    return status;
  return cli.command->run(&cli);
}
