#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/macros.h"
#include "corpus.h"
#include "document/document.h"
#include "document/entry.h"
#include "mcp/server.h"
#include "mcp/tool.h"

#define POLICY "\n```lua policy\nreturn { file = function() end }\n```\n"
#define VERDICT "{\"verdict\":\"accept\"}"
#define REVISION "\"io.modelcontextprotocol/protocolVersion\":"
#define CAN "\"io.modelcontextprotocol/clientCapabilities\":{}"
#define META "\"_meta\":{" REVISION "\"2026-07-28\"," CAN "}"
#define CLIENT "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}"
#define CALL(id) "{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":"

static const struct corpus_file files[] = {
	{ "0001-one.md", "---\nstatus: accepted\nscope: [\"src/**\"]\n---\n# One\n" POLICY },
	{ "0002-bytes.md", "---\nstatus: accepted\n---\n# Two\n\n\377\n" POLICY },
	{ NULL, NULL },
};

struct fixture {
	struct corpus corpus;
	const struct bundle *bundles[1];
	struct mcp_backend backend;
	struct mcp_server server;
	struct mcp_check asked; /* the last one */
	size_t n_open;          /* opened and not closed */
	bool broken;            /* the repository cannot be read */
	struct buf out;
};

static int
check(void *ctx, const struct mcp_check *asked, struct mcp_verdict *verdict, struct error *err)
{
	struct fixture *it = ctx;

	it->asked = *asked; /* its texts end with the answer */
	if (asked->ref)
		it->asked.ref = arena_copy(&it->corpus.arena, bytes_of(asked->ref)).data;
	if (it->broken)
		return error_set(err, ERROR_CONFIG, "it is broken");
	buf_add_string(&verdict->json, VERDICT "\n");
	buf_add_string(&verdict->text, "accepted\n");
	return 0;
}

static int
decisions_open(void *ctx, struct mcp_decisions *decisions, struct error *err)
{
	struct fixture *it = ctx;

	it->n_open++;
	if (it->broken)
		return error_set(err, ERROR_CONFIG, "it is broken");
	decisions->bundles = it->bundles;
	decisions->n_bundles = 1;
	decisions->as_of = BYTES("2026-11-23");
	decisions->held = it;
	return 0;
}

static void
decisions_close(void *ctx, struct mcp_decisions *decisions)
{
	struct fixture *it = ctx;

	(void)decisions;
	it->n_open--;
}

static int
query(struct mcp_decisions *decisions, const char *text, const char *ref, struct reach_query *query,
      struct error *err)
{
	struct fixture *it = decisions->held;

	if (text[0] == '/')
		return error_set(err, ERROR_USAGE, "'%s' is outside of the repository", text);
	query->path = arena_copy(&it->corpus.arena, bytes_of(text));
	query->ref = ref ? arena_copy(&it->corpus.arena, bytes_of(ref)) : BYTES_NONE;
	return 0;
}

static int
setup(void **state)
{
	struct fixture *it = calloc(1, sizeof(*it));

	corpus_init(&it->corpus);
	it->bundles[0] = corpus_compile_files(&it->corpus, files);
	it->backend = (struct mcp_backend){ check, decisions_open, decisions_close, query, it };
	it->server = (struct mcp_server){ .backend = &it->backend, .session = MCP_NONE };
	*state = it;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *it = *state;
	int open = (int)it->n_open;

	corpus_release(&it->corpus);
	buf_release(&it->out);
	free(it);
	return open;
}

static const char *
answer(struct fixture *it, const char *line)
{
	buf_clear(&it->out);
	buf_add_string(&it->out, "");
	mcp_server_answer(&it->server, bytes_of(line), &it->out);
	return it->out.data;
}

static void
says(struct fixture *it, const char *line, const char *wanted)
{
	const char *said = answer(it, line);

	if (!strstr(said, wanted))
		fail_msg("to %s\nit says %s\nnot %s", line, said, wanted);
}

static void
begin(struct fixture *it, const char *revision)
{
	char line[512];

	snprintf(line, sizeof(line),
		 CALL("0") "\"initialize\",\"params\":{\"protocolVersion\":\"%s\"," CLIENT "}}",
		 revision);
	answer(it, line);
}

static void
sessions_agree_upon_a_revision(void **state)
{
	static const struct {
		const char *asked, *agreed;
	} rows[] = {
		{ "2025-03-26", "\"protocolVersion\":\"2025-03-26\"" },
		{ "2025-06-18", "\"protocolVersion\":\"2025-06-18\"" },
		{ "2025-11-25", "\"protocolVersion\":\"2025-11-25\"" },
		{ "2024-11-05", "\"protocolVersion\":\"2025-11-25\"" },
		{ "2026-07-28", "\"protocolVersion\":\"2025-11-25\"" },
		{ "", "\"protocolVersion\":\"2025-11-25\"" },
	};
	struct fixture *it = *state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		begin(it, rows[i].asked);
		assert_non_null(strstr(it->out.data, rows[i].agreed));
		assert_non_null(
			strstr(it->out.data, "\"capabilities\":{\"resources\":{},\"tools\":{}}"));
	}
}

/* In a session of 2025-11-25. */
static const struct {
	const char *line, *answer; /* all of it */
} exact[] = {
	{ "", "" },
	{ " \r", "" },
	{ CALL("7") "\"ping\"}", "{\"id\":7,\"jsonrpc\":\"2.0\",\"result\":{}}\n" },
	{ CALL("-12345678901") "\"ping\"}",
	  "{\"id\":-12345678901,\"jsonrpc\":\"2.0\",\"result\":{}}\n" },
	{ CALL("\"a\\u00e9\\\"\\n\"") "\"ping\"}",
	  "{\"id\":\"a\\u00e9\\\"\\n\",\"jsonrpc\":\"2.0\",\"result\":{}}\n" },
	{ "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "" },
	{ "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/"
	  "cancelled\",\"params\":{\"requestId\":1}}",
	  "" },
	{ "{\"jsonrpc\":\"2.0\",\"method\":\"unheard of\",\"params\":[1]}", "" },
	{ "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", "" },
	{ CALL("1") "\"tools/"
		    "call\",\"params\":{\"name\":\"check\",\"arguments\":{\"worktree\":true}}}",
	  "{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{\"content\":[{\"text\":\"accepted\\n\","
	  "\"type\":\"text\"}],\"isError\":false,\"structuredContent\":" VERDICT "}}\n" },
};

static void
answers_are_lines(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	for (size_t i = 0; i < ARRAY_SIZE(exact); i++)
		assert_string_equal(answer(it, exact[i].line), exact[i].answer);
}

static const struct {
	const char *line, *answer;
} refused[] = {
	{ "x", "\"code\":-32700" },
	{ "{", "\"code\":-32700" },
	{ "{} {}", "\"code\":-32700" },
	{ "{\"id\":1,\"id\":2}", "\"code\":-32700" },
	{ "\"\377\"", "\"code\":-32700" },
	{ "\"\\ud800\"", "\"code\":-32700" },
	{ "null", "\"code\":-32600" },
	{ "[]", "\"code\":-32600" },
	{ "[" CALL("1") "\"ping\"}]", "\"code\":-32600" },
	{ "{}", "\"code\":-32600" },
	{ "{\"id\":1,\"method\":\"ping\"}", "\"code\":-32600" },
	{ "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", "\"id\":1" },
	{ "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}", "\"code\":-32600" },
	{ CALL("null") "\"ping\"}", "\"code\":-32600" },
	{ CALL("1.5") "\"ping\"}", "\"code\":-32600" },
	{ CALL("99999999999999999999") "\"ping\"}", "\"code\":-32600" },
	{ CALL("[1]") "\"ping\"}", "\"code\":-32600" },
	{ CALL("1") "1}", "\"code\":-32600" },
	{ "{\"jsonrpc\":\"2.0\",\"id\":1}", "\"code\":-32600" },
	{ CALL("1") "\"ping\",\"params\":[]}", "\"code\":-32602" },
	{ CALL("1") "\"ping\",\"params\":{\"_meta\":1}}", "\"code\":-32602" },
	{ CALL("1") "\"pong\"}", "\"code\":-32601" },
	{ CALL("1") "\"prompts/list\"}", "\"code\":-32601" },
	{ CALL("1") "\"server/discover\"}", "\"code\":-32601" },
	{ CALL("1") "\"initialize\"}", "\"code\":-32602" },
	{ CALL("1") "\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}",
	  "\"code\":-32602" },
	{ CALL("1") "\"tools/call\"}", "\"code\":-32602" },
	{ CALL("1") "\"tools/call\",\"params\":{\"name\":\"rm\"}}", "no tool 'rm'" },
	{ CALL("1") "\"tools/call\",\"params\":{\"name\":\"check\",\"arguments\":[]}}",
	  "\"code\":-32602" },
	{ CALL("1") "\"tools/list\",\"params\":{\"cursor\":\"x\"}}", "\"code\":-32602" },
	{ CALL("1") "\"resources/list\",\"params\":{\"cursor\":\"x\"}}", "\"code\":-32602" },
	{ CALL("1") "\"resources/list\",\"params\":{\"cursor\":1}}", "\"code\":-32602" },
	{ CALL("1") "\"resources/templates/list\",\"params\":{\"cursor\":\"\"}}",
	  "\"code\":-32602" },
	{ CALL("1") "\"resources/read\"}", "\"code\":-32602" },
	{ CALL("1") "\"resources/read\",\"params\":{\"uri\":\"file:///etc/passwd\"}}",
	  "\"code\":-32002,\"data\":{\"uri\":\"file:///etc/passwd\"}" },
};

static void
what_is_wrong_has_the_code_of_the_specification(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		says(it, refused[i].line, refused[i].answer);
		says(it, CALL("1") "\"ping\"}", "\"result\":{}");
	}
}

static void
depth_and_values_are_bounded(void **state)
{
	CLEANUP(buf_release) struct buf line = BUF_INIT;
	struct fixture *it = *state;

	buf_add_repeated(&line, '[', 1000000);
	says(it, line.data, "\"code\":-32600");
	buf_clear(&line);
	buf_add_string(&line, "[0");
	for (size_t i = 0; i < 200000; i++)
		buf_add_string(&line, ",0");
	buf_add_string(&line, "]");
	says(it, line.data, "\"code\":-32600");
}

static void
an_error_without_an_id_is_as_the_revision_has_it(void **state)
{
	struct fixture *it = *state;

	assert_null(strstr(answer(it, "x"), "\"id\""));
	begin(it, "2025-11-25");
	assert_null(strstr(answer(it, "x"), "\"id\""));
	begin(it, "2025-06-18");
	says(it, "x", "\"id\":null");
	begin(it, "2025-03-26");
	says(it, "x", "\"id\":null");
}

static void
batches_are_of_one_revision(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-03-26");
	assert_string_equal(
		answer(it, "[" CALL("1") "\"ping\"},{\"jsonrpc\":\"2.0\",\"method\":\"x\"}," CALL(
				   "\"b\"") "\"ping\"},3]"),
		"[{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{}},"
		"{\"id\":\"b\",\"jsonrpc\":\"2.0\",\"result\":{}},"
		"{\"error\":{\"code\":-32600,\"message\":\"a message is an object\"},\"id\":null,"
		"\"jsonrpc\":\"2.0\"}]\n");
	assert_string_equal(answer(it, "[{\"jsonrpc\":\"2.0\",\"method\":\"x\"}]"), "");
	says(it, "[]", "{\"error\":{\"code\":-32600");
	says(it,
	     "[" CALL("1") "\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"," CLIENT
			   "}}]",
	     "[{\"error\":{\"code\":-32600");
	says(it, "[" CALL("1") "\"server/discover\",\"params\":{" META "}}]",
	     "[{\"error\":{\"code\":-32600");
	says(it, "[" CALL("1") "\"ping\"}]", "[{\"id\":1,");
}

static const struct {
	const char *line, *answer;
} stateless[] = {
	{ CALL("1") "\"server/discover\",\"params\":{" META "}}",
	  "\"supportedVersions\":[\"2026-07-28\"]" },
	{ CALL("1") "\"tools/list\",\"params\":{" META "}}", "\"cacheScope\":\"public\"" },
	{ CALL("1") "\"tools/list\",\"params\":{" META "}}", "\"resultType\":\"complete\"" },
	{ CALL("1") "\"resources/list\",\"params\":{" META "}}", "\"ttlMs\":0" },
	{ CALL("1") "\"tools/call\",\"params\":{\"name\":\"decision\",\"arguments\":{\"id\":"
		    "\"ADR-0001\"}," META "}}",
	  "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"writ\"" },
	{ CALL("1") "\"resources/read\",\"params\":{\"uri\":\"x\"," META "}}", "\"code\":-32602" },
	{ CALL("1") "\"subscriptions/listen\",\"params\":{\"notifications\":{\"toolsListChanged\":"
		    "true}," META "}}",
	  "/acknowledged\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":1},"
	  "\"notifications\":{}}}\n{\"id\":1," },
	{ CALL("1") "\"subscriptions/listen\",\"params\":{" META "}}", "\"code\":-32602" },
	{ CALL("1") "\"ping\",\"params\":{" META "}}", "\"code\":-32601" },
	{ CALL("1") "\"initialize\",\"params\":{" META "}}", "\"code\":-32601" },
	{ CALL("1") "\"tools/list\"}", "\"code\":-32602" },
	{ CALL("1") "\"server/discover\"}", "\"code\":-32602" },
	{ CALL("1") "\"ping\"}", "\"result\":{}" },
	{ CALL("1") "\"tools/list\",\"params\":{\"_meta\":{" REVISION "\"2026-07-28\"}}}",
	  "\"code\":-32602" },
	{ CALL("1") "\"tools/list\",\"params\":{\"_meta\":{" REVISION "1," CAN "}}}",
	  "\"code\":-32602" },
	{ CALL("1") "\"tools/list\",\"params\":{\"_meta\":{" REVISION "\"1900-01-01\"," CAN "}}}",
	  "\"code\":-32022,\"data\":{\"requested\":\"1900-01-01\",\"supported\":[\"2026-07-28\"]"
	  "}" },
	{ CALL("1") "\"tools/list\",\"params\":{\"_meta\":{" REVISION "\"2025-11-25\"," CAN "}}}",
	  "\"code\":-32022" },
};

static void
requests_without_a_session_say_what_they_are_written_in(void **state)
{
	struct fixture *it = *state;

	for (size_t i = 0; i < ARRAY_SIZE(stateless); i++)
		says(it, stateless[i].line, stateless[i].answer);
	begin(it, "2025-06-18");
	says(it, stateless[0].line, stateless[0].answer);
	assert_null(strstr(answer(it, CALL("1") "\"tools/list\"}"), "resultType"));
}

#define TOOL(name, arguments)                                                                      \
	CALL("1")                                                                                  \
	"\"tools/call\",\"params\":{\"name\":\"" name "\",\"arguments\":{" arguments "}"           \
	"}"                                                                                        \
	"}"

static const struct {
	const char *line, *answer;
} calls[] = {
	{ TOOL("check", ""), "check what?" },
	{ TOOL("check", "\"path\":\"a\""), "go together" },
	{ TOOL("check", "\"content\":\"a\",\"worktree\":true"), "go together" },
	{ TOOL("check", "\"staged\":true,\"worktree\":true"), "check what?" },
	{ TOOL("check", "\"worktree\":false"), "check what?" },
	{ TOOL("check", "\"worktree\":1"), "`worktree` is true or false" },
	{ TOOL("check", "\"path\":\"\",\"content\":\"\""), "`path` is a string that is not empty" },
	{ TOOL("check", "\"path\":\"a\\u0000b\",\"content\":\"\""), "holds no NUL" },
	{ TOOL("check", "\"path\":1,\"content\":\"\""), "`path` is a string" },
	{ TOOL("check", "\"range\":\"a..b\",\"message\":\"m\""), "have messages" },
	{ TOOL("check", "\"rnage\":\"a..b\""), "did you mean 'range'?" },
	{ TOOL("context", ""), "context needs `paths`" },
	{ TOOL("context", "\"paths\":[]"), "`paths` is a list" },
	{ TOOL("context", "\"paths\":[1]"), "`paths` is a list" },
	{ TOOL("context", "\"paths\":[\"/x\"]"), "outside of the repository" },
	{ TOOL("context", "\"paths\":[\"a\"],\"budget\":0"), "`budget` is a whole number" },
	{ TOOL("context", "\"paths\":[\"a\"],\"budget\":1"), "is too small" },
	{ TOOL("search", ""), "search needs `query`" },
	{ TOOL("decision", "\"id\":\"ADR-0003\""), "did you mean 'ADR-0001'?" },
	{ TOOL("decision", "\"id\":\"billing\""), "`search` finds some" },
	{ TOOL("explain", ""), "explain what?" },
	{ TOOL("explain", "\"id\":\"ADR-0001\",\"ref\":\"main\""), "`ref` goes with `path`" },
};

static void
what_a_model_can_mend_is_a_result(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
		says(it, calls[i].line, calls[i].answer);
		assert_non_null(strstr(it->out.data, "\"isError\":true}}\n"));
		assert_non_null(strstr(it->out.data, "\"text\":\"error: "));
	}
}

static const struct {
	const char *line, *answer;
} answered[] = {
	{ TOOL("context", "\"paths\":[\"src/a\",\"b\"],\"ref\":\"refs/heads/main\""),
	  "\"schema\":\"writ/context/1\"" },
	{ TOOL("context", "\"paths\":[\"src/a\"],\"budget\":100000"), "\"budget\":100000" },
	{ TOOL("search", "\"query\":\"one\""), "\"id\":\"ADR-0001\"" },
	{ TOOL("decision", "\"id\":\"ADR-0001\""), "\"uri\":\"writ://decision/ADR-0001\"" },
	{ TOOL("decision", "\"id\":\"ADR-0002\""), "\\ufffd" },
	{ TOOL("explain", "\"path\":\"b\",\"id\":\"ADR-0001\""), "\"applies\":false" },
	{ TOOL("explain", "\"path\":\"src/b\""), "\"applies\":true" },
	{ TOOL("explain", "\"id\":\"ADR-0001\""), "\"why\":\"it is in force\"" },
	{ TOOL("explain", "\"id\":\"WRIT-REF\""), "\"id\":\"WRIT-REF\"" },
	{ CALL("1") "\"resources/list\"}", "\"uri\":\"writ://decision/ADR-0002\"" },
	{ CALL("1") "\"resources/list\",\"params\":{\"cursor\":\"writ://decision/ADR-0001\"}}",
	  "\"resources\":[{\"description\":\"enforced, mandatory\",\"mimeType\":\"text/markdown\","
	  "\"name\":\"ADR-0002\"" },
	{ CALL("1") "\"resources/read\",\"params\":{\"uri\":\"writ://decision/ADR-0001\"}}",
	  "\"text\":\"---\\nstatus: accepted\\n" },
	{ CALL("1") "\"resources/read\",\"params\":{\"uri\":\"writ://decision/ADR-0002\"}}",
	  "\"contents\":[{\"blob\":\"LS0t" },
};

static void
decisions_are_told(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	for (size_t i = 0; i < ARRAY_SIZE(answered); i++) {
		says(it, answered[i].line, answered[i].answer);
		assert_null(strstr(it->out.data, "\"isError\":true"));
	}
}

static void
a_check_is_handed_on(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	answer(it, TOOL("check", "\"path\":\"a/b\",\"content\":\"x\\u0000\\n\",\"ref\":\"main\","
				 "\"message\":\"\""));
	assert_string_equal(it->asked.ref, "main");
	assert_non_null(it->asked.message.data);
	assert_false(it->asked.patch);
	answer(it, TOOL("check", "\"patch\":\"\""));
	assert_true(it->asked.patch);
	assert_non_null(it->asked.content.data);
	assert_null(it->asked.message.data);
}

static void
what_the_repository_refuses_is_said(void **state)
{
	struct fixture *it = *state;

	begin(it, "2025-11-25");
	it->broken = true;
	says(it, TOOL("check", "\"worktree\":true"), "error: it is broken");
	says(it, TOOL("decision", "\"id\":\"ADR-0001\""), "error: it is broken");
	says(it, CALL("1") "\"resources/list\"}", "\"code\":-32603,\"message\":\"it is broken\"");
}

static bool
take_back(void *ctx, const struct document_node *id)
{
	return id->integer == *(int *)ctx;
}

static void
a_request_that_was_taken_back_is_not_answered(void **state)
{
	struct fixture *it = *state;
	int id = 5;

	begin(it, "2025-11-25");
	it->server.cancelled = take_back;
	it->server.ctx = &id;
	assert_string_equal(answer(it, CALL("5") "\"ping\"}"), "");
	says(it, CALL("6") "\"ping\"}", "\"id\":6");
}

/* Keys of every object in byte order, the schemas of results aside, which are as they are
 * published. */
static void
check_sorted(const struct document_node *node)
{
	const struct document_node *last = NULL;

	for (const struct document_node *child = node->first; child; child = child->next) {
		if (node->kind == NODE_MAPPING && bytes_equal_string(child->key, "outputSchema"))
			continue;
		if (node->kind == NODE_MAPPING && last)
			assert_true(bytes_compare(last->key, child->key) < 0);
		check_sorted(child);
		last = child;
	}
}

static void
answers_are_json_with_sorted_keys(void **state)
{
	struct fixture *it = *state;

	for (size_t i = 0; i < ARRAY_SIZE(answered) + ARRAY_SIZE(stateless); i++) {
		struct document_problem problem;
		struct document_node *root;
		struct bytes rest, line;

		begin(it, "2025-11-25");
		answer(it, i < ARRAY_SIZE(answered) ? answered[i].line
						    : stateless[i - ARRAY_SIZE(answered)].line);
		rest = buf_bytes(&it->out);
		while (bytes_split(&rest, '\n', &line) && line.len) {
			assert_int_equal(document_parse(&root, DOCUMENT_JSON, line, NULL,
							&it->corpus.arena, &problem),
					 0);
			check_sorted(root);
		}
	}
}

static void
schemas_are_objects(void **state)
{
	struct fixture *it = *state;

	for (const struct mcp_tool *tool = mcp_tools; tool->name; tool++) {
		struct document_problem problem;
		struct document_node *root;

		assert_int_equal(document_parse(&root, DOCUMENT_JSON, bytes_of(tool->output_schema),
						NULL, &it->corpus.arena, &problem),
				 0);
		assert_true(bytes_equal_string(node_entry_text(root, "type"), "object"));
		assert_null(node_entry(root, "$id"));
	}
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVER(sessions_agree_upon_a_revision),
		WITH_SERVER(answers_are_lines),
		WITH_SERVER(what_is_wrong_has_the_code_of_the_specification),
		WITH_SERVER(depth_and_values_are_bounded),
		WITH_SERVER(an_error_without_an_id_is_as_the_revision_has_it),
		WITH_SERVER(batches_are_of_one_revision),
		WITH_SERVER(requests_without_a_session_say_what_they_are_written_in),
		WITH_SERVER(what_a_model_can_mend_is_a_result),
		WITH_SERVER(decisions_are_told),
		WITH_SERVER(a_check_is_handed_on),
		WITH_SERVER(what_the_repository_refuses_is_said),
		WITH_SERVER(a_request_that_was_taken_back_is_not_answered),
		WITH_SERVER(answers_are_json_with_sorted_keys),
		WITH_SERVER(schemas_are_objects),
	};

	return cmocka_run_group_tests_name("mcp server", tests, NULL, NULL);
}
