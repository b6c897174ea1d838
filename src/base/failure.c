#include "config.h"

#include "base/failure.h"

#include <stdio.h>

#include "base/escape.h"

int
failure_print(const struct error *err)
{
	CLEANUP(buf_release) struct buf shown = BUF_INIT;

	escape_text(&shown, bytes_of(err->message));
	fprintf(stderr, "error: %s\n", shown.data ? shown.data : "");
	switch (err->code) {
	case ERROR_USAGE:
	case ERROR_CONFIG:
	case ERROR_CORPUS:
		return EXIT_USAGE;
	default:
		return EXIT_NO_VERDICT;
	}
}

int
output_finish(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	fprintf(stderr, "error: cannot write to standard output\n");
	return EXIT_NO_VERDICT;
}
