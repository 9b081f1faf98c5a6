/* Walks the prose of a report in reading order and cuts it into sentences. */
#include "model/reading.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

typedef struct reader {
  zb_arena *a;
  const zb_report *r;
  ZB_VEC(zb_sentence) out;
  zb_sentence like; /* part, theme and block of what is read */
} reader;

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static bool ends_sentence(uint32_t c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == '\n' || c == ';';
}

static void add_sentence(reader *x, const zb_pieces *p, const char *text, const zb_mention *m, size_t nm, size_t from,
                         size_t to)
{
  if (from == to)
    return;
  zb_sentence s = x->like;
  s.text = zb_arena_strndup(x->a, text + from, to - from);
  s.len = to - from;
  s.piece = p->v;
  s.npieces = p->n;
  s.skip = from;
  s.mention = zb_newn(x->a, zb_mention, nm);
  for (size_t i = 0; i < nm; i++)
    if (m[i].from >= from && m[i].to <= to)
      s.mention[s.nmentions++] = (zb_mention){.figure = m[i].figure, .from = m[i].from - from, .to = m[i].to - from};
  zb_push(x->a, &x->out, s);
}

static void read_paragraph(reader *x, const zb_para_src *para)
{
  zb_pieces p = zb_prose_pieces(x->a, x->r, para, NULL, NULL, NULL);
  ZB_VEC(char) text = {0};
  ZB_VEC(zb_mention) m = {0};
  for (size_t i = 0; i < p.n; i++) {
    size_t from = text.n;
    for (size_t k = 0; k < p.v[i].len; k++)
      zb_push(x->a, &text, p.v[i].text[k]);
    if (p.v[i].figure)
      zb_push(x->a, &m, (zb_mention){.figure = p.v[i].figure, .from = from, .to = text.n});
  }
  zb_push(x->a, &text, '\0');
  size_t from = 0, first = 0;
  for (const char *at = text.v; *at;) {
    const char *next = at;
    bool end = ends_sentence(zb_utf8_next(&next));
    size_t to = (size_t)(at - text.v), behind = (size_t)(next - text.v);
    if (end) {
      size_t last = first;
      while (last < m.n && m.v[last].to <= to)
        last++;
      add_sentence(x, &p, text.v, m.v + first, last - first, from, to);
      first = last;
      from = behind;
    }
    at = next;
  }
  add_sentence(x, &p, text.v, m.n ? m.v + first : NULL, m.n - first, from, text.n - 1);
}

zb_src zb_sentence_place(const zb_sentence *s, size_t at)
{
  size_t byte = s->skip + at;
  for (size_t i = 0; i < s->npieces; i++) {
    const zb_piece *p = &s->piece[i];
    if (byte >= p->len && i + 1 < s->npieces) {
      byte -= p->len;
      continue;
    }
    if (!p->nmap || p->figure)
      return p->src;
    zb_node scalar = {
        .kind = ZB_NODE_SCALAR, .src = p->src, .text = p->text, .len = p->len, .map = p->map, .nmap = p->nmap};
    return zb_node_place(&scalar, byte);
  }
  return s->block ? s->block->src : ZB_SRC_NONE;
}

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static void read_prose(reader *x, const zb_prose *p, zb_part part)
{
  for (size_t i = 0; p && i < p->nparas; i++) {
    x->like.part = p->para[i].level > 0 ? ZB_PART_HEADING : part;
    read_paragraph(x, &p->para[i]);
  }
}

static zb_part part_of(const zb_block *b, zb_key key)
{
  if (b->kind == ZB_B_HEADING)
    return ZB_PART_HEADING;
  if (b->kind == ZB_B_LEAD)
    return ZB_PART_LEAD;
  if (b->kind == ZB_B_TABLE && key == ZB_K_TABLE)
    return ZB_PART_CELL;
  if (key == ZB_K_TITLE || key == ZB_K_SUBTITLE || key == ZB_K_CAPTION || key == ZB_K_SOURCE || key == ZB_K_ALT)
    return ZB_PART_CAPTION;
  return ZB_PART_TEXT;
}

static void read_value(reader *x, const zb_val *v, zb_part part)
{
  read_prose(x, v->prose, part);
  for (size_t i = 0; i < v->nitems; i++)
    read_value(x, &v->item[i], part);
  for (size_t i = 0; v->obj && i < v->obj->n; i++)
    read_value(x, &v->obj->field[i], part);
}

static void read_blocks(reader *x, const zb_block *b, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    x->like.block = &b[i];
    for (size_t k = 0; k < b[i].props->n; k++)
      read_value(x, &b[i].props->field[k], part_of(&b[i], b[i].props->key[k]));
    read_blocks(x, b[i].child, b[i].nchildren);
  }
}

zb_reading zb_reading_of(zb_arena *a, const zb_report *r)
{
  reader x = {.a = a, .r = r, .like = {.theme = -1}};
  read_prose(&x, zb_obj_prose(r->props, ZB_K_TITLE), ZB_PART_TITLE);
  read_prose(&x, zb_obj_prose(r->props, ZB_K_SUBTITLE), ZB_PART_TITLE);
  read_blocks(&x, r->summary, r->nsummary);
  for (size_t t = 0; t < r->nthemes; t++) {
    x.like = (zb_sentence){.theme = (int)t};
    read_prose(&x, r->theme[t].title, ZB_PART_TITLE);
    read_blocks(&x, r->theme[t].block, r->theme[t].nblocks);
  }
  return (zb_reading){.v = x.out.v, .n = x.out.n};
}
