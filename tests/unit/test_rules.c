/* Rules of Chinese typesetting, read from rules.txt. */
#include "fixture.h"

#include "text/compose.h"
#include "text_fixture.h"

typedef struct rule {
  char name[16], measure[16], options[64];
  char text[1024], expected[1024];
  int line;
} rule;

static bool parse(char *row, rule *r)
{
  char *sep = strstr(row, " => ");
  int at = 0;
  if (!sep || sscanf(row, "%15s %15s %63s %n", r->name, r->measure, r->options, &at) != 3)
    return false;
  snprintf(r->text, sizeof r->text, "%.*s", (int)(sep - row) - at, row + at);
  snprintf(r->expected, sizeof r->expected, "%s", sep + 4);
  r->expected[strcspn(r->expected, "\n")] = '\0';
  return true;
}

static zb_tstyle style_of(const rule *r)
{
  zb_tstyle s = {.role = ZB_ROLE_SONG, .size = ZB_PT(20), .leading = ZB_PT(30)};
  char list[64];
  snprintf(list, sizeof list, "%s", r->options);
  for (char *save = NULL, *o = strtok_r(list, ",", &save); o; o = strtok_r(NULL, ",", &save)) {
    static const struct {
      const char *name;
      zb_strictness level;
    } strict[] = {
        {"none", ZB_STRICT_NONE},
        {"basic", ZB_STRICT_BASIC},
        {"gb", ZB_STRICT_GB},
        {"strict", ZB_STRICT_STRICT},
    };
    bool known = strcmp(o, "-") == 0;
    for (size_t i = 0; i < sizeof strict / sizeof *strict; i++)
      if (strcmp(o, strict[i].name) == 0) {
        s.strictness = strict[i].level;
        known = true;
      }
    static const struct {
      const char *name;
      zb_align align;
    } align[] = {
        {"left", ZB_ALIGN_LEFT},
        {"right", ZB_ALIGN_RIGHT},
        {"center", ZB_ALIGN_CENTER},
        {"even", ZB_ALIGN_EVEN},
    };
    for (size_t i = 0; i < sizeof align / sizeof *align; i++)
      if (strcmp(o, align[i].name) == 0) {
        s.align = align[i].align;
        known = true;
      }
    static const struct {
      const char *name;
      zb_marks marks;
    } marks[] = {
        {"kaiming", ZB_MARKS_KAIMING},
        {"half", ZB_MARKS_HALF},
        {"line-end", ZB_MARKS_LINE_END},
        {"plain", ZB_MARKS_NONE},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
      if (strcmp(o, marks[i].name) == 0) {
        s.marks = marks[i].marks;
        known = true;
      }
    if (strcmp(o, "full-open") == 0)
      s.opening = ZB_OPENING_FULL;
    else if (strcmp(o, "flush-open") == 0)
      s.opening = ZB_OPENING_FLUSH;
    else if (strcmp(o, "hang") == 0)
      s.hanging = true;
    else if (strcmp(o, "latin") == 0)
      s.role = ZB_ROLE_FANGSONG;
    else if (strcmp(o, "sans") == 0)
      s.role = ZB_ROLE_HEI;
    else if (strcmp(o, "kai") == 0)
      s.role = ZB_ROLE_KAI;
    else if (strcmp(o, "balance") == 0)
      s.balance = true;
    else if (strcmp(o, "keep") == 0)
      s.keep_halfwidth = true;
    else if (strcmp(o, "grid") == 0)
      s.grid = true;
    else if (strcmp(o, "vertical") == 0)
      s.vertical = true;
    else if (strncmp(o, "last=", 5) == 0)
      s.last_line = atoi(o + 5);
    else if (strcmp(o, "emph") == 0 || strcmp(o, "underline") == 0 || strcmp(o, "split") == 0)
      known = true; /* of the span */
    else if (strncmp(o, "indent=", 7) == 0)
      s.indent = atoi(o + 7);
    else if (!known)
      fail_msg("rules.txt:%d: option %s", r->line, o);
  }
  return s;
}

/* The lines joined by |. */
static char *joined(zb_arena *a, const zb_lines *l)
{
  char *all = zb_arena_strdup(a, "");
  for (size_t i = 0; i < zb_lines_count(l); i++)
    all = zb_arena_printf(a, "%s%s%s", all, i > 0 ? "|" : "", zb_lines_text(a, l, i));
  return all;
}

static bool edge_clean(zb_arena *a, const zb_lines *l, bool start, const char *set)
{
  for (size_t i = 0; i < zb_lines_count(l); i++) {
    const char *s = zb_lines_text(a, l, i), *e = s + strlen(s);
    if (s == e || (start && i == 0) || (!start && i + 1 == zb_lines_count(l)))
      continue;
    const char *p = s;
    uint32_t c = start ? zb_utf8_next(&p) : zb_utf8_prev(s, e);
    for (const char *q = set; *q;)
      if (zb_utf8_next(&q) == c)
        return false;
  }
  return true;
}

static int hundredths(zb_u v, zb_u em)
{
  return zb_u_muldiv(v, 100, em);
}

/* Where the cluster at byte `at` stands on its line, from the start of the measure; -1 em if it is on no line. */
static zb_u place_of(const zb_lines *l, size_t at, size_t *line)
{
  for (size_t i = 0; i < l->n; i++) {
    const zb_line *v = &l->v[i];
    zb_u pos[256];
    assert_in_range(v->e - v->a, 0, 256);
    zb_line_set(l->p, v, pos);
    for (size_t k = v->a; k < v->e; k++)
      if (l->p->clu[k].byte == at) {
        *line = i;
        return pos[k - v->a];
      }
  }
  *line = l->n;
  return -l->p->em;
}

/* The text between an opening bracket at x and its closing one, and the number after "=". */
static char *needle_of(zb_arena *a, const char *x, char close)
{
  const char *end = strrchr(x, close);
  return end ? zb_arena_strndup(a, x, (size_t)(end - x)) : NULL;
}

/* "[GDP]=2.12": from the first character of the text to the one behind it. "x(GDP)=3.00": where it begins. */
static bool placed(zb_arena *a, const zb_lines *l, const char *x, const char **got)
{
  bool distance = *x == '[';
  const char *needle = needle_of(a, distance ? x + 1 : x + 2, distance ? ']' : ')'), *value = strrchr(x, '=');
  const char *found = needle ? strstr(l->p->text, needle) : NULL;
  if (!found || !value)
    return false;
  size_t at = (size_t)(found - l->p->text), line, line2;
  zb_u from = place_of(l, at, &line);
  if (distance) {
    zb_u to = place_of(l, at + strlen(needle), &line2);
    from = line == line2 ? to - from : -l->p->em;
  }
  int w = hundredths(from, l->p->em);
  double want = atof(value + 1) * 100;
  *got = zb_arena_printf(a, "%.2f", w / 100.0);
  return w == (int)(want + (want < 0 ? -0.5 : 0.5));
}

/* "side(GDP)" and "up(25)": how the clusters of the text stand in vertical setting. */
static bool turned(zb_arena *a, const zb_para *p, const char *x)
{
  bool side = *x == 's';
  const char *needle = needle_of(a, strchr(x, '(') + 1, ')'), *found = needle ? strstr(p->text, needle) : NULL;
  bool ok = found != NULL;
  for (size_t i = 0; ok && i < p->nclus; i++) {
    size_t at = p->clu[i].byte, from = (size_t)(found - p->text);
    if (at >= from && at < from + strlen(needle))
      ok = ((p->clu[i].flags & ZB_CL_SIDEWAYS) != 0) == side;
  }
  return ok;
}

/* "dots=4": emphasis dots; "rules=1": underlines; of all lines drawn. */
static bool fills(fixture *f, const zb_lines *l, const char *x, const char **got)
{
  zb_dl *dl = zb_dl_new(f->arena, f->diags);
  zb_dl_page *page = zb_dl_page_new(dl, ZB_PT(2000), ZB_PT(2000));
  int dots = 0, rules = 0;
  zb_dl_begin_role(page, ZB_DL_P, ZB_SRC_NONE);
  for (size_t i = 0; i < zb_lines_count(l); i++)
    zb_lines_draw(l, i, page, ZB_PT(50), ZB_PT(50) + (zb_u)i * ZB_PT(40));
  zb_dl_end(page, ZB_DL_P);
  for (size_t i = 0; i < page->n; i++)
    if (page->op[i].kind == ZB_DL_OP_FILL)
      *(page->op[i].u.fill->path.nsegs > 0 ? &dots : &rules) += 1;
  *got = zb_arena_printf(f->arena, "dots=%d rules=%d", dots, rules);
  return (*x == 'd' ? dots : rules) == atoi(strchr(x, '=') + 1);
}

/* "gap<0.10": the widest Han gap but for last lines. "em=0.88,0.12": ascent and descent of every line. */
static bool measured(zb_arena *a, const zb_lines *l, const char *x, const char **got)
{
  int widest = 0, up = 0, down = 0, want_up = 0, want_down = 0;
  bool same = true;
  for (size_t i = 0; i < zb_lines_count(l); i++) {
    zb_line_info info = zb_lines_info(l, i);
    int gap = info.last ? 0 : zb_u_muldiv(info.han_gap, 1000, l->p->em);
    same = same && !info.overfull &&
           (i == 0 || (hundredths(info.ascent, l->p->em) == up && hundredths(info.descent, l->p->em) == down));
    up = hundredths(info.ascent, l->p->em);
    down = hundredths(info.descent, l->p->em);
    widest = gap > widest ? gap : widest;
  }
  *got = zb_arena_printf(a, "gap 0.%03d, em 0.%02d 0.%02d", widest, up, down);
  if (*x == 'g')
    return same && widest < (int)(atof(x + 4) * 1000 + 0.5);
  return same && sscanf(x, "em=0.%d,0.%d", &want_up, &want_down) == 2 && up == want_up && down == want_down;
}

/* The text as one span, or split: every character in its own, of another colour than its neighbours. */
static zb_span *spans_of(zb_arena *a, const rule *r, size_t *n)
{
  zb_span *span = zb_newn(a, zb_span, strlen(r->text) + 1);
  unsigned flags =
      (strstr(r->options, "emph") ? ZB_SPAN_EMPH : 0) | (strstr(r->options, "underline") ? ZB_SPAN_UNDERLINE : 0);
  *n = 0;
  for (const char *p = r->text, *from = p; *p; from = p) {
    if (strstr(r->options, "split"))
      zb_utf8_next(&p);
    else
      p += strlen(p);
    span[*n] = zb_span_plain(from, (size_t)(p - from), ZB_SRC_NONE);
    span[*n].flags = flags;
    span[*n].has_color = true;
    span[*n].color = *n % 2 ? ZB_RGB(0x112233) : ZB_RGB(0x445566);
    ++*n;
  }
  return span;
}

/* True if the case holds; else prints what came. */
static bool holds(fixture *f, const rule *r)
{
  zb_tstyle s = style_of(r);
  size_t nspans;
  zb_span *span = spans_of(f->arena, r, &nspans);
  zb_para *p = zb_para_new(&f->text, span, nspans, &s);
  zb_u measure = r->measure[0] == '-' ? zb_para_width(p) : (zb_u)(atof(r->measure) * s.size + 0.5);
  zb_lines *l = zb_para_break(p, measure);
  const char *x = r->expected, *got = joined(f->arena, l);
  bool ok;
  if (*x == '=') {
    int w = hundredths(zb_para_width(p), s.size), want = (int)(atof(x + 1) * 100 + 0.5);
    ok = w == want;
    got = zb_arena_printf(f->arena, "=%d.%02d", w / 100, w % 100);
  } else if (*x == '#') {
    ok = zb_lines_count(l) == (size_t)atoi(x + 1);
  } else if (*x == '~') {
    got = zb_para_text(p, NULL);
    ok = strcmp(got, x + 1) == 0;
  } else if (*x == '[' || (x[0] == 'x' && x[1] == '(')) {
    ok = placed(f->arena, l, x, &got);
  } else if (strncmp(x, "side(", 5) == 0 || strncmp(x, "up(", 3) == 0) {
    ok = turned(f->arena, p, x);
  } else if (strncmp(x, "dots=", 5) == 0 || strncmp(x, "rules=", 6) == 0) {
    ok = fills(f, l, x, &got);
  } else if (strncmp(x, "gap<", 4) == 0 || strncmp(x, "em=", 3) == 0) {
    ok = measured(f->arena, l, x, &got);
  } else if (*x == '!') {
    ok = edge_clean(f->arena, l, x[1] == 'S', x + 3);
  } else if (strlen(x) > 4 && strcmp(x + strlen(x) - 4, "|...") == 0) {
    ok = strncmp(got, x, strlen(x) - 3) == 0;
  } else {
    ok = strcmp(got, x) == 0;
  }
  if (!ok)
    print_error("rules.txt:%d: %s @%s %s\n  want %s\n  got  %s\n", r->line, r->name, r->measure, r->text, x, got);
  return ok;
}

static void test_rules(void **state)
{
  fixture *f = *state;
  FILE *in = fopen("tests/unit/rules.txt", "r");
  assert_non_null(in);
  char row[4096];
  enum { RULES = 44 };
  bool seen[RULES + 1] = {false};
  int n = 0, bad = 0, line = 0;
  while (fgets(row, sizeof row, in)) {
    line++;
    if (row[0] == '#' || row[0] == '\n')
      continue;
    rule r = {.line = line};
    if (!parse(row, &r))
      fail_msg("rules.txt:%d: not a case", line);
    n++;
    bad += !holds(f, &r);
    if (r.name[0] == 'R' && atoi(r.name + 1) >= 1 && atoi(r.name + 1) <= RULES)
      seen[atoi(r.name + 1)] = true;
  }
  fclose(in);
  for (int i = 1; i <= RULES; i++)
    bad += seen[i] ? 0 : (print_error("rules.txt has no case of R%d\n", i), 1);
  assert_true(n > 60);
  assert_int_equal(bad, 0);
}

/* The search in words takes their order for granted. */
static void test_words_are_sorted(void **state)
{
  (void)state;
  static const char *const word[] = {
#define ZB_WORD(text) text,
#include "text/word.def"
#undef ZB_WORD
  };
  size_t n = sizeof word / sizeof *word;
  assert_true(n > 500);
  for (size_t i = 0; i < n; i++) {
    assert_in_range(zb_utf8_count(word[i], strlen(word[i])), 2, 4);
    if (i > 0 && strcmp(word[i - 1], word[i]) >= 0)
      fail_msg("word.def: %s before %s", word[i - 1], word[i]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_words_are_sorted)};
  return run_composer(tests);
}
