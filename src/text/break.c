/* Choosing lines: total fit over the paragraph by dynamic programming (after Knuth and Plass, "Breaking paragraphs into
   lines", 1981), with CLREQ's tiers as the measure of badness. O(breaks * candidates in a line), memory O(breaks). */
#include <string.h>

#include "base/vec.h"
#include "text/compose.h"

enum { SLOTS = 6 }; /* nodes kept at a break: line numbers that differ (lines of unlike measure, balance) */
enum { BASE = 10 }; /* demerits of any line */
enum { PEN_ORPHAN = 900, PEN_CONTRAST = 30, PEN_HANG = 3, PEN_EMERGENCY = 3000, PEN_LAST = 9000 };
enum { PEN_WORD_HEADING = 600, PEN_WORD_RAGGED = 60 };
enum { LINE_COST = 2000000 }; /* above an orphan squared, below an emergency break */
enum { BAD_OVERFULL = 200000, BAD_MOST = 1000000 };
/* A Han gap opened by 120/1000 em has badness 100; beyond 10 em all are alike. */
enum { SHORT = 300, GAP_BAD = 120, GAP_MOST = 10000 };
/* Badness of a tier that is spent to the end. A first 30/1000 em of stretch is cheaper than halving a mark. */
static const int shrink_cost[ZB_SHRINKS] = {[ZB_SHRINK_SPACE] = 15,
                                            [ZB_SHRINK_BRACKET] = 40,
                                            [ZB_SHRINK_PAUSE] = 50,
                                            [ZB_SHRINK_LATIN] = 60,
                                            [ZB_SHRINK_STOP] = 90};
static const int stretch_cost[ZB_STRETCH_HAN] = {[ZB_STRETCH_SPACE] = 15, [ZB_STRETCH_LATIN] = 6};

/* A place where a line may end: it prints up to e, the next one starts at a. */
typedef struct brkpt {
  uint32_t a, e;
  int16_t penalty;
  uint8_t flags; /* ZB_GAP_* */
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

typedef struct breaker {
  zb_para *p;
  zb_measure_fn fn;
  void *data;
  bool constant;
  bool balance;
  zb_u target;       /* balance: width of a line */
  int64_t line_cost; /* ragged text takes as few lines as it can */
  size_t slots;
  brkpt *b;
  size_t n;
  node *node;            /* n * slots */
  ZB_VEC(zb_u) measures; /* known so far */
  ZB_VEC(zb_u) offsets;
  zb_u widest;
} breaker;

/* Bad news of one line. */
typedef struct verdict {
  int64_t badness;
  int8_t fitness;
  bool fits;
  bool hangs;
} verdict;

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

/* --- the list of breaks --------------------------------------------------------------------------------------- */

static int64_t total_shrink(const zb_para *p, size_t a, size_t e)
{
  int64_t s = 0;
  if (a < e)
    for (int t = 0; t < ZB_SHRINKS; t++)
      s += p->sum[e - 1].shrink[t] - p->sum[a].shrink[t];
  return s;
}

static int64_t least_width(const zb_para *p, size_t a, size_t e)
{
  return zb_line_natural(p, a, e) - total_shrink(p, a, e);
}

/* White space at a line end is not printed. */
static brkpt brk_after(const zb_para *p, size_t i)
{
  size_t e = i + 1;
  while (e > 0 && p->clu[e - 1].klass == ZB_K_SPC)
    e--;
  return (brkpt){.a = (uint32_t)(i + 1), .e = (uint32_t)e, .penalty = p->gap[i].penalty, .flags = p->gap[i].flags};
}

/* A piece wider than the measure: opens its tokens, and its kinsoku only where the opened token is still too wide. */
static void emergency(breaker *br, size_t from, size_t to, zb_u measure, uint8_t kind)
{
  zb_para *p = br->p;
  size_t start = from;
  for (size_t i = from; i + 1 < to; i++) {
    if (!(p->gap[i].flags & kind))
      continue;
    if (kind == ZB_GAP_EMERGENCY && zb_line_natural(p, start, i + 1) > measure)
      emergency(br, start, i + 1, measure, ZB_GAP_LAST);
    brkpt b = brk_after(p, i);
    b.penalty = kind == ZB_GAP_LAST ? PEN_LAST : PEN_EMERGENCY;
    br->b[br->n++] = b;
    start = i + 1;
  }
  if (kind == ZB_GAP_EMERGENCY && zb_line_natural(p, start, to) > measure)
    emergency(br, start, to, measure, ZB_GAP_LAST);
}

static void list_breaks(breaker *br)
{
  zb_para *p = br->p;
  zb_u measure = br->constant ? zb_u_min(measure_of(br, 0, NULL), measure_of(br, 1, NULL)) : measure_of(br, 0, NULL);
  for (size_t i = 0; !br->constant && i < 64; i++)
    measure = zb_u_min(measure, measure_of(br, i, NULL));
  br->b = zb_newn(p->arena, brkpt, p->nclus + 2);
  br->b[br->n++] = (brkpt){.flags = ZB_GAP_FORCED};
  size_t from = 0;
  for (size_t i = 0; i < p->nclus; i++) {
    bool end = i + 1 == p->nclus;
    if (!end && !(p->gap[i].flags & ZB_GAP_BREAK))
      continue;
    brkpt b = brk_after(p, i);
    if (b.e > from && least_width(p, from, b.e) > measure + p->em / 256 + 2)
      emergency(br, from, b.e, measure, ZB_GAP_EMERGENCY);
    if (end)
      b.flags |= ZB_GAP_FORCED;
    br->b[br->n++] = b;
    from = i + 1;
  }
}

/* --- badness -------------------------------------------------------------------------------------------------- */

static int64_t square(int64_t v)
{
  return v * v;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* cost * (used / whole)^2 */
static int64_t ratio_cost(int cost, int64_t used, int64_t whole)
{
  if (used <= 0 || whole <= 0)
    return 0;
  int64_t mil = used * 1000 / whole;
  return cost * square(mil) / 1000000;
}

static int64_t shrink_badness(const zb_para *p, size_t a, size_t e, const zb_spend *s)
{
  int64_t bad = 0;
  for (int t = 0; t < ZB_SHRINKS; t++)
    bad += ratio_cost(shrink_cost[t], s->shrink[t], p->sum[e - 1].shrink[t] - p->sum[a].shrink[t]);
  return bad;
}

static int64_t stretch_badness(const zb_para *p, size_t a, size_t e, const zb_spend *s, int64_t *gap)
{
  const zb_sums *from = &p->sum[a], *to = &p->sum[e - 1];
  int64_t bad = 0, shares = to->stretch[ZB_STRETCH_HAN] - from->stretch[ZB_STRETCH_HAN];
  *gap = 0;
  for (int t = 0; t < ZB_STRETCH_HAN; t++)
    bad += ratio_cost(stretch_cost[t], s->stretch[t], to->stretch[t] - from->stretch[t]);
  /* A line of one long Latin token stays short. */
  if (shares == 0 && s->rest > 0 && p->clu[a].klass == ZB_K_LAT) {
    int64_t mil = s->rest * 1000 / (zb_line_natural(p, a, e) + s->rest);
    return SHORT + 3000 * square(mil) / 1000000;
  }
  /* What the setting would leave short counts as if it were spent: a line without gaps as if it had one. */
  *gap = (s->stretch[ZB_STRETCH_HAN] + s->rest) * 1000 / ((shares > 0 ? shares : 1) * p->em);
  *gap = least(*gap, GAP_MOST);
  return least(bad, BAD_MOST) + square(*gap) * 100 / (GAP_BAD * GAP_BAD);
}

static verdict judge_justified(const zb_para *p, size_t a, size_t e, int64_t slack, bool last)
{
  verdict v = {.fits = true};
  if (slack >= 0 && last)
    return v;
  zb_spend s = zb_line_spend(p, a, e, slack);
  if (slack < 0) {
    v.badness = shrink_badness(p, a, e, &s);
    v.fitness = v.badness > 30 ? -1 : 0;
    v.fits = s.rest >= -(p->em / 256 + 2);
    if (!v.fits)
      v.badness += BAD_OVERFULL + least(BAD_MOST, -s.rest * 1000 / p->em);
    return v;
  }
  int64_t gap;
  v.badness = stretch_badness(p, a, e, &s, &gap);
  v.fitness = gap > 60 ? 1 : 0;
  return v;
}

/* The same with the last mark outside the measure, if that is better (R35). */
static verdict judge_hanging(const zb_para *p, size_t a, size_t e, int64_t slack, bool last)
{
  verdict in = judge_justified(p, a, e, slack, last);
  zb_u hang = zb_line_hang(p, a, e);
  if (hang == 0 || in.badness < PEN_HANG)
    return in;
  verdict out = judge_justified(p, a, e, slack + hang, last);
  out.badness += PEN_HANG;
  out.hangs = true;
  return out.badness < in.badness ? out : in;
}

/* Ragged lines: unevenness in parts of the measure; shrinking is allowed but a last resort. */
static verdict judge_ragged(const zb_para *p, size_t a, size_t e, int64_t slack, zb_u measure, bool last)
{
  verdict v = {.fits = true};
  if (slack >= 0) {
    int64_t mil = slack * 1000 / (measure > 0 ? measure : 1);
    v.badness = last ? 0 : square(mil) * 1500 / 1000000;
    return v;
  }
  v = judge_justified(p, a, e, slack, last);
  v.badness = 2 * v.badness + 60;
  v.fitness = 0;
  return v;
}

/* Balanced headings: off the common width, and where sense is not complete. */
static verdict judge_balanced(const breaker *br, size_t a, size_t e, int64_t slack, const brkpt *end)
{
  const zb_para *p = br->p;
  verdict v = {.fits = true};
  if (slack < 0) {
    v = judge_ragged(p, a, e, slack, 1, false);
    v.badness += 1000;
  }
  int64_t off = (zb_line_natural(p, a, e) - br->target) * 100 / p->em;
  v.badness += least(square(off) / 100, BAD_MOST);
  if (!(end->flags & (ZB_GAP_FORCED | ZB_GAP_PHRASE)))
    v.badness += 900;
  if ((end->flags & ZB_GAP_INSIDE) && !(end->flags & ZB_GAP_FORCED))
    v.badness += 1500;
  if (end->flags & ZB_GAP_WORD)
    v.badness += PEN_WORD_HEADING;
  return v;
}

static verdict judge(const breaker *br, const brkpt *from, const brkpt *to, zb_u measure)
{
  const zb_para *p = br->p;
  bool last = (to->flags & ZB_GAP_FORCED) != 0;
  size_t a = from->a, e = to->e;
  if (a >= e)
    return (verdict){.fits = true};
  int64_t slack = measure - zb_line_natural(p, a, e);
  verdict v;
  if (br->balance)
    v = judge_balanced(br, a, e, slack, to);
  else if (p->style.align == ZB_ALIGN_JUSTIFY)
    v = judge_hanging(p, a, e, slack, last);
  else
    v = judge_ragged(p, a, e, slack, measure, last);
  if (!br->balance && p->style.align != ZB_ALIGN_JUSTIFY && (to->flags & ZB_GAP_WORD))
    v.badness += PEN_WORD_RAGGED;
  bool first = (from->flags & ZB_GAP_FORCED) != 0;
  if (last && !first && p->sum[e].han - p->sum[a].han < 2)
    v.badness += PEN_ORPHAN;
  v.badness += to->penalty;
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

static void try_line(breaker *br, size_t i, size_t j, bool *found, bool *loose)
{
  const brkpt *from = &br->b[i], *to = &br->b[j];
  for (size_t s = 0; s < br->slots; s++) {
    const node *n = &nodes_at(br, i)[s];
    if (!n->used)
      continue;
    zb_u measure = measure_of(br, n->line, NULL);
    verdict v = judge(br, from, to, measure);
    if (!v.fits && i + 1 < j)
      continue;
    int64_t d = least(BASE + v.badness, BAD_MOST);
    bool contrast = v.fitness * n->fitness < 0;
    d = n->demerits + d * d + (contrast ? square(BASE + PEN_CONTRAST) : 0) + br->line_cost;
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
    *found = true;
    int64_t slack = measure - zb_line_natural(br->p, from->a, to->e);
    *loose = slack > measure * 9 / 20;
  }
}

static void search(breaker *br)
{
  br->node = zb_newn(br->p->arena, node, br->n * br->slots);
  nodes_at(br, 0)[0] = (node){.used = true};
  size_t lo = 0, segment = 0;
  for (size_t j = 1; j < br->n; j++) {
    const brkpt *to = &br->b[j];
    lo = lo < segment ? segment : lo;
    while (lo + 1 < j && least_width(br->p, br->b[lo].a, to->e) > (int64_t)br->widest + 2 * br->p->em)
      lo++;
    bool found = false, loose = false, last = (to->flags & ZB_GAP_FORCED) != 0;
    for (size_t i = lo; i < j && !(found && loose && !last); i++)
      try_line(br, i, j, &found, &loose);
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

/* The same number of lines once more, of widths as equal as sense allows. */
static zb_lines *balanced(breaker *br, const zb_lines *first)
{
  enum { MOST = SLOTS };
  int64_t sum = 0;
  if (first->n < 2 || first->n > MOST)
    return NULL;
  for (size_t i = 0; i < first->n; i++)
    sum += zb_line_natural(br->p, first->v[i].a, first->v[i].e);
  br->balance = true;
  br->target = (zb_u)(sum / (int64_t)first->n);
  br->slots = MOST;
  search(br);
  node *v = nodes_at(br, br->n - 1);
  for (size_t s = 0; s < br->slots; s++)
    if (v[s].used && v[s].line != first->n)
      v[s].demerits += (int64_t)BAD_MOST * BAD_MOST;
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
  list_breaks(&br);
  if (p->style.align == ZB_ALIGN_EVEN)
    only_forced(&br);
  search(&br);
  zb_lines *lines = collect(&br);
  if (p->style.balance && constant) {
    zb_lines *even = balanced(&br, lines);
    lines = even ? even : lines;
  }
  return lines;
}
