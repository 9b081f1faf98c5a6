/* The automatic checks F01-F20 as data: what each finds with several words and numbers, and what must stay silent. */
#include "model_fixture.h"

typedef struct rule_case {
  const char *rule;
  const char *figures; /* lines under figures: */
  const char *text;    /* one text block */
  const char *slug;    /* NULL: nothing of the rule's may be found */
} rule_case;

static const rule_case cases[] = {
    /* F01: one label, scope and period, two values */
    {"F01", "  a: {value: 66项, label: 成果, period: 2024}\n  b: {value: 67项, label: 成果, period: 2024}\n", "{a}{b}",
     "figures-differ"},
    {"F01", "  a: {value: 3.2万元, label: 补助, scope: 全镇}\n  b: {value: 3.4万元, label: 补助, scope: 全镇}\n",
     "{a}{b}", "figures-differ"},
    {"F01", "  a: {value: 120户, label: 住户}\n  b: {value: 121户, label: 住户}\n", "{a}{b}", "figures-differ"},
    {"F01", "  a: {value: 66项, label: 成果, period: 2024}\n  b: {value: 67项, label: 成果, period: 2023}\n", "{a}{b}",
     NULL},
    {"F01", "  a: {value: 66项, label: 成果, scope: 东区}\n  b: {value: 67项, label: 成果, scope: 西区}\n", "{a}{b}",
     NULL},
    {"F01", "  a: {value: 66项, label: 成果}\n  b: {value: 67人, label: 成果}\n", "{a}{b}", NULL},
    /* ... and the message changes: sign, majority */
    {"F01", "  a: {value: 62%, label: 到会率}\n  b: {value: 41%, label: 到会率}\n", "{a}{b}", "figures-conflict"},
    {"F01", "  a: {value: 2%, label: 用水增速}\n  b: {value: -2%, label: 用水增速}\n", "{a}{b}", "figures-conflict"},
    {"F01", "  a: {value: 62%, label: 到会率}\n  b: {value: 71%, label: 到会率}\n", "{a}{b}", "figures-differ"},
    /* F02: period or scope of one side unstated */
    {"F02", "  a: {value: 19个, label: 待整顿支部, period: 2025Q1}\n  b: {value: 10个, label: 待整顿支部}\n", "{a}{b}",
     "figures-differ"},
    {"F02", "  a: {value: 7所, label: 学校}\n  b: {value: 9所, label: 学校, scope: 城区}\n", "{a}{b}",
     "figures-differ"},
    {"F02", "  a: {value: 7所, label: 学校, scope: 乡村}\n  b: {value: 9所, label: 学校, scope: 城区}\n", "{a}{b}",
     NULL},
    /* F03: exact and approximate */
    {"F03", "  a: {value: 670套, label: 公寓}\n  b: {value: 670余套, label: 公寓}\n", "{a}{b}", "figures-loose"},
    {"F03", "  a: {value: 1.2万人, label: 游客}\n  b: {value: 12034人, label: 游客}\n", "{a}{b}", "figures-loose"},
    {"F03", "  a: {value: 近300人, label: 听众}\n  b: {value: 280人, label: 听众}\n", "{a}{b}", "figures-loose"},
    {"F03", "  a: {value: 近300人, label: 听众}\n  b: {value: 310人, label: 听众}\n", "{a}{b}", "figures-differ"},
    {"F03", "  a: {value: 670余套, label: 公寓}\n  b: {value: 670余套, label: 公寓}\n", "{a}{b}", NULL},
    /* F04: the same in several places */
    {"F04", "  a: {value: 11家, label: 企业}\n  b: {value: 11家, label: 企业}\n", "{a}{b}", NULL},
    {"F04", "  a: {value: 1.5亿元, label: 产值}\n  b: {value: 15000万元, label: 产值}\n", "{a}{b}", NULL},
    {"F04", "  a: {value: 40%, label: 入园率, scope: 全县}\n  b: {value: 40%, label: 入园率, scope: 全县}\n", "{a}{b}",
     NULL},
    /* F05: share = part / whole; the whole in the sentence, by its label, or any whole number */
    {"F05",
     "  p: {value: 38个, label: 强村}\n  w: {value: 296个, label: 行政村}\n  s: {value: 12.79%, label: 强村占比}\n",
     "强村{p}，占全州{w}行政村的{s}", "share-differs"},
    {"F05",
     "  p: {value: 38个, label: 强村}\n  w: {value: 296个, label: 行政村}\n  s: {value: 12.79%, label: 强村占比}\n",
     "强村{p}，占全州行政村的{s}。行政村{w}", "share-differs"},
    {"F05",
     "  p: {value: 38个, label: 强村}\n  w: {value: 297个, label: 行政村}\n  s: {value: 12.79%, label: 强村占比}\n",
     "强村{p}，占全州行政村的{s}。行政村{w}", NULL},
    {"F05", "  p: {value: 90人, label: 党员}\n  w: {value: 300人, label: 职工}\n  s: {value: 70%, label: 党员占比}\n",
     "党员{p}，占职工{w}的{s}", "share-conflict"},
    {"F05", "  p: {value: 90人, label: 党员}\n  w: {value: 300人, label: 职工}\n  s: {value: 30%, label: 党员占比}\n",
     "党员{p}，占职工{w}的{s}", NULL},
    {"F05", "  p: {value: 7户, label: 老屋}\n  s: {value: 66.1%, label: 老屋占比}\n", "老屋{p}，占{s}",
     "share-impossible"},
    {"F05", "  p: {value: 5棵, label: 枯树}\n  s: {value: 38.0%, label: 枯树占比}\n", "枯树{p}，占{s}",
     "share-impossible"},
    {"F05", "  p: {value: 7户, label: 老屋}\n  s: {value: 63.6%, label: 老屋占比}\n", "老屋{p}，占{s}", NULL},
    {"F05", "  p: {value: 7余户, label: 老屋}\n  s: {value: 66.1%, label: 老屋占比}\n", "老屋{p}，占{s}", NULL},
    /* F06: the sum is called by one of its parts */
    {"F06",
     "  a: {value: 13人, label: 调整不适宜}\n  b: {value: 9人, label: 履职不力}\n  c: {value: 22人, label: "
     "调整不适宜干部}\nchecks: [c = a + b]\n",
     "{a}{b}{c}", "sum-label"},
    {"F06",
     "  a: {value: 3台, label: 新购水泵}\n  b: {value: 2台, label: 修复水泵}\n  c: {value: 5台, label: "
     "新购水泵合计}\nchecks: ['sum(a, b) = c']\n",
     "{a}{b}{c}", "sum-label"},
    {"F06",
     "  a: {value: 3台, label: 新购水泵}\n  b: {value: 2台, label: 修复水泵}\n  c: {value: 5台, label: 水泵}\nchecks: "
     "[c = a + b]\n",
     "{a}{b}{c}", NULL},
    /* F07: a cut and what it leaves */
    {"F07", "  a: {value: 11项, label: 实地考核事项}\n  c: {value: 81%, label: 实地考核精简}\n", "{a}{c}",
     "base-missing"},
    {"F07", "  a: {value: 4张, label: 表格种类}\n  c: {value: 60%, label: 表格压减}\n", "{a}{c}", "base-missing"},
    {"F07", "  a: {value: 1张, label: 表格种类}\n  c: {value: 81%, label: 表格压减}\n", "{a}{c}", "base-impossible"},
    {"F07",
     "  a: {value: 4张, label: 表格种类}\n  b: {value: 10张, label: 原有表格}\n  c: {value: 60%, label: 表格压减}\n",
     "{a}{b}{c}", NULL},
    {"F07", "  a: {value: 4张, label: 表格种类}\n  c: {value: 60%, label: 来电压减}\n", "{a}{c}", NULL},
    /* F09: a share without a base */
    {"F09",
     "  a: {value: 467名, label: 到村大学生}\n  b: {value: 169名, label: 任村支书}\n  s: {value: 36%, label: "
     "大学生村书记占比}\n",
     "大学生{a}，任书记的{b}。占比{s}", "share-base"},
    {"F09",
     "  a: {value: 40名, label: 护林员}\n  b: {value: 10名, label: 女护林员}\n  s: {value: 25%, label: 女护林员占比}\n",
     "护林员{a}，女性{b}。比重{s}", "share-base"},
    {"F09",
     "  a: {value: 40名, label: 护林员}\n  b: {value: 10名, label: 女护林员}\n  s: {value: 25%, label: 女护林员占比, "
     "scope: 全体护林员}\n",
     "护林员{a}，女性{b}。比重{s}", NULL},
    {"F09",
     "  a: {value: 40名, label: 护林员}\n  b: {value: 10名, label: 女护林员}\n  s: {value: 25%, label: 退耕地占比}\n",
     "护林员{a}，女性{b}。比重{s}", NULL},
    {"F09",
     "  a: {value: 40名, label: 护林员}\n  b: {value: 10名, label: 女护林员}\n  s: {value: 25%, label: "
     "女护林员占比}\nchecks: [s = b / a]\n",
     "护林员{a}，女性{b}。比重{s}", NULL},
    /* F10: percent and 百分点 */
    {"F10", "  a: {value: 15.5%, label: 工业增速}\n  g: {value: 9.1%, label: 领先}\n", "工业增长{a}，高出全省{g}",
     "points-wanted"},
    {"F10", "  a: {value: 80%, label: 入学率}\n  g: {value: 3%, label: 落后}\n", "入学率{a}，落后全市平均{g}",
     "points-wanted"},
    {"F10", "  a: {value: 15.5%, label: 工业增速}\n  g: {value: 9.1个百分点, label: 领先}\n",
     "工业增长{a}，高出全省{g}", NULL},
    {"F10", "  a: {value: 15.5%, label: 工业增速}\n  g: {value: 6.4%, label: 全省}\n", "工业增长{a}，高于全省{g}",
     NULL},
    {"F10", "  g: {value: 3%, label: 升幅}\n", "覆盖率提高{g}", "points-meant"},
    {"F10", "  g: {value: 3%, label: 降幅}\n", "外销占比下降{g}", "points-meant"},
    {"F10", "  g: {value: 93%, label: 覆盖率}\n", "覆盖率提高到{g}", NULL},
    {"F10", "  g: {value: 3%, label: 增速}\n", "产量提高{g}", NULL},
    /* F11: announced and listed */
    {"F11", "  x: 1个\n", "后备、调整和备用三张清单{x}", NULL},
    {"F11", "  x: 1个\n", "后备、调整、备用四张清单{x}", "count-differs"},
    {"F11", "  x: 1个\n", "修灯、补路、清沟等两件事{x}", "count-differs"},
    {"F11", "  x: 1个\n", "修灯、补路、清沟等五件事{x}", NULL},
    {"F11", "  x: 5个维度\n", "理论、政治、制度等{x}提出", NULL},
    {"F11", "  x: 2个维度\n", "理论、政治、制度等{x}提出", "count-differs"},
    {"F11", "  x: 1个\n", "开了三类课：入门、进阶、实操{x}", NULL},
    {"F11", "  x: 1个\n", "开了三类课：入门、进阶{x}", "count-differs"},
    {"F11", "  x: 1个\n", "开了三类课（入门、进阶）{x}", "count-differs"},
    {"F11", "  x: 1个\n", "东城、西城5个县{x}", NULL},
    {"F11", "  x: 1个\n", "管好责任清单、充实乡村队伍、统筹六个领域{x}", NULL},
    {"F11", "  x: 1个\n", "第三类课：入门、进阶{x}", NULL},
    /* F12: the words of a heading and of the text under it */
    {"F12", "  x: 1个\n",
     "{x}\"\n      - lead: 分段施工，先难后易。\n      - heading: 分期施工：三月到五月\n      - text: \"完",
     "term-near"},
    {"F12", "  x: 1个\n",
     "{x}\"\n      - lead: 集中采摘，统一分拣。\n      - heading: 集体采摘：早出晚归\n      - text: \"完", "term-near"},
    {"F12", "  x: 1个\n",
     "{x}\"\n      - lead: 分期施工，先难后易。\n      - heading: 分期施工：三月到五月\n      - text: \"完", NULL},
    {"F12", "  x: 1个\n",
     "{x}\"\n      - lead: 三月育苗，四月移栽。\n      - heading: 五月采茶：早出晚归\n      - text: \"完", NULL},
    /* F13: declared terms, and a slip of one character */
    {"F13", "  x: 1个\nterms: {党建入章: [党建建章]}\n", "公司党建建章{x}", "term-variant"},
    {"F13", "  x: 1个\nterms: {书屋: 书店}\n", "书店{x}", "term-variant"},
    {"F13", "  x: {value: 1个, label: 旧书店}\nterms: {书屋: 书店}\n", "{x}", "term-variant"},
    {"F13", "  x: 1个\nterms: {党员教育培训: [党员教育]}\n", "党员教育培训{x}", NULL},
    {"F13", "  x: 1个\n", "枸杞红了，枸杞晒干，有机构杞上市{x}", "term-near"},
    {"F13", "  x: 1个\n", "“阳光驿站”开门，“阳光驿站”有茶，阳光骏站有书{x}", "term-near"},
    {"F13", "  x: 1个\n", "“城市书房”开门，“城市书房”有茶，城市客房收费{x}", "term-near"},
    {"F13", "  x: 1个\n", "“第一课堂”开门，“第一课堂”有茶，第二课堂收费{x}", NULL},
    {"F13", "  x: 1个\n", "“州级层面”管总，“州级层面”牵头，县级层面落实{x}", NULL},
    /* F14: parts */
    {"F14", "  a: {value: 120棵, label: 树}\n  b: {value: 150棵, label: 新栽}\n", "种树{a}，其中新栽{b}",
     "part-exceeds"},
    {"F14", "  a: {value: 1.2万人次, label: 培训}\n  b: {value: 12100余人次, label: 书记培训}\n",
     "培训{a}，其中书记{b}", "part-exceeds"},
    {"F14", "  a: {value: 1.2万余人次, label: 培训}\n  b: {value: 2100余人次, label: 书记培训}\n",
     "培训{a}，其中书记{b}", NULL},
    {"F14", "  a: {value: 12棵, label: 树}\n  b: {value: 150人, label: 农户}\n", "种树{a}，其中农户{b}", NULL},
    {"F14", "  a: {value: 100家, label: 小企业}\n  b: {value: 110家, label: 高新小企业}\n", "{a}{b}", "subset-exceeds"},
    {"F14", "  a: {value: 100家, label: 小企业}\n  b: {value: 11家, label: 高新小企业}\n", "{a}{b}", NULL},
    {"F14", "  a: {value: 100家, label: 小企业}\n  b: {value: 110家, label: 高新小企业, scope: 全省}\n", "{a}{b}",
     NULL},
    {"F14", "  a: {value: 36项, label: 具体任务}\n  b: {value: 28项, label: 具体任务清单}\n", "{a}{b}", "label-near"},
    /* F15: bounds */
    {"F15", "  a: {value: 120%, label: 完成率}\n", "{a}", "share-bounds"},
    {"F15", "  a: {value: -3%, label: 外销占比}\n", "{a}", "share-bounds"},
    {"F15", "  a: {value: 120%, label: 产值增长率}\n", "{a}", NULL},
    {"F15", "  a: {value: 100%, label: 完成率}\n", "{a}", NULL},
    {"F15", "  a: {value: 120%, label: 完成率, kind: rate}\n", "{a}", NULL},
    /* F16: amounts of related names, each in its own theme */
    {"F16", "  a: {value: 30万元, label: 年度修缮资金}\n  b: {value: 45万元, label: 修缮补助经费}\n",
     "资金{a}\"\n  - title: 乙\n    blocks:\n      - text: \"经费{b}", "money-related"},
    {"F16", "  a: {value: 1.2亿元, label: 水利投资}\n  b: {value: 9000万元, label: 水利奖补资金}\n",
     "投资{a}\"\n  - title: 乙\n    blocks:\n      - text: \"资金{b}", "money-related"},
    {"F16", "  a: {value: 30万元, label: 年度修缮资金}\n  b: {value: 45万元, label: 修缮补助经费}\n",
     "资金{a}，经费{b}", NULL},
    {"F16",
     "  a: {value: 30万元, label: 年度修缮资金, scope: 校舍}\n  b: {value: 45万元, label: 修缮补助经费, scope: 道路}\n",
     "资金{a}\"\n  - title: 乙\n    blocks:\n      - text: \"经费{b}", NULL},
    {"F16", "  a: {value: 30万元, label: 修缮资金}\n  b: {value: 45万元, label: 采购经费}\n",
     "资金{a}\"\n  - title: 乙\n    blocks:\n      - text: \"经费{b}", NULL},
    /* F17: one number, other things */
    {"F17", "  a: {value: 297人, label: 人才}\n  b: {value: 297个, label: 行政村}\n", "人才{a}，村{b}", NULL},
    {"F17", "  a: {value: 114项, label: 难题}\n  b: {value: 114期, label: 培训}\n", "难题{a}，培训{b}", NULL},
    {"F17", "  a: {value: 70名, label: 干部}\n  b: {value: 70名, label: 研发人员}\n  c: {value: 70%, label: 覆盖率}\n",
     "{a}{b}{c}", NULL},
    {"F17", "  a: {value: 22人, label: 调整}\n  b: {value: 22名, label: 挂职}\n", "{a}{b}", NULL},
    /* F18: relative time */
    {"F18", "  a: {value: 5%, label: 增速}\n", "今年以来增长{a}", "as-of-missing"},
    {"F18", "  a: {value: 5%, label: 增速}\n", "上半年增长{a}", "as-of-missing"},
    {"F18", "  a: {value: 5%, label: 增速}\nas_of: 2025-06\n", "今年以来增长{a}", NULL},
    {"F18", "  a: {value: 5%, label: 增速, period: 2025Q3}\nas_of: 2025-06\n", "增长{a}", "period-after"},
    {"F18", "  a: {value: 5%, label: 增速, period: 2026}\nas_of: 2025Q4\n", "增长{a}", "period-after"},
    {"F18", "  a: {value: 5%, label: 增速, period: 2025Q2}\nas_of: 2025-06\n", "增长{a}", NULL},
    /* F19: units written in two ways */
    {"F19", "  a: {value: 5人次, label: 甲}\n  b: {value: 6人(次), label: 乙}\n", "{a}{b}", "unit-style"},
    {"F19", "  a: {value: 5户（次）, label: 甲}\n  b: {value: 6户(次), label: 乙}\n", "{a}{b}", "unit-style"},
    {"F19", "  a: {value: 5人次, label: 甲}\n  b: {value: 6人, label: 乙}\n", "{a}{b}", NULL},
    /* words of direction */
    {"direction", "  a: {value: -2%, label: 用水}\n", "用水增长{a}", "direction-sign"},
    {"direction", "  a: {value: -2%, label: 用水}\n", "用水下降{a}", "direction-sign"},
    {"direction", "  a: {value: -2%, label: 用水}\n", "用水变化为{a}", NULL},
    {"direction", "  a: {value: 14家, label: 甲}\n  b: {value: 9家, label: 乙}\n", "由{a}增至{b}", "direction-wrong"},
    {"direction", "  a: {value: 14家, label: 甲}\n  b: {value: 90家, label: 乙}\n", "由{a}压减到{b}",
     "direction-wrong"},
    {"direction", "  a: {value: 14家, label: 甲}\n  b: {value: 9家, label: 乙}\n", "由{a}减到{b}", NULL},
    {"direction", "  a: {value: 14%, label: 甲}\n  b: {value: 9%, label: 乙}\n", "本县{a}，低于全市的{b}",
     "direction-wrong"},
    {"direction", "  a: {value: 14%, label: 甲}\n  b: {value: 29%, label: 乙}\n", "本县{a}，高于全市{b}",
     "direction-wrong"},
    {"direction", "  a: {value: 14%, label: 甲}\n  b: {value: 9%, label: 乙}\n", "本县{a}，高于全市{b}", NULL},
    {"direction", "  a: {value: 14%, label: 甲}\n  b: {value: 9%, label: 乙}\n", "本县{a}。邻县低于{b}", NULL},
};

/* Findings of the rules, and those that any such report has. */
static bool of_rules(const char *slug)
{
  static const char *const others[] = {"label-missing", "figure-unused", "typed-number", "free-number",
                                       "halfwidth-mark"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(slug, others[i]) == 0)
      return false;
  return true;
}

static void found(void **state)
{
  world *w = *state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const rule_case *c = &cases[i];
    read_text(w, zb_arena_printf(
                     w->a, "zhanban: 1\nfigures:\n%sthemes:\n  - title: 题\n    blocks:\n      - text: \"%s。\"\n",
                     c->figures, c->text));
    size_t n;
    const zb_diag_entry *e = zb_diags_sorted(w->d, &n);
    bool met = c->slug == NULL;
    const char *other = NULL;
    for (size_t k = 0; k < n; k++) {
      const char *slug = zb_diag_slug(e[k].code);
      met = met || (c->slug && strcmp(slug, c->slug) == 0);
      if (of_rules(slug) && !(c->slug && strcmp(slug, c->slug) == 0))
        other = slug;
    }
    if (!met || other) {
      show(w);
      print_error("%s, case %zu: %s\n%s wants %s, other: %s\n", c->rule, i, c->text, c->figures,
                  c->slug ? c->slug : "silence", other ? other : "-");
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

/* F05: of all wholes from 280 to 320, only 297 gives 12.79% of 38. */
static void one_whole(void **state)
{
  world *w = *state;
  for (int whole = 280; whole <= 320; whole++) {
    read_text(w,
              zb_arena_printf(
                  w->a,
                  "zhanban: 1\nfigures: {p: 38个, w: %d个, s: 12.79%%}\nchecks: [s = p / w]\nthemes:\n  - title: 题\n",
                  whole));
    assert_int_equal(find_entry(w, "check-failed") == NULL, whole == 297);
  }
}

/* F01-F17 together: a report of a hundred figures that agree brings at most two notes. */
static void clean_report(void **state)
{
  static const char *const things[] = {"书屋", "路灯", "水井", "桥梁", "学校", "诊所", "果园", "苗圃", "车站", "球场"};
  world *w = *state;
  char *text = zb_arena_alloc(w->a, 40000), *p = text;
  p += sprintf(p, "zhanban: 1\nas_of: 2025-06\nfigures:\n");
  for (int i = 0; i < 100; i++)
    p += sprintf(p, "  f%d: {value: %d%s, label: %s%s}\n", i, i % 10 * 7 + i / 10 + 3,
                 i / 10 % 3 == 0   ? "个"
                 : i / 10 % 3 == 1 ? "%"
                                   : "万元",
                 things[i % 10],
                 (const char *const[]){"数量", "完好率", "投入", "座位", "维修占比", "收入", "楼层", "开放率", "捐款",
                                       "屋顶"}[i / 10]);
  p += sprintf(p, "themes:\n");
  for (int t = 0; t < 10; t++) {
    p += sprintf(p, "  - title: %s\n    blocks:\n      - text: 这一年，", things[t]);
    for (int i = t; i < 100; i += 10)
      p += sprintf(p, "{f%d:label}为{f%d}，", i, i);
    p += sprintf(p, "各项都好。\n");
  }
  read_text(w, text);
  size_t n, others = 0;
  const zb_diag_entry *e = zb_diags_sorted(w->d, &n);
  for (size_t k = 0; k < n; k++)
    others += of_rules(zb_diag_slug(e[k].code));
  if (others > 2)
    show(w);
  assert_true(others <= 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(found, world_setup, world_teardown),
      cmocka_unit_test_setup_teardown(one_whole, world_setup, world_teardown),
      cmocka_unit_test_setup_teardown(clean_report, world_setup, world_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
