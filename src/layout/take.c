/* Which blocks a layout takes: kinds, ids, tags or all, in the layout's order; nothing is left out without a word. */
#include <stdlib.h>
#include <string.h>

#include "layout/run.h"

/* The closest rule of a list and its index. */
static zb_match closest(const zb_take *list, size_t n, const zb_block *b, size_t *index)
{
  zb_match best = ZB_MATCH_NONE;
  *index = 0;
  for (size_t i = 0; i < n; i++) {
    zb_match m = zb_layout_match(list[i].what, b);
    if (m > best) {
      best = m;
      *index = i;
    }
  }
  return best;
}

typedef struct pick {
  const zb_block *block;
  size_t rule, order;
} pick;

typedef ZB_VEC(pick) picks;

/* What a list of blocks is chosen by, and what came of it. */
typedef struct choice {
  zb_run *run;
  const zb_take *take;
  size_t ntake;
  bool otherwise; /* what is not taken is omitted */
  picks taken;
  size_t omitted;
} choice;

static bool is_among(const zb_block *const *list, size_t n, const zb_block *b)
{
  for (size_t i = 0; i < n; i++)
    if (list[i] == b)
      return true;
  return false;
}

static void pick_block(choice *c, const zb_block *b, size_t rule)
{
  zb_push(c->run->in.arena, &c->taken, (pick){.block = b, .rule = rule, .order = c->taken.n});
}

/* How closely the lists name a block: that of taking, and those of leaving out. */
typedef struct verdict {
  zb_match take, omit;
  size_t rule; /* of taking */
} verdict;

static verdict judge(const choice *c, const zb_block *b)
{
  const zb_layout *l = c->run->in.layout;
  verdict v = {0};
  size_t ignored;
  v.take = closest(c->take, c->ntake, b, &v.rule);
  v.omit = closest(l->omit, l->nomit, b, &ignored);
  zb_match room = closest(l->room, l->nroom, b, &ignored);
  if (v.take == ZB_MATCH_NONE && room > v.omit)
    v.omit = room;
  if (c->otherwise)
    v.omit = v.take == ZB_MATCH_NONE ? ZB_MATCH_ALL : ZB_MATCH_NONE;
  return v;
}

static void choose(choice *c, const zb_block *b)
{
  zb_run *run = c->run;
  const zb_layout *l = run->in.layout;
  if (is_among(run->dropped, run->ndropped, b))
    return;
  verdict v = judge(c, b);
  if (v.take > v.omit) {
    pick_block(c, b, v.rule);
    return;
  }
  size_t more;
  if (is_among(run->more.v, run->more.n, b)) {
    closest(l->room, l->nroom, b, &more);
    pick_block(c, b, c->ntake + more);
    return;
  }
  if (v.take == v.omit && v.take == ZB_MATCH_NONE)
    zb_diag(run->in.diags, ZB_D_BLOCK_UNASSIGNED, b->src, zb_block_kind_name(b->kind, ZB_LANG_EN), l->name,
            zb_block_kind_name(b->kind, ZB_LANG_ZH), NULL);
  else if (v.take == v.omit)
    zb_diag(run->in.diags, ZB_D_TAKE_AND_OMIT, l->take[v.rule].src, l->take[v.rule].what, NULL);
  else if (b->nchildren == 0)
    c->omitted++;
  for (size_t i = 0; i < b->nchildren; i++)
    choose(c, &b->child[i]);
}

/* Does take: name tags or ids at all? */
static bool takes_names(const zb_layout *l)
{
  for (size_t i = 0; i < l->ntake; i++)
    if (strchr(l->take[i].what, ':'))
      return true;
  return false;
}

/* Does a block, or one inside, have a tag or id of take? */
static bool is_named(const zb_layout *l, const zb_block *block, size_t n)
{
  size_t rule;
  for (size_t i = 0; i < n; i++)
    if (closest(l->take, l->ntake, &block[i], &rule) >= ZB_MATCH_TAG || is_named(l, block[i].child, block[i].nchildren))
      return true;
  return false;
}

static int by_rule(const void *x, const void *y)
{
  const pick *a = x, *b = y;
  if (a->rule != b->rule)
    return a->rule < b->rule ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

/* `omit: summary` leaves it out as a whole. */
static bool omits_summary(const zb_layout *l)
{
  for (size_t i = 0; i < l->nomit; i++)
    if (strcmp(l->omit[i].what, "summary") == 0)
      return true;
  return false;
}

static choice choice_for(zb_run *run, const zb_block *block, size_t n)
{
  const zb_layout *l = run->in.layout;
  choice c = {.run = run, .take = l->take, .ntake = l->ntake};
  c.otherwise = l->notherwise > 0 && takes_names(l) && !is_named(l, block, n);
  if (c.otherwise) {
    c.take = l->otherwise;
    c.ntake = l->notherwise;
  }
  return c;
}

static void append_taken(choice *c, zb_block_list *out)
{
  if (c->taken.n > 1)
    qsort(c->taken.v, c->taken.n, sizeof *c->taken.v, by_rule);
  for (size_t i = 0; i < c->taken.n; i++)
    zb_push(c->run->in.arena, out, c->taken.v[i].block);
}

/* Does the text end with a colon, so that it needs what comes next? */
static bool announces(zb_run *run, const zb_block *b)
{
  const zb_prose *text = b->kind == ZB_B_TEXT ? zb_obj_prose(b->props, ZB_K_TEXT) : NULL;
  const char *plain = text ? zb_prose_plain(run->in.arena, run->in.report, text) : "", *colon = "：";
  size_t n = strlen(plain), k = strlen(colon);
  return n >= k && strcmp(plain + n - k, colon) == 0;
}

/* What if-room: names of what is left out of blocks that stand one after the other. */
static void find_more(const choice *left, const zb_block *block, size_t n, choice *more)
{
  zb_run *run = left->run;
  const zb_layout *l = run->in.layout;
  for (size_t i = 0; i < n; i++) {
    const zb_block *b = &block[i];
    verdict v = judge(left, b);
    size_t rule;
    if (v.take > v.omit || is_among(run->dropped, run->ndropped, b))
      continue;
    if (closest(l->room, l->nroom, b, &rule) == ZB_MATCH_NONE)
      find_more(left, b->child, b->nchildren, more);
    else if (!announces(run, b) && (i == 0 || !announces(run, b - 1)))
      pick_block(more, b, rule);
  }
}

void zb_take_more(zb_run *run, const zb_theme *theme, zb_block_list *out)
{
  choice left = choice_for(run, theme->block, theme->nblocks), more = {.run = run};
  find_more(&left, theme->block, theme->nblocks, &more);
  append_taken(&more, out);
}

/* The blocks of a list (title NULL: of the summary) that the layout takes. */
static void take_blocks(zb_run *run, const zb_block *block, size_t n, const char *title, zb_src src, zb_block_list *out)
{
  const zb_layout *l = run->in.layout;
  choice c = choice_for(run, block, n);
  if (!title && omits_summary(l)) {
    if (n > 0)
      zb_diag(run->in.diags, ZB_D_SUMMARY_OMITTED, block[0].src, zb_arena_printf(run->in.arena, "%zu", n), l->name,
              NULL);
    return;
  }
  for (size_t i = 0; i < n; i++)
    choose(&c, &block[i]);
  append_taken(&c, out);
  const char *count = zb_arena_printf(run->in.arena, "%zu", c.omitted);
  if (c.omitted > 0 && title)
    zb_diag(run->in.diags, ZB_D_BLOCKS_OMITTED, src, title, count, l->name, NULL);
  else if (c.omitted > 0)
    zb_diag(run->in.diags, ZB_D_SUMMARY_OMITTED, block[0].src, count, l->name, NULL);
}

const zb_block_list *zb_take_from(zb_run *run, int theme)
{
  const zb_report *r = run->in.report;
  if (!run->taken)
    run->taken = zb_newn(run->in.arena, zb_taken, r->nthemes + 1);
  zb_taken *t = &run->taken[theme + 1];
  if (t->known && run->in.layout->nroom == 0) /* else if-room adds blocks while the plan is made */
    return &t->list;
  *t = (zb_taken){.known = true};
  if (theme < 0) {
    take_blocks(run, r->summary, r->nsummary, NULL, ZB_SRC_NONE, &t->list);
  } else {
    const zb_theme *k = &r->theme[theme];
    take_blocks(run, k->block, k->nblocks, zb_prose_plain(run->in.arena, r, k->title), k->src, &t->list);
  }
  return &t->list;
}
