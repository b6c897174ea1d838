#include "config.h"

#include "git/handle.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/memory.h"
#include "git/allocation.h"

/*
 * Configuration of the system and of the user is read by git/config alone, which honours
 * GIT_CONFIG_*; the library would look for it by HOME, whose owner the hook may not be.
 */
static int
forget_search_paths(void)
{
	static const int levels[] = {
		GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM,
		GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL,
	};

	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		int rc = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");

		if (rc < 0)
			return rc;
	}
	return 0;
}

/*
 * The extensions that format.c knows, and judges by value: the library must not stop at them
 * first, because its text would not name the format.
 */
static int
allow_known_extensions(void)
{
	static const char *const known[] = {
		"objectformat",   "refstorage",      "partialclone",
		"worktreeconfig", "preciousobjects", "noop-v1",
	};

	return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, known, ARRAY_SIZE(known));
}

/* In no_tls.c and offline.c. Nothing of ours calls what these files define, and libgit2 asks too
 * late: only naming them makes the linker take them out of the archive. */
extern const int no_tls_stands_in;
#ifdef WITH_STATIC_GIT2
extern const int offline_stands_in;
#else
static const int offline_stands_in;
#endif

int
library_init(struct error *err)
{
	static bool ready;
	int rc = no_tls_stands_in + offline_stands_in; /* 0, which the compiler cannot know */

	if (ready)
		return 0;
	if (rc == 0)
		rc = allocation_init();
	if (rc >= 0)
		rc = git_libgit2_init();
	/* index-pack has just hashed what was pushed; hashing again costs three times the read. */
	if (rc >= 0)
		rc = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	/* owner.c does it, with all of safe.directory(git-config(1)), which the library lacks. */
	if (rc >= 0)
		rc = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	if (rc >= 0)
		rc = allow_known_extensions();
	if (rc >= 0)
		rc = forget_search_paths();
	if (rc < 0)
		return git_failure(err, rc, "cannot ready libgit2");
	ready = true;
	return 0;
}

static enum error_code
code_of_class(int class)
{
	switch (class) {
	case GIT_ERROR_OS:
	case GIT_ERROR_FILESYSTEM:
		return ERROR_SYSTEM;
	case GIT_ERROR_CONFIG:
	case GIT_ERROR_INDEX:
		return ERROR_CONFIG;
	case GIT_ERROR_INVALID:
	case GIT_ERROR_REFERENCE:
	case GIT_ERROR_ZLIB:
	case GIT_ERROR_ODB:
	case GIT_ERROR_OBJECT:
	case GIT_ERROR_TAG:
	case GIT_ERROR_TREE:
		return ERROR_MALFORMED;
	default:
		return ERROR_INTERNAL;
	}
}

static enum error_code
code_of(int rc, int class)
{
	switch (rc) {
	case GIT_ENOTFOUND:
	case GIT_EUNBORNBRANCH:
		return ERROR_NOT_FOUND;
	case GIT_EINVALIDSPEC:
	case GIT_EAMBIGUOUS:
	case GIT_EPEEL:
	case GIT_EMISMATCH:
		return ERROR_MALFORMED;
	default:
		return code_of_class(class);
	}
}

int
git_failure(struct error *err, int rc, const char *format, ...)
{
	const git_error *last = git_error_last();
	char context[ERROR_MESSAGE_BYTES];
	va_list args;

	if (last && last->klass == GIT_ERROR_NOMEMORY)
		memory_exhausted();
	va_start(args, format);
	vsnprintf(context, sizeof(context), format, args);
	va_end(args);
	error_set(err, code_of(rc, last ? last->klass : GIT_ERROR_NONE), "%s: %s", context,
		  last && last->message ? last->message : "no reason given");
	git_error_clear();
	return -1;
}
