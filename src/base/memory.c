#include "config.h"

#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>

void *
memory_calloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		memory_exhausted();
	return p;
}

void *
memory_realloc(void *old, size_t count, size_t size)
{
	size_t total;
	void *p;

	if (__builtin_mul_overflow(count, size, &total))
		memory_exhausted();
	p = realloc(old, total ? total : 1);
	if (!p)
		memory_exhausted();
	return p;
}

static int exit_code = EXIT_NO_VERDICT;

void
memory_set_exit(int code)
{
	exit_code = code;
}

void
memory_exhausted(void)
{
	static const char text[] = "error: writ: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(exit_code);
	_exit(exit_code);
}

void
memory_free(void *p)
{
	free(*(void **)p);
}
