/* Import: lines rejoined, parts told apart, figures found; every draft passes the check, also with its proposals. */
#include "fixture.h"

#include <unistd.h>

#include "import/import.h"
#include "zhanban.h"

static const char *const kind_name[] = {
    [ZB_PART_PARAGRAPH] = "text",  [ZB_PART_HEADING] = "heading", [ZB_PART_BYLINE] = "byline",
    [ZB_PART_CAPTION] = "caption", [ZB_PART_CREDIT] = "credit",   [ZB_PART_ITEM] = "item"};

/* "kind:text|kind:text" */
static char *parts_of(zb_arena *a, const char *text)
{
  zb_parts p = zb_parts_read(a, text, strlen(text));
  char *out = zb_arena_strdup(a, "");
  for (size_t i = 0; i < p.n; i++)
    out = zb_arena_printf(a, "%s%s%s:%.*s", out, i ? "|" : "", kind_name[p.v[i].kind], (int)p.v[i].n, p.v[i].text);
  return out;
}

static void tells_parts_apart(void **state)
{
  (void)state;
  static const struct {
    const char *text, *want;
  } row[] = {
      {"书屋月报\n五月新书上架。", "heading:书屋月报|text:五月新书上架。"},
      {"五月，社区书屋添新书\n\n书屋新书上架三百二十册，都是孩子们点名要的，大人也爱看。",
       "heading:五月，社区书屋添新书|text:书屋新书上架三百二十册，都是孩子们点名要的，大人也爱看。"},
      {"书屋月报\n\n新书上架。\n\n盘活闲置空间，织密服务网\n\n络。社区把用房改成分馆。",
       "heading:书屋月报|text:新书上架。|text:盘活闲置空间，织密服务网络。社区把用房改成分馆。"},
      {"让旧书流动\n编辑组\n旧书交换会开了。", "heading:让旧书流动|byline:编辑组|text:旧书交换会开了。"},
      {"书屋开放时间延长到晚上八点，方便下班以后的居民\n一、下一步\n再添新书。",
       "text:书屋开放时间延长到晚上八点，方便下班以后的居民|heading:一、下一步|text:再添新书。"},
      {"任务\n1. 修灯；\n2. 送书。", "heading:任务|item:修灯；|item:送书。"},
      {"增长\n1.5个百分点。", "heading:增长|text:1.5个百分点。"},
      {"书屋开了。\n（文/图由书屋提供）", "text:书屋开了。|credit:（文/图由书屋提供）"},
      {"图为书屋一角。", "caption:图为书屋一角。"},
      {"The room opened at nine, every\nmorning in May.", "text:The room opened at nine, every morning in May."},
      {"　　第一段开头写得很长很长很长\n很长，到这里。\n　　第二段。\n　　第三段。",
       "text:第一段开头写得很长很长很长很长，到这里。|text:第二段。|text:第三段。"},
      {"１２％与３册", "heading:12%与3册"},
      {"", ""},
      {" \n\n　\n", ""},
  };
  int wrong = 0;
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_arena *a = zb_arena_new();
    const char *got = parts_of(a, row[i].text);
    if (strcmp(got, row[i].want) != 0) {
      print_error("%s\n  got  %s\n  want %s\n", row[i].text, got, row[i].want);
      wrong++;
    }
    zb_arena_free(a);
  }
  assert_int_equal(wrong, 0);
}

/* "id=value" of the figures a text gives. */
static char *figures_of(zb_arena *a, const char *text)
{
  zb_parts p = zb_parts_read(a, text, strlen(text));
  zb_harvest *h = zb_harvest_take(a, &p);
  char *out = zb_arena_strdup(a, "");
  for (size_t i = 0; i < h->figure.n; i++)
    out = zb_arena_printf(a, "%s%s%s=%s", out, i ? " " : "", h->figure.v[i].id, h->figure.v[i].q.text);
  return out;
}

static void names_figures(void **state)
{
  (void)state;
  static const struct {
    const char *text, *want;
  } row[] = {
      {"吸引128名学生到村任职。", "学生到村任职=128名"},
      {"共有书架46组，座席120个。", "书架=46组 座席=120个"},
      {"童书184册，占比57.5%。", "童书=184册 童书占比=57.5%"},
      {"工业产值增长9.2%、高出全县1.7个百分点。", "工业产值增长=9.2% 工业产值高出全县=1.7个百分点"},
      /* the same thing once */
      {"培育高新技术企业11家。今年，高新技术企业11家全部投产。", "高新技术企业=11家"},
      /* the same number of other things stays apart */
      {"引进高层次人才97人。全镇97个村。70名干部下沉，覆盖率达到70%。",
       "高层次人才=97人 村=97个 干部下沉=70名 干部下沉覆盖率=70%"},
      /* the same name with other values keeps both */
      {"清理前，考核事项40项；清理后，考核事项10项。", "考核事项=40项 清理后考核事项=10项"},
      {"获科研成果66项。\n获得科研成果67项。", "科研成果=66项 科研成果_项=67项"}, /* for the check to show */
      {"气温-3℃。\n气温12℃。", "气温=-3℃ 气温其2=12℃"}, /* opposed: as one they would fail the check */
      {"维修路灯32盏。全年维修路灯35盏。", "维修路灯=32盏 全年维修路灯=35盏"},
  };
  int wrong = 0;
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_arena *a = zb_arena_new();
    const char *got = figures_of(a, row[i].text);
    if (strcmp(got, row[i].want) != 0) {
      print_error("%s\n  got  %s\n  want %s\n", row[i].text, got, row[i].want);
      wrong++;
    }
    zb_arena_free(a);
  }
  assert_int_equal(wrong, 0);
}

static void proposes_what_holds(void **state)
{
  (void)state;
  static const struct {
    const char *text, *want; /* relations joined by | */
  } row[] = {
      {"全镇有25个村，其中18个建成管网的村，占比72%。", "建成管网占比 = 建成管网 / 村"},
      {"改造厕所640座，其中户厕600座、公厕40座。", "厕所 = 户厕 + 公厕"},
      {"事项由40项减少到10项，下降75%。", "(before - after) / before"},
      {"产值增长9.2%，高出全县1.7个百分点。", "对照_产值增长 := 产值增长 - 产值高出全县"},
      {"书屋38个，座席12个，占比5%。", ""}, /* 38 and 12 give no 5% */
      {"改造厕所640座，其中户厕600座、公厕30座。", ""},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_arena *a = zb_arena_new();
    zb_parts p = zb_parts_read(a, row[i].text, strlen(row[i].text));
    zb_harvest *h = zb_harvest_take(a, &p);
    zb_relations r = zb_relate(a, h, &p);
    if (strstr(row[i].want, "before")) {
      assert_int_equal(r.n, 1);
      assert_non_null(strstr(r.v[0], " - "));
    } else if (!*row[i].want) {
      assert_int_equal(r.n, 0);
    } else {
      assert_int_equal(r.n, 1);
      assert_string_equal(r.v[0], row[i].want);
    }
    zb_arena_free(a);
  }
}

/* --- drafts are reports ------------------------------------------------------------------------------------------- */

static int check_report(const char *path, zb_figure_counts *counts)
{
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  zb_doc *doc = zb_doc_open(ctx, path, &(zb_doc_opts){.layout = "tests/golden/plain.yaml"});
  int status = zb_doc_status(doc);
  *counts = zb_doc_figures(doc);
  if (status)
    zb_doc_print(doc, stderr, false);
  zb_doc_free(doc);
  zb_ctx_free(ctx);
  return status;
}

/* Takes the comment off the proposed checks. */
static void uncomment(char *yaml)
{
  char *from = strstr(yaml, "\n# checks:"), *out;
  if (!from)
    return;
  out = from + 1;
  char *p = out;
  while (strncmp(p, "# ", 2) == 0 || strncmp(p, "#   -", 5) == 0) {
    p += 2;
    size_t n = strcspn(p, "\n") + 1;
    memmove(out, p, n);
    out += n;
    p += n;
  }
  memmove(out, p, strlen(p) + 1);
}

static void spill(const char *path, const char *text, size_t n)
{
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, n, f), n);
  assert_int_equal(fclose(f), 0);
}

static void drafts_pass_the_check(void **state)
{
  (void)state;
  static const char *const text[] = {"newspaper", "article", "list", "gbk", "utf16", "markup", "wrapped"};
  char path[] = "/tmp/zhanban-import-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
    zb_arena *a = zb_arena_new();
    zb_diags *d = zb_diags_new(a);
    zb_import x;
    zb_figure_counts n;
    assert_true(zb_import_text(a, d, zb_arena_printf(a, "tests/golden/import/%s/in.txt", text[i]), &x));
    spill(path, x.yaml, x.nyaml);
    assert_int_equal(check_report(path, &n), 0);
    assert_int_equal(n.declared, x.harvest->figure.n);
    assert_int_equal(n.printed, n.declared);
    uncomment(x.yaml);
    spill(path, x.yaml, strlen(x.yaml));
    assert_int_equal(check_report(path, &n), 0);
    assert_int_equal(n.failed, 0);
    if (x.relations.n > 0)
      assert_true(n.checked > 0 || strstr(x.yaml, ":=") != NULL);
    zb_arena_free(a);
  }
  unlink(path);
}

/* A line of a megabyte without a sentence mark, with thousands of numbers, takes linear time. */
static void takes_a_huge_line(void **state)
{
  (void)state;
  enum { REPEAT = 10000 };
  zb_arena *a = zb_arena_new();
  char *text = zb_arena_alloc(a, (size_t)REPEAT * 64), *o = text;
  for (int i = 0; i < REPEAT; i++)
    o += sprintf(o, "书屋借出图书%d册和童书", i);
  zb_parts p = zb_parts_read(a, text, (size_t)(o - text));
  assert_int_equal(p.n, 1);
  zb_harvest *h = zb_harvest_take(a, &p);
  assert_int_equal(h->tokens, REPEAT);
  zb_relate(a, h, &p);
  zb_arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(tells_parts_apart), cmocka_unit_test(names_figures),
                                     cmocka_unit_test(proposes_what_holds), cmocka_unit_test(drafts_pass_the_check),
                                     cmocka_unit_test(takes_a_huge_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
