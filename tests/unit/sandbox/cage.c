#include "config.h"

#include "cage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

enum { EXIT_NOT_IN_CAGE = 255 };

int cage_answer, cage_other;
static char root[] = "/tmp/writ-cage-XXXXXX";
static const char *const readable[] = { FOLDER, "store/absent", NULL };
static const struct sandbox_options options = { readable, CPU_SECONDS, true, true };

static void
make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "secret", 6), 6);
	close(fd);
	assert_int_equal(chmod(path, 0666), 0);
}

void
cage_make_files(void)
{
	assert_non_null(mkdtemp(root));
	assert_int_equal(chmod(root, 0755), 0);
	assert_int_equal(chdir(root), 0);
	assert_int_equal(mkdir(FOLDER, 0777), 0);
	assert_int_equal(mkdir("beside", 0777), 0);
	assert_int_equal(chmod(FOLDER, 0777), 0);
	assert_int_equal(chmod("beside", 0777), 0);
	make_file(INSIDE);
	make_file(BESIDE);
	assert_int_equal(symlink("../" BESIDE, "store/link"), 0);
}

void
cage_remove_files(void)
{
	static const char *const paths[] = { "store/link", INSIDE, BESIDE };

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		unlink(paths[i]);
	rmdir(FOLDER);
	rmdir("beside");
	if (chdir("/") == 0)
		rmdir(root);
}

bool
cage_has_walls(void)
{
#ifdef WITH_SANITIZERS
	return false;
#else
	struct sandbox *sandbox;
	struct error err;
	bool has;

	if (sandbox_prepare(&sandbox, &options, &err) < 0)
		return true; /* and the tests tell why it fails */
	has = !sandbox_lack(sandbox);
	sandbox_free(sandbox);
	return has;
#endif
}

static void NORETURN
child(const struct sandbox *sandbox, cage_deed *deed, uid_t user)
{
	const struct rlimit none = { 0, 0 };
	struct error err;

	setrlimit(RLIMIT_CORE, &none);
	if ((user && setresuid(user, user, user) != 0) ||
	    sandbox_enter(sandbox, cage_answer, &err) < 0)
		_exit(EXIT_NOT_IN_CAGE);
	errno = 0;
	_exit(deed() == 0 ? 0 : errno);
}

struct cage_end
cage_try(cage_deed *deed, uid_t user)
{
	struct sandbox *sandbox;
	struct error err;
	int ends[2], status;
	pid_t pid;

	assert_int_equal(sandbox_prepare(&sandbox, &options, &err), 0);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	cage_answer = ends[1];
	cage_other = open(BESIDE, O_RDWR | O_CLOEXEC);
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		child(sandbox, deed, user);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(ends[0]);
	close(ends[1]);
	close(cage_other);
	sandbox_free(sandbox);
	if (WIFSIGNALED(status))
		return (struct cage_end){ .signal = WTERMSIG(status) };
	assert_int_not_equal(WEXITSTATUS(status), EXIT_NOT_IN_CAGE);
	return (struct cage_end){ .refusal = WEXITSTATUS(status) };
}
