/* Footnotes of a report: each is defined once, and called. */
#include <string.h>

#include "base/utf8.h"
#include "model/build.h"

static zb_note_def *find(zb_build *b, const char *id)
{
  for (size_t i = 0; i < b->notes.n; i++)
    if (strcmp(b->notes.v[i].id, id) == 0)
      return &b->notes.v[i];
  return NULL;
}

void zb_build_note(zb_build *b, const zb_para_src *para)
{
  const zb_note_def *first = find(b, para->note);
  if (first && first->para != para)
    zb_diag(b->d, ZB_D_NOTE_TWICE, para->src, para->note, zb_build_place(b->a, first->src), NULL);
  if (!first)
    zb_push(b->a, &b->notes, (zb_note_def){.id = para->note, .src = para->src, .para = para});
}

void zb_build_note_call(zb_build *b, const zb_inline *call, bool in_note)
{
  if (in_note)
    zb_diag_range(b->d, ZB_D_NOTE_NESTED, call->src, call->ncols, call->target, NULL);
  else
    zb_push(b->a, &b->calls, call);
}

static void undefined(zb_build *b, const zb_inline *call)
{
  const char **id = zb_newn(b->a, const char *, b->notes.n);
  for (size_t i = 0; i < b->notes.n; i++)
    id[i] = b->notes.v[i].id;
  const char *near = b->notes.n > 0 ? zb_names_suggest(b->a, call->target, id, b->notes.n) : NULL;
  const char *en = near ? zb_arena_printf(b->a, "; there is %s", near) : "";
  const char *zh = near ? zb_arena_printf(b->a, "；已有：%s", near) : "";
  zb_diag_range(b->d, ZB_D_NOTE_UNDEFINED, call->src, call->ncols, call->target, en, zh, NULL);
}

void zb_build_notes(zb_build *b)
{
  for (size_t i = 0; i < b->calls.n; i++) {
    zb_note_def *n = find(b, b->calls.v[i]->target);
    if (n)
      n->called = true;
    else
      undefined(b, b->calls.v[i]);
  }
  for (size_t i = 0; i < b->notes.n; i++)
    if (!b->notes.v[i].called)
      zb_diag(b->d, ZB_D_NOTE_UNUSED, b->notes.v[i].src, b->notes.v[i].id, NULL);
  b->r->note = b->notes.v;
  b->r->nnotes = b->notes.n;
}

const zb_note_def *zb_report_note(const zb_report *r, const char *id)
{
  for (size_t i = 0; i < r->nnotes; i++)
    if (strcmp(r->note[i].id, id) == 0)
      return &r->note[i];
  return NULL;
}
