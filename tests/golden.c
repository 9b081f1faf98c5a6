/* Runs the goldens: every folder tests/golden/AREA/CASE holds in.yaml and what should come of it; what exists is checked.

     want.diag    messages of `zhanban check in.yaml` and its exit status as a last line
     want.dump    `render in.yaml -T dump`; want.txt, want.csv, want.svg (its first page) likewise
     want.struct  the structure tree and text that pdfinfo finds in the PDF
     want.out     standard output of the words in `command`
     args         options added to every command;  command  words that replace `check in.yaml`
     repeat       every output must be the same bytes from another folder under another locale

   The program runs inside the case's folder, with the fonts of tests/fonts and an environment of its own.
   Usage: golden [-u] -z PROGRAM -t TMPDIR -o TAPFILE [CASE...]; a CASE is a folder or the start of its path; -u rewrites. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_SECONDS = 60, WORDS = 64, PATH_SIZE = 4096 };

typedef struct text {
  char *v;
  size_t n;
} text;

typedef struct runner {
  char root[PATH_SIZE], program[PATH_SIZE], tmp[PATH_SIZE], fonts[PATH_SIZE];
  FILE *tap;
  bool update;
  int passed, failed;
} runner;

/* How a program is run; NULL members take the defaults of run(). */
typedef struct job {
  const char *folder, *locale;
  char *argv[WORDS];
  int argc;
} job;

static void die(const char *what)
{
  fprintf(stderr, "golden: %s: %s\n", what, strerror(errno));
  exit(2);
}

static void __attribute__((format(printf, 2, 3))) path_of(char *buf, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(buf, PATH_SIZE, format, ap);
  va_end(ap);
  if (n < 0 || n >= PATH_SIZE) {
    errno = ENAMETOOLONG;
    die(format);
  }
}

static bool exists(const char *folder, const char *name)
{
  char path[PATH_SIZE];
  path_of(path, "%s/%s", folder, name);
  return access(path, F_OK) == 0;
}

/* The whole file, NUL added; v = NULL if there is none. Free v. */
static text slurp(const char *path)
{
  FILE *f = fopen(path, "rb");
  if (!f)
    return (text){0};
  text t = {0};
  size_t cap = 0, got;
  do {
    cap = cap ? cap * 2 : 65536;
    t.v = realloc(t.v, cap + 1);
    if (!t.v)
      die("memory");
    got = fread(t.v + t.n, 1, cap - t.n, f);
    t.n += got;
  } while (t.n == cap);
  t.v[t.n] = 0;
  fclose(f);
  return t;
}

static void spill(const char *path, text t)
{
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(t.v, 1, t.n, f) != t.n || fclose(f) != 0)
    die(path);
}

static bool same(text a, text b)
{
  return a.n == b.n && (a.n == 0 || memcmp(a.v, b.v, a.n) == 0);
}

static void add(job *j, const char *word)
{
  if (j->argc + 1 >= WORDS) {
    errno = E2BIG;
    die("too many words");
  }
  j->argv[j->argc++] = strdup(word);
  j->argv[j->argc] = NULL;
}

/* Adds the words of a file, parted by white space. */
static void add_words(job *j, const char *folder, const char *name)
{
  char path[PATH_SIZE];
  path_of(path, "%s/%s", folder, name);
  text t = slurp(path);
  for (char *w = t.v ? strtok(t.v, " \t\n") : NULL; w; w = strtok(NULL, " \t\n"))
    add(j, w);
  free(t.v);
}

static void done(job *j)
{
  for (int i = 0; i < j->argc; i++)
    free(j->argv[i]);
}

static void environment(const runner *r, const job *j)
{
  static const char *const keep[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
  char *kept[sizeof keep / sizeof *keep];
  for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
    kept[i] = getenv(keep[i]) ? strdup(getenv(keep[i])) : NULL;
  clearenv();
  for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
    if (kept[i])
      setenv(keep[i], kept[i], 1);
  char path[PATH_SIZE];
  path_of(path, "%s/locale", r->tmp);
  setenv("LOCPATH", path, 1);
  path_of(path, "%s/cache", r->tmp);
  setenv("XDG_CACHE_HOME", path, 1);
  setenv("HOME", r->tmp, 1);
  setenv("LC_ALL", j->locale ? j->locale : "C.UTF-8", 1);
  setenv("ZHANBAN_DATA", r->root, 1);
}

/* Runs the job with standard output and error going to files. Returns its exit status, 128 + the signal if one ended it. */
static int run(const runner *r, const job *j, const char *out, const char *err)
{
  fflush(NULL);
  pid_t pid = fork();
  if (pid < 0)
    die("fork");
  if (pid == 0) {
    int o = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0666), e = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int in = open("/dev/null", O_RDONLY);
    if (o < 0 || e < 0 || in < 0 || dup2(in, 0) < 0 || dup2(o, 1) < 0 || dup2(e, 2) < 0 || chdir(j->folder) < 0)
      _exit(127);
    environment(r, j);
    alarm(RUN_SECONDS);
    execvp(j->argv[0], j->argv);
    _exit(127);
  }
  int status;
  if (waitpid(pid, &status, 0) < 0)
    die("waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static job zhanban(const runner *r, const char *folder)
{
  job j = {.folder = folder};
  add(&j, r->program);
  return j;
}

/* Adds the pinned fonts, by a relative path so that messages do not name this machine's folders, and the case's words. */
static void finish(const runner *r, job *j)
{
  char fonts[PATH_SIZE] = "";
  size_t n = 0;
  for (const char *p = j->folder + strlen(r->root); *p && n + 16 < sizeof fonts; p++)
    if (*p == '/')
      n += (size_t)snprintf(fonts + n, sizeof fonts - n, "../");
  snprintf(fonts + n, sizeof fonts - n, "tests/fonts");
  add(j, "--fonts-dir");
  add(j, j->locale ? r->fonts : fonts);
  add_words(j, j->folder, "args");
}

/* Prints at most 80 lines of the difference. */
static void show_diff(const runner *r, const char *want, const char *got)
{
  char out[PATH_SIZE], err[PATH_SIZE];
  path_of(out, "%s/diff", r->tmp);
  path_of(err, "%s/diff.err", r->tmp);
  job j = {.folder = r->root};
  const char *const words[] = {"diff", "-u", "--label", "want", "--label", "got"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    add(&j, words[i]);
  add(&j, want);
  add(&j, got);
  run(r, &j, out, err);
  done(&j);
  text t = slurp(out);
  int lines = 0;
  for (size_t i = 0; i < t.n && lines < 80; i++) {
    putchar(t.v[i]);
    lines += t.v[i] == '\n';
  }
  if (lines == 80)
    puts("...");
  free(t.v);
}

static void result(runner *r, bool ok, const char *name, const char *what)
{
  fprintf(r->tap, "%s - %s %s\n", ok ? "ok" : "not ok", name, what);
  *(ok ? &r->passed : &r->failed) += 1;
  if (!ok)
    printf("FAILED %s %s\n", name, what);
}

static void show_messages(const char *err)
{
  text t = slurp(err);
  if (t.v && t.n > 0)
    printf("messages: %.2000s\n", t.v);
  free(t.v);
}

/* Compares what was got with the wanted file, or rewrites that. */
static void judge(runner *r, const char *folder, const char *name, const char *want_name, text got, const char *err)
{
  char want_path[PATH_SIZE], got_path[PATH_SIZE];
  path_of(want_path, "%s/%s", folder, want_name);
  path_of(got_path, "%s/got", r->tmp);
  text want = slurp(want_path);
  if (!same(want, got) && r->update && got.n > 0) {
    spill(want_path, got);
    printf("updated %s/%s\n", name, want_name);
    r->passed++;
  } else if (!same(want, got)) {
    result(r, false, name, want_name);
    spill(got_path, got);
    show_diff(r, want_path, got_path);
    if (err)
      show_messages(err);
  } else {
    result(r, true, name, want_name);
  }
  free(want.v);
}

static void check_diag(runner *r, const char *folder, const char *name)
{
  char out[PATH_SIZE], err[PATH_SIZE];
  path_of(out, "%s/out", r->tmp);
  path_of(err, "%s/err", r->tmp);
  job j = zhanban(r, folder);
  if (exists(folder, "command")) {
    add_words(&j, folder, "command");
  } else {
    add(&j, "check");
    add(&j, "in.yaml");
  }
  finish(r, &j);
  int status = run(r, &j, out, err);
  done(&j);
  if (exists(folder, "want.diag")) {
    text got = slurp(err);
    got.v = realloc(got.v, got.n + 32);
    if (!got.v)
      die("memory");
    got.n += (size_t)snprintf(got.v + got.n, 32, "exit %d\n", status);
    judge(r, folder, name, "want.diag", got, NULL);
    free(got.v);
  }
  if (exists(folder, "want.out")) {
    text got = slurp(out);
    judge(r, folder, name, "want.out", got, err);
    free(got.v);
  }
}

/* Renders in.yaml to the file `out` as `type`. */
static int render(runner *r, const char *folder, const char *locale, const char *type, const char *out, const char *err)
{
  bool away = locale != NULL;
  char report[PATH_SIZE];
  path_of(report, "%s%sin.yaml", away ? folder : "", away ? "/" : "");
  job j = zhanban(r, folder);
  const char *const words[] = {"render", report, "-T", type, "-o", "-"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    add(&j, words[i]);
  if (strcmp(type, "png") == 0 || strcmp(type, "svg") == 0) { /* one page a file */
    add(&j, "-p");
    add(&j, "1");
  }
  j.locale = locale;
  finish(r, &j);
  j.folder = away ? "/" : folder;
  int status = run(r, &j, out, err);
  done(&j);
  return status;
}

static void check_output(runner *r, const char *folder, const char *name, const char *type)
{
  char want[PATH_SIZE], out[PATH_SIZE], err[PATH_SIZE], pdf[PATH_SIZE];
  path_of(want, "want.%s", type);
  if (!exists(folder, want))
    return;
  path_of(out, "%s/out", r->tmp);
  path_of(err, "%s/err", r->tmp);
  path_of(pdf, "%s/out.pdf", r->tmp);
  bool tree = strcmp(type, "struct") == 0;
  if (render(r, folder, NULL, tree ? "pdf" : type, tree ? pdf : out, err) !=
      0) { /* an empty file is never what is wanted */
    result(r, false, name, want);
    show_messages(err);
    return;
  }
  if (tree) {
    job j = {.folder = r->root};
    add(&j, "pdfinfo");
    add(&j, "-struct-text");
    add(&j, pdf);
    run(r, &j, out, err);
    done(&j);
  }
  text got = slurp(out);
  judge(r, folder, name, want, got, err);
  free(got.v);
}

/* The same report from another folder, under a locale with a decimal comma: the same bytes. */
static void check_repeat(runner *r, const char *folder, const char *name)
{
  static const char *const types[] = {"pdf", "png", "svg", "txt", "csv", "dump"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    char here[PATH_SIZE], away[PATH_SIZE], err[PATH_SIZE], what[PATH_SIZE];
    path_of(here, "%s/here", r->tmp);
    path_of(away, "%s/away", r->tmp);
    path_of(err, "%s/err", r->tmp);
    path_of(what, "%s from another folder under another locale", types[i]);
    int a = render(r, folder, NULL, types[i], here, err);
    int b = render(r, folder, "de_DE.UTF-8", types[i], away, err);
    text x = slurp(here), y = slurp(away);
    bool may_be_empty = strcmp(types[i], "csv") == 0; /* a report without tables */
    bool ok = a == 0 && b == 0 && (x.n > 0 || may_be_empty) && same(x, y);
    result(r, ok, name, what);
    if (!ok) {
      printf("status %d and %d, %zu and %zu bytes\n", a, b, x.n, y.n);
      show_messages(err);
    }
    free(x.v);
    free(y.v);
  }
}

static void check_case(runner *r, const char *folder, const char *name)
{
  static const char *const types[] = {"dump", "txt", "csv", "svg", "struct"};
  int before = r->passed + r->failed;
  if (exists(folder, "want.diag") || exists(folder, "want.out"))
    check_diag(r, folder, name);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    check_output(r, folder, name, types[i]);
  if (exists(folder, "repeat"))
    check_repeat(r, folder, name);
  if (r->passed + r->failed == before)
    result(r, false, name, "wants nothing");
}

static int visible(const struct dirent *e)
{
  return e->d_name[0] != '.';
}

/* Checks the cases below a folder of tests/golden, in the order of their names. */
static void walk(runner *r, const char *folder, int ncases, char **cases)
{
  const char *name = folder + strlen(r->root) + strlen("/tests/golden");
  name += *name == '/';
  if (exists(folder, "in.yaml") || exists(folder, "command")) {
    bool wanted = ncases == 0;
    for (int i = 0; i < ncases; i++)
      wanted = wanted || strncmp(cases[i], name, strlen(cases[i])) == 0;
    if (wanted)
      check_case(r, folder, name);
    return;
  }
  struct dirent **e;
  int n = scandir(folder, &e, visible, alphasort);
  for (int i = 0; i < n; i++) {
    char path[PATH_SIZE];
    struct stat st;
    path_of(path, "%s/%s", folder, e[i]->d_name);
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
      walk(r, path, ncases, cases);
    free(e[i]);
  }
  if (n >= 0)
    free(e);
}

static void absolute(char *buf, const char *path)
{
  if (!realpath(path, buf))
    die(path);
}

int main(int argc, char **argv)
{
  runner r = {.tap = NULL};
  absolute(r.root, ".");
  for (int c; (c = getopt(argc, argv, "uz:t:o:")) != -1;) {
    if (c == 'u')
      r.update = true;
    else if (c == 'z')
      absolute(r.program, optarg);
    else if (c == 't' && (mkdir(optarg, 0777) == 0 || errno == EEXIST))
      absolute(r.tmp, optarg);
    else if (c == 'o')
      r.tap = fopen(optarg, "w");
    else
      die("usage: golden [-u] -z PROGRAM -t TMPDIR -o TAPFILE [CASE...]");
  }
  if (!r.tap || !*r.program || !*r.tmp)
    die("usage: -z, -t and -o are needed");
  path_of(r.fonts, "%s/tests/fonts", r.root);
  char golden[PATH_SIZE];
  path_of(golden, "%s/tests/golden", r.root);
  walk(&r, golden, argc - optind, argv + optind);
  fclose(r.tap);
  printf("  golden: %d passed, %d failed\n", r.passed, r.failed);
  return r.failed > 0;
}
