#include "config.h"

#include "git/allocation.h"

#include <git2.h>
#include <git2/sys/alloc.h>
#include <stdlib.h>
#include <string.h>

/*
 * The library reads an object whole, and the base that a delta stands on too, whatever their sizes.
 * It asks its allocator for them, so that is where a size is refused: no header has to be read
 * before each object, and no small blob on a huge base gets around its limit.
 */
static size_t size_max = SIZE_MAX;

static void *
bounded_malloc(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return n <= size_max ? malloc(n ? n : 1) : NULL;
}

static void *
bounded_calloc(size_t count, size_t size, const char *file, int line)
{
	size_t total;

	(void)file;
	(void)line;
	if (__builtin_mul_overflow(count, size, &total) || total > size_max)
		return NULL;
	return calloc(1, total ? total : 1);
}

static void *
bounded_realloc(void *old, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return n <= size_max ? realloc(old, n ? n : 1) : NULL;
}

static void *
bounded_reallocarray(void *old, size_t count, size_t size, const char *file, int line)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	return bounded_realloc(old, total, file, line);
}

static void *
bounded_mallocarray(size_t count, size_t size, const char *file, int line)
{
	return bounded_reallocarray(NULL, count, size, file, line);
}

/* N bytes of TEXT and a NUL. */
static char *
bounded_substrdup(const char *text, size_t n, const char *file, int line)
{
	char *copy = n < size_max ? bounded_malloc(n + 1, file, line) : NULL;

	if (!copy)
		return NULL;
	memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

static char *
bounded_strndup(const char *text, size_t n, const char *file, int line)
{
	return bounded_substrdup(text, strnlen(text, n), file, line);
}

static char *
bounded_strdup(const char *text, const char *file, int line)
{
	return bounded_substrdup(text, strlen(text), file, line);
}

int
allocation_init(void)
{
	static git_allocator bounded = {
		.gmalloc = bounded_malloc,
		.gcalloc = bounded_calloc,
		.gstrdup = bounded_strdup,
		.gstrndup = bounded_strndup,
		.gsubstrdup = bounded_substrdup,
		.grealloc = bounded_realloc,
		.greallocarray = bounded_reallocarray,
		.gmallocarray = bounded_mallocarray,
		.gfree = free,
	};

	return git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &bounded);
}

void
allocation_bound(size_t bytes)
{
	size_max = bytes;
}
