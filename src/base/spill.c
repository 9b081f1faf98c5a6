/* Shared mappings of an unnamed file: the kernel may write them out and drop them, a private heap it could only swap. */
#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* How much is filled before what was filled earlier goes to rest. */
enum { FRESH_MAX = 8 * 1024 * 1024 };

typedef struct piece {
  void *at;
  size_t n;
} piece;

struct zb_spill {
  int fd;
  off_t size;
  piece *piece;
  size_t npieces, cap;
  size_t fresh; /* bytes given out since all went to rest */
};

/* O_TMPFILE where the file system has it, else a name that is removed at once. -1 if the folder cannot be written. */
static int open_unnamed(const char *folder)
{
  int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
    return fd;
  char name[4096];
  if (snprintf(name, sizeof name, "%s/zhanban-XXXXXX", folder) >= (int)sizeof name)
    return -1;
  fd = mkostemp(name, O_CLOEXEC);
  if (fd >= 0)
    unlink(name);
  return fd;
}

int zb_spill_open(void)
{
  const char *const folder[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
  int fd = -1;
  for (size_t i = 0; fd < 0 && i < sizeof folder / sizeof *folder; i++)
    if (folder[i] && *folder[i])
      fd = open_unnamed(folder[i]);
  return fd;
}

zb_spill *zb_spill_new(void)
{
  int fd = zb_spill_open();
  zb_spill *s = fd >= 0 ? calloc(1, sizeof *s) : NULL;
  if (s)
    s->fd = fd;
  else if (fd >= 0)
    close(fd);
  return s;
}

void zb_spill_free(zb_spill *s)
{
  if (!s)
    return;
  for (size_t i = 0; i < s->npieces; i++)
    munmap(s->piece[i].at, s->piece[i].n);
  close(s->fd);
  free(s->piece);
  free(s);
}

static bool make_place(zb_spill *s)
{
  if (s->npieces < s->cap)
    return true;
  size_t cap = s->cap ? 2 * s->cap : 64;
  piece *p = realloc(s->piece, cap * sizeof *p);
  if (!p)
    return false;
  s->piece = p;
  s->cap = cap;
  return true;
}

void *zb_spill_map(zb_spill *s, size_t n)
{
  if (s->fresh >= FRESH_MAX)
    zb_spill_rest(s);
  /* Reserved now, by writing where the file system cannot do better: a hole that cannot be filled later would end the
     process with SIGBUS. */
  if (!make_place(s) || posix_fallocate(s->fd, s->size, (off_t)n) != 0)
    return NULL;
  void *at = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, s->size);
  if (at == MAP_FAILED)
    return NULL;
  madvise(at, n, MADV_DONTFORK);
  s->piece[s->npieces++] = (piece){.at = at, .n = n};
  s->size += (off_t)n;
  s->fresh += n;
  return at;
}

void zb_spill_rest(zb_spill *s)
{
  for (size_t i = 0; i < s->npieces; i++)
    madvise(s->piece[i].at, s->piece[i].n, MADV_DONTNEED); /* of a shared mapping: dropped here, kept in the file */
  s->fresh = 0;
}

size_t zb_spill_round(size_t n)
{
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return (n + page - 1) / page * page;
}
