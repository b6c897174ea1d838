#include "config.h"

#include "git_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

enum { ARGS_MAX = 60, OUTPUT_MAX_BYTES = 256 * 1024 * 1024 };

static void
require(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "git_fixture: %s: %s\n", what, strerror(errno));
	exit(99);
}

static void
environment_set(void)
{
	static const char *const fixed[][2] = {
		{ "GIT_CONFIG_GLOBAL", "/dev/null" },
		{ "GIT_CONFIG_NOSYSTEM", "1" },
		{ "GIT_AUTHOR_NAME", "A U Thor" },
		{ "GIT_AUTHOR_EMAIL", "author@example.com" },
		{ "GIT_AUTHOR_DATE", "1700000000 +0100" },
		{ "GIT_COMMITTER_NAME", "C O Mitter" },
		{ "GIT_COMMITTER_EMAIL", "committer@example.com" },
		{ "GIT_COMMITTER_DATE", "1700000000 +0100" },
		{ "LC_ALL", "C" },
		{ "TZ", "UTC" },
	};
	static const char *const unset[] = {
		"GIT_DIR",
		"GIT_WORK_TREE",
		"GIT_INDEX_FILE",
		"GIT_OBJECT_DIRECTORY",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES",
		"GIT_QUARANTINE_PATH",
		"GIT_NAMESPACE",
		"GIT_CONFIG",
		"GIT_CONFIG_PARAMETERS",
		"GIT_CONFIG_COUNT",
		"GIT_CEILING_DIRECTORIES",
	};

	for (size_t i = 0; i < ARRAY_SIZE(unset); i++)
		unsetenv(unset[i]);
	for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
		setenv(fixed[i][0], fixed[i][1], 1);
}

void
git_fixture_init(struct git_fixture *fixture)
{
	environment_set();
	strcpy(fixture->dir, "/tmp/writ-test-XXXXXX");
	require(mkdtemp(fixture->dir) != NULL, "mkdtemp");
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int
open_up(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	return type == FTW_D || type == FTW_DNR ? chmod(path, 0700) : 0;
}

void
git_fixture_release(struct git_fixture *fixture)
{
	nftw(fixture->dir, open_up, 16, FTW_PHYS);
	nftw(fixture->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
exec_git(const char *dir, int in, int out, const char *const *args)
{
	const char *argv[ARGS_MAX + 2] = { "git" };

	for (size_t i = 0; args[i]; i++)
		argv[i + 1] = args[i];
	if (chdir(dir) == 0 && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execvp("git", (char *const *)(uintptr_t)argv);
	_exit(127);
}

/* An unlinked file that holds INPUT, read from its start: no pipe that could fill up. */
static int
input_file(struct bytes input)
{
	char name[] = "/tmp/writ-input-XXXXXX";
	int fd = mkstemp(name);
	struct error err;

	require(fd >= 0 && unlink(name) == 0, "mkstemp");
	require(io_write_all(fd, input, &err) == 0, "write");
	require(lseek(fd, 0, SEEK_SET) == 0, "lseek");
	return fd;
}

int
git_try(const char *dir, struct bytes input, struct buf *out, const char *const *args)
{
	CLEANUP(io_close) int in = input_file(input);
	CLEANUP(buf_release) struct buf ignored = BUF_INIT;
	struct error err;
	int ends[2];
	int status;
	pid_t child;

	require(pipe(ends) == 0, "pipe");
	fflush(NULL);
	child = fork();
	require(child >= 0, "fork");
	if (child == 0) {
		close(ends[0]);
		exec_git(dir, in, ends[1], args);
	}
	close(ends[1]);
	require(io_read_all(ends[0], OUTPUT_MAX_BYTES, out ? out : &ignored, &err) == 0, "read");
	close(ends[0]);
	require(waitpid(child, &status, 0) == child, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void
run_list(const char *dir, const char *input, struct buf *out, va_list list)
{
	const char *args[ARGS_MAX + 1] = { NULL };
	size_t n = 0;

	while (n < ARGS_MAX && (args[n] = va_arg(list, const char *)))
		n++;
	if (git_try(dir, bytes_of(input), out, args) == 0)
		return;
	fprintf(stderr, "git_fixture: git %s failed in %s\n", args[0], dir);
	exit(99);
}

void
git_run(const char *dir, ...)
{
	va_list list;

	va_start(list, dir);
	run_list(dir, NULL, NULL, list);
	va_end(list);
}

void
git_run_io(const char *dir, const char *input, struct buf *out, ...)
{
	va_list list;

	va_start(list, out);
	run_list(dir, input, out, list);
	va_end(list);
}

static struct oid
id_of_output(const char *dir, struct bytes input, const char *const *args)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct oid id = { { 0 } };

	if (git_try(dir, input, &out, args) != 0 || !oid_parse(bytes_trim(buf_bytes(&out)), &id)) {
		fprintf(stderr, "git_fixture: git %s gives no id: %s\n", args[0], out.data);
		exit(99);
	}
	return id;
}

struct oid
git_id(const char *dir, const char *revision)
{
	const char *const args[] = { "rev-parse", "--verify", revision, NULL };

	return id_of_output(dir, BYTES_NONE, args);
}

struct oid
git_object_write(const char *dir, const char *kind, struct bytes content)
{
	const char *const args[] = {
		"hash-object", "-t", kind, "-w", "--literally", "--stdin", NULL
	};

	return id_of_output(dir, content, args);
}

static void
make_parents(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		require(mkdir(path, 0777) == 0 || errno == EEXIST, path);
		*slash = '/';
	}
}

void
file_write(const char *dir, const char *path, struct bytes content)
{
	CLEANUP(buf_release) struct buf full = BUF_INIT;
	CLEANUP(io_close) int fd = -1;
	struct error err;

	buf_printf(&full, "%s/%s", dir, path);
	make_parents(full.data);
	fd = open(full.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	require(fd >= 0, full.data);
	require(io_write_all(fd, content, &err) == 0, full.data);
}

static struct {
	unsigned long long files, bytes, mtimes;
} seen;

static int
count_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)path;
	(void)ftw;
	if (type == FTW_F) {
		seen.files++;
		seen.bytes += (unsigned long long)st->st_size;
	}
	seen.mtimes += (unsigned long long)st->st_mtim.tv_nsec;
	return 0;
}

struct bytes
dir_fingerprint(const char *dir, struct buf *out)
{
	memset(&seen, 0, sizeof(seen));
	require(nftw(dir, count_one, 16, FTW_PHYS) == 0, dir);
	buf_clear(out);
	buf_printf(out, "%llu files %llu bytes %llu", seen.files, seen.bytes, seen.mtimes);
	return buf_bytes(out);
}
