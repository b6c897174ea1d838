#include "config.h"

#include "cli/program.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/auxv.h>

static const char self_path[] = "/proc/self/exe";

bool
program_is(const struct stat *status)
{
	struct stat self;

	return stat(self_path, &self) == 0 && self.st_dev == status->st_dev &&
	       self.st_ino == status->st_ino;
}

/* What was given to execve(2), so the path that a shell found along PATH (getauxval(3)). */
static const char *
path_started_by(void)
{
	unsigned long value = getauxval(AT_EXECFN);
	struct stat status;
	const char *path;

	memcpy(&path, &value, sizeof(path));
	return path && path[0] == '/' && stat(path, &status) == 0 && program_is(&status) ? path
											 : NULL;
}

int
program_path(struct arena *arena, struct bytes *path, struct error *err)
{
	const char *started_by = path_started_by();
	char real[PATH_MAX];

	if (!started_by && !realpath(self_path, real))
		return error_set_errno(err, "cannot find this program by %s", self_path);
	*path = arena_copy(arena, bytes_of(started_by ? started_by : real));
	return 0;
}
