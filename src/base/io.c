/* Bounded reads of files. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind_of(mode_t mode, bool zh)
{
  if (S_ISDIR(mode))
    return zh ? "文件夹" : "a directory";
  if (S_ISFIFO(mode))
    return zh ? "管道" : "a pipe";
  return zh ? "设备" : "a device";
}

static char *read_all(zb_arena *a, int fd, size_t size, size_t *n)
{
  char *p = zb_arena_alloc(a, size + 1);
  size_t got = 0;
  while (got < size) {
    ssize_t r = read(fd, p + got, size - got);
    if (r < 0 && errno == EINTR)
      continue;
    if (r < 0)
      return NULL;
    if (r == 0)
      break;
    got += (size_t)r;
  }
  *n = got;
  p[got] = '\0';
  return p;
}

char *zb_io_read(zb_arena *a, zb_diags *d, const char *path, size_t limit, zb_src asked, size_t *n)
{
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0 || fstat(fd, &st) != 0) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG)
      zb_diag(d, ZB_D_FILE_MISSING, asked, path, NULL);
    else
      zb_diag(d, ZB_D_FILE_READ, asked, path, strerror(errno), NULL);
    if (fd >= 0)
      close(fd);
    return NULL;
  }
  char *p = NULL;
  if (!S_ISREG(st.st_mode)) {
    zb_diag(d, ZB_D_FILE_KIND, asked, path, kind_of(st.st_mode, false), kind_of(st.st_mode, true), NULL);
  } else if ((unsigned long long)st.st_size > limit) {
    zb_diag(d, ZB_D_FILE_LIMIT, asked, path, zb_arena_printf(a, "%lld", (long long)st.st_size),
            zb_arena_printf(a, "%zu", limit), NULL);
  } else {
    p = read_all(a, fd, (size_t)st.st_size, n);
    if (!p)
      zb_diag(d, ZB_D_FILE_READ, asked, path, strerror(errno), NULL);
  }
  close(fd);
  return p;
}

char *zb_io_relative(zb_arena *a, const char *base_file, const char *name)
{
  const char *slash = base_file ? strrchr(base_file, '/') : NULL;
  if (name[0] == '/' || !slash)
    return zb_arena_strdup(a, name);
  return zb_arena_printf(a, "%.*s/%s", (int)(slash - base_file), base_file, name);
}
