/* The command line: what is accepted, what is refused with which status; and that the manual names all of it. */
#include "fixture.h"

#include "cli/option.c"

#define ZB_COMMAND(id, ...)                                                                                            \
  int zb_cmd_##id(const zb_cli *cli)                                                                                   \
  {                                                                                                                    \
    return cli->dpi;                                                                                                   \
  }
#include "cli/command.def"
#undef ZB_COMMAND

enum { WORDS = 8 };

static bool parse(const char *const *words, zb_cli *cli, int *status)
{
  char *argv[WORDS + 2] = {(char *)(uintptr_t) "zhanban"};
  int argc = 1;
  for (; argc <= WORDS && words[argc - 1]; argc++)
    argv[argc] = (char *)(uintptr_t)words[argc - 1];
  return zb_cli_parse(argc, argv, cli, status);
}

static void accepted(void **state)
{
  (void)state;
  zb_cli c;
  int status;
  assert_true(parse((const char *[WORDS]){"render", "r.yaml", "-l", "a,b", "-o", "x.pdf"}, &c, &status));
  assert_string_equal(c.command->name, "render");
  assert_string_equal(c.argument, "r.yaml");
  assert_string_equal(c.value[ZB_OPT_LAYOUT], "a,b");
  assert_string_equal(c.value[ZB_OPT_OUTPUT], "x.pdf");
  assert_null(c.value[ZB_OPT_QUIET]);
  /* letters with and without a blank, long names with = and without, options before the argument, -- ends them */
  assert_true(parse((const char *[WORDS]){"render", "-d72", "--to=png", "-q", "--", "-r.yaml"}, &c, &status));
  assert_int_equal(c.dpi, 72);
  assert_string_equal(c.value[ZB_OPT_TO], "png");
  assert_non_null(c.value[ZB_OPT_QUIET]);
  assert_string_equal(c.argument, "-r.yaml");
  assert_true(parse((const char *[WORDS]){"check", "r.yaml", "-s", "a=1", "--set", "b=2", "-Werror"}, &c, &status));
  assert_int_equal(c.nset, 2);
  assert_string_equal(c.set[1], "b=2");
  assert_true(c.strict);
  /* a file called - is no option */
  assert_true(parse((const char *[WORDS]){"render", "r.yaml", "-o", "-"}, &c, &status));
  assert_string_equal(c.value[ZB_OPT_OUTPUT], "-");
  assert_true(parse((const char *[WORDS]){"list", "layouts", "--lang", "zh"}, &c, &status));
  assert_int_equal(c.lang, 1);
}

static void refused(void **state)
{
  (void)state;
  static const char *const table[][WORDS] = {
      {"draw", "r.yaml"},
      {"render"},
      {"render", "a.yaml", "b.yaml"},
      {"render", "r.yaml", "--nope"},
      {"render", "r.yaml", "-z"},
      {"render", "r.yaml", "-o"},
      {"render", "r.yaml", "--quiet=yes"},
      {"render", "r.yaml", "-qx"},
      {"render", "r.yaml", "--set", "title"},
      {"render", "r.yaml", "--set", ""},
      {"render", "r.yaml", "-d", "0"},
      {"render", "r.yaml", "-d", ""},
      {"render", "r.yaml", "-d", "72x"},
      {"render", "r.yaml", "-d", "99999999999999999999"},
      {"render", "r.yaml", "-d", "-72"},
      {"render", "r.yaml", "-W", "all"},
      {"render", "r.yaml", "--lang", "fr"},
      {"check", "r.yaml", "-o", "x.pdf"},
      {"list", "layouts", "-l", "a"},
      {"--quiet"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    zb_cli c;
    int status = 0;
    assert_false(parse(table[i], &c, &status));
    assert_int_equal(status, 2);
  }
}

static void too_many_sets(void **state)
{
  (void)state;
  char *argv[2 * ZB_SETS_MAX + 8];
  int argc = 0, status;
  zb_cli c;
  argv[argc++] = (char *)(uintptr_t) "zhanban";
  argv[argc++] = (char *)(uintptr_t) "render";
  argv[argc++] = (char *)(uintptr_t) "r.yaml";
  for (int i = 0; i < ZB_SETS_MAX; i++) {
    argv[argc++] = (char *)(uintptr_t) "-s";
    argv[argc++] = (char *)(uintptr_t) "a=1";
  }
  assert_true(zb_cli_parse(argc, argv, &c, &status));
  argv[argc++] = (char *)(uintptr_t) "-sa=1";
  assert_false(zb_cli_parse(argc, argv, &c, &status));
  assert_int_equal(status, 2);
}

/* --- the manual ------------------------------------------------------------------------------------------------- */

static char *manual(void)
{
  FILE *f = fopen("src/man/zhanban.1", "r");
  assert_non_null(f);
  char *text = calloc(1, 1 << 16);
  assert_true(fread(text, 1, (1 << 16) - 1, f) > 0);
  fclose(f);
  return text;
}

static void manual_names_all(void **state)
{
  (void)state;
  char *text = manual(), want[64];
  for (int i = 0; i < ZB_OPT_COUNT; i++) {
    const option *o = &options[i];
    if (o->letter)
      snprintf(want, sizeof want, "\n.It Fl %c , -%s", o->letter, o->name);
    else
      snprintf(want, sizeof want, "\n.It Fl -%s", o->name);
    if (!strstr(text, want))
      fail_msg("src/man/zhanban.1 lacks%s", want);
  }
  for (int i = 0; i < COMMANDS; i++) {
    snprintf(want, sizeof want, "\n.It Cm %s\n", commands[i].name);
    if (!strstr(text, want))
      fail_msg("src/man/zhanban.1 lacks%s", want);
  }
  free(text);
}

/* Every letter and name once; every option belongs to commands that exist. */
static void registries_agree(void **state)
{
  (void)state;
  char letters[COMMANDS + 1] = "";
  for (int i = 0; i < COMMANDS; i++)
    letters[i] = commands[i].letter;
  for (int i = 0; i < ZB_OPT_COUNT; i++) {
    assert_int_equal(strspn(options[i].commands, letters), strlen(options[i].commands));
    for (int k = 0; k < i; k++) {
      assert_string_not_equal(options[i].name, options[k].name);
      assert_true(!options[i].letter || options[i].letter != options[k].letter);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepted),         cmocka_unit_test(refused),          cmocka_unit_test(too_many_sets),
      cmocka_unit_test(manual_names_all), cmocka_unit_test(registries_agree),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
