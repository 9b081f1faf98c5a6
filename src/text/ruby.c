/* Pinyin above the characters of a name: each syllable stands over the middle of its Han, which is set wider where the
   syllable is (JLREQ 3.3.6, mono-ruby). */
#include <string.h>

#include "base/vec.h"
#include "text/compose.h"

/* In 1/1000 em of the base: size of the syllables, their baseline above that of the base, least space between two. */
enum { RUBY_SIZE = 480, RUBY_RISE = 980, RUBY_GAP = 120 };

static zb_ruby *push(zb_para *p)
{
  if ((p->nruby & (p->nruby - 1)) == 0) /* full at 0, 1, 2, 4, 8 ... */
    p->ruby = zb_vec_grow(p->arena, p->ruby, p->nruby, p->nruby ? 2 * p->nruby : 1, sizeof *p->ruby);
  return &p->ruby[p->nruby++];
}

/* Sets one syllable over cluster i and gives the cluster its width. */
static void set_syllable(zb_para *p, size_t i, const zb_span *s, const char *text, size_t n)
{
  zb_clu *k = &p->clu[i];
  zb_u size = p->run[k->run].size;
  zb_span span = zb_span_plain(text, n, s->src);
  zb_tstyle style = {.role = ZB_ROLE_HEI, .size = zb_u_muldiv(size, RUBY_SIZE, 1000), .align = ZB_ALIGN_LEFT};
  style.leading = style.size;
  style.color = s->has_color ? s->color : p->style.color;
  zb_para *para = zb_para_new(p->t, &span, 1, &style);
  zb_ruby *r = push(p);
  *r = (zb_ruby){.clu = (uint32_t)i, .width = zb_para_width(para)};
  r->lines = zb_para_break(para, r->width + style.size);
  zb_u more = r->width + zb_u_muldiv(size, RUBY_GAP, 1000) - k->advance;
  if (more <= 0)
    return;
  k->advance += more;
  k->dx += more / 2;
  k->trim = 0;
}

void zb_ruby_set(zb_para *p)
{
  for (size_t i = 0; i < p->nclus;) {
    uint32_t span = p->run[p->clu[i].run].span;
    const char *at = p->span[span].ruby;
    for (; i < p->nclus && p->run[p->clu[i].run].span == span; i++) {
      if (!at || !*at || p->clu[i].klass == ZB_K_SPC)
        continue;
      size_t n = strcspn(at, " ");
      set_syllable(p, i, &p->span[span], at, n);
      at += n;
      at += strspn(at, " ");
    }
  }
}

void zb_ruby_draw(const zb_para *p, size_t a, size_t e, const zb_u *pos, zb_dl_page *page, zb_u x, zb_u y)
{
  for (size_t n = 0; n < p->nruby; n++) {
    const zb_ruby *r = &p->ruby[n];
    const zb_clu *k = &p->clu[r->clu];
    if (r->clu < a || r->clu >= e || zb_lines_count(r->lines) == 0)
      continue;
    zb_u middle = x + pos[r->clu - a] + k->dx + k->set / 2;
    zb_lines_draw(r->lines, 0, page, middle - r->width / 2, y - zb_u_muldiv(p->run[k->run].size, RUBY_RISE, 1000));
  }
}
