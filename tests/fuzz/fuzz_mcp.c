/* What a client sends: a first byte that says which revision its session is of, then lines. */

#include "config.h"

#include "base/macros.h"
#include "decisions/compile.h"
#include "document/document.h"
#include "mcp/server.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct source_file files[] = {
	{ BYTES_INIT("0001-a.md"),
	  BYTES_INIT("---\nstatus: accepted\nscope: [\"src/**\"]\n---\n# A cache\n\n"
		     "```lua policy\nreturn { file = function() end }\n```\n") },
	{ BYTES_INIT("0002-b.md"), BYTES_INIT("---\nstatus: proposed\n---\n# B \377\n") },
};

static const struct source source = { BYTES_INIT(""), BYTES_INIT("docs/adr"), files,
				      ARRAY_SIZE(files) };

struct program {
	struct arena arena;
	const struct bundle *bundle;
	size_t n_open;
};

static int
judge_nothing(void *ctx, const struct mcp_check *asked, struct mcp_verdict *verdict,
	      struct error *err)
{
	(void)ctx;
	check((asked->range != NULL) + asked->worktree + asked->staged + (asked->path != NULL) +
		      asked->patch ==
	      1);
	if (asked->staged)
		return error_set(err, ERROR_USAGE, "not this");
	buf_add_string(&verdict->json, "{\"verdict\":\"none\"}\n");
	buf_add_string(&verdict->text, "\n");
	verdict->none = asked->worktree;
	return 0;
}

static int
decisions_open(void *ctx, struct mcp_decisions *decisions, struct error *err)
{
	struct program *it = ctx;

	(void)err;
	it->n_open++;
	decisions->bundles = &it->bundle;
	decisions->n_bundles = 1;
	decisions->as_of = BYTES("2026-11-23");
	return 0;
}

static void
decisions_close(void *ctx, struct mcp_decisions *decisions)
{
	(void)decisions;
	((struct program *)ctx)->n_open--;
}

static int
query_read(struct mcp_decisions *decisions, const char *text, const char *ref,
	   struct reach_query *query, struct error *err)
{
	(void)decisions;
	if (text[0] == '/')
		return error_set(err, ERROR_USAGE, "'%s' is outside", text);
	query->path = bytes_of(text);
	query->folder = bytes_ends_with(query->path, BYTES("/"));
	query->path.len -= query->folder;
	query->ref = bytes_of(ref);
	return 0;
}

/* Each line is a message, and nothing but ASCII. */
static void
check_answer(struct bytes out, struct arena *arena)
{
	struct bytes line;

	check(out.len == 0 || bytes_ends_with(out, BYTES("\n")));
	while (bytes_split(&out, '\n', &line) && out.data) {
		struct document_problem problem;
		struct document_node *root;

		check(document_parse(&root, DOCUMENT_JSON, line, NULL, arena, &problem) == 0);
		for (size_t i = 0; i < line.len; i++)
			check(line.data[i] >= ' ' && line.data[i] <= '~');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct limits limits;
	const struct compile_options options = { .as_of = BYTES("2026-11-23"), .limits = &limits };
	struct program program = { .n_open = 0 };
	struct mcp_backend backend = { judge_nothing, decisions_open, decisions_close, query_read,
				       &program };
	struct mcp_server server = { .backend = &backend };
	struct bytes rest = { (const char *)data, size }, line;

	if (size == 0)
		return 0;
	server.session = (enum mcp_revision)(data[0] % (MCP_NONE + 1));
	if (server.session == MCP_2026_07_28)
		server.session = MCP_NONE;
	rest = bytes_slice(rest, 1, size);
	limits_init(&limits);
	arena_init(&program.arena);
	program.bundle = bundle_compile(&source, &options, &program.arena);
	for (size_t i = 0; i < 8 && bytes_split(&rest, '\n', &line); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;

		mcp_server_answer(&server, line, &out);
		check(program.n_open == 0);
		check_answer(buf_bytes(&out), &program.arena);
	}
	arena_release(&program.arena);
	return 0;
}
