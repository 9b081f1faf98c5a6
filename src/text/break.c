/* Choosing lines: total fit over the paragraph by dynamic programming (after Knuth and Plass, "Breaking paragraphs into
   lines", 1981), with CLREQ's tiers as the measure of badness. O(breaks * candidates in a line), memory O(breaks). */
#include <glib.h>

#include "base/vec.h"
#include "text/badness.h"

enum { SLOTS = 6 }; /* nodes kept at a break: line numbers that differ (lines of unlike measure, balance) */
enum { BASE = 10 }; /* demerits of any line */
enum { PEN_ORPHAN = 3600, PEN_CONTRAST = 120, PEN_EMERGENCY = 10000, PEN_LAST = 30000 };
enum { PEN_WORD_RAGGED = 60 };
/* Headings (R42), against widths that differ: 400 is a line 2 em off the common width. Inside a number, a quoted name
   or a title: more than any width costs; a line more: less than that. */
enum { PEN_SENSE = 100, PEN_BETWEEN = 300, PEN_PAIR = 450, PEN_ANYWHERE = 900, PEN_WORD_HEADING = 700 };
enum { PEN_INSIDE = 60000, PEN_MORE_LINES = 20000 };
enum { LINE_COST = 20000000 }; /* ragged text: above an orphan squared, below an emergency break */
/* A start that leaves a line shorter than this (in em, and in parts of the measure) is not tried once a better one is
   known. */
enum { LOOSE_EM = 3, LOOSE_PART = 5, GOOD = 4000 };

/* A place where a line may end: it prints up to e, the next one starts at a. A line from break i to break j has the
   natural width end - start and can shrink by end_give - start_give (which may wrap). */
typedef struct brkpt {
  uint32_t a, e;
  int16_t penalty;
  uint16_t flags; /* ZB_GAP_* */
  int64_t start, end;
  uint32_t start_give, end_give;
} brkpt;

typedef struct node {
  int64_t demerits;
  uint32_t prev;  /* index of the break the line starts at */
  uint16_t slot;  /* there */
  uint16_t line;  /* its number from 0, capped */
  int8_t fitness; /* -1 tight, 0 decent, 1 loose */
  bool hangs;
  bool used;
} node;

/* Sums over the clusters and gaps before a cluster. Only differences over a line are used, so 32 bits may wrap. */
typedef struct sums {
  int64_t x;
  uint32_t shrink[ZB_SHRINKS], total; /* total: of shrink */
  uint32_t stretch[ZB_STRETCHES];
  uint32_t solid; /* Han, letters and digits: what is not a mark */
} sums;

typedef struct breaker {
  zb_para *p;
  zb_measure_fn fn;
  void *data;
  bool constant;
  bool balance;
  bool stretches;    /* lines are stretched to their measure */
  zb_u target;       /* balance: width of a line */
  int64_t line_cost; /* ragged text takes as few lines as it can */
  size_t slots;
  sums *sum; /* nclus + 1 */
  brkpt *b;
  size_t n;
  node *node;            /* n * slots */
  ZB_VEC(zb_u) measures; /* known so far */
  ZB_VEC(zb_u) offsets;
  zb_u widest;
} breaker;

static zb_u indent_of(const zb_para *p)
{
  return p->style.align == ZB_ALIGN_EVEN || p->style.align == ZB_ALIGN_CENTER || p->style.align == ZB_ALIGN_RIGHT
             ? 0
             : zb_u_muldiv(p->em, p->style.indent, 1000);
}

static zb_u measure_of(breaker *br, size_t line, zb_u *offset)
{
  size_t key = br->constant && line > 1 ? 1 : line;
  while (br->measures.n <= key) {
    zb_u x = 0, m = br->fn(br->data, br->measures.n, &x);
    if (br->measures.n == 0) {
      x += indent_of(br->p);
      m -= indent_of(br->p);
    }
    m = m < 0 ? 0 : m;
    zb_push(br->p->arena, &br->measures, m);
    zb_push(br->p->arena, &br->offsets, x);
    br->widest = zb_u_max(br->widest, m);
  }
  if (offset)
    *offset = br->offsets.v[key];
  return br->measures.v[key];
}

/* The same for a line already asked for: the rule, but for the first line of that number. */
static inline zb_u measure_at(breaker *br, size_t line)
{
  size_t key = br->constant && line > 1 ? 1 : line;
  return key < br->measures.n ? br->measures.v[key] : measure_of(br, line, NULL);
}

/* --- sums ------------------------------------------------------------------------------------------------------ */

static sums *make_sums(const zb_para *p)
{
  sums *sum = g_new(sums, p->nclus + 1), s = {0};
  for (size_t i = 0; i < p->nclus; i++) {
    const zb_gap *g = &p->gap[i];
    sum[i] = s;
    s.x += p->clu[i].advance + g->natural;
    if (g->shrink_tier >= 0) {
      s.shrink[g->shrink_tier] += (uint32_t)g->shrink;
      s.total += (uint32_t)g->shrink;
    }
    if (g->stretch_tier >= 0 && g->stretch_tier != ZB_STRETCH_HAN)
      s.stretch[g->stretch_tier] += (uint32_t)g->stretch;
    s.stretch[ZB_STRETCH_HAN] += g->share;
    uint8_t k = p->clu[i].klass;
    s.solid += k == ZB_K_HAN || k == ZB_K_NUM || k == ZB_K_LAT;
  }
  sum[p->nclus] = s;
  return sum;
}

static int64_t natural(const breaker *br, size_t a, size_t e)
{
  if (a >= e)
    return 0;
  const zb_clu *last = &br->p->clu[e - 1];
  return br->sum[e - 1].x - br->sum[a].x + last->advance - zb_line_lead(br->p, a) - zb_clu_tail(last);
}

/* Natural and least width of the line between two breaks. */
static int64_t line_width(const brkpt *from, const brkpt *to)
{
  return from->a < to->e ? to->end - from->start : 0;
}

static int64_t least_width(const brkpt *from, const brkpt *to)
{
  return from->a < to->e ? to->end - from->start - (int64_t)(to->end_give - from->start_give) : 0;
}

/* zb_line_caps in constant time. */
static zb_caps caps_of(const breaker *br, const brkpt *from_brk, const brkpt *to_brk)
{
  const sums *from = &br->sum[from_brk->a], *to = &br->sum[to_brk->e - 1];
  zb_caps c = {.natural = line_width(from_brk, to_brk)};
  for (int t = 0; t < ZB_SHRINKS; t++)
    c.shrink[t] = to->shrink[t] - from->shrink[t];
  for (int t = 0; t < ZB_STRETCHES; t++)
    c.stretch[t] = to->stretch[t] - from->stretch[t];
  return c;
}

/* --- the list of breaks --------------------------------------------------------------------------------------- */

/* The break at which a line that begins with cluster a may start, and one that ends before e may end. */
static brkpt brk_at(const breaker *br, size_t a, size_t e)
{
  const zb_para *p = br->p;
  brkpt b = {.a = (uint32_t)a, .e = (uint32_t)e, .start = br->sum[a].x, .start_give = br->sum[a].total};
  if (a < p->nclus)
    b.start += zb_line_lead(p, a);
  if (e > 0) {
    b.end = br->sum[e - 1].x + p->clu[e - 1].advance - zb_clu_tail(&p->clu[e - 1]);
    b.end_give = br->sum[e - 1].total;
  }
  return b;
}

/* White space at a line end is not printed. */
static brkpt brk_after(const breaker *br, size_t i)
{
  const zb_para *p = br->p;
  size_t e = i + 1;
  while (e > 0 && p->clu[e - 1].klass == ZB_K_SPC)
    e--;
  brkpt b = brk_at(br, i + 1, e);
  b.penalty = p->gap[i].penalty;
  b.flags = p->gap[i].flags;
  return b;
}

/* A piece wider than the measure: opens its tokens, and its kinsoku only where the opened token is still too wide. */
static void emergency(breaker *br, size_t from, size_t to, zb_u measure, uint8_t kind)
{
  zb_para *p = br->p;
  size_t start = from;
  for (size_t i = from; i + 1 < to; i++) {
    if (!(p->gap[i].flags & kind))
      continue;
    if (kind == ZB_GAP_EMERGENCY && natural(br, start, i + 1) > measure)
      emergency(br, start, i + 1, measure, ZB_GAP_LAST);
    brkpt b = brk_after(br, i);
    b.penalty = kind == ZB_GAP_LAST ? PEN_LAST : PEN_EMERGENCY;
    br->b[br->n++] = b;
    start = i + 1;
  }
  if (kind == ZB_GAP_EMERGENCY && natural(br, start, to) > measure)
    emergency(br, start, to, measure, ZB_GAP_LAST);
}

static void list_breaks(breaker *br)
{
  zb_para *p = br->p;
  zb_u measure = br->constant ? zb_u_min(measure_of(br, 0, NULL), measure_of(br, 1, NULL)) : measure_of(br, 0, NULL);
  for (size_t i = 0; !br->constant && i < 64; i++)
    measure = zb_u_min(measure, measure_of(br, i, NULL));
  br->b = g_new(brkpt, p->nclus + 2);
  br->b[0] = brk_at(br, 0, 0);
  br->b[0].flags = ZB_GAP_FORCED;
  br->n = 1;
  size_t from = 0, last = 0; /* the piece's first cluster, the break before it */
  for (size_t i = 0; i < p->nclus; i++) {
    bool end = i + 1 == p->nclus;
    if (!end && !(p->gap[i].flags & ZB_GAP_BREAK))
      continue;
    brkpt b = brk_after(br, i);
    if (b.e > from && least_width(&br->b[last], &b) > measure + zb_fit_slack(p->em))
      emergency(br, from, b.e, measure, ZB_GAP_EMERGENCY);
    if (end)
      b.flags |= ZB_GAP_FORCED;
    last = br->n;
    br->b[br->n++] = b;
    from = i + 1;
  }
}

/* --- judgement ------------------------------------------------------------------------------------------------- */

/* Balanced headings break where sense is complete; ragged text not inside words (R42). */
static int64_t sense(const breaker *br, const brkpt *to)
{
  int64_t pen = 0;
  if (to->flags & ZB_GAP_FORCED)
    return 0;
  if (br->balance) {
    pen += to->flags & ZB_GAP_PHRASE    ? 0
           : to->flags & ZB_GAP_SENSE   ? PEN_SENSE
           : to->flags & ZB_GAP_BETWEEN ? PEN_BETWEEN
           : to->flags & ZB_GAP_PAIR    ? PEN_PAIR
                                        : PEN_ANYWHERE;
    pen += to->flags & ZB_GAP_INSIDE ? PEN_INSIDE : 0;
    pen += to->flags & ZB_GAP_WORD ? PEN_WORD_HEADING : 0;
  } else if (br->p->style.align != ZB_ALIGN_JUSTIFY && !br->p->style.grid) {
    pen += to->flags & ZB_GAP_WORD ? PEN_WORD_RAGGED : 0;
  }
  return pen;
}

static zb_verdict judge(const breaker *br, const brkpt *from, const brkpt *to, zb_u measure)
{
  const zb_para *p = br->p;
  bool last = (to->flags & ZB_GAP_FORCED) != 0, first = (from->flags & ZB_GAP_FORCED) != 0;
  size_t a = from->a, e = to->e;
  if (a >= e)
    return (zb_verdict){.fits = true};
  zb_caps c = caps_of(br, from, to);
  int64_t slack = measure - c.natural;
  zb_verdict v;
  if (br->balance)
    v = zb_judge_balanced(&c, p->em, slack, br->target, p->style.align != ZB_ALIGN_CENTER);
  else if (p->style.align == ZB_ALIGN_JUSTIFY)
    v = zb_judge_hanging(&c, p->em, slack, last, p->clu[a].klass == ZB_K_LAT, zb_line_hang(p, a, e));
  else
    v = zb_judge_ragged(&c, p->em, slack, measure, last);
  if (last && !first &&
      br->sum[e].solid - br->sum[a].solid < (uint32_t)(p->style.last_line > 0 ? p->style.last_line : 2))
    v.badness += PEN_ORPHAN;
  v.badness += to->penalty + sense(br, to);
  return v;
}

/* --- the search ----------------------------------------------------------------------------------------------- */

static node *nodes_at(const breaker *br, size_t j)
{
  return &br->node[j * br->slots];
}

/* The slot for a line number: its own, a free one, or the worst if the newcomer is better. */
static node *slot_for(const breaker *br, size_t j, uint16_t line, int64_t demerits)
{
  node *v = nodes_at(br, j), *worst = NULL;
  for (size_t s = 0; s < br->slots; s++) {
    if (!v[s].used)
      return &v[s];
    if (br->slots == 1 || v[s].line == line)
      return demerits < v[s].demerits ? &v[s] : NULL;
    if (!worst || v[s].demerits > worst->demerits)
      worst = &v[s];
  }
  return worst && demerits < worst->demerits ? worst : NULL;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

static int64_t square(int64_t v)
{
  return v * v;
}

/* The line from break i to break j after the node in slot s of i. True if it is a good one. */
static bool try_node(breaker *br, size_t i, size_t s, size_t j, zb_u measure)
{
  const node *n = &nodes_at(br, i)[s], *best = nodes_at(br, j);
  if (br->slots == 1 && best->used && n->demerits + square(BASE) + br->line_cost >= best->demerits)
    return false; /* whatever the line is like */
  zb_verdict v = judge(br, &br->b[i], &br->b[j], measure);
  bool contrast = v.fitness * n->fitness < 0;
  int64_t d = n->demerits + square(least(BASE + v.badness, ZB_BAD_MOST)) +
              (contrast ? square(BASE + PEN_CONTRAST) : 0) + br->line_cost;
  uint16_t line = n->line < UINT16_MAX ? (uint16_t)(n->line + 1) : n->line;
  if (br->constant && !br->balance)
    line = 1;
  node *out = slot_for(br, j, line, d);
  if (out)
    *out = (node){.demerits = d,
                  .prev = (uint32_t)i,
                  .slot = (uint16_t)s,
                  .line = line,
                  .fitness = v.fitness,
                  .hangs = v.hangs,
                  .used = true};
  return v.badness < GOOD;
}

/* All lines from break i to break j. False when shorter ones need no trial. */
static bool try_lines(breaker *br, size_t i, size_t j, int64_t hang, bool *good)
{
  const brkpt *from = &br->b[i], *to = &br->b[j];
  int64_t tight = least_width(from, to) - hang - zb_fit_slack(br->p->em), wide = line_width(from, to);
  bool go_on = false, last = (to->flags & ZB_GAP_FORCED) != 0;
  for (size_t s = 0; s < br->slots; s++) {
    const node *n = &nodes_at(br, i)[s];
    if (!n->used)
      continue;
    zb_u measure = measure_at(br, n->line);
    /* The shortest line of all is taken even if it is too wide: something must be. */
    if (tight > measure && i + 1 < j) {
      go_on = true;
      continue;
    }
    *good = try_node(br, i, s, j, measure) || *good;
    int64_t loose = br->stretches ? zb_u_max(LOOSE_EM * br->p->em, measure / LOOSE_PART) : measure / 2;
    go_on = go_on || last || !*good || measure - wide < loose;
  }
  return go_on || !*good;
}

static void search(breaker *br)
{
  g_free(br->node);
  br->node = g_new0(node, br->n * br->slots);
  nodes_at(br, 0)[0] = (node){.used = true};
  br->stretches = br->p->style.align == ZB_ALIGN_JUSTIFY && !br->balance;
  size_t lo = 0, segment = 0;
  for (size_t j = 1; j < br->n; j++) {
    const brkpt *to = &br->b[j];
    lo = lo < segment ? segment : lo;
    while (lo + 1 < j && least_width(&br->b[lo], to) > (int64_t)br->widest + 2 * br->p->em)
      lo++;
    bool good = false;
    int64_t hang = zb_line_hang(br->p, br->b[lo].a, to->e);
    for (size_t i = lo; i < j && try_lines(br, i, j, hang, &good); i++)
      ;
    if (to->flags & ZB_GAP_FORCED)
      segment = j;
  }
}

static zb_lines *collect(breaker *br)
{
  zb_para *p = br->p;
  zb_lines *out = zb_new(p->arena, zb_lines);
  out->p = p;
  size_t j = br->n - 1, slot = 0, n = 0;
  for (size_t s = 1; s < br->slots; s++)
    if (nodes_at(br, j)[s].used && nodes_at(br, j)[s].demerits < nodes_at(br, j)[slot].demerits)
      slot = s;
  for (size_t k = j, s = slot; k > 0; n++) {
    const node *v = &nodes_at(br, k)[s];
    s = v->slot;
    k = v->prev;
  }
  out->n = n;
  out->v = zb_newn(p->arena, zb_line, n);
  for (size_t k = j, s = slot; k > 0;) {
    const node *v = &nodes_at(br, k)[s];
    const brkpt *from = &br->b[v->prev], *to = &br->b[k];
    out->v[--n] = (zb_line){.a = from->a,
                            .e = to->e,
                            .next = to->a,
                            .last = (to->flags & ZB_GAP_FORCED) != 0,
                            .emergency = to->penalty >= PEN_EMERGENCY,
                            .hangs = v->hangs};
    s = v->slot;
    k = v->prev;
  }
  for (size_t i = 0; i < out->n; i++) {
    zb_u offset;
    out->v[i].measure = measure_of(br, i, &offset);
    zb_line_place(p, &out->v[i], offset);
  }
  return out;
}

/* 均排: one line, whatever its length; forced breaks alone end it. */
static void only_forced(breaker *br)
{
  size_t n = 1;
  for (size_t j = 1; j < br->n; j++)
    if (br->b[j].flags & ZB_GAP_FORCED)
      br->b[n++] = br->b[j];
  br->n = n;
}

/* The same number of lines once more, of widths as equal as sense allows; one line more where only that keeps a number,
   a name or a title in one piece. */
static zb_lines *balanced(breaker *br, const zb_lines *first)
{
  enum { MOST = SLOTS };
  size_t most = (size_t)br->p->style.max_lines;
  int64_t sum = 0;
  if (first->n < 2 || first->n > MOST)
    return NULL;
  for (size_t i = 0; i < first->n; i++)
    sum += natural(br, first->v[i].a, first->v[i].e);
  br->balance = true;
  br->target = (zb_u)(sum / (int64_t)first->n);
  br->slots = MOST;
  search(br);
  node *v = nodes_at(br, br->n - 1);
  for (size_t s = 0; s < br->slots; s++)
    if (v[s].used && v[s].line == first->n + 1 && (most == 0 || first->n < most))
      v[s].demerits += square(PEN_MORE_LINES);
    else if (v[s].used && v[s].line != first->n)
      v[s].demerits += square(ZB_BAD_MOST);
  return collect(br);
}

zb_lines *zb_break(zb_para *p, zb_measure_fn fn, void *data, bool constant)
{
  if (p->nclus == 0) {
    zb_lines *none = zb_new(p->arena, zb_lines);
    none->p = p;
    return none;
  }
  breaker br = {.p = p,
                .fn = fn,
                .data = data,
                .constant = constant,
                .slots = constant ? 1 : SLOTS,
                .line_cost = p->style.align == ZB_ALIGN_JUSTIFY ? 0 : LINE_COST};
  br.sum = make_sums(p);
  list_breaks(&br);
  if (p->style.align == ZB_ALIGN_EVEN)
    only_forced(&br);
  search(&br);
  zb_lines *lines = collect(&br);
  if (p->style.balance && constant) {
    zb_lines *even = balanced(&br, lines);
    lines = even ? even : lines;
  }
  g_free(br.sum);
  g_free(br.b);
  g_free(br.node);
  return lines;
}
