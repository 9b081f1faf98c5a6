/* R44: text copied out of the PDF is the normalised text: no space inside a line, no radical for an ideograph. */
#include "fixture.h"

#include "out/out.h"
#include "text_fixture.h"

static const char *const sample[] = {
    "制定20条硬举措，累计培训4600余人次，GDP增长8.6%，规模以上工业增加值增长15.5%、高出平均9.1个百分点。",
    "“五险一金”，《办法（试行）》：“力量来自组织。”长金黄高水工十一——国……国·国。！？“甲”“乙”《丙》（丁）",
    "第一季度GDP增长8.6%，规模以上工业增加值",
    "长长金金 黄黄高高",
};

/* Sets the sample as a page; returns the lines as shown, one a row. */
static char *set_page(fixture *f, zb_dl *dl, double pt, double em)
{
  zb_u size = ZB_PT(pt), y = 2 * size;
  zb_dl_page *p = zb_dl_page_new(dl, (zb_u)(size * (em + 4)), 60 * size);
  char *all = zb_arena_strdup(f->arena, "");
  zb_tstyle s = {.role = ZB_ROLE_SONG, .size = size, .leading = 2 * size, .color = ZB_RGB(0)};
  for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
    /* the second half in its own span, as a figure would be */
    size_t half = (size_t)(g_utf8_offset_to_pointer(sample[i], 2) - sample[i]);
    zb_span span[] = {zb_span_plain(sample[i], half, ZB_SRC_NONE),
                      zb_span_plain(sample[i] + half, strlen(sample[i]) - half, ZB_SRC_NONE)};
    zb_lines *l = zb_para_break(zb_para_new(&f->text, span, 2, &s), (zb_u)(size * em));
    zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
    for (size_t k = 0; k < zb_lines_count(l); k++, y += s.leading) {
      zb_lines_draw(l, k, p, 2 * size, y);
      all = zb_arena_printf(f->arena, "%s%s\n", all, zb_lines_text(f->arena, l, k));
    }
    zb_dl_end(p, ZB_DL_P);
  }
  assert_true(zb_dl_page_end(p));
  return all;
}

static char *read_back(const char *command, const char *path, const char *more)
{
  char *line = g_strdup_printf("%s '%s' %s", command, path, more), *out = NULL, *err = NULL;
  assert_true(g_spawn_command_line_sync(line, &out, &err, NULL, NULL));
  g_free(line);
  g_free(err);
  return out;
}

/* Rows without empty ones; `tight`: the characters alone. */
static char *rows(fixture *f, const char *text, bool tight)
{
  char *out = zb_arena_alloc(f->arena, strlen(text) + 2);
  size_t n = 0;
  for (const char *p = text; *p; p++)
    if (*p != '\f' && !(*p == '\n' && (n == 0 || out[n - 1] == '\n')) && !(tight && (*p == ' ' || *p == '\n')))
      out[n++] = *p;
  return out;
}

static void test_copied_text(void **state)
{
  fixture *f = *state;
  static const double sizes[] = {6, 10.5, 16, 48}, measures[] = {9.3, 14, 22.3, 30};
  bool mutool = g_find_program_in_path("mutool") != NULL; /* a second reader, where there is one */
  for (size_t i = 0; i < 4; i++)
    for (size_t k = 0; k < 4; k++) {
      zb_dl *dl = zb_dl_new(f->arena, f->diags);
      char *want = set_page(f, dl, sizes[i], measures[k]);
      zb_images *images = zb_images_new(f->text.fonts);
      zb_out_job job = {.dl = dl, .fonts = f->text.fonts, .images = images, .diags = f->diags, .dpi = 72};
      zb_sink *sink = zb_sink_memory();
      assert_true(zb_out_by_name("pdf")->write(&job, 0, sink));
      size_t n;
      const unsigned char *bytes = zb_sink_bytes(sink, &n);
      char *path = NULL;
      int fd = g_file_open_tmp("zb-copy-XXXXXX.pdf", &path, NULL);
      assert_true(fd >= 0);
      close(fd);
      assert_true(g_file_set_contents(path, (const char *)bytes, (gssize)n, NULL));
      char *got = read_back("pdftotext", path, "-");
      assert_string_equal(rows(f, got, false), rows(f, want, false));
      g_free(got);
      if (mutool) {
        got = read_back("mutool draw -q -F txt", path, "");
        assert_string_equal(rows(f, got, true), rows(f, want, true));
        g_free(got);
      }
      g_unlink(path);
      g_free(path);
      zb_sink_abort(sink);
      zb_images_free(images);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_copied_text)};
  return run_composer(tests);
}
