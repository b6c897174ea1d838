#include "config.h"

#include "sandbox/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/io.h"

/* <linux/landlock.h> is as old as the system that we are built on; the kernel may be newer. */
enum {
	FS_REFER_BIT = 13,
	FS_TRUNCATE_BIT = 14,
	FS_IOCTL_DEV_BIT = 15,
};

enum { FS_READS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR };

/* struct landlock_ruleset_attr, all of it. An older kernel takes a shorter one. */
struct ruleset {
	uint64_t fs, net, scoped;
};

/* What each version of the interface can deny; all of it is denied. */
static const struct version {
	int abi;
	size_t size; /* of the struct */
	struct ruleset denies;
} versions[] = {
	/* Linux 5.13: execute, write, read, make and remove. */
	{ 1, 8, { .fs = (UINT64_C(1) << FS_REFER_BIT) - 1 } },
	/* 5.19: a link or rename across directories, which version 1 always denies. */
	{ 2, 8, { .fs = UINT64_C(1) << FS_REFER_BIT } },
	/* 6.2: truncate(2), which needs no open file. */
	{ 3, 8, { .fs = UINT64_C(1) << FS_TRUNCATE_BIT } },
	/* 6.7: to bind and to connect a TCP socket. */
	{ 4, 16, { .net = 3 } },
	/* 6.10: ioctl(2) on a device. */
	{ 5, 16, { .fs = UINT64_C(1) << FS_IOCTL_DEV_BIT } },
	/* 6.12: abstract Unix sockets and signals to who is outside. */
	{ 6, 24, { .scoped = 3 } },
};

static int
ruleset_create(int abi)
{
	struct ruleset all = { 0 };
	size_t size = 0;

	for (size_t i = 0; i < ARRAY_SIZE(versions) && versions[i].abi <= abi; i++) {
		size = versions[i].size;
		all.fs |= versions[i].denies.fs;
		all.net |= versions[i].denies.net;
		all.scoped |= versions[i].denies.scoped;
	}
	return (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
}

static int
dir_allow(int ruleset, const char *dir, struct error *err)
{
	CLEANUP(io_close) int fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct landlock_path_beneath_attr beneath = { .allowed_access = FS_READS, .parent_fd = fd };

	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0)
		return error_set_errno(err, "%s", dir);
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) < 0)
		return error_set_errno(err, "%s: cannot make a Landlock rule", dir);
	return 0;
}

int
landlock_version(void)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

int
landlock_prepare(int *ruleset, const char *const *dirs, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	int abi = landlock_version();

	*ruleset = -1;
	if (abi == 0)
		return 0;
	fd = ruleset_create(abi);
	if (fd < 0)
		return error_set_errno(err, "cannot make a Landlock rule set");
	for (; *dirs; dirs++) {
		if (dir_allow(fd, *dirs, err) < 0)
			return -1;
	}
	*ruleset = io_steal(&fd);
	return 0;
}

int
landlock_enter(int ruleset, struct error *err)
{
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) < 0)
		return error_set_errno(err, "cannot enter Landlock");
	close(ruleset);
	return 0;
}
