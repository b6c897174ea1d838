#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/macros.h"
#include "source/declarations.h"
#include "source/module.h"
#include "source/views.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static bool
visit(UNUSED void *ctx, struct bytes path)
{
	check(path.len > 0);
	return false;
}

static void
imports_check(const struct language *language, struct bytes path, struct bytes text)
{
	struct imports imports;

	imports_find(&imports, language, text);
	for (size_t i = 0; i < imports.items.len; i++) {
		const struct import *import = &imports.items.items[i];

		check(import->at <= text.len);
		check(!import->computed || import->module.len == 0);
		module_is_of(language, path, import, BYTES("a"));
		module_candidates(language, path, import, 0, visit, NULL);
	}
	imports_release(&imports);
}

/* Each is at a place of the text, and no name is longer than that or empty where it is listed. */
static void
declarations_check(const struct language *language, struct bytes text)
{
	struct declarations declarations;

	declarations_find(&declarations, language, text);
	check(declarations.items.len <= text.len);
	for (size_t i = 0; i < declarations.items.len; i++) {
		const struct declaration *declaration = &declarations.items.items[i];

		check(declaration->at <= text.len);
		check(declaration->name.len <= text.len && declaration->outer.len <= text.len);
		check(declaration_kind_name(declaration->kind) != NULL);
		for (size_t k = 0; k < declaration->n_bases; k++)
			check(declaration->bases[k].len > 0);
		for (size_t k = 0; k < declaration->n_annotations; k++)
			check(declaration->annotations[k].len > 0);
	}
	declarations_release(&declarations);
}

/* A byte is code, comment or string, and in one view only as long as the file is whole. */
static void
views_check(const struct language *language, struct bytes text)
{
	char *views[VIEW_COUNT];
	bool partial;
	size_t at;

	for (size_t i = 0; i < VIEW_COUNT; i++)
		views[i] = view_make((enum view)i, language, text, &partial, &at);
	for (size_t i = 0; i < text.len; i++) {
		size_t n = 0;

		for (size_t view = 0; view < VIEW_COUNT; view++) {
			check(views[view][i] == text.data[i] || views[view][i] == ' ');
			n += views[view][i] == text.data[i];
		}
		check(n > 0 && (n == 1 || partial || text.data[i] == '\n' || text.data[i] == ' '));
	}
	for (size_t i = 0; i < VIEW_COUNT; i++)
		free(views[i]);
}

/* The input is the name of a file, a line feed, and its text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size };
	const struct language *language;
	struct bytes path;

	if (!bytes_split(&text, '\n', &path) || !text.data)
		return 0;
	language = language_of_path(path);
	if (!language)
		return 0;
	imports_check(language, path, text);
	declarations_check(language, text);
	views_check(language, text);
	return 0;
}
