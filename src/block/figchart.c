/* Chart blocks: title that says the message, subtitle, the plot, source and note, kept in one piece. */
#include "block/caption.h"
#include "block/figalt.h"
#include "chart/chart.h"
#include "chart/palette.h"

typedef struct figure {
  zb_caption caption;
  const zb_chart *chart;
} figure;

/* --- layout ------------------------------------------------------------------------------------------------------ */

static zb_chart_style chart_style(const zb_block_ctx *c)
{
  static const char *const name[] = {"series-1", "series-2", "series-3", "series-4", "series-5", "series-6"};
  zb_chart_style s = {
      .label = zb_block_style(c, "chart-label"),
      .value = zb_block_style(c, "chart-value"),
      .ink = zb_part_color(c, ZB_HUE_INK),
      .muted = zb_part_color(c, ZB_HUE_MUTED),
      .main = zb_part_color(c, ZB_HUE_BAR),
      .other = zb_part_color(c, ZB_HUE_BAR_OTHER),
      .ground = zb_part_color(c, ZB_HUE_GROUND),
  };
  for (size_t i = 0; i < sizeof s.series / sizeof *s.series; i++)
    s.series[i] = zb_layout_color(c->layout, name[i], zb_palette_fallback(i));
  s.bar_max = s.label.size * 3;
  s.stroke_min = zb_part_stroke_min(c);
  return s;
}

static zb_chart_in chart_in(const zb_block_ctx *c, const zb_block *b, const zb_series *data, zb_u measure)
{
  zb_chart_in in = {
      .text = c->text,
      .data = data,
      .images = c->images,
      .lang = c->report->lang,
      .block = b,
      .style = chart_style(c),
      .width = measure,
      .height = zb_block_scaled(c, c->layout->chart_height),
      .height_min = zb_block_scaled(c, c->layout->chart_height_min),
      .height_max = zb_block_scaled(c, c->layout->chart_height_max),
      .src = b->src,
  };
  const zb_val *height = zb_obj_get(b->props, ZB_K_HEIGHT);
  if (height)
    in.height = zb_block_scaled(c, zb_len_resolve(height->len, in.style.label.size, in.style.label.leading, measure));
  return in;
}

static zb_facts facts_of(zb_block_ctx *c, const zb_series *s)
{
  zb_facts facts = {.first = NULL};
  for (size_t k = 0; s && k < s->nseries; k++) {
    for (size_t i = 0; i < s->ncategories; i++)
      zb_facts_add(c->arena, &facts, s->series[k].value[i]);
    if (s->series[k].name)
      zb_push(c->arena, &facts.word, s->series[k].name);
  }
  for (size_t i = 0; s && i < s->ncategories; i++)
    zb_push(c->arena, &facts.word, s->category[i]);
  return facts;
}

static void draw_figure(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const figure *f = box->data;
  const zb_caption *k = &f->caption;
  zb_caption_head(k, page, r.x, r.y, box->src);
  if (f->chart)
    zb_chart_draw(f->chart, page, (zb_rect){.x = r.x, .y = r.y + k->head, .w = r.w, .h = r.h - k->head - k->foot});
  zb_caption_foot(k, page, r.x, r.y + r.h - k->foot);
}

/* Lets the plot grow a little so that block and gap are whole lines of the body. */
static void snap(zb_block_ctx *c, zb_vbox *box)
{
  zb_u gap = zb_block_scaled(c, c->layout->block_gap);
  zb_u more = zb_part_snap(c, box->height + gap) - box->height - gap;
  if (more <= 0 || more > box->stretch)
    return;
  box->height += more;
  box->stretch -= more;
  box->shrink += more;
}

void zb_figchart_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  figure *f = zb_new(c->arena, figure);
  zb_series *data = zb_series_build(c->arena, c->diags, c->report, b);
  const zb_chart_kind *kind = zb_chart_kind_of(b);
  zb_facts facts = facts_of(c, data);
  f->caption = zb_caption_new(c, b, &facts, measure);
  zb_vbox box = {.kind = ZB_V_PICTURE, .draw = draw_figure, .data = f, .src = b->src};
  if (data && kind) {
    zb_chart_in in = chart_in(c, b, data, measure);
    f->chart = zb_chart_layout(kind, &in, &box.height, &box.stretch, &box.shrink);
  }
  box.height += f->caption.head + f->caption.foot;
  zb_mark mark = {.role = ZB_DL_FIGURE,
                  .id = b->id,
                  .alt = zb_figalt_text(c, b, data),
                  .why = b->why ? zb_arena_printf(c->arena, "%s: %s", zb_obj_text(b->props, ZB_K_CHART, ""), b->why)
                                : NULL,
                  .src = b->src};
  box.mark = zb_block_marks(c, mark, &box.nmarks);
  snap(c, &box);
  zb_push(c->arena, out, box);
}

void zb_figchart_level(zb_vbox *const *box, size_t n)
{
  zb_u head = 0, foot = 0;
  for (size_t i = 0; i < n; i++) {
    const figure *f = box[i]->data;
    if (box[i]->draw != draw_figure)
      return;
    head = zb_u_max(head, f->caption.head);
    foot = zb_u_max(foot, f->caption.foot);
  }
  for (size_t i = 0; i < n; i++) {
    figure *f = box[i]->data;
    box[i]->height += head - f->caption.head + foot - f->caption.foot;
    f->caption.head = head;
    f->caption.foot = foot;
  }
}
