#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/io.h"
#include "base/macros.h"
#include "source/imports.h"

/*
 * Lists the imports of files, for comparing with the languages' own parsers (tests/bench/imports)
 * and for the speed: the names of the files on standard input, one a line; PATH<TAB>LINE<TAB>KIND
 * <TAB>MODULE for each import statement, and on standard error bytes, seconds of CPU and megabytes
 * a second. Names that are used in full are left out: no grammar calls them imports.
 */

struct totals {
	size_t n_bytes;
	double seconds;
};

/* A control character would end the field. */
static void
print_module(struct bytes module)
{
	for (size_t i = 0; i < module.len; i++) {
		unsigned char c = (unsigned char)module.data[i];

		if (c < ' ' || c == 0x7f)
			printf("\\x%02X", c);
		else
			putchar(c);
	}
	putchar('\n');
}

static void
print(const char *path, struct bytes text, const struct imports *imports)
{
	size_t at = 0;
	size_t line = 1;

	for (size_t i = 0; i < imports->items.len; i++) {
		const struct import *import = &imports->items.items[i];

		if (import->kind == IMPORT_QUALIFIED)
			continue;
		if (import->at < at) {
			at = 0;
			line = 1;
		}
		for (; at < import->at; at++)
			line += text.data[at] == '\n';
		printf("%s\t%zu\t%s\t", path, line, import_kind_name(import->kind));
		print_module(import->module);
	}
	if (imports->partial)
		fprintf(stderr, "%s: not read to its end\n", path);
}

static void
list(const char *path, struct totals *totals)
{
	const struct language *language = language_of_path(bytes_of(path));
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct imports imports;
	struct error err;
	clock_t start;

	if (!language)
		return;
	if (io_read_file(path, 1 << 30, &text, &err) < 0) {
		fprintf(stderr, "%s\n", err.message);
		return;
	}
	start = clock();
	imports_find(&imports, language, buf_bytes(&text));
	totals->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	totals->n_bytes += text.len;
	print(path, buf_bytes(&text), &imports);
	imports_release(&imports);
}

int
main(void)
{
	struct totals totals = { 0, 0 };
	char path[4096];

	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		list(path, &totals);
	}
	fprintf(stderr, "%zu bytes, %.3f s, %.0f MB/s\n", totals.n_bytes, totals.seconds,
		totals.seconds > 0 ? (double)totals.n_bytes / 1e6 / totals.seconds : 0);
	return 0;
}
