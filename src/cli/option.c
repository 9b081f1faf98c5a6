/* The command line: parsing, help and usage messages. */
#include "cli/option.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "zhanban.h"

typedef struct option {
  const char *name;
  char letter;
  const char *argument, *commands, *about[2];
} option;

static const option options[] = {
#define ZB_OPTION(id, name, letter, arg, commands, en, zh) {name, letter, arg, commands, {en, zh}},
#include "cli/option.def"
#undef ZB_OPTION
};

static const zb_command commands[] = {
#define ZB_COMMAND(id, name, letter, arguments, en, zh, examples)                                                      \
  {name, letter, arguments, {en, zh}, examples, zb_cmd_##id},
#include "cli/command.def"
#undef ZB_COMMAND
};

enum { COMMANDS = sizeof commands / sizeof *commands };

/* Message language: --lang, else LC_ALL, LC_MESSAGES, LANG, the first that is set. No locale is changed. */
static int default_lang(void)
{
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *v = getenv(names[i]);
    if (v && *v)
      return strncmp(v, "zh", 2) == 0;
  }
  return 0;
}

/* --- help ----------------------------------------------------------------------------------------------------- */

static void print_options(FILE *to, int lang, char command)
{
  for (int i = 0; i < ZB_OPT_COUNT; i++) {
    const option *o = &options[i];
    if (command && !strchr(o->commands, command))
      continue;
    char left[64];
    snprintf(left, sizeof left, "%s%c%s --%s%s%s", o->letter ? "-" : " ", o->letter ? o->letter : ' ',
             o->letter ? "," : " ", o->name, o->argument ? " " : "", o->argument ? o->argument : "");
    fprintf(to, "  %-31s %s\n", left, o->about[lang]);
  }
}

static void help(const zb_cli *cli)
{
  int lang = cli->lang;
  const zb_command *c = cli->command;
  if (c) {
    printf(lang ? "用法：zhanban %s %s [选项]\n%s。\n\n示例：\n%s\n选项：\n"
                : "usage: zhanban %s %s [options]\n%s.\n\nexamples:\n%s\noptions:\n",
           c->name, c->arguments, c->about[lang], c->examples);
    print_options(stdout, lang, c->letter);
    return;
  }
  printf(lang ? "用法：zhanban 命令 [参数]\n从一份数据与文字渲染简报和展板。\n\n命令：\n"
              : "usage: zhanban COMMAND [ARGUMENTS]\nRenders briefings and exhibition boards from one description of "
                "themes and figures.\n\ncommands:\n");
  for (int i = 0; i < COMMANDS; i++)
    printf("  %-8s %s\n", commands[i].name, commands[i].about[lang]);
  fputs(lang ? "\n示例：\n" : "\nexamples:\n", stdout);
  for (int i = 0; i < COMMANDS; i++) {
    const char *e = commands[i].examples;
    printf("%.*s\n", (int)strcspn(e, "\n"), e);
  }
  puts(lang ? "\nzhanban 命令 --help 说明各命令的选项。" : "\n`zhanban COMMAND --help` explains a command's options.");
}

/* One line that names what is wrong, and where help is. `what` is put after the words. */
static bool usage(const zb_cli *cli, int *status, const char *en, const char *zh, const char *what)
{
  const char *command = cli->command ? cli->command->name : "", *blank = cli->command ? " " : "";
  fprintf(stderr,
          cli->lang ? "zhanban: %s：%s\n       = 建议：运行 zhanban %s%s--help\n"
                    : "zhanban: %s: %s\n       = help: run zhanban %s%s--help\n",
          cli->lang ? zh : en, what, command, blank);
  *status = 2;
  return false;
}

/* --- parsing -------------------------------------------------------------------------------------------------- */

static int find_option(const char *arg, const char **value)
{
  *value = NULL;
  for (int i = 0; i < ZB_OPT_COUNT; i++) {
    const option *o = &options[i];
    size_t n = strlen(o->name);
    if (arg[1] == '-' && strncmp(arg + 2, o->name, n) == 0 && (arg[2 + n] == '\0' || arg[2 + n] == '=')) {
      *value = arg[2 + n] ? arg + 3 + n : NULL;
      return i;
    }
    if (arg[1] != '-' && o->letter && arg[1] == o->letter) {
      *value = arg[2] ? arg + 2 : NULL;
      return i;
    }
  }
  return -1;
}

static const zb_command *find_command(const char *name)
{
  for (int i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* Takes one option; *i moves over its argument. */
static bool take_option(zb_cli *cli, int argc, char **argv, int *i, int *status)
{
  const char *value, *arg = argv[*i];
  int id = find_option(arg, &value);
  if (id < 0)
    return usage(cli, status, "unknown option", "未知选项", arg);
  if (options[id].argument && !value) {
    if (*i + 1 >= argc)
      return usage(cli, status, "this option needs an argument", "此选项缺少参数", arg);
    value = argv[++*i];
  } else if (!options[id].argument && value) {
    return usage(cli, status, "this option takes no argument", "此选项不带参数", arg);
  }
  if (id == ZB_OPT_SET) {
    if (!strchr(value, '='))
      return usage(cli, status, "--set wants PATH=VALUE, not", "--set 应写作 路径=值，而不是", value);
    if (cli->nset == ZB_SETS_MAX)
      return usage(cli, status, "one --set too many", "--set 过多", value);
    cli->set[cli->nset++] = value;
  }
  cli->value[id] = value ? value : "";
  return true;
}

static bool check_values(zb_cli *cli, int *status)
{
  const char *dpi = cli->value[ZB_OPT_DPI], *warn = cli->value[ZB_OPT_WARN], *lang = cli->value[ZB_OPT_LANG];
  if (lang && strcmp(lang, "en") != 0 && strcmp(lang, "zh") != 0)
    return usage(cli, status, "--lang is en or zh, not", "--lang 只能是 en 或 zh，而不是", lang);
  if (lang)
    cli->lang = lang[0] == 'z';
  if (dpi) {
    char *end;
    long v = strtol(dpi, &end, 10);
    if (*end || v < 10 || v > 2400)
      return usage(cli, status, "--dpi wants a number from 10 to 2400, not", "--dpi 应为 10 到 2400 的整数，而不是",
                   dpi);
    cli->dpi = (int)v;
  }
  if (warn && strcmp(warn, "error") != 0)
    return usage(cli, status, "-W knows only error, not", "-W 只支持 error，而不是", warn);
  cli->strict = warn != NULL;
  return true;
}

static bool check_command(zb_cli *cli, int *status)
{
  const zb_command *c = cli->command;
  for (int i = 0; i < ZB_OPT_COUNT; i++)
    if (cli->value[i] && !strchr(options[i].commands, c->letter))
      return usage(cli, status, "this command has no such option", "此命令没有这个选项", options[i].name);
  if (!cli->argument)
    return usage(cli, status, "missing", "缺少", c->arguments);
  return true;
}

bool zb_cli_parse(int argc, char **argv, zb_cli *cli, int *status)
{
  *cli = (zb_cli){.lang = default_lang(), .color = isatty(STDERR_FILENO) && !getenv("NO_COLOR")};
  *status = 0;
  bool options_end = false;
  for (int i = 1; i < argc; i++) {
    const char *arg = argv[i];
    if (!options_end && strcmp(arg, "--") == 0) {
      options_end = true;
    } else if (!options_end && arg[0] == '-' && arg[1]) {
      if (!take_option(cli, argc, argv, &i, status))
        return false;
    } else if (!cli->command) {
      cli->command = find_command(arg);
      if (!cli->command)
        return usage(cli, status, "unknown command", "未知命令", arg);
    } else if (!cli->argument) {
      cli->argument = arg;
    } else {
      return usage(cli, status, "one argument too many", "多出参数", arg);
    }
  }
  if (!check_values(cli, status))
    return false;
  if (cli->value[ZB_OPT_VERSION]) {
    printf("zhanban %s\n", zb_version());
    return false;
  }
  if (cli->value[ZB_OPT_HELP] || argc == 1) {
    help(cli);
    *status = argc == 1 ? 2 : 0;
    return false;
  }
  if (!cli->command)
    return usage(cli, status, "no command given", "没有给出命令",
                 "render, check, batch, figures, import, list, schema");
  return check_command(cli, status);
}
