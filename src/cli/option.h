/* The command line: options and commands from their .def lists, parsed into one plain struct. */
#ifndef ZB_CLI_OPTION_H
#define ZB_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef enum zb_option_id {
#define ZB_OPTION(id, name, letter, arg, commands, en, zh) ZB_OPT_##id,
#include "cli/option.def"
#undef ZB_OPTION
  ZB_OPT_COUNT
} zb_option_id;

enum { ZB_SETS_MAX = 64 };

typedef struct zb_cli {
  const struct zb_command *command;
  const char *argument;            /* the report, or what to list */
  const char *value[ZB_OPT_COUNT]; /* of options with an argument; "" for flags that are on; NULL = absent */
  const char *set[ZB_SETS_MAX];
  size_t nset;
  int dpi;
  int lang; /* 0 English, 1 Chinese */
  bool strict, color;
} zb_cli;

typedef struct zb_command {
  const char *name;
  char letter;
  const char *arguments, *about[2], *examples;
  int (*run)(const zb_cli *cli);
} zb_command;

/* Parses; on wrong usage prints one line and what to do, and returns false with *status = 2. --help and --version print
   to stdout and return false with *status = 0. */
bool zb_cli_parse(int argc, char **argv, zb_cli *cli, int *status);

/* One function a command, in cmd_*.c; they return the exit status. */
#define ZB_COMMAND(id, name, letter, arguments, en, zh, examples) int zb_cmd_##id(const zb_cli *cli);
#include "cli/command.def"
#undef ZB_COMMAND

#endif
