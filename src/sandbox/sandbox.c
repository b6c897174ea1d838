#include "config.h"

#include "sandbox/sandbox.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/memory.h"

struct sandbox {
	const char *const *object_dirs;
};

int
sandbox_prepare(struct sandbox **sandbox, const char *const *object_dirs, struct error *err)
{
	(void)err;
	*sandbox = memory_calloc(1, sizeof(**sandbox));
	(*sandbox)->object_dirs = object_dirs;
	return 0;
}

int
sandbox_enter(const struct sandbox *sandbox, struct error *err)
{
	const struct rlimit none = { 0, 0 };

	(void)sandbox;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return error_set_errno(err, "cannot give up new privileges");
	if (setrlimit(RLIMIT_CORE, &none) != 0)
		return error_set_errno(err, "cannot switch core dumps off");
	return 0;
}

void
sandbox_free(struct sandbox *sandbox)
{
	free(sandbox);
}
