#include "config.h"

#include "decisions/compiler.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "decisions/names.h"

enum { DRAFT_DIAGNOSTICS_MAX = 100, MESSAGE_MAX = 1024 };

struct bytes
shown_path(const struct compiler *compiler, struct bytes path)
{
	return shown_below(compiler->folder, path, compiler->arena);
}

static struct diagnostic *
diagnostic_add(struct compiler *compiler, bool warning, struct bytes path, struct place place)
{
	struct diagnostic *diagnostic = vec_add(&compiler->diagnostics);

	*diagnostic = (struct diagnostic){
		.warning = warning,
		.path = shown_path(compiler, path),
		.line = place.line,
		.column = place.column,
	};
	return diagnostic;
}

static struct bytes
message_format(struct compiler *compiler, const char *format, va_list args)
{
	char message[MESSAGE_MAX];
	int len = vsnprintf(message, sizeof(message), format, args);

	if (len >= (int)sizeof(message))
		len = sizeof(message) - 1;
	return arena_copy(compiler->arena, (struct bytes){ message, len > 0 ? (size_t)len : 0 });
}

static void
draft_diagnose(struct compiler *compiler, struct draft *draft, bool warning, struct place place,
	       struct bytes message)
{
	compiler->n_errors += !warning;
	if (draft->n_shown[warning]++ < DRAFT_DIAGNOSTICS_MAX)
		diagnostic_add(compiler, warning, draft->file->path, place)->message = message;
}

void
draft_error(struct compiler *compiler, struct draft *draft, struct place place, const char *format,
	    ...)
{
	va_list args;

	va_start(args, format);
	draft_diagnose(compiler, draft, false, place, message_format(compiler, format, args));
	va_end(args);
}

void
draft_warning(struct compiler *compiler, struct draft *draft, struct place place,
	      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	draft_diagnose(compiler, draft, true, place, message_format(compiler, format, args));
	va_end(args);
}

void
draft_doubt(struct compiler *compiler, struct draft *draft, struct place place, const char *format,
	    ...)
{
	va_list args;

	va_start(args, format);
	draft_diagnose(compiler, draft, !draft->strict, place,
		       message_format(compiler, format, args));
	va_end(args);
}

void
file_error(struct compiler *compiler, struct bytes path, struct place place, const char *format,
	   ...)
{
	va_list args;

	va_start(args, format);
	compiler->n_errors++;
	diagnostic_add(compiler, false, path, place)->message =
		message_format(compiler, format, args);
	va_end(args);
}

void
file_warning(struct compiler *compiler, struct bytes path, struct place place, const char *format,
	     ...)
{
	va_list args;

	va_start(args, format);
	diagnostic_add(compiler, true, path, place)->message =
		message_format(compiler, format, args);
	va_end(args);
}

static int
size_compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
diagnostic_compare(const void *left, const void *right)
{
	const struct diagnostic *a = left;
	const struct diagnostic *b = right;
	int order = bytes_compare(a->path, b->path);

	if (order == 0)
		order = size_compare(a->line, b->line);
	if (order == 0)
		order = size_compare(a->column, b->column);
	if (order == 0)
		order = bytes_compare(a->message, b->message);
	return order ? order : (int)a->warning - (int)b->warning;
}

void
diagnostics_sort(struct compiler *compiler)
{
	if (compiler->diagnostics.len > 1)
		qsort(compiler->diagnostics.items, compiler->diagnostics.len,
		      sizeof(*compiler->diagnostics.items), diagnostic_compare);
}
