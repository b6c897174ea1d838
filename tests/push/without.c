/*
 * without CALL ERRNO COMMAND...: runs COMMAND where a system call fails, as on an older kernel or
 * in a container, or on a disk that fails. CALL is landlock (all of it), seccomp, fsync or rename.
 */

#include "config.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXIT_CANNOT = 99 };

static const struct {
	const char *name;
	uint32_t first, last;
} calls[] = {
	{ "landlock", SYS_landlock_create_ruleset, SYS_landlock_restrict_self },
	{ "seccomp", SYS_seccomp, SYS_seccomp },
	{ "fsync", SYS_fsync, SYS_fsync },
#ifdef SYS_rename
	{ "rename", SYS_rename, SYS_rename },
#else
	{ "rename", SYS_renameat, SYS_renameat },
#endif
};

static int
take_away(uint32_t first, uint32_t last, uint32_t error)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 2),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int
main(int argc, char **argv)
{
	for (size_t i = 0; argc > 3 && i < sizeof(calls) / sizeof(*calls); i++) {
		if (strcmp(argv[1], calls[i].name) != 0)
			continue;
		if (take_away(calls[i].first, calls[i].last, (uint32_t)atoi(argv[2])) == 0)
			execvp(argv[3], argv + 3);
		perror(argv[3]);
		return EXIT_CANNOT;
	}
	fputs("usage: without landlock|seccomp|fsync|rename ERRNO COMMAND...\n", stderr);
	return EXIT_CANNOT;
}
