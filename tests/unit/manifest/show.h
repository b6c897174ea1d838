#ifndef WRIT_TESTS_UNIT_MANIFEST_SHOW_H
#define WRIT_TESTS_UNIT_MANIFEST_SHOW_H

/*
 * Manifests as text, for comparing.
 */

#include "base/buf.h"
#include "manifest/manifest.h"

/* "3:5 name 1.0 runtime registry pinned", with "<location" before "pinned", "-" for no version; one
 * dependency a line. */
void show_dependency(struct buf *out, const struct dependency *dependency);

/* What a file should be read as: its lines as show_dependency writes them, each ending in a line
 * feed; what should be complained about when it begins with "!". */
struct manifest_case {
	const char *path;
	const char *text;
	const char *shown;
};

void check_manifests(const struct manifest_case *cases, size_t n_cases);
#define CHECK_MANIFESTS(cases) check_manifests((cases), ARRAY_SIZE(cases))

#endif
