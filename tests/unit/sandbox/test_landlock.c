#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "cage.h"
#include "sandbox/landlock.h"

/* The wall of files by itself: behind seccomp most of it is never reached. */

static const char *const dirs[] = { FOLDER, NULL };

static int
refused(long rc)
{
	return rc < 0 && (errno == EACCES || errno == EPERM || errno == EXDEV);
}

static long
connects(void)
{
	CLEANUP(io_close) int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct sockaddr_in nowhere = { .sin_family = AF_INET, .sin_port = htons(9) };

	nowhere.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return connect(fd, (struct sockaddr *)&nowhere, sizeof(nowhere));
}

static long
opens(const char *path, int flags)
{
	CLEANUP(io_close) int fd = open(path, flags | O_CLOEXEC, 0600);

	return fd;
}

/* The number of the first that is not as it should be; 0 when all are. ABI: what the kernel has. */
static int
first_hole(long abi)
{
	const struct {
		bool held;
		long since;
	} holds[] = {
		{ opens(INSIDE, O_RDONLY) >= 0, 1 },
		{ opens(FOLDER, O_RDONLY | O_DIRECTORY) >= 0, 1 },
		{ refused(opens(BESIDE, O_RDONLY)), 1 },
		{ refused(opens("beside", O_RDONLY | O_DIRECTORY)), 1 },
		{ refused(opens(INSIDE, O_WRONLY)), 1 },
		{ refused(opens(FOLDER "/new", O_WRONLY | O_CREAT)), 1 },
		{ refused(mkdir(FOLDER "/folder", 0700)), 1 },
		{ refused(symlink("x", FOLDER "/name")), 1 },
		{ refused(unlink(INSIDE)), 1 },
		{ refused(rename(INSIDE, "beside/other")), 1 },
		{ refused(execl("/bin/true", "true", (char *)NULL)), 1 },
		{ refused(truncate(INSIDE, 0)), 3 },
		{ refused(connects()), 4 },
		{ refused(opens("/dev/null", O_RDONLY)), 1 },
		{ refused(kill(getppid(), 0)), 6 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(holds); i++) {
		if (!holds[i].held && holds[i].since <= abi)
			return (int)i + 1;
	}
	return 0;
}

static void
only_reading_beneath_the_folders_is_left(void **state)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
	struct error err;
	int ruleset, status;
	pid_t pid;

	(void)state;
	assert_int_equal(landlock_prepare(&ruleset, dirs, &err), 0);
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
		_exit(landlock_enter(ruleset, &err) < 0 ? 255 : first_hole(abi));
	}
	close(ruleset);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
folder_that_is_absent_is_passed_over(void **state)
{
	const char *const absent[] = { "store/absent", NULL };
	struct error err;
	int ruleset;

	(void)state;
	assert_int_equal(landlock_prepare(&ruleset, absent, &err), 0);
	close(ruleset);
}

static void
folder_that_is_none_is_an_error(void **state)
{
	const char *const file[] = { INSIDE, NULL };
	struct error err;
	int ruleset;

	(void)state;
	assert_int_equal(landlock_prepare(&ruleset, file, &err), -1);
	assert_int_equal(err.code, ERROR_SYSTEM);
	assert_int_equal(ruleset, -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_reading_beneath_the_folders_is_left),
		cmocka_unit_test(folder_that_is_absent_is_passed_over),
		cmocka_unit_test(folder_that_is_none_is_an_error),
	};
	int failed;

	if (!cage_has_walls()) {
		puts("1..0 # SKIP the walls of the cage are not all here");
		return 0;
	}
	cage_make_files();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	cage_remove_files();
	return failed;
}
