/* Captions of pictures of data: typed words, else the source, scope and period of the figures shown. */
#include "block/caption.h"

#include "model/moment.h"

/* --- what figures share ----------------------------------------------------------------------------------------- */

static bool same(const char *x, const char *y)
{
  return x && y && strcmp(x, y) == 0;
}

static void add_source(zb_arena *a, zb_facts *facts, const zb_figure *f)
{
  if (!f->source || !f->source[0])
    return;
  for (size_t i = 0; i < facts->source.n; i++)
    if (strcmp(facts->source.v[i]->source, f->source) == 0)
      return;
  zb_push(a, &facts->source, f);
}

void zb_facts_add(zb_arena *a, zb_facts *facts, const zb_figure *f)
{
  if (!f || f->missing)
    return;
  add_source(a, facts, f);
  if (f->derived && !f->period && !f->scope)
    return;
  if (!facts->first)
    facts->first = f;
  facts->periods = facts->periods || !same(f->period, facts->first->period);
  facts->scopes = facts->scopes || !same(f->scope, facts->first->scope);
}

/* Does a name in the picture or the title say it? */
static bool said(const char *title, const zb_facts *facts, const char *what)
{
  bool any = strstr(title, what) != NULL;
  for (size_t i = 0; i < facts->word.n; i++)
    any = any || strstr(facts->word.v[i], what) != NULL;
  return any;
}

/* Does it say the period: as typed, as printed, or without its year? */
static bool period_said(const char *title, const zb_facts *facts, const char *typed, const char *printed)
{
  const char *year = strstr(printed, "年"), *rest = year ? year + strlen("年") : "";
  return said(title, facts, typed) || said(title, facts, printed) || (rest[0] && said(title, facts, rest));
}

const char *zb_facts_subtitle(zb_block_ctx *c, const zb_block *b, const zb_facts *facts)
{
  const zb_figure *f = facts->first;
  if (!f || zb_obj_prose(b->props, ZB_K_SUBTITLE))
    return "";
  const zb_prose *prose = zb_obj_prose(b->props, ZB_K_TITLE);
  const char *title = prose ? zb_prose_plain(c->arena, c->report, prose) : "", *period = "", *scope = "";
  if (f->period && !facts->periods) {
    period = zb_part_word(c, zb_moment_period(c->arena, f->period), f->period);
    period = period_said(title, facts, f->period, period) ? "" : period;
  }
  if (f->scope && !facts->scopes && !said(title, facts, f->scope))
    scope = f->scope;
  return zb_arena_printf(c->arena, "%s%s%s", scope, *scope && *period ? zb_part_word(c, "，", ", ") : "", period);
}

const char *zb_facts_source(zb_block_ctx *c, const zb_facts *facts)
{
  const char *text = "";
  for (size_t i = 0; i < facts->source.n; i++)
    if (!said("", facts, facts->source.v[i]->source))
      text = zb_arena_printf(c->arena, "%s%s%s", text,
                             text[0] ? zb_part_word(c, "、", ", ") : zb_part_word(c, "来源：", "Source: "),
                             facts->source.v[i]->source);
  return text;
}

/* --- captions --------------------------------------------------------------------------------------------------- */

/* Typed words, or `text` found in the registry. */
static zb_label words(zb_block_ctx *c, const zb_prose *typed, const char *lead_in, const char *text, zb_src src,
                      const zb_tstyle *style, zb_u measure)
{
  if (typed || !text[0])
    return zb_part_label(c, typed, lead_in, style, measure);
  return zb_label_text(c->text, text, src, style, measure);
}

zb_caption zb_caption_new(zb_block_ctx *c, const zb_block *b, const zb_facts *facts, zb_u measure)
{
  zb_tstyle title = zb_block_style(c, "chart-title"), subtitle = zb_block_style(c, "chart-subtitle"),
            source = zb_block_style(c, "source");
  title.balance = true;
  const char *shared = b->kind == ZB_B_CHART ? zb_facts_subtitle(c, b, facts) : "";
  zb_caption k = {
      .title = zb_part_label(c, zb_obj_prose(b->props, ZB_K_TITLE), NULL, &title, measure),
      .subtitle = words(c, zb_obj_prose(b->props, ZB_K_SUBTITLE), NULL, shared, b->src, &subtitle, measure),
      .source =
          words(c, zb_obj_prose(b->props, ZB_K_SOURCE), zb_part_word(c, "来源：", "Source: "),
                zb_facts_source(c, facts), facts->source.n > 0 ? facts->source.v[0]->src : b->src, &source, measure),
      .note = zb_part_label(c, zb_obj_prose(b->props, ZB_K_NOTE), zb_part_word(c, "注：", "Note: "), &source, measure),
      .gap = source.size * 4 / 5,
  };
  k.subtitle_y = zb_part_label_height(&k.title);
  k.head = k.subtitle_y + zb_part_label_height(&k.subtitle);
  k.head += k.head > 0 ? k.gap : 0;
  k.source_y = k.gap * 3 / 4;
  k.note_y = k.source_y + zb_part_label_height(&k.source);
  k.foot = k.source.nlines + k.note.nlines ? k.note_y + zb_part_label_height(&k.note) : 0;
  return k;
}

void zb_caption_head(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y, zb_src src)
{
  if (k->title.nlines + k->subtitle.nlines == 0)
    return;
  zb_dl_begin_role(page, ZB_DL_CAPTION, src);
  zb_part_label_as(&k->title, page, ZB_DL_P, x, y, -1);
  zb_part_label_as(&k->subtitle, page, ZB_DL_P, x, y + k->subtitle_y, -1);
  zb_dl_end(page, ZB_DL_CAPTION);
}

void zb_caption_foot(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_part_label_as(&k->source, page, ZB_DL_P, x, y + k->source_y, -1);
  zb_part_label_as(&k->note, page, ZB_DL_P, x, y + k->note_y, -1);
}
