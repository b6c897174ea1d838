#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/path.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/ledger.h"

/*
 * Parts of `writ ledger` that are programs of their own: a hook is this program, and must not load
 * the libraries that they need (ADR-0050).
 */

enum { PROGRAM_PATH_MAX_BYTES = 4096 };

struct program {
	const char *name, *library;
};

static const struct program index_program = { "writ-ledger-index", "SQLite" };
static const struct program ship_program = { "writ-ledger-ship", "PostgreSQL" };

struct call {
	struct arena arena;
	VEC(char *) arguments;
};

static void
call_release(struct call *call)
{
	vec_release(&call->arguments);
	arena_release(&call->arena);
}

static void
call_add(struct call *call, struct bytes argument)
{
	/* execv(3) changes none of them */
	vec_push(&call->arguments, (char *)(uintptr_t)arena_copy(&call->arena, argument).data);
}

static void
call_add_option(struct call *call, const char *name, struct bytes value)
{
	call_add(call, arena_printf(&call->arena, "--%s=%.*s", name, BYTES_ARG(value)));
}

/* Hands on those of OPTIONS that are in TAKES. */
static void
call_add_options(struct call *call, const struct ledger_options *options, unsigned int takes)
{
	for (int i = 0; i < LEDGER_OPTION_COUNT; i++) {
		const struct option_row *row = &ledger_option_rows[i];

		if (!options->values[i].data || !(takes & 1U << i))
			continue;
		if (row->argument == no_argument)
			call_add(call, arena_printf(&call->arena, "--%s", row->name));
		else
			call_add_option(call, row->name, options->values[i]);
	}
}

/* Where PROGRAM is: beside this one, as after make, or where make install puts it. */
static struct bytes
program_find(struct call *call, const struct program *program)
{
	char self[PROGRAM_PATH_MAX_BYTES];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self));
	struct bytes path;

	if (len > 0 && (size_t)len < sizeof(self)) {
		struct bytes folder = path_folder((struct bytes){ self, (size_t)len });

		path = arena_printf(&call->arena, "%.*s/%s", BYTES_ARG(folder), program->name);
		if (access(path.data, X_OK) == 0)
			return path;
	}
	return arena_printf(&call->arena, "%s/%s", PKGLIBEXECDIR, program->name);
}

static int
call_run(struct call *call, const struct program *program, struct error *err)
{
	struct bytes path = program_find(call, program);

	vec_push(&call->arguments, NULL);
	execv(path.data, call->arguments.items);
	if (errno == ENOENT)
		return error_set(err, ERROR_CONFIG,
				 "%s is not installed: this writ was built without %s", path.data,
				 program->library);
	return error_set_errno(err, "%s: cannot be started", path.data);
}

static void
call_begin(struct call *call, const struct program *program)
{
	*call = (struct call){ .arguments = VEC_INIT };
	arena_init(&call->arena);
	call_add(call, bytes_of(program->name));
}

/* Which ledger, and the index that belongs to it. */
static void
call_add_ledger(struct call *call, const struct ledger_options *options, struct bytes path)
{
	struct bytes index = options->values[LEDGER_INDEX];

	if (!index.data)
		index = arena_printf(&call->arena, "%.*s.index", BYTES_ARG(path));
	call_add_option(call, "ledger", path);
	call_add_option(call, "index", index);
}

int
ledger_index(int argc, char **argv, struct surface *surface, struct error *err)
{
	CLEANUP(call_release) struct call call;
	struct ledger_options options;
	struct bytes path;

	call_begin(&call, &index_program);
	if (ledger_options_read(&options, LEDGER_TAKES_INDEX, 1, argc, argv, err) < 0)
		return -1;
	path = bytes_of(options.n_operands ? options.operands[0] : NULL);
	if (!path.data && ledger_locate(surface, &path, err) < 0)
		return -1;
	call_add_ledger(&call, &options, path);
	call_add_options(&call, &options, 1 << LEDGER_REBUILD);
	return call_run(&call, &index_program, err);
}

/* The index knows commitments only, as the ledger does. */
static int
filter_add(struct call *call, const struct ledger_options *options, struct bytes path,
	   struct error *err)
{
	struct ledger_filter filter;
	int result = ledger_filter_init(&filter, options, err);

	if (result == 0)
		result = ledger_filter_names(&filter, path.data, err);
	if (result == 0 && filter.pusher.data)
		call_add_option(call, "commitment", filter.commitment);
	ledger_filter_release(&filter);
	return result;
}

static int
query_format_check(const struct ledger_options *options, struct error *err)
{
	const char *format = options->values[LEDGER_FORMAT].data;

	if (format && !word_is_known(format, words_text_json))
		return word_unknown("ledger query --format", format, words_text_json, err);
	return 0;
}

/* A query in SQL says itself what it is about. */
static int
query_check(const struct ledger_options *options, struct error *err)
{
	for (int i = 0; i < LEDGER_OPTION_COUNT && options->n_operands; i++) {
		if (options->values[i].data && LEDGER_TAKES_FILTER & 1 << i)
			return error_set(err, ERROR_USAGE,
					 "ledger query takes SQL or --%s, not both",
					 ledger_option_rows[i].name);
	}
	return query_format_check(options, err);
}

int
ledger_query(int argc, char **argv, struct surface *surface, struct error *err)
{
	CLEANUP(call_release) struct call call;
	struct ledger_options options;
	struct bytes path;

	call_begin(&call, &index_program);
	if (ledger_options_read(&options, LEDGER_TAKES_QUERY, 1, argc, argv, err) < 0 ||
	    query_check(&options, err) < 0 || ledger_locate(surface, &path, err) < 0)
		return -1;
	call_add(&call, BYTES("--query"));
	call_add_ledger(&call, &options, path);
	call_add_options(&call, &options,
			 (LEDGER_TAKES_FILTER & ~(1 << LEDGER_PUSHER)) | 1 << LEDGER_FORMAT);
	if (filter_add(&call, &options, path, err) < 0)
		return -1;
	call_add(&call, BYTES("--"));
	if (options.n_operands)
		call_add(&call, bytes_of(options.operands[0]));
	return call_run(&call, &index_program, err);
}

int
ledger_ship(int argc, char **argv, struct surface *surface, struct error *err)
{
	CLEANUP(call_release) struct call call;
	struct ledger_options options;
	struct bytes path = BYTES_NONE;

	call_begin(&call, &ship_program);
	if (ledger_options_read(&options, LEDGER_TAKES_SHIP, INT_MAX, argc, argv, err) < 0)
		return -1;
	if (!options.n_operands && !options.values[LEDGER_INIT].data &&
	    ledger_locate(surface, &path, err) < 0)
		return -1;
	call_add_options(&call, &options, LEDGER_TAKES_SHIP);
	call_add(&call, BYTES("--"));
	if (path.data)
		call_add(&call, path);
	for (int i = 0; i < options.n_operands; i++)
		call_add(&call, bytes_of(options.operands[i]));
	return call_run(&call, &ship_program, err);
}
