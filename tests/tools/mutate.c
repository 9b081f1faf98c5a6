/* Mutations of a report: every digit of every figure replaced by each of the nine others, one at a time, in the source
   file, and what the checks say then. tests/tools/mutation.py judges the lines by its own arithmetic.

   mutate REPORT.yaml WORKDIR prints, with tabs between:
     F  id  quantity            a figure as declared; those that no check uses are not changed
     R  line  op  relation      a line of checks: op := for definitions
     M  id  quantity  lines     a mutation, and the lines of checks that are reported: "12 15" or "-"
   WORKDIR gets a copy of the report and its tables. */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/utf8.h"
#include "model/eval.h"
#include "model/report.h"

typedef struct file {
  const char *name; /* as diagnostics name it */
  char *text;
  size_t n;
} file;

static void die(const char *what, const char *name)
{
  fprintf(stderr, "mutate: %s %s\n", what, name);
  exit(2);
}

static char *slurp(const char *path, size_t *n)
{
  FILE *f = fopen(path, "rb");
  if (!f)
    die("cannot read", path);
  fseek(f, 0, SEEK_END);
  long size = ftell(f);
  rewind(f);
  char *text = calloc(1, (size_t)size + 1);
  *n = fread(text, 1, (size_t)size, f);
  fclose(f);
  return text;
}

static void spill(const char *path, const char *text, size_t n)
{
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
    die("cannot write", path);
}

/* Byte of a place in a text: line and column count from 1, columns in code points. */
static size_t byte_of(const file *f, zb_src at)
{
  const char *p = f->text;
  for (int line = 1; line < at.line; line++) {
    p = strchr(p, '\n');
    if (!p)
      die("no such line in", f->name);
    p++;
  }
  for (int col = 1; col < at.col; col++)
    zb_utf8_next(&p);
  return (size_t)(p - f->text);
}

/* Lines of checks with an error, or one that holds only when digits are cut off. */
static void print_reported(zb_arena *a, const char *report)
{
  zb_diags *d = zb_diags_new(a);
  const zb_report *r = zb_report_read(a, d, report, NULL);
  size_t n;
  int last = 0;
  const zb_diag_entry *e = zb_diags_sorted(d, &n);
  const zb_val *checks = r ? zb_obj_get(r->props, ZB_K_CHECKS) : NULL;
  int from = checks ? checks->src.line : 0, to = checks ? checks->item[checks->nitems - 1].src.line : -1;
  for (size_t i = 0; i < n; i++) {
    bool broken = e[i].level >= ZB_ERROR || e[i].code == ZB_D_CHECK_TRUNCATED;
    if (!broken || e[i].src.line < from || e[i].src.line > to || e[i].src.line == last ||
        strcmp(e[i].src.file, report) != 0)
      continue;
    printf("%s%d", last ? " " : "", e[i].src.line);
    last = e[i].src.line;
  }
  puts(last ? "" : "-");
}

/* All mutations of one figure, whose digits begin behind its prefix. */
static void mutate(const char *report, const file *f, const zb_figure *figure)
{
  size_t from = byte_of(f, figure->src) + strlen(figure->q.prefix), n = strlen(figure->q.digits);
  if (strncmp(f->text + from, figure->q.digits, n) != 0)
    die("the digits are not where they should be:", figure->id);
  for (size_t i = 0; i < n; i++) {
    char kept = f->text[from + i];
    if (kept < '0' || kept > '9')
      continue;
    for (char c = '0'; c <= '9'; c++) {
      if (c == kept)
        continue;
      zb_arena *a = zb_arena_new();
      f->text[from + i] = c;
      spill(f->name, f->text, f->n);
      printf("M\t%s\t%s%.*s%s\t", figure->id, figure->q.prefix, (int)n, f->text + from,
             figure->q.text + strlen(figure->q.prefix) + n);
      print_reported(a, report);
      zb_arena_free(a);
    }
    f->text[from + i] = kept;
  }
  spill(f->name, f->text, f->n);
}

static void print_relations(const zb_report *r)
{
  static const char *const op[] = {[ZB_REL_DEFINE] = ":=", [ZB_REL_EQ] = "=", [ZB_REL_NE] = "!=", [ZB_REL_LT] = "<",
                                   [ZB_REL_LE] = "<=",     [ZB_REL_GT] = ">", [ZB_REL_GE] = ">="};
  for (size_t i = 0; i < r->checks->n; i++) {
    const zb_relation *rel = &r->checks->v[i].rel;
    printf("R\t%d\t%s\t%s\n", rel->src.line, op[rel->op], rel->text);
  }
}

/* A copy of the report and the tables it reads, under the same relative names. */
static const char *copy_all(zb_arena *a, const char *report, const char *dir, file **files, size_t *nfiles)
{
  zb_diags *d = zb_diags_new(a);
  const char *base = dirname(zb_arena_strdup(a, report));
  size_t prefix = strlen(base);
  zb_report_read(a, d, report, NULL);
  *files = calloc(64, sizeof **files);
  for (const char *name; (name = zb_diags_source_name(d, *nfiles)) && *nfiles < 64; ++*nfiles) {
    file *f = &(*files)[*nfiles];
    f->text = slurp(name, &f->n);
    f->name = zb_arena_printf(a, "%s/%s", dir, name + (strncmp(name, base, prefix) == 0 ? prefix + 1 : 0));
    for (char *p = strchr(f->name + 1, '/'), *s = zb_arena_strdup(a, f->name); p; p = strchr(p + 1, '/'))
      mkdir(zb_arena_strndup(a, s, (size_t)(p - f->name)), 0777);
    spill(f->name, f->text, f->n);
  }
  return (*files)[0].name;
}

int main(int argc, char **argv)
{
  file *files;
  size_t nfiles = 0;
  if (argc != 3)
    die("usage:", "mutate REPORT.yaml WORKDIR");
  zb_arena *a = zb_arena_new();
  const char *report = copy_all(a, argv[1], argv[2], &files, &nfiles);
  const zb_report *r = zb_report_read(a, zb_diags_new(a), report, NULL);
  if (!r)
    die("no report in", report);
  print_relations(r);
  for (size_t i = 0; i < zb_figures_count(r->figures); i++) {
    const zb_figure *f = zb_figures_at(r->figures, i);
    if (!f->missing && !f->derived)
      printf("F\t%s\t%s\n", f->id, f->q.text);
  }
  for (size_t i = 0; i < zb_figures_count(r->figures); i++) {
    const zb_figure *f = zb_figures_at(r->figures, i);
    for (size_t k = 0; k < nfiles && !f->missing && !f->derived && !f->q.ordinal && zb_report_reckons(r, f); k++)
      if (strcmp(files[k].name, f->src.file) == 0)
        mutate(report, &files[k], f);
  }
  zb_arena_free(a);
  return 0;
}
