/* A manifest: its first line is its path, the rest its text. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/macros.h"
#include "manifest/manifest.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH_MAX = 20, NODES_MAX = 20000, PLACES_MAX = 200 };

static void
check_dependencies(const struct manifest *manifest, struct bytes text)
{
	size_t n_bytes = 0;

	for (size_t i = 0; i < manifest->n; i++) {
		const struct dependency *d = &manifest->dependencies[i];

		check(d->name.len > 0 && d->scope < DEPENDENCY_SCOPES &&
		      d->source < DEPENDENCY_SOURCES);
		check(!d->pinned || d->version.data || manifest_format_is_lock(manifest->format));
		if (i < PLACES_MAX) /* each counts the lines anew */
			check_place(text, d->line, d->column);
		n_bytes += d->name.len + d->version.len + d->location.len + d->asked_as.len;
	}
	check(n_bytes == manifest->n_bytes && n_bytes <= MANIFEST_TEXT_BYTES_MAX);
}

/* What is KEPT, ADDED, CHANGED; that an old one is of the same name. */
static void
check_changes(const struct manifest *before, const struct manifest *now)
{
	for (size_t i = 0; i < now->n; i++) {
		const struct dependency *d = &now->dependencies[i];

		check(d->change != DEPENDENCY_REMOVED);
		if (d->change != DEPENDENCY_CHANGED)
			continue;
		check(d->old < before->n);
		check(bytes_equal(d->name, before->dependencies[d->old].name));
		check(d->scope == before->dependencies[d->old].scope);
	}
	for (size_t i = 0; i < before->n; i++)
		check(before->dependencies[i].change != DEPENDENCY_ADDED);
}

static void
check_kept(const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->n; i++)
		check(manifest->dependencies[i].change == DEPENDENCY_KEPT);
}

static int
text_read(struct manifest *manifest, const struct manifest_format *format, struct bytes text,
	  struct arena *arena)
{
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	struct document_problem problem;

	limits.depth = DEPTH_MAX;
	limits.nodes = NODES_MAX;
	if (manifest_read(manifest, format, text, &limits, arena, &problem) == 0) {
		check_dependencies(manifest, text);
		return 0;
	}
	check(manifest->n == 0 && memchr(problem.message, '\0', sizeof(problem.message)));
	check_place(text, problem.line, problem.column);
	return -1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size }, path = BYTES_NONE;
	const struct manifest_format *format;
	struct manifest now, same, before;
	struct arena arena;

	bytes_split(&text, '\n', &path);
	format = manifest_format_of_path(path);
	if (!format)
		return 0;
	arena_init(&arena);
	if (text_read(&now, format, text, &arena) == 0 &&
	    text_read(&same, format, text, &arena) == 0) {
		manifest_compare(&same, &now);
		check_kept(&same);
		check_kept(&now);
		if (text_read(&before, format, bytes_slice(text, 0, text.len / 2), &arena) == 0) {
			manifest_compare(&before, &now);
			check_changes(&before, &now);
			manifest_keep_shared(&same, &now);
			check_kept(&now);
		}
	}
	arena_release(&arena);
	return 0;
}
