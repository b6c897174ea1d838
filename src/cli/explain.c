#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/check_request.h"
#include "cli/command.h"
#include "cli/explain_contracts.h"
#include "cli/explain_violation.h"
#include "cli/options.h"
#include "cli/path_argument.h"
#include "cli/source_argument.h"
#include "decisions/builtin.h"
#include "decisions/explain.h"
#include "decisions/explain_path.h"

enum { OPTION_PATH, OPTION_REF, OPTION_SOURCE, VERDICT_MAX_BYTES = 16 * 1024 * 1024 };

const struct option_row explain_option_rows[] = {
	[OPTION_PATH] = { "path", required_argument, "PATH", "PATH, whatever it looks like",
			  ARGUMENT_FILE },
	[OPTION_REF] = { "ref", required_argument, "REF", "of a push to REF", ARGUMENT_REF },
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	{ NULL },
};

struct explaining {
	struct surface surface;
	const char *target; /* an id, a path or a fingerprint */
	const char *range;  /* of a fingerprint; NULL: a verdict on standard input */
	const char *ref, *source;
	bool is_path; /* said so by --path */
	const struct bundle **bundles;
	size_t n_bundles;
	struct buf out;
};

static void
explaining_release(struct explaining *it)
{
	buf_release(&it->out);
	surface_release(&it->surface);
}

static int
operands_read(struct explaining *it, char **operands, int n, struct error *err)
{
	if (it->is_path && n > 0)
		return error_set(err, ERROR_USAGE, "--path goes without '%s'", operands[0]);
	if (it->is_path)
		return 0;
	if (n < 1)
		return error_set(
			err, ERROR_USAGE,
			"explain takes one id, one path, or the fingerprint of a violation");
	it->target = operands[0];
	it->range = operands[1];
	if (n > 2 || (n > 1 && !is_fingerprint(bytes_of(it->target))))
		return error_set(
			err, ERROR_USAGE,
			"explain takes one id, or one path; a range goes with a fingerprint");
	return 0;
}

static int
arguments_read(struct explaining *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("explain"), argc, argv };
	const char **const values[] = {
		[OPTION_PATH] = &it->target,
		[OPTION_REF] = &it->ref,
		[OPTION_SOURCE] = &it->source,
	};
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0) {
		*values[option] = value;
		it->is_path |= option == OPTION_PATH;
	}
	if (option == OPTION_ERROR)
		return -1;
	return operands_read(it, argv + optind, argc - optind, err);
}

static bool
builtin_write(struct explaining *it)
{
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		if (strcmp(it->target, builtin_id((enum builtin)i)) != 0)
			continue;
		explain_builtin_write(&it->out, (enum builtin)i);
		return true;
	}
	return false;
}

/* ADR-0007, or NAME/ADR-0007 of a named source. */
static bool
is_called(const struct bundle *bundle, const struct decision *decision, struct bytes id)
{
	struct bytes name = bundle->source->name;

	if (bytes_equal(decision->id, id))
		return true;
	return name.len && id.len > name.len && bytes_starts_with(id, name) &&
	       id.data[name.len] == '/' &&
	       bytes_equal(decision->id, bytes_slice(id, name.len + 1, id.len));
}

static size_t
decisions_write(struct explaining *it, struct bytes id)
{
	size_t found = 0;

	for (size_t i = 0; i < it->n_bundles; i++) {
		const struct bundle *bundle = it->bundles[i];

		for (size_t k = 0; k < bundle->n_decisions; k++) {
			const struct decision *decision = &bundle->decisions[k];

			if (!is_called(bundle, decision, id))
				continue;
			if (found++)
				buf_add_char(&it->out, '\n');
			explain_decision_write(&it->out, bundle, decision, it->surface.push.as_of);
			explain_contracts_write(&it->out, bundle, decision);
		}
	}
	return found;
}

static int
bundles_read(struct explaining *it, struct error *err)
{
	if (source_bundles(&it->surface, &it->bundles, err) < 0)
		return -1;
	it->n_bundles = it->surface.request.n_sources;
	return 0;
}

static int
sources_read(struct explaining *it, struct error *err)
{
	struct surface *surface = &it->surface;

	if (surface_open_anywhere(surface, err) < 0 || surface_set_day(surface, NULL, err) < 0)
		return -1;
	if ((it->source ? source_argument_read(surface, it->source, err)
			: source_argument_default(surface, err)) < 0)
		return -1;
	return bundles_read(it, err);
}

/* Each of the violations, then the decision that they are of. */
static int
told_print(struct explaining *it, const struct told_violations *told, struct error *err)
{
	if (told->items.len == 0)
		return error_set(err, ERROR_USAGE,
				 "the verdict has no violation with the fingerprint %s",
				 it->target);
	for (size_t i = 0; i < told->items.len; i++) {
		told_write(&it->out, &told->items.items[i]);
		buf_add_char(&it->out, '\n');
	}
	it->target = arena_copy(&it->surface.arena, told->items.items[0].decision).data;
	if (!builtin_write(it) && !decisions_write(it, bytes_of(it->target)))
		buf_add_string(&it->out, "These sources do not have the decision.\n");
	return 0;
}

static int
fingerprint_in_input(struct explaining *it, struct error *err)
{
	CLEANUP(told_release) struct told_violations told = { VEC_INIT };
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (isatty(STDIN_FILENO))
		return error_set(
			err, ERROR_USAGE,
			"a fingerprint is looked up in a verdict: `writ check --format json "
			"| writ explain %s`, or in a range: `writ explain %s BASE..TIP`",
			it->target, it->target);
	if (io_read_all(STDIN_FILENO, VERDICT_MAX_BYTES, &text, err) < 0)
		return error_wrap(err, "standard input");
	if (told_find_json(&told, buf_bytes(&text), bytes_of(it->target), &it->surface.arena, err) <
	    0)
		return -1;
	return told_print(it, &told, err);
}

static int
verdict_refuse(const struct judgement *judgement, struct error *err)
{
	if (judgement->verdict.kind != VERDICT_NONE || judgement->verdict.n_violations)
		return 0;
	*err = judgement->error;
	if (err->code == ERROR_NONE)
		error_set(err, ERROR_SYSTEM, "there is no verdict; `writ check` says why");
	return -1;
}

static int
fingerprint_in_range(struct explaining *it, struct error *err)
{
	const struct check_options check = { .range = it->range,
					     .ref = it->ref,
					     .source = it->source };
	CLEANUP(told_release) struct told_violations told = { VEC_INIT };
	struct judgement judgement;
	int result;

	if (check_request_read(&it->surface, &check, err) < 0)
		return -1;
	check_judge(&it->surface, &check, &judgement);
	result = verdict_refuse(&judgement, err);
	if (result == 0)
		result = bundles_read(it, err);
	if (result == 0) {
		told_find(&told, &judgement.verdict, bytes_of(it->target), &it->surface.arena);
		result = told_print(it, &told, err);
	}
	judgement_release(&judgement);
	return result;
}

/* What is no id is taken for a path when it looks like one, or is one. */
static bool
looks_like_path(const char *target)
{
	struct stat status;

	return strpbrk(target, "/.") || lstat(target, &status) == 0;
}

static int
path_print(struct explaining *it, struct error *err)
{
	struct reach_query query = { 0 };

	if (path_argument_read(&it->surface, it->target, &query, err) < 0 ||
	    ref_argument_read(&it->surface, it->ref, &query.ref, err) < 0)
		return -1;
	explain_path_write(&it->out, it->bundles, it->n_bundles, &query, it->surface.push.as_of,
			   &it->surface.arena);
	return 0;
}

/* An id goes before a fingerprint, and that before a path; --path says that it is one. */
static int
target_explain(struct explaining *it, struct error *err)
{
	if (!it->is_path && builtin_write(it))
		return 0;
	if (it->range)
		return fingerprint_in_range(it, err);
	if (sources_read(it, err) < 0)
		return -1;
	if (!it->is_path && decisions_write(it, bytes_of(it->target)))
		return 0;
	if (!it->is_path && is_fingerprint(bytes_of(it->target)))
		return fingerprint_in_input(it, err);
	if (it->is_path || looks_like_path(it->target))
		return path_print(it, err);
	return error_set(err, ERROR_USAGE, "there is no decision '%s'; `writ compile` lists them",
			 it->target);
}

int
command_explain(int argc, char **argv)
{
	CLEANUP(explaining_release) struct explaining it = { 0 };
	struct error err;

	if (arguments_read(&it, argc, argv, &err) < 0 || target_explain(&it, &err) < 0 ||
	    io_write_all(STDOUT_FILENO, buf_bytes(&it.out), &err) < 0)
		return command_fail(command_find("explain"), &err);
	return EXIT_ACCEPTED;
}
