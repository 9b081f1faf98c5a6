/* rename-font IN OUT OLD NEW: replaces the name OLD (and OLD without blanks) in a font's English names by NEW and drops the
   names in other languages. A licence that reserves a font's name asks for this when the font was changed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct table {
  uint32_t tag, offset, length;
  const unsigned char *data;
} table;

enum { NAME = 0x6e616d65, HEAD = 0x68656164, CHECKSUM_BASE = 0xb1b0afba };

static unsigned get16(const unsigned char *p)
{
  return (unsigned)p[0] << 8 | p[1];
}

static uint32_t get32(const unsigned char *p)
{
  return (uint32_t)get16(p) << 16 | get16(p + 2);
}

static void put16(unsigned char *p, unsigned v)
{
  p[0] = (unsigned char)(v >> 8);
  p[1] = (unsigned char)v;
}

static void put32(unsigned char *p, uint32_t v)
{
  put16(p, v >> 16);
  put16(p + 2, v & 0xffff);
}

static void die(const char *why)
{
  fprintf(stderr, "rename-font: %s\n", why);
  exit(1);
}

/* Copies UTF-16BE text, replacing `from` by `to` (ASCII). Returns the length of the copy. */
static size_t replace(unsigned char *out, const unsigned char *text, size_t n, const char *from, const char *to)
{
  size_t len = 0, k = strlen(from);
  for (size_t i = 0; i < n; i += 2) {
    size_t same = 0;
    while (same < k && i + 2 * same + 1 < n && get16(text + i + 2 * same) == (unsigned char)from[same])
      same++;
    if (k > 0 && same == k) {
      for (const char *c = to; *c; c++, len += 2)
        put16(out + len, (unsigned char)*c);
      i += 2 * (k - 1);
    } else {
      memcpy(out + len, text + i, 2);
      len += 2;
    }
  }
  return len;
}

static void without_blanks(char *to, const char *from)
{
  for (; *from; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
}

/* The new name table: records of platform 3, encoding 1, language 0x409. */
static unsigned char *rename_names(const table *t, const char *from, const char *to, uint32_t *length)
{
  char tight_from[64], tight_to[64];
  without_blanks(tight_from, from);
  without_blanks(tight_to, to);
  unsigned count = get16(t->data + 2), kept = 0;
  const unsigned char *strings = t->data + get16(t->data + 4);
  unsigned char *out = calloc(4, t->length + 64), *text = calloc(4, t->length + 64), *once = calloc(4, t->length + 64);
  if (!out || !text || !once)
    die("out of memory");
  size_t used = 0;
  for (unsigned i = 0; i < count; i++) {
    const unsigned char *r = t->data + 6 + 12 * i;
    if (get16(r) != 3 || get16(r + 2) != 1 || get16(r + 4) != 0x409)
      continue;
    size_t n = replace(once, strings + get16(r + 10), get16(r + 8), from, to);
    n = replace(text + used, once, n, tight_from, tight_to);
    unsigned char *w = out + 6 + 12 * kept++;
    memcpy(w, r, 8);
    put16(w + 8, (unsigned)n);
    put16(w + 10, (unsigned)used);
    used += n;
  }
  put16(out + 2, kept);
  put16(out + 4, 6 + 12 * kept);
  memcpy(out + 6 + 12 * kept, text, used);
  *length = (uint32_t)(6 + 12 * kept + used);
  free(text);
  free(once);
  return out;
}

static uint32_t checksum(const unsigned char *p, size_t n)
{
  uint32_t sum = 0;
  for (size_t i = 0; i < n; i += 4)
    sum += get32(p + i);
  return sum;
}

/* Writes the tables again, aligned, with their checksums (OpenType 1.9, "Organization of an OpenType font"). */
static void write_font(FILE *f, const unsigned char *head, const table *t, unsigned n)
{
  size_t size = 12 + 16 * n;
  for (unsigned i = 0; i < n; i++)
    size += (t[i].length + 3u) & ~3u;
  unsigned char *out = calloc(1, size + 4);
  if (!out)
    die("out of memory");
  memcpy(out, head, 12);
  size_t at = 12 + 16 * n, head_at = 0;
  for (unsigned i = 0; i < n; i++) {
    size_t padded = (t[i].length + 3u) & ~3u;
    memcpy(out + at, t[i].data, t[i].length);
    if (t[i].tag == HEAD) {
      head_at = at;
      put32(out + at + 8, 0);
    }
    unsigned char *r = out + 12 + 16 * i;
    put32(r, t[i].tag);
    put32(r + 4, checksum(out + at, padded));
    put32(r + 8, (uint32_t)at);
    put32(r + 12, t[i].length);
    at += padded;
  }
  if (head_at)
    put32(out + head_at + 8, CHECKSUM_BASE - checksum(out, at));
  if (fwrite(out, 1, at, f) != at || fclose(f) != 0)
    die("cannot write");
  free(out);
}

static unsigned char *slurp(const char *path, size_t *n)
{
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END) != 0)
    die("cannot read");
  long size = ftell(f);
  rewind(f);
  unsigned char *bytes = malloc((size_t)size);
  if (!bytes || fread(bytes, 1, (size_t)size, f) != (size_t)size)
    die("cannot read");
  fclose(f);
  *n = (size_t)size;
  return bytes;
}

int main(int argc, char **argv)
{
  if (argc != 5 || strlen(argv[3]) > 60 || strlen(argv[4]) > 60)
    die("usage: rename-font IN OUT OLD NEW");
  size_t n;
  unsigned char *font = slurp(argv[1], &n);
  unsigned count = n >= 12 ? get16(font + 4) : 0;
  table t[64];
  if (count == 0 || count > 64 || n < 12 + 16 * count)
    die("not a font");
  unsigned char *names = NULL;
  for (unsigned i = 0; i < count; i++) {
    const unsigned char *r = font + 12 + 16 * i;
    t[i] = (table){.tag = get32(r), .offset = get32(r + 8), .length = get32(r + 12)};
    if (t[i].offset > n || t[i].length > n - t[i].offset)
      die("damaged font");
    t[i].data = font + t[i].offset;
    if (t[i].tag == NAME)
      t[i].data = names = rename_names(&t[i], argv[3], argv[4], &t[i].length);
  }
  FILE *f = fopen(argv[2], "wb");
  if (!f)
    die("cannot write");
  write_font(f, font, t, count);
  free(names);
  free(font);
  return 0;
}
