#include "config.h"

#include "mcp/server.h"

#include <unistd.h>

#include "cli/check_request.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/path_argument.h"
#include "cli/source_argument.h"

enum { OPTION_IN, OPTION_SOURCE };

const struct option_row mcp_option_rows[] = {
	[OPTION_IN] = { "in", required_argument, "FOLDER", "as if it were started there",
			ARGUMENT_FOLDER },
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	{ NULL },
};

struct arguments {
	const char *folder; /* NULL: the current one */
	const char *source; /* NULL: what is configured, else docs/adr of HEAD */
};

static enum check_subject
subject_of(const struct mcp_check *check)
{
	if (check->range)
		return CHECK_RANGE;
	if (check->path)
		return CHECK_FILE;
	if (check->patch)
		return CHECK_PATCH;
	return check->staged ? CHECK_STAGED : CHECK_WORKTREE;
}

static void
verdict_write(const struct judgement *judgement, struct mcp_verdict *verdict)
{
	const struct report_options report = { .by_hand = true };

	report_format_find(BYTES("json"))->write(&verdict->json, &judgement->verdict, &report);
	report_format_find(BYTES("text"))->write(&verdict->text, &judgement->verdict, &report);
	verdict->none = judgement->verdict.kind == VERDICT_NONE;
}

static int
check(void *ctx, const struct mcp_check *asked, struct mcp_verdict *verdict, struct error *err)
{
	const struct arguments *arguments = ctx;
	const struct check_options check = {
		.subject = subject_of(asked),
		.range = asked->range,
		.path = asked->path,
		.content = asked->content,
		.ref = asked->ref,
		.source = arguments->source,
		.message_text = asked->message,
	};
	struct surface surface = { 0 };
	struct judgement judgement;
	int result = check_request_read(&surface, &check, err);

	if (result == 0) {
		check_judge(&surface, &check, &judgement);
		verdict_write(&judgement, verdict);
		judgement_release(&judgement);
	}
	surface_release(&surface);
	return result;
}

/* As a check of a change of HEAD reads them: by configuration, else as HEAD has them (rule 0). */
static int
decisions_open(void *ctx, struct mcp_decisions *decisions, struct error *err)
{
	const struct arguments *arguments = ctx;
	const struct check_options nothing = { .range = "HEAD..HEAD", .source = arguments->source };
	struct surface *surface = memory_calloc(1, sizeof(*surface));
	const struct bundle **bundles;

	decisions->held = surface;
	if (check_request_read(surface, &nothing, err) < 0 ||
	    source_bundles_sound(surface, &bundles, err) < 0)
		return -1;
	decisions->bundles = bundles;
	decisions->n_bundles = surface->request.n_sources;
	decisions->as_of = surface->push.as_of;
	return 0;
}

static void
decisions_close(void *ctx, struct mcp_decisions *decisions)
{
	(void)ctx;
	if (decisions->held)
		surface_release(decisions->held);
	free(decisions->held);
}

static int
query_read(struct mcp_decisions *decisions, const char *text, const char *ref,
	   struct reach_query *query, struct error *err)
{
	if (path_argument_read(decisions->held, text, query, err) < 0)
		return -1;
	return ref_argument_read(decisions->held, ref, &query->ref, err);
}

static int
arguments_read(struct arguments *arguments, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("mcp"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0)
		*(option == OPTION_IN ? &arguments->folder : &arguments->source) = value;
	if (option == OPTION_ERROR)
		return -1;
	if (argc > optind)
		return error_set(err, ERROR_USAGE, "mcp takes no '%s'", argv[optind]);
	if (arguments->folder && chdir(arguments->folder) < 0) {
		(void)error_set_errno(err, "--in %s", arguments->folder);
		err->code = ERROR_USAGE;
		return -1;
	}
	return 0;
}

int
command_mcp(int argc, char **argv)
{
	struct arguments arguments = { NULL, NULL };
	const struct mcp_backend backend = { check, decisions_open, decisions_close, query_read,
					     &arguments };
	struct mcp_server server = { .backend = &backend, .session = MCP_NONE };
	struct error err;

	if (arguments_read(&arguments, argc, argv, &err) < 0 ||
	    mcp_serve(&server, STDIN_FILENO, STDOUT_FILENO, &err) < 0)
		return command_fail(command_find("mcp"), &err);
	return EXIT_ACCEPTED;
}
