/* Reading distance: every text that must be read against the least size its distance allows, running text against the
   size that is comfortable. Han need 17 minutes of arc over the em box: distance / 200; distance / 150 reads with ease
   (ISO 9241-303 puts the least character height at 16 minutes, the preferred at 20 to 22). */
#include "dl/query.h"
#include "layout/run.h"

enum { AT_LEAST = 200, AT_EASE = 150, MINOR = 600 /* credits and folios, in 1/1000 of the least size */ };

/* What kind of text a run of glyphs is, by the elements it stands in. */
typedef struct standing {
  bool minor, label, heading; /* label: in a figure, table or caption */
  bool pinyin;                /* above its character, half its size, not read by itself */
  zb_src src;
} standing;

/* Inside one more element. */
static standing inside(standing s, const zb_mark *m)
{
  s.minor = s.minor || m->minor;
  s.label = s.label || m->role == ZB_DL_FIGURE || m->role == ZB_DL_TABLE || m->role == ZB_DL_CAPTION ||
            m->role == ZB_DL_DIV || m->role == ZB_DL_NOTE;
  s.pinyin = s.pinyin || m->role == ZB_DL_RT;
  s.heading = s.heading || (m->role >= ZB_DL_H1 && m->role <= ZB_DL_H4);
  s.src = m->src.file ? m->src : s.src;
  return s;
}

/* The smallest text of a page of each kind. */
typedef struct smallest {
  const zb_dl_op *op;
  standing at;
} smallest;

static const char *points(zb_run *run, zb_u u)
{
  return zb_arena_printf(run->in.arena, "%d", (int)((u + ZB_UNIT / 2) / ZB_UNIT));
}

/* A quarter point less does not count: sizes go in such steps. */
static bool below(const zb_dl_op *op, zb_u limit)
{
  return op->u.glyphs->size < limit - ZB_UNIT / 16;
}

/* Holds the text against what was found so far. */
static void weigh(const zb_dl_op *op, standing s, zb_u floor, smallest *illegible, smallest *uneasy)
{
  zb_u least = s.minor ? zb_u_muldiv(floor, MINOR, 1000) : floor;
  if (s.pinyin)
    return;
  if (below(op, least) && (!illegible->op || op->u.glyphs->size < illegible->op->u.glyphs->size))
    *illegible = (smallest){op, s};
  else if (!s.minor && !s.label && !s.heading && (!uneasy->op || op->u.glyphs->size < uneasy->op->u.glyphs->size))
    *uneasy = (smallest){op, s};
}

/* One pass, the elements that are open on a stack. */
static void look(const zb_dl_page *p, zb_u floor, smallest *illegible, smallest *uneasy)
{
  standing open[ZB_DL_DEPTH + 1] = {0};
  int depth = 0;
  zb_u ease = zb_u_muldiv(floor, AT_LEAST, AT_EASE);
  for (size_t k = 0; k < p->n; k++) {
    const zb_dl_op *op = &p->op[k];
    if (op->kind == ZB_DL_OP_BEGIN && depth < ZB_DL_DEPTH) {
      open[depth + 1] = inside(open[depth], op->u.mark);
      depth++;
    } else if (op->kind == ZB_DL_OP_END && depth > 0) {
      depth--;
    } else if (op->kind == ZB_DL_OP_GLYPHS && below(op, ease) && zb_dl_is_read(op->u.glyphs)) {
      weigh(op, open[depth], floor, illegible, uneasy);
    }
  }
}

static const char *text_of(zb_run *run, const zb_dl_op *op)
{
  return zb_arena_strndup(run->in.arena, op->u.glyphs->text, op->u.glyphs->ntext);
}

/* "1.3 m": how near one must stand for a size, at `factor` times it. */
static const char *metres(zb_run *run, zb_u size, int factor)
{
  int dm = (int)((int64_t)size * factor * 254 / (720LL * ZB_UNIT) / 100);
  return zb_arena_printf(run->in.arena, "%d.%d", dm / 10, dm % 10);
}

static void report_illegible(zb_run *run, const smallest *s, zb_u floor)
{
  zb_u size = s->op->u.glyphs->size, least = s->at.minor ? zb_u_muldiv(floor, MINOR, 1000) : floor;
  zb_diag(run->in.diags, ZB_D_BELOW_DISTANCE, s->at.src, text_of(run, s->op), points(run, size),
          points(run, least + ZB_UNIT / 2 - 1), metres(run, size, s->at.minor ? AT_LEAST * 1000 / MINOR : AT_LEAST),
          NULL);
}

void zb_distance_check(zb_run *run)
{
  zb_u floor = run->in.layout->floor;
  bool uneasy = false;
  for (size_t i = 0; floor > 0 && i < run->dl->npages; i++) {
    smallest error = {0}, warning = {0};
    look(run->dl->page[i], floor, &error, &warning);
    zb_dl_walked(run->dl, i);
    if (error.op)
      report_illegible(run, &error, floor);
    if (!warning.op || uneasy)
      continue;
    uneasy = true; /* one size serves the whole sheet: once is enough */
    zb_diag(run->in.diags, ZB_D_BELOW_COMFORT, warning.at.src, text_of(run, warning.op),
            points(run, warning.op->u.glyphs->size), metres(run, warning.op->u.glyphs->size, AT_EASE), NULL);
  }
}
