/* The composer's quality on a text file: compose FILE MEASURE... sets each line of the file as a paragraph at each
   measure (in em) and prints lines, lone last characters, Han gaps over 0.05, 0.10 and 0.25 em, the widest gap,
   overfull and emergency lines, and lines that begin or end with a banned mark. -p prints the lines themselves, -i N
   indents by N em. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/io.h"
#include "base/utf8.h"
#include "text_fixture.h"

static const char *const no_start = "、，。；：？！．）》〉」』】〗〕］｝”’·～%‰℃";
static const char *const no_end = "（《〈「『【〖〔［｛“‘¥￥$№";

typedef struct tally {
  size_t paras, lines, lone, over5, over10, over25, overfull, emergency, starts, ends, bytes;
  int worst; /* 1/1000 em */
} tally;

static bool among(const char *set, uint32_t c)
{
  while (*set)
    if (zb_utf8_next(&set) == c)
      return true;
  return false;
}

static void look_at(tally *t, zb_arena *a, const zb_lines *l, size_t i, zb_u em, bool print)
{
  zb_line_info info = zb_lines_info(l, i);
  char *text = zb_lines_text(a, l, i);
  const char *s = text, *e = text + strlen(text);
  int gap = (int)((int64_t)info.han_gap * 1000 / em);
  t->lines++;
  t->overfull += info.overfull;
  t->emergency += info.emergency;
  if (info.last) {
    t->lone += i > 0 && info.han < 2 && zb_utf8_count(text, strlen(text)) <= 2;
  } else {
    t->over5 += gap > 50;
    t->over10 += gap > 100;
    t->over25 += gap > 250;
    t->worst = gap > t->worst ? gap : t->worst;
    t->ends += e > s && among(no_end, zb_utf8_prev(s, e));
  }
  t->starts += e > s && among(no_start, zb_utf8_next(&s));
  if (print)
    printf("%5d %s%s\n", gap, text, info.overfull ? "  <- overfull" : info.emergency ? "  <- emergency" : "");
}

static void run(fixture *f, const char *text, size_t n, zb_u measure_em, int indent, bool print)
{
  tally t = {0};
  zb_tstyle style = {.role = ZB_ROLE_SONG, .size = ZB_PT(10), .leading = ZB_PT(18), .indent = indent * 1000};
  struct timespec t0, t1;
  clock_gettime(CLOCK_MONOTONIC, &t0);
  for (size_t at = 0; at < n;) {
    const char *end = memchr(text + at, '\n', n - at);
    size_t len = end ? (size_t)(end - text) - at : n - at;
    zb_span span = zb_span_plain(text + at, len, ZB_SRC_NONE);
    zb_lines *l = zb_para_break(zb_para_new(&f->text, &span, 1, &style), style.size * measure_em / 10);
    t.paras += zb_lines_count(l) > 0;
    t.bytes += len;
    for (size_t i = 0; i < zb_lines_count(l); i++)
      look_at(&t, f->arena, l, i, style.size, print);
    if (print && zb_lines_count(l) > 0)
      printf("\n");
    at += len + 1;
  }
  clock_gettime(CLOCK_MONOTONIC, &t1);
  long us = (t1.tv_sec - t0.tv_sec) * 1000000 + (t1.tv_nsec - t0.tv_nsec) / 1000;
  printf("measure %d.%d: paragraphs %zu lines %zu lone %zu gaps>0.05 %zu >0.10 %zu >0.25 %zu worst 0.%03d overfull %zu "
         "emergency %zu starts %zu ends %zu, %ld us\n",
         measure_em / 10, measure_em % 10, t.paras, t.lines, t.lone, t.over5, t.over10, t.over25, t.worst, t.overfull,
         t.emergency, t.starts, t.ends, us);
}

int main(int argc, char **argv)
{
  bool print = false;
  int indent = 0, arg = 1;
  for (; arg < argc && argv[arg][0] == '-'; arg++) {
    if (strcmp(argv[arg], "-p") == 0)
      print = true;
    else if (strcmp(argv[arg], "-i") == 0 && arg + 1 < argc)
      indent = atoi(argv[++arg]);
  }
  if (argc - arg < 2) {
    fprintf(stderr, "usage: compose [-p] [-i INDENT] FILE MEASURE...\n");
    return 2;
  }
  fixture f = fixture_open();
  size_t n;
  char *text = zb_io_read(f.arena, f.diags, argv[arg], 64u << 20, ZB_SRC_NONE, &n);
  for (int i = arg + 1; text && i < argc; i++)
    run(&f, text, n, (zb_u)(atof(argv[i]) * 10 + 0.5), indent, print);
  zb_diags_print(f.diags, stderr, ZB_LANG_EN, false);
  fixture_close(&f);
  return text ? 0 : 1;
}
