/* ICC profile: header, tag table, one shared tone curve. */
#include "out/icc.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { CURVE = 256, NTAGS = 9, HEAD = 128 + 4 + 12 * NTAGS };

typedef struct profile {
  unsigned char *b;
  uint32_t n; /* bytes used */
  int ntags;
} profile;

static void put16(unsigned char *p, uint32_t v)
{
  p[0] = (unsigned char)(v >> 8);
  p[1] = (unsigned char)v;
}

static void put32(unsigned char *p, uint32_t v)
{
  put16(p, v >> 16);
  put16(p + 2, v);
}

/* Enters a tag that starts at the end of the data and has n bytes; returns its place. */
static unsigned char *tag(profile *p, const char *name, uint32_t n)
{
  unsigned char *entry = p->b + 132 + 12 * p->ntags++;
  memcpy(entry, name, 4);
  put32(entry + 4, p->n);
  put32(entry + 8, n);
  unsigned char *at = p->b + p->n;
  p->n += (n + 3) / 4 * 4;
  return at;
}

/* Enters a tag that shares the data of the last one. */
static void tag_again(profile *p, const char *name)
{
  unsigned char *entry = p->b + 132 + 12 * p->ntags++;
  memcpy(entry, name, 4);
  memcpy(entry + 4, entry - 12 + 4, 8);
}

static void tag_xyz(profile *p, const char *name, const uint32_t s15_16[3])
{
  unsigned char *at = tag(p, name, 20);
  memcpy(at, "XYZ ", 4);
  for (int i = 0; i < 3; i++)
    put32(at + 8 + 4 * i, s15_16[i]);
}

/* The transfer function of IEC 61966-2-1. */
static double linear(double v)
{
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static void tag_curve(profile *p, const char *name)
{
  unsigned char *at = tag(p, name, 12 + 2 * CURVE);
  memcpy(at, "curv", 4);
  put32(at + 8, CURVE);
  for (int i = 0; i < CURVE; i++)
    put16(at + 12 + 2 * i, (uint32_t)lround(linear(i / (double)(CURVE - 1)) * 65535));
}

static void header(profile *p)
{
  static const uint32_t d50[3] = {0xf6d6, 0x10000, 0xd32d};
  unsigned char *b = p->b;
  put32(b, p->n);
  put32(b + 8, 0x02100000); /* version 2.1 */
  memcpy(b + 12, "mntrRGB XYZ ", 12);
  put16(b + 24, 2000); /* a fixed date */
  put16(b + 26, 1);
  put16(b + 28, 1);
  memcpy(b + 36, "acsp", 4);
  for (int i = 0; i < 3; i++)
    put32(b + 68 + 4 * i, d50[i]);
  put32(b + 128, (uint32_t)p->ntags);
}

const unsigned char *zb_icc_srgb(zb_arena *a, size_t *n)
{
  static const char name[] = "sRGB IEC61966-2.1", rights[] = "No copyright, use freely";
  /* Bradford-adapted to D50, s15Fixed16 */
  static const uint32_t white[3] = {0xf6d6, 0x10000, 0xd32d};
  static const uint32_t red[3] = {0x6fa2, 0x38f5, 0x0390}, green[3] = {0x6299, 0xb785, 0x18da},
                        blue[3] = {0x24a0, 0x0f84, 0xb6cf};
  profile p = {.b = zb_arena_alloc(a, 4096), .n = HEAD};
  unsigned char *d = tag(&p, "desc", 12 + sizeof name + 78);
  memcpy(d, "desc", 4);
  put32(d + 8, sizeof name);
  memcpy(d + 12, name, sizeof name);
  unsigned char *c = tag(&p, "cprt", 8 + sizeof rights);
  memcpy(c, "text", 4);
  memcpy(c + 8, rights, sizeof rights);
  tag_xyz(&p, "wtpt", white);
  tag_xyz(&p, "rXYZ", red);
  tag_xyz(&p, "gXYZ", green);
  tag_xyz(&p, "bXYZ", blue);
  tag_curve(&p, "rTRC");
  tag_again(&p, "gTRC");
  tag_again(&p, "bTRC");
  header(&p);
  *n = p.n;
  return p.b;
}
