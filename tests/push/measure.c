#include "config.h"

/*
 * measure FILE COMMAND [ARGUMENT...]: runs COMMAND and writes to FILE the milliseconds it took and
 * the peak memory in KiB of the largest of its processes. Exits as it did.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int
run(char **argv)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		return 127;
	if (child == 0) {
		execv(argv[0], argv);
		_exit(127);
	}
	if (waitpid(child, &status, 0) != child)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
main(int argc, char **argv)
{
	struct rusage usage;
	long long start = clock_ms();
	FILE *file;
	int status;

	if (argc < 3)
		return 127;
	status = run(argv + 2);
	getrusage(RUSAGE_CHILDREN, &usage);
	file = fopen(argv[1], "w");
	if (!file || fprintf(file, "%lld %ld\n", clock_ms() - start, usage.ru_maxrss) < 0 ||
	    fclose(file) != 0)
		return 127;
	return status;
}
