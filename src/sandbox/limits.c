#include "config.h"

#include "sandbox/limits.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Looked at one by one; no pack that the monitor has read an id from lies beyond. */
enum { DESCRIPTORS_EACH = 256 };

/*
 * Not all of them at once: in `writ check` the library may hold a pack that the monitor has
 * resolved a revision in, and would read another file through its number. What the program opens is
 * marked close-on-exec, what it was started with cannot be.
 */
void
descriptors_close(int answer_fd)
{
	struct pollfd all[DESCRIPTORS_EACH];
	bool known;

	for (int fd = 0; fd < DESCRIPTORS_EACH; fd++)
		all[fd] = (struct pollfd){ .fd = fd };
	/* One call says which of them are open; it takes no more than a process may have. */
	known = poll(all, DESCRIPTORS_EACH, 0) >= 0;
	for (int fd = 0; fd < DESCRIPTORS_EACH; fd++) {
		if (fd == STDERR_FILENO || fd == answer_fd || (known && all[fd].revents & POLLNVAL))
			continue;
		if (fcntl(fd, F_GETFD) == 0)
			close(fd);
	}
	if (answer_fd < DESCRIPTORS_EACH)
		syscall(SYS_close_range, DESCRIPTORS_EACH, ~0U, 0);
}

static const struct row {
	__rlimit_resource_t resource;
	rlim_t value;
} rows[] = {
	{ RLIMIT_CORE, 0 },    /* a core would hold what others may not read */
	{ RLIMIT_FSIZE, 0 },   /* no file grows, should one be open for writing after all */
	{ RLIMIT_NPROC, 0 },   /* no process nor thread; does not bind root, seccomp does */
	{ RLIMIT_MEMLOCK, 0 }, /* nothing pinned in memory */
};

/* To VALUE, or to what the administrator has set already, if that is less. */
static int
limit_lower(__rlimit_resource_t resource, rlim_t value, rlim_t grace, struct error *err)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit) != 0)
		return error_set_errno(err, "cannot read the limits of a worker");
	if (value < limit.rlim_cur)
		limit.rlim_cur = value;
	if (value + grace < limit.rlim_max)
		limit.rlim_max = value + grace;
	if (setrlimit(resource, &limit) != 0)
		return error_set_errno(err, "cannot limit a worker");
	return 0;
}

int
limits_enter(uint64_t cpu_seconds, struct error *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (limit_lower(rows[i].resource, rows[i].value, 0, err) < 0)
			return -1;
	}
	/* The last resort: the deadline is the monitor's to keep, as long as there is one. SIGXCPU
	 * first, SIGKILL a second later. */
	return limit_lower(RLIMIT_CPU, cpu_seconds, 1, err);
}
