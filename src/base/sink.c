/* Writes that are complete or absent. */
#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/spill.h"

enum { PATH_ROOM = 4096, BUFFER = 1 << 16, SPILL_FROM = 4 << 20 };

struct zb_sink {
  int fd;        /* -1: memory */
  int error;     /* errno of the first failure */
  bool standard; /* standard output */
  char path[PATH_ROOM];
  char name[PATH_ROOM]; /* of the temporary file; "" while it has none (O_TMPFILE: vanishes with the process) */
  unsigned char *bytes; /* memory: everything; file: the buffer */
  size_t n, cap, total;
  bool spilling; /* memory, for large results: the first `filed` bytes go to an unnamed file */
  int spill;     /* that file, -1 if there is none */
  size_t filed;
  unsigned char *map; /* of the file, total + 1 bytes, once it is read */
};

static zb_sink *sink_new(void)
{
  zb_sink *s = calloc(1, sizeof *s);
  if (!s)
    exit(3);
  s->fd = s->spill = -1;
  return s;
}

static void sink_free(zb_sink *s)
{
  if (s->map)
    munmap(s->map, s->total + 1);
  if (s->spill >= 0)
    close(s->spill);
  free(s->bytes);
  free(s);
}

zb_sink *zb_sink_memory(void)
{
  return sink_new();
}

zb_sink *zb_sink_spilling(void)
{
  zb_sink *s = sink_new();
  s->spilling = true;
  return s;
}

static void report(zb_diags *d, const char *path, int error)
{
  zb_diag(d, ZB_D_WRITE_FAILED, ZB_SRC_NONE, path, strerror(error), NULL);
}

static int folder_length(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? (int)(slash - path) + 1 : 0;
}

/* Opens an unnamed file in the folder of path, or, where the file system has none, a named temporary one. */
static int open_temporary(zb_sink *s, const char *path)
{
  char folder[PATH_ROOM];
  int n = folder_length(path);
  snprintf(folder, sizeof folder, "%.*s", n ? n : 1, n ? path : ".");
  s->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (s->fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
    return s->fd < 0 ? errno : 0;
  snprintf(s->name, PATH_ROOM, "%.*s.zhanban-XXXXXX", n, path);
  s->fd = mkostemp(s->name, O_CLOEXEC);
  if (s->fd < 0)
    return errno;
  return fchmod(s->fd, 0644) ? errno : 0;
}

zb_sink *zb_sink_file(zb_diags *d, const char *path)
{
  zb_sink *s = sink_new();
  if (strcmp(path, "-") == 0) {
    s->fd = STDOUT_FILENO;
    s->standard = true;
    memcpy(s->path, "-", 2);
    return s;
  }
  struct stat st;
  int error = 0;
  if (strlen(path) + 32 > PATH_ROOM)
    error = ENAMETOOLONG;
  else if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
    error = S_ISDIR(st.st_mode) ? EISDIR : EINVAL; /* never rename over a device or folder */
  else
    error = open_temporary(s, path);
  if (error) {
    report(d, path, error);
    zb_sink_abort(s);
    return NULL;
  }
  memcpy(s->path, path, strlen(path) + 1);
  return s;
}

static bool flush(zb_sink *s)
{
  size_t done = 0;
  while (!s->error && done < s->n) {
    ssize_t w = write(s->fd, s->bytes + done, s->n - done);
    if (w < 0 && errno != EINTR)
      s->error = errno;
    else if (w > 0)
      done += (size_t)w;
  }
  s->n = 0;
  return !s->error;
}

static void reserve(zb_sink *s, size_t need)
{
  if (need <= s->cap)
    return;
  size_t cap = s->cap ? s->cap : BUFFER;
  while (cap < need)
    cap *= 2;
  unsigned char *p = realloc(s->bytes, cap);
  if (!p) {
    fputs("zhanban: out of memory\n", stderr);
    exit(3);
  }
  s->bytes = p;
  s->cap = cap;
}

static bool write_through(zb_sink *s, const unsigned char *p, size_t n)
{
  reserve(s, BUFFER);
  while (n > 0 && !s->error) {
    size_t part = n < s->cap - s->n ? n : s->cap - s->n;
    memcpy(s->bytes + s->n, p, part);
    s->n += part;
    p += part;
    n -= part;
    if (s->n == s->cap)
      flush(s);
  }
  return !s->error;
}

static void write_memory(zb_sink *s, const void *bytes, size_t n)
{
  reserve(s, s->n + n);
  memcpy(s->bytes + s->n, bytes, n);
  s->n += n;
}

/* --- sinks that spill ----------------------------------------------------------------------------------------- */

/* Without room on disk all goes on in memory. */
static void unspill(zb_sink *s)
{
  unsigned char *late = s->bytes;
  size_t nlate = s->n;
  s->bytes = NULL;
  s->n = s->cap = 0;
  reserve(s, s->filed + nlate);
  for (ssize_t r; s->n < s->filed; s->n += (size_t)r)
    if ((r = pread(s->spill, s->bytes + s->n, s->filed - s->n, (off_t)s->n)) <= 0) {
      fputs("zhanban: the temporary file cannot be read\n", stderr);
      exit(3);
    }
  write_memory(s, late, nlate);
  free(late);
  close(s->spill);
  s->spill = -1;
  s->spilling = false;
  s->filed = 0;
}

/* Moves what is in memory to the file. */
static void spill(zb_sink *s)
{
  if (s->spill < 0)
    s->spill = zb_spill_open();
  s->spilling = s->spill >= 0;
  size_t done = 0;
  while (s->spilling && done < s->n) {
    ssize_t w = pwrite(s->spill, s->bytes + done, s->n - done, (off_t)(s->filed + done));
    if (w < 0 && errno != EINTR) {
      unspill(s);
      return;
    }
    if (w > 0)
      done += (size_t)w;
  }
  if (s->spilling) {
    s->filed += done;
    s->n = 0;
  }
}

/* All of it as memory, where the disk and the address space have room. */
static void map_spilled(zb_sink *s)
{
  spill(s);
  if (s->spill < 0)
    return;
  void *map = MAP_FAILED;
  if (ftruncate(s->spill, (off_t)s->filed + 1) == 0)
    map = mmap(NULL, s->filed + 1, PROT_READ | PROT_WRITE, MAP_SHARED, s->spill, 0);
  if (map == MAP_FAILED)
    unspill(s);
  else
    s->map = map;
}

void zb_sink_rest(zb_sink *s)
{
  if (s->map)
    madvise(s->map, s->total + 1, MADV_DONTNEED);
}

/* --- writing -------------------------------------------------------------------------------------------------- */

bool zb_sink_write(zb_sink *s, const void *bytes, size_t n)
{
  if (s->fd >= 0) {
    s->total += n;
    return write_through(s, bytes, n);
  }
  if (s->spilling && s->n + n > SPILL_FROM)
    spill(s);
  s->total += n;
  if (n > 0)
    write_memory(s, bytes, n);
  return true;
}

size_t zb_sink_size(const zb_sink *s)
{
  return s->total;
}

unsigned char *zb_sink_edit(zb_sink *s, size_t *n)
{
  if (s->spill >= 0 && !s->map)
    map_spilled(s);
  *n = s->total;
  if (s->map)
    return s->map;
  reserve(s, s->n + 1);
  s->bytes[s->n] = '\0';
  return s->bytes;
}

const unsigned char *zb_sink_bytes(const zb_sink *s, size_t *n)
{
  *n = s->n;
  return s->bytes;
}

static void sync_folder(const char *path)
{
  char folder[PATH_ROOM];
  int n = folder_length(path);
  snprintf(folder, sizeof folder, "%.*s", n ? n : 1, n ? path : ".");
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync(fd); /* best effort: some file systems refuse */
    close(fd);
  }
}

/* Gives an unnamed file a temporary name beside its target; 0 or errno. */
static int name_temporary(zb_sink *s)
{
  char self[32];
  snprintf(self, sizeof self, "/proc/self/fd/%d", s->fd);
  for (unsigned i = 0; i < 1000; i++) {
    snprintf(s->name, PATH_ROOM, "%.*s.zhanban-%d-%u", folder_length(s->path), s->path, (int)getpid(), i);
    if (linkat(AT_FDCWD, self, AT_FDCWD, s->name, AT_SYMLINK_FOLLOW) == 0)
      return 0;
    if (errno != EEXIST)
      break;
  }
  s->name[0] = '\0';
  return errno;
}

/* Syncs, names and renames; the target is replaced whole or not at all. */
static void replace_target(zb_sink *s)
{
  struct stat st;
  if (!s->error && stat(s->path, &st) == 0 && fchmod(s->fd, st.st_mode & 0777) != 0)
    s->error = errno;
  if (!s->error && fsync(s->fd) != 0)
    s->error = errno;
  if (!s->error && !s->name[0])
    s->error = name_temporary(s);
  if (!s->error && rename(s->name, s->path) != 0)
    s->error = errno;
  if (s->error && s->name[0])
    unlink(s->name);
  close(s->fd);
}

bool zb_sink_commit(zb_sink *s, zb_diags *d)
{
  if (s->fd < 0) { /* memory: nothing can fail */
    sink_free(s);
    return true;
  }
  flush(s);
  if (!s->standard)
    replace_target(s);
  bool ok = !s->error;
  if (!ok)
    report(d, s->path, s->error);
  else if (!s->standard)
    sync_folder(s->path);
  sink_free(s);
  return ok;
}

void zb_sink_abort(zb_sink *s)
{
  if (!s)
    return;
  if (s->fd >= 0 && !s->standard) {
    close(s->fd);
    if (s->name[0])
      unlink(s->name);
  }
  sink_free(s);
}
