#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/io.h"
#include "base/macros.h"
#include "source/declarations.h"
#include "source/imports.h"

/*
 * Lists the imports of files, with --declarations what they declare, for comparing with the
 * languages' own parsers (tests/bench/imports) and for the speed: the names of the files on
 * standard input, one a line; PATH<TAB>LINE<TAB>KIND<TAB>MODULE for each import statement, and on
 * standard error bytes, seconds of CPU and megabytes a second. Names that are used in full are left
 * out: no grammar calls them imports. A declaration has in place of a module its name, `in` and the
 * one around it, its bases behind a colon, and its annotations with `@`.
 */

struct totals {
	size_t n_bytes;
	double seconds;
};

/* The line of a place, asked for in order mostly. */
struct place {
	size_t at, line;
};

static size_t
line_at(struct place *place, struct bytes text, size_t at)
{
	if (at < place->at)
		*place = (struct place){ 0, 1 };
	for (; place->at < at; place->at++)
		place->line += text.data[place->at] == '\n';
	return place->line;
}

/* A control character would end the field. */
static void
print_text(struct bytes module)
{
	for (size_t i = 0; i < module.len; i++) {
		unsigned char c = (unsigned char)module.data[i];

		if (c < ' ' || c == 0x7f)
			printf("\\x%02X", c);
		else
			putchar(c);
	}
}

static void
print_imports(const char *path, struct bytes text, const struct imports *imports)
{
	struct place place = { 0, 1 };

	for (size_t i = 0; i < imports->items.len; i++) {
		const struct import *import = &imports->items.items[i];

		if (import->kind == IMPORT_QUALIFIED)
			continue;
		printf("%s\t%zu\t%s\t", path, line_at(&place, text, import->at),
		       import_kind_name(import->kind));
		print_text(import->module);
		putchar('\n');
	}
	if (imports->partial)
		fprintf(stderr, "%s: not read to its end\n", path);
}

static void
print_declaration(const struct declaration *declaration)
{
	print_text(declaration->name);
	if (declaration->outer.len) {
		printf(" in ");
		print_text(declaration->outer);
	}
	for (size_t i = 0; i < declaration->n_bases; i++) {
		printf(i ? ", " : " : ");
		print_text(declaration->bases[i]);
	}
	for (size_t i = 0; i < declaration->n_annotations; i++) {
		printf(" @");
		print_text(declaration->annotations[i]);
	}
	putchar('\n');
}

static void
print_declarations(const char *path, struct bytes text, const struct declarations *declarations)
{
	struct place place = { 0, 1 };

	for (size_t i = 0; i < declarations->items.len; i++) {
		const struct declaration *declaration = &declarations->items.items[i];

		printf("%s\t%zu\t%s\t", path, line_at(&place, text, declaration->at),
		       declaration_kind_name(declaration->kind));
		print_declaration(declaration);
	}
	if (declarations->partial)
		fprintf(stderr, "%s: not read to its end\n", path);
}

static void
list_imports(const char *path, const struct language *language, struct bytes text,
	     struct totals *totals)
{
	struct imports imports;
	clock_t start = clock();

	imports_find(&imports, language, text);
	totals->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	print_imports(path, text, &imports);
	imports_release(&imports);
}

static void
list_declarations(const char *path, const struct language *language, struct bytes text,
		  struct totals *totals)
{
	struct declarations declarations;
	clock_t start = clock();

	declarations_find(&declarations, language, text);
	totals->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	print_declarations(path, text, &declarations);
	declarations_release(&declarations);
}

static void
list(const char *path, bool declarations, struct totals *totals)
{
	const struct language *language = language_of_path(bytes_of(path));
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct error err;

	if (!language)
		return;
	if (io_read_file(path, 1 << 30, &text, &err) < 0) {
		fprintf(stderr, "%s\n", err.message);
		return;
	}
	if (declarations)
		list_declarations(path, language, buf_bytes(&text), totals);
	else
		list_imports(path, language, buf_bytes(&text), totals);
	totals->n_bytes += text.len;
}

int
main(int argc, char **argv)
{
	bool declarations = argc > 1 && strcmp(argv[1], "--declarations") == 0;
	struct totals totals = { 0, 0 };
	char path[4096];

	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		list(path, declarations, &totals);
	}
	fprintf(stderr, "%zu bytes, %.3f s, %.0f MB/s\n", totals.n_bytes, totals.seconds,
		totals.seconds > 0 ? (double)totals.n_bytes / 1e6 / totals.seconds : 0);
	return 0;
}
