#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

void
show_dependency(struct buf *out, const struct dependency *d)
{
	buf_printf(out, "%u:%u %.*s ", d->line, d->column, BYTES_ARG(d->name));
	if (d->version.data)
		buf_add(out, d->version);
	else
		buf_add_char(out, '-');
	buf_printf(out, " %s %s", dependency_scope_name(d->scope),
		   dependency_source_name(d->source));
	if (d->location.data)
		buf_printf(out, " <%.*s", BYTES_ARG(d->location));
	buf_add_string(out, d->pinned ? " pinned\n" : "\n");
}

static void
check_case(const struct manifest_case *row)
{
	const struct manifest_format *format = manifest_format_of_path(bytes_of(row->path));
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf shown = BUF_INIT;
	struct document_problem problem;
	struct manifest manifest;

	assert_non_null(format);
	arena_init(&arena);
	buf_add_string(&shown, "");
	if (manifest_read(&manifest, format, bytes_of(row->text), NULL, &arena, &problem) < 0) {
		assert_int_equal(manifest.n, 0);
		buf_printf(&shown, "!%u:%u %s", problem.line, problem.column, problem.message);
	}
	for (size_t i = 0; i < manifest.n; i++)
		show_dependency(&shown, &manifest.dependencies[i]);
	if (row->shown[0] == '!' ? !bytes_starts_with(buf_bytes(&shown), bytes_of(row->shown))
				 : !bytes_equal_string(buf_bytes(&shown), row->shown))
		fail_msg("%s\n%s\n  is\n%s  not\n%s", row->path, row->text,
			 shown.data ? shown.data : "", row->shown);
}

void
check_manifests(const struct manifest_case *cases, size_t n_cases)
{
	for (size_t i = 0; i < n_cases; i++)
		check_case(&cases[i]);
}
