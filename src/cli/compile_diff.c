#include "config.h"

#include "cli/compile_diff.h"

#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/source_argument.h"
#include "decisions/approvers.h"
#include "decisions/comparison.h"
#include "decisions/listing.h"
#include "report/json_writer.h"

static int
bundle_read(struct surface *surface, const char *text, const struct bundle **bundle,
	    struct error *err)
{
	const struct bundle **bundles;

	if (source_argument_read(surface, text, err) < 0 ||
	    source_bundles(surface, &bundles, err) < 0)
		return -1;
	*bundle = bundles[0];
	return 0;
}

static void
json_write(struct buf *out, const struct comparison *comparison, const struct bundle *from,
	   const struct bundle *to)
{
	json_open(out, NULL, '{');
	json_open(out, "changes", '[');
	for (size_t i = 0; i < comparison->n_changes; i++) {
		const struct corpus_change *change = &comparison->changes[i];

		json_open(out, NULL, '{');
		json_string(out, "decision", change->id);
		json_string(out, "effect", bytes_of(effect_name(change->effect)));
		json_string(out, "text", change->text);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_string(out, "effect", bytes_of(effect_name(comparison->effect)));
	json_string(out, "from", from->digest);
	json_string(out, "schema", BYTES("writ/diff/1"));
	json_string(out, "to", to->digest);
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}

static int
comparison_print(struct surface *surface, const struct bundle *from, const struct bundle *to,
		 bool json, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct comparison comparison;

	bundles_compare(from, to, &surface->arena, &comparison);
	if (json) {
		json_write(&out, &comparison, from, to);
	} else {
		comparison_write(&out, &comparison);
		buf_printf(&out, "from: %.*s\nto:   %.*s\n", BYTES_ARG(from->digest),
			   BYTES_ARG(to->digest));
	}
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err) < 0 ? -1 : EXIT_ACCEPTED;
}

/* What does not compile says nothing that could be compared. */
static int
bundle_check(const struct bundle *bundle, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (bundle->n_errors == 0)
		return 0;
	listing_diagnostics(&out, bundle);
	if (io_write_all(STDERR_FILENO, buf_bytes(&out), err) < 0)
		return -1;
	return error_set(err, ERROR_CORPUS, "the decisions of %.*s do not compile",
			 BYTES_ARG(bundle->source->place));
}

static int
bundles_read(struct surface *surface, char **sources, const struct bundle **from,
	     const struct bundle **to, struct error *err)
{
	if (bundle_read(surface, sources[0], from, err) < 0 ||
	    bundle_read(surface, sources[1], to, err) < 0 || bundle_check(*from, err) < 0)
		return -1;
	return bundle_check(*to, err);
}

int
compile_diff(struct surface *surface, char **sources, bool json, struct error *err)
{
	const struct bundle *from, *to;

	if (bundles_read(surface, sources, &from, &to, err) < 0)
		return -1;
	return comparison_print(surface, from, to, json, err);
}

int
compile_statement(struct surface *surface, char **sources, struct error *err)
{
	const struct bundle *from, *to;
	struct bytes statement;

	if (bundles_read(surface, sources, &from, &to, err) < 0)
		return -1;
	if (bytes_equal(from->digest, to->digest))
		return error_set(err, ERROR_USAGE,
				 "'%s' and '%s' hold the same decisions: there is nothing to "
				 "approve",
				 sources[0], sources[1]);
	statement = approval_statement(from, to, &surface->arena);
	return io_write_all(STDOUT_FILENO, statement, err) < 0 ? -1 : EXIT_ACCEPTED;
}
