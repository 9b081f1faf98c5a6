/* Layout files: sheets, boxes, palette, styles that start from one another, furniture, frames, what is taken. */
#include "model_fixture.h"

#define MM(x) ZB_MM(x)

static zb_layout *read_layout(world *w, const char *text)
{
  zb_diags_clear(w->d);
  return zb_layout_read(w->a, w->d, put_file(w, "layout.yaml", text), &(zb_layout_opts){0}, ZB_SRC_NONE);
}

#define BODY "  body: {font: song, size: 10.5pt, leading: 16pt, color: ink, indent: 2em}\n"
#define REST "frames: [{id: main}]\ntake: [all]\n"
#define PALETTE "palette:\n  ink: \"#222\"\n  red: \"#B4141E\"\n  accent: red\n"
#define BASE "name: t\nsheet: {size: A4, bleed: 3mm, safe: 20mm}\n" PALETTE "styles:\n" BODY REST

static void whole(void **state)
{
  world *w = *state;
  zb_layout *l = read_layout(
      w, "name: 展板\nabout: 一块展板\nsheet:\n  size: 900mm x 1200mm\n  bleed: 5mm\n  hidden-foot: 100mm\n"
         "  safe: {all: 50mm, top: 10%}\n  ground: {gradient: [red, \"#8C0A14\"]}\ndistance: 1.5m\npages: 1\n" PALETTE
         "styles:\n" BODY
         "  title: {font: 标题宋, size: 4em, weight: 900, align: 居中, leading: 1.2, balance: yes, max-lines: 2}\n"
         "  title-2: {from: title, size: 50%, color: accent}\n  note: {size: 小五}\n"
         "furniture:\n"
         "  - {rect: , box: bleed, fill: red, on: first}\n"
         "  - {text: \"{title} {page}/{pages} {imprint.issue}\", box: {x: 50mm, y: 10mm, w: 50%, h: 30mm}, style: "
         "title, valign: middle, optional: yes, heading: yes}\n"
         "  - {rule: , fill: accent, thickness: 2.25pt, box: {y: 100mm, h: 0}}\n"
         "  - {art: ridge, fill: {gradient: [ink, red, ink]}, box: sheet}\n"
         "frames:\n"
         "  - {id: top, role: summary, box: {y: 150mm, h: 200mm}, columns: 4, gutter: 2em}\n"
         "  - id: cards\n    role: cards\n    on: rest\n    box: {y: 400mm}\n    columns: 2\n    gutter: 20mm\n    "
         "fill: justify\n"
         "    card: {fill: \"#FFF9F0\", border: red, width: 1pt, radius: 3mm, padding: {all: 10mm, top: 15mm}, gap: "
         "12mm}\n"
         "take: [导语, numbers, \"id:gdp\", \"tag:board\"]\nomit: text\nblock-gap: 1lines\ntheme-number: "
         "中文\ntheme-page: no\n"
         "chart: {height: 80mm, min: 60mm, max: 120mm}\nscale: {min: 85%, max: 130%}\nppi: {min: 60, good: 100}\n");
  assert_findings(w, NULL);
  assert_string_equal(l->name, "展板");
  assert_int_equal(l->w, MM(900));
  assert_int_equal(l->h, MM(1200));
  assert_int_equal(l->bleed, MM(5));
  assert_int_equal(l->safe.x, MM(50));
  assert_in_range(l->safe.y, MM(120) - 1, MM(120) + 1);
  assert_in_range(l->safe.h, MM(1200 - 120 - 50 - 100) - 2, MM(1200 - 120 - 50 - 100) + 2);
  assert_int_equal(l->hidden_foot, MM(100));
  assert_int_equal(l->distance, MM(1500));
  assert_int_equal(l->pages_max, 1);
  assert_int_equal(l->ground.kind, ZB_PAINT_LINEAR);
  assert_int_equal(l->ground.nstops, 2);
  assert_in_range(l->ground.p1.y, MM(1205) - 2, MM(1205) + 2);

  const zb_tstyle *title = zb_layout_style(l, "title"), *second = zb_layout_style(l, "title-2"),
                  *note = zb_layout_style(l, "note");
  assert_int_equal(title->role, ZB_ROLE_TITLE);
  assert_int_equal(title->size, ZB_PT(42));
  assert_int_equal(title->leading, ZB_PT(50.4));
  assert_int_equal(title->align, ZB_ALIGN_CENTER);
  assert_int_equal(title->indent, 0);
  assert_int_equal(title->color.r, 0x22);
  assert_int_equal(second->size, ZB_PT(21));
  assert_int_equal(second->leading, ZB_PT(25.2));
  assert_int_equal(second->weight, 900);
  assert_int_equal(second->max_lines, 2);
  assert_true(second->balance);
  assert_int_equal(second->color.r, 0xB4);
  assert_int_equal(note->size, ZB_PT(9));
  assert_in_range(note->leading, ZB_PT(13.71), ZB_PT(13.72));
  assert_int_equal(zb_layout_style(l, "body")->indent, 2000);
  assert_ptr_equal(zb_layout_style(l, "nope"), zb_layout_style(l, "body"));
  assert_int_equal(zb_layout_color(l, "accent", ZB_RGB(0)).r, 0xB4);
  assert_int_equal(zb_layout_color(l, "nope", ZB_RGB(0x010203)).b, 3);

  assert_int_equal(l->nfurniture, 4);
  assert_int_equal(l->furniture[0].kind, ZB_FURN_RECT);
  assert_int_equal(l->furniture[0].box.x, -MM(5));
  assert_int_equal(l->furniture[0].box.w, MM(900) + 2 * MM(5));
  assert_int_equal(l->furniture[0].on, ZB_ON_FIRST);
  assert_int_equal(l->furniture[1].valign, 0);
  assert_int_equal(l->furniture[1].box.w, MM(450));
  assert_true(l->furniture[1].heading);
  assert_string_equal(l->furniture[1].style->name, "title");
  assert_int_equal(l->furniture[2].box.h, 0);
  assert_in_range(l->furniture[2].box.w, MM(800) - 2, MM(800) + 2);
  assert_string_equal(l->furniture[3].art, "ridge");
  assert_int_equal(l->furniture[3].paint.stop[1].offset, 500);

  assert_int_equal(l->nframes, 2);
  assert_int_equal(l->frame[0].role, ZB_FRAME_SUMMARY);
  assert_int_equal(l->frame[0].columns, 4);
  assert_int_equal(l->frame[0].gutter, ZB_PT(21));
  assert_int_equal(l->frame[1].fill, ZB_FILL_JUSTIFY);
  assert_int_equal(l->frame[1].box.y + l->frame[1].box.h, l->safe.y + l->safe.h);
  assert_true(l->frame[1].card.present);
  assert_int_equal(l->frame[1].card.pad_top, MM(15));
  assert_int_equal(l->frame[1].card.pad_left, MM(10));
  assert_int_equal(l->frame[1].card_gap, MM(12));
  assert_int_equal(l->frame[1].on, ZB_ON_REST);

  assert_int_equal(l->ntake, 4);
  assert_string_equal(l->take[0].what, "lead");
  assert_string_equal(l->take[2].what, "id:gdp");
  assert_string_equal(l->take[3].what, "tag:board");
  assert_int_equal(l->nomit, 1);
  assert_int_equal(l->block_gap, ZB_PT(16));
  assert_string_equal(l->theme_number, "chinese");
  assert_int_equal(l->scale_min, 850);
  assert_int_equal(l->scale_max, 1300);
  assert_int_equal(l->chart_height_max, MM(120));
  assert_int_equal(l->ppi_good, 100);
}

static void defaults(void **state)
{
  world *w = *state;
  zb_layout *l = read_layout(w, BASE);
  assert_findings(w, NULL);
  assert_int_equal(l->w, MM(210));
  assert_int_equal(l->frame[0].box.w, l->safe.w);
  assert_int_equal(l->frame[0].columns, 1);
  assert_int_equal(l->scale_min, 1000);
  assert_int_equal(l->scale_max, 1000);
  assert_int_equal(l->pages_max, 0);
  assert_int_equal(l->ground.color.a, 0);
  assert_int_equal(l->block_gap, ZB_PT(8));
  assert_string_equal(l->take[0].what, "all");
}

static void sizes(void **state)
{
  world *w = *state;
  static const struct {
    const char *size;
    double mm_w, mm_h;
  } good[] = {{"A4", 210, 297},
              {"a0", 841, 1189},
              {"B5", 176, 250},
              {"A4, orientation: landscape", 297, 210},
              {"A4, 纸向: 横", 297, 210},
              {"800 x 2000mm", 800, 2000},
              {"800mm×2000mm", 800, 2000},
              {"1.2m*2.4m", 1200, 2400},
              {"2000mm x 800mm, orientation: portrait", 800, 2000}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    zb_layout *l = read_layout(
        w, zb_arena_printf(w->a, "name: t\nsheet: {size: %s}\n%s", good[i].size, PALETTE "styles:\n" BODY REST));
    assert_findings(w, NULL);
    assert_in_range(l->w, MM(good[i].mm_w) - 1, MM(good[i].mm_w) + 1);
    assert_in_range(l->h, MM(good[i].mm_h) - 1, MM(good[i].mm_h) + 1);
  }
  static const char *const bad[] = {"A9", "big", "800", "800mm", "800 x 2000", "2em x 3em", "AA"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    read_layout(w, zb_arena_printf(w->a, "name: t\nsheet: {size: %s}\n%s", bad[i], PALETTE "styles:\n" BODY REST));
    assert_findings(w, "sheet-size", NULL);
    assert_at(w, "sheet-size", 2, 15);
  }
  static const char *const off[] = {"1mm x 1mm", "6m x 1m"};
  for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
    read_layout(w, zb_arena_printf(w->a, "name: t\nsheet: {size: %s}\n%s", off[i], PALETTE "styles:\n" BODY REST));
    assert_findings(w, "layout-range", NULL);
  }
}

typedef struct bad_layout {
  const char *more, *slug; /* lines after BASE without its frames */
} bad_layout;

static void wrong(void **state)
{
  world *w = *state;
  static const bad_layout bad[] = {
      {"furniture: [{text: a, style: boddy}]\n", "style-unknown"},
      {"furniture: [{text: a, rect: , fill: red}]\n", "furniture-kind"},
      {"furniture: [{box: safe}]\n", "furniture-kind"},
      {"furniture: [{rect: }]\n", "key-missing"},
      {"furniture: [{rect: , fill: rad}]\n", "color-unknown"},
      {"furniture: [{rect: , fill: {gradient: [red]}}]\n", "layout-range"},
      {"furniture: [{text: \"{tilte}\"}]\n", "furniture-name"},
      {"furniture: [{text: \"{masthead.nmae}\"}]\n", "furniture-name"},
      {"furniture: [{text: a, when: imprnt}]\n", "furniture-name"},
      {"furniture: [{image: none.svg}]\n", "file-missing"},
      {"furniture: [{art: moon, fill: red}]\n", "word-unknown"},
      {"furniture: [{rect: , fill: red, box: {x: 400mm}}]\n", "box-outside"},
      {"furniture: [{rect: , fill: red, on: never}]\n", "word-unknown"},
      {"omit: [chrat]\n", "take-unknown"},
      {"omit: [\"id:\"]\n", "take-unknown"},
      {"pages: 0\n", "bad-int"},
      {"scale: {min: 120%, max: 90%}\n", "layout-range"},
      {"scale: {min: 1%, max: 300%}\n", "layout-range"},
      {"scale: {min: 3mm, max: 300%}\n", "layout-range"},
      {"ppi: {min: 0, good: 3}\n", "bad-int"},
      {"block-gap: 20%\n", "length-relative"},
      {"block-gap: -2mm\n", "layout-range"},
      {"theme-number: roman\n", "word-unknown"},
      {"wat: 1\n", "key-unknown"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    read_layout(w, zb_arena_printf(w->a, "%s%s", BASE, bad[i].more));
    if (count_entries(w) != 1 || !find_entry(w, bad[i].slug)) {
      show(w);
      fail_msg("%s wants %s", bad[i].more, bad[i].slug);
    }
    assert_int_equal(find_entry(w, bad[i].slug)->src.line, 11);
  }
}

static void wrong_styles(void **state)
{
  world *w = *state;
  static const bad_layout bad[] = {
      {BODY "  a: {from: b}\n  b: {from: a}\n", "style-cycle"},
      {BODY "  a: {from: a}\n", "style-cycle"},
      {BODY "  a: {from: bdy}\n", "style-unknown"},
      {BODY "  a: {color: inkk}\n", "color-unknown"},
      {BODY "  a: {weight: 5000}\n", "bad-int"},
      {BODY "  a: {size: 0}\n", "layout-range"},
      {BODY "  a: {leading: 0.2}\n", "layout-range"},
      {BODY "  a: {font: comic}\n", "word-unknown"},
      {BODY "  a: {size: big}\n", "bad-length"},
      {"  body: {font: song, leading: 16pt}\n", "style-incomplete"},
      {"  body: {font: song, size: 10pt}\n", "style-incomplete"},
      {"  main: {font: song, size: 10pt, leading: 12pt}\n", "key-missing"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    zb_layout *l =
        read_layout(w, zb_arena_printf(w->a, "name: t\nsheet: A4\n%sstyles:\n%s%s", PALETTE, bad[i].more, REST));
    if (count_entries(w) != 1 || !find_entry(w, bad[i].slug)) {
      show(w);
      fail_msg("%s wants %s", bad[i].more, bad[i].slug);
    }
    assert_non_null(zb_layout_style(l, "a"));
  }
}

static void wrong_frames(void **state)
{
  world *w = *state;
  static const bad_layout bad[] = {
      {"[{id: a, box: {x: 100mm, w: 150mm}}]", "box-outside"},
      {"[{id: a, box: {h: 0}}]", "box-outside"},
      {"[{id: a, box: {y: 290mm}}]", "box-outside"},
      {"[{id: a, columns: 0}]", "bad-int"},
      {"[{id: a, columns: 24, gutter: 20mm}]", "layout-range"},
      {"[{id: a}, {id: a}]", "id-twice"},
      {"[{columns: 2}]", "key-missing"},
      {"[{id: a, fill: red}]", "word-unknown"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    read_layout(w, zb_arena_printf(w->a, "name: t\nsheet: {size: A4, safe: 20mm}\n%sstyles:\n%stake: all\nframes: %s\n",
                                   PALETTE, BODY, bad[i].more));
    if (count_entries(w) != 1 || !find_entry(w, bad[i].slug)) {
      show(w);
      fail_msg("%s wants %s", bad[i].more, bad[i].slug);
    }
  }
  read_layout(w, "name: t\nsheet: {size: A4, safe: 150mm}\n" PALETTE "styles:\n" BODY REST);
  assert_findings(w, "safe-area", NULL);
  assert_null(read_layout(w, "just text\n"));
  assert_true(zb_diags_failed(w->d));
}

static void roles(void **state)
{
  world *w = *state;
  zb_roles *all =
      zb_roles_read(w->a, w->d,
                    put_file(w, "roles.yaml",
                             "roles:\n  song: {families: [A, B], weight: 400, bold: 700}\n  黑: {families: C}\n"
                             "  仿宋: {families: [D], fallback: kai}\n罕用字: [E, F]\n"));
  assert_non_null(all);
  const zb_role_def *r = all->role;
  assert_int_equal(all->nrare, 2);
  assert_string_equal(all->rare[1], "F");
  assert_int_equal(r[ZB_ROLE_SONG].nfamilies, 2);
  assert_string_equal(r[ZB_ROLE_HEI].family[0], "C");
  assert_int_equal(r[ZB_ROLE_FANGSONG].fallback, ZB_ROLE_KAI);
}

int main(void)
{
  const struct CMUnitTest tests[] = {in_world(whole),        in_world(defaults),     in_world(sizes), in_world(wrong),
                                     in_world(wrong_styles), in_world(wrong_frames), in_world(roles)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
