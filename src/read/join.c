/* Scripts at line ends. */
#include "read/join.h"

#include <string.h>

#include "base/utf8.h"
#include "read/ref.h"

enum { PEEK = 64 }; /* code points looked at for the first letter of a line */

zb_script zb_script_of(uint32_t c)
{
  switch (c) {
  case ' ':
  case '\t':
  case '*':
  case 0xB7:   /* · */
  case 0x2013: /* – */
  case 0x2014: /* — */
  case 0x2018: /* ‘ */
  case 0x2019: /* ’ */
  case 0x201C: /* “ */
  case 0x201D: /* ” */
  case 0x2026: /* … */
    return ZB_SCRIPT_NEUTRAL;
  default:
    break;
  }
  bool cjk = zb_utf8_is_han(c) || (c >= 0x3000 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x33FF) ||
             (c >= 0xFE10 && c <= 0xFE1F) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF);
  return cjk ? ZB_SCRIPT_CJK : ZB_SCRIPT_SPACED;
}

zb_script zb_script_first(const char *text, zb_inline_line line)
{
  const char *p = text + line.from, *to = text + line.to;
  for (int i = 0; i < PEEK && p < to; i++) {
    size_t end = *p == '{' ? zb_ref_end(text, (size_t)(p - text), line.to) : 0;
    if (end > 0) {
      p = text + end + 1;
      continue;
    }
    bool mark = strchr("\\[^~", *p) != NULL;
    zb_script k = zb_script_of(zb_utf8_next(&p));
    if (!mark && k != ZB_SCRIPT_NEUTRAL)
      return k;
  }
  return ZB_SCRIPT_NEUTRAL;
}

bool zb_script_space(zb_script before, zb_script after)
{
  return before != ZB_SCRIPT_CJK && after != ZB_SCRIPT_CJK && (before == ZB_SCRIPT_SPACED || after == ZB_SCRIPT_SPACED);
}
