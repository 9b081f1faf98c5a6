/* Runs a command and prints its greatest resident memory in kB: maxrss COMMAND... Status of the command. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
  if (argc < 2)
    return 2;
  pid_t pid = fork();
  if (pid == 0) {
    dup2(2, 1); /* standard output is for the number */
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  int status;
  struct rusage use;
  if (pid < 0 || wait4(pid, &status, 0, &use) < 0)
    return 2;
  printf("%ld\n", use.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
