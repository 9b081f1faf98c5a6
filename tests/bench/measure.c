/* Runs commands in turn and prints medians of CPU time and peak memory, and ratios to the first.
   usage: measure RUNS NAME COMMAND [NAME COMMAND ...] ; each COMMAND is one string for sh -c 'exec ...' */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 64, COMMANDS_MAX = 8 };

typedef struct sample {
  double cpu, wall, mib;
} sample;

static double seconds(struct timeval t)
{
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sample run(const char *command)
{
  char line[4096];
  snprintf(line, sizeof line, "exec %s", command);
  double start = now();
  pid_t pid = fork();
  if (pid == 0) {
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
  }
  int status;
  struct rusage u;
  if (pid < 0 || wait4(pid, &status, 0, &u) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fprintf(stderr, "failed: %s\n", command);
    exit(1);
  }
  return (sample){seconds(u.ru_utime) + seconds(u.ru_stime), now() - start, (double)u.ru_maxrss / 1024};
}

static int ascending(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double *v, int n)
{
  qsort(v, (size_t)n, sizeof *v, ascending);
  return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

int main(int argc, char **argv)
{
  static sample s[COMMANDS_MAX][RUNS_MAX];
  int runs = argc > 1 ? atoi(argv[1]) : 0, n = (argc - 2) / 2;
  if (runs < 1 || runs > RUNS_MAX || n < 1 || n > COMMANDS_MAX)
    return 2;
  for (int k = 0; k < n; k++)
    run(argv[3 + 2 * k]); /* warm-up */
  for (int i = 0; i < runs; i++)
    for (int k = 0; k < n; k++)
      s[k][i] = run(argv[3 + 2 * k]);
  double first_cpu = 0, first_mib = 0;
  printf("  %-10s %9s %9s %9s %8s %8s\n", "", "CPU s", "wall s", "peak MiB", "CPU x", "mem x");
  for (int k = 0; k < n; k++) {
    double cpu[RUNS_MAX], wall[RUNS_MAX], mib[RUNS_MAX];
    for (int i = 0; i < runs; i++) {
      cpu[i] = s[k][i].cpu;
      wall[i] = s[k][i].wall;
      mib[i] = s[k][i].mib;
    }
    double c = median(cpu, runs), m = median(mib, runs);
    if (k == 0) {
      first_cpu = c;
      first_mib = m;
    }
    printf("  %-10s %9.3f %9.3f %9.1f %8.2f %8.2f\n", argv[2 + 2 * k], c, median(wall, runs), m, first_cpu / c,
           first_mib / m);
  }
  return 0;
}
