#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/io.h"
#include "base/macros.h"
#include "manifest/manifest.h"

/*
 * Lists the dependencies of manifests, for comparing with the tools of their ecosystems
 * (tests/bench/manifests) and for the speed: the names of the files on standard input, one a line;
 * PATH, LINE, NAME, VERSION, SCOPE, SOURCE, LOCATION with tabs between them for each dependency,
 * and on standard error bytes, seconds of CPU and megabytes a second.
 */

struct totals {
	size_t n_bytes, n_files, n_problems;
	double seconds;
};

/* A control character would end the field. */
static void
print_field(struct bytes text)
{
	putchar('\t');
	for (size_t i = 0; i < text.len; i++)
		putchar((unsigned char)text.data[i] < ' ' ? '?' : text.data[i]);
}

static void
print(const char *path, const struct dependency *dependency)
{
	printf("%s\t%u", path, dependency->line);
	print_field(dependency->name);
	print_field(dependency->version);
	print_field(bytes_of(dependency_scope_name(dependency->scope)));
	print_field(bytes_of(dependency_source_name(dependency->source)));
	print_field(dependency->location);
	putchar('\n');
}

static void
read_text(const char *path, struct bytes text, struct totals *totals)
{
	const struct manifest_format *format = manifest_format_of_path(bytes_of(path));
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct manifest manifest;
	clock_t start = clock();

	arena_init(&arena);
	if (manifest_read(&manifest, format, text, NULL, &arena, &problem) < 0) {
		fprintf(stderr, "%s:%u:%u: %s\n", path, problem.line, problem.column,
			problem.message);
		totals->n_problems++;
	}
	totals->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	totals->n_bytes += text.len;
	totals->n_files++;
	for (size_t i = 0; i < manifest.n; i++)
		print(path, &manifest.dependencies[i]);
}

static void
list(const char *path, struct totals *totals)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct error err;

	if (!manifest_format_of_path(bytes_of(path)))
		return;
	if (io_read_file(path, 1 << 30, &text, &err) < 0)
		fprintf(stderr, "%s\n", err.message);
	else
		read_text(path, buf_bytes(&text), totals);
}

int
main(void)
{
	struct totals totals = { 0 };
	char path[4096];

	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		list(path, &totals);
	}
	fprintf(stderr, "%zu files, %zu problems, %zu bytes, %.3f s, %.0f MB/s\n", totals.n_files,
		totals.n_problems, totals.n_bytes, totals.seconds,
		totals.seconds > 0 ? (double)totals.n_bytes / 1e6 / totals.seconds : 0);
	return 0;
}
