/* What kind of figure it is: a count, money, a share, growth ... (figurekind.def). */
#ifndef ZB_MODEL_FIGUREKIND_H
#define ZB_MODEL_FIGUREKIND_H

#include "base/diag.h"
#include "model/figure.h"

typedef enum zb_figure_kind {
#define ZB_FIGURE_KIND(id, en, zh, doc_en, doc_zh) ZB_FIGURE_##id,
#include "model/figurekind.def"
#undef ZB_FIGURE_KIND
  ZB_FIGURE_KIND_COUNT
} zb_figure_kind;

/* The kind the report gives, else the one that unit, words of approximation and label say. */
zb_figure_kind zb_figure_kind_of(const zb_figure *f);
/* Is it a percentage of a whole, by the kind given or by its label (占比, 覆盖率; not 增速)? */
bool zb_figure_is_share(const zb_figure *f);
const char *zb_figure_kind_name(zb_figure_kind kind, zb_lang lang);

#endif
