/*
 * Runs two shell commands in turn and prints the processor time (user and system, with all their
 * children's) of each: `bench_pair RUNS A B`. Medians and the median of the ratios A/B, pair by
 * pair, since machines drift. Output of the commands goes to /dev/null.
 */

#include "config.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

struct sample {
	double cpu_ms, wall_ms;
};

static void
child_run(const char *command)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static double
milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static double
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct sample
run(const char *command)
{
	double start = clock_ms();
	pid_t pid = fork();
	struct rusage usage;
	int status;

	if (pid == 0)
		child_run(command);
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0) {
		perror("bench_pair");
		exit(1);
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
		fprintf(stderr, "bench_pair: cannot run: %s\n", command);
		exit(1);
	}
	return (struct sample){ milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
				clock_ms() - start };
}

static int
number_compare(const void *pa, const void *pb)
{
	const double a = *(const double *)pa, b = *(const double *)pb;

	return (a > b) - (a < b);
}

static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof(*values), number_compare);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

int
main(int argc, char **argv)
{
	static double cpu_a[RUNS_MAX], cpu_b[RUNS_MAX], wall_a[RUNS_MAX], wall_b[RUNS_MAX];
	static double cpu_ratio[RUNS_MAX], wall_ratio[RUNS_MAX];
	size_t n = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;

	if (n < 1 || n > RUNS_MAX) {
		fprintf(stderr, "usage: bench_pair RUNS A B\n");
		return 2;
	}
	run(argv[2]);
	run(argv[3]);
	for (size_t i = 0; i < n; i++) {
		struct sample a = run(argv[2]), b = run(argv[3]);

		cpu_a[i] = a.cpu_ms;
		cpu_b[i] = b.cpu_ms;
		wall_a[i] = a.wall_ms;
		wall_b[i] = b.wall_ms;
		cpu_ratio[i] = a.cpu_ms / b.cpu_ms;
		wall_ratio[i] = a.wall_ms / b.wall_ms;
	}
	printf("cpu %.2f / %.2f ms, ratio %.2f; wall %.2f / %.2f ms, ratio %.2f\n",
	       median(cpu_a, n), median(cpu_b, n), median(cpu_ratio, n), median(wall_a, n),
	       median(wall_b, n), median(wall_ratio, n));
	return 0;
}
