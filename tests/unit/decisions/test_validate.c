#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "corpus.h"

#define POLICY "```lua policy\nreturn {}\n```\n"
#define P "docs/adr/0007-x.md"

struct row {
	const char *content, *diagnostics;
};

/* Compiles each content as 0007-x.md and compares all that is said of it. */
static void
check_rows(const struct row *rows, size_t n)
{
	size_t failures = 0;

	for (size_t i = 0; i < n; i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		corpus_add(&corpus, "0007-x.md", bytes_of(rows[i].content));
		corpus_compile(&corpus);
		if (strcmp(corpus_diagnostics(&corpus), rows[i].diagnostics) != 0) {
			print_error("%s\ngives:\n%sand not:\n%s", rows[i].content,
				    corpus_diagnostics(&corpus), rows[i].diagnostics);
			failures++;
		}
		corpus_release(&corpus);
	}
	assert_int_equal(failures, 0);
}

#define CHECK(rows) check_rows(rows, ARRAY_SIZE(rows))

static void
good_files_are_silent(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\n---\n# T\n" POLICY, "" },
		{ "---\nstatus: Accepted\ntitle: T\n---\n" POLICY, "" },
		{ "\xef\xbb\xbf---\r\nstatus: accepted\r\n---\r\n# T\r\n"
		  "```lua policy\r\nreturn {}\r\n```\r\n",
		  "" },
		{ "---\nstatus: accepted\n---\n# T\n~~~~ lua policy\nreturn {}\n~~~~~", "" },
		{ "---\nstatus: accepted\n---\n# T\n   ```lua   policy\n   return {}\n  ```\n",
		  "" },
		{ "---\nid: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-11-23\nlevel: advisory\n"
		  "scope: [\"src/**\", \"!src/x/**\"]\nrefs: [refs/heads/main]\njudge: [commits, "
		  "result]\nquestion: q\ntags: [a]\noversize: skip\nsupersedes: []\ninstead: i\n"
		  "parameters: {a: 1}\nenforceable: true\nx-mine: {a: [1]}\n---\n" POLICY,
		  "" },
		{ "---\nstatus: accepted\ndecision-makers: [A, B]\nconsulted:\ninformed: C\n---\n# "
		  "T\n",
		  "" },
		{ "# T\n\n## Status\n\nAccepted\n" POLICY, "" },
		{ "no heading\n", "" },
		{ "", "" },
		{ "---\n---\n", "" },
		{ "---\n# only a comment\n---\n", "" },
	};

	(void)state;
	CHECK(rows);
}

static void
values_of_the_wrong_kind_are_errors(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\ntitle: [a]\n---\n# T\n" POLICY,
		  P ":3:8: error: `title` takes a text, not a list\n" },
		{ "---\nstatus: accepted\ntitle: 2024\n---\n# T\n" POLICY,
		  P ":3:8: error: `title` takes a text, not a number; quote it\n" },
		{ "---\nstatus: accepted\ntitle:\n---\n# T\n" POLICY,
		  P ":3:1: error: `title` is empty: give it a value, or leave the key out\n" },
		{ "---\nstatus: accepted\ntitle: \"\"\n---\n# T\n" POLICY,
		  P ":3:8: error: `title` is empty: give it a value, or leave the key out\n" },
		{ "---\nstatus: acepted\n---\n# T\n" POLICY,
		  P ":2:9: error: `status` is proposed | accepted | rejected | deprecated | "
		    "superseded, not `acepted`; did you mean `accepted`?\n" },
		{ "---\nstatus: accepted\nlevel: blocking\n---\n# T\n",
		  P ":3:8: error: `level` is shadow | advisory | mandatory, not `blocking`\n" },
		{ "---\nstatus: accepted\nlevel: [mandatory]\n---\n# T\n",
		  P ":3:8: error: `level` takes shadow | advisory | mandatory, not a list\n" },
		{ "---\nstatus: accepted\nscope: src\n---\n# T\n",
		  P ":3:8: error: `scope` takes a list of patterns, as in [\"src/**\"], not a "
		    "string\n" },
		{ "---\nstatus: accepted\nscope: []\n---\n# T\n",
		  P ":3:8: error: `scope` is empty: name a pattern, or leave the key out\n" },
		{ "---\nstatus: accepted\nscope: [a, 7, \"\"]\n---\n# T\n",
		  P ":3:12: error: `scope` is a list of texts; this is a number\n" P
		    ":3:15: error: `scope` is a list of texts; this is an empty one\n" },
		{ "---\nstatus: accepted\nscope: [\"a**\"]\n---\n# T\n",
		  P ":3:9: error: `scope`: `**` must be a whole segment, between slashes, at byte "
		    "2 in `a**`\n" },
		{ "---\nstatus: accepted\njudge: both\n---\n# T\n",
		  P ":3:8: error: `judge` is commits | result, not `both`\n" },
		{ "---\nstatus: accepted\njudge: []\n---\n# T\n", P
		  ":3:8: error: `judge` takes commits, result or [commits, result], not a list\n" },
		{ "---\nstatus: accepted\noversize: ignore\n---\n# T\n",
		  P ":3:11: error: `oversize` is reject | skip, not `ignore`\n" },
		{ "---\nstatus: accepted\nparameters: [a]\n---\n# T\n",
		  P ":3:13: error: `parameters` takes a mapping, as in {schema: billing}, not a "
		    "list\n" },
		{ "---\nstatus: accepted\nenforceable: no\n---\n# T\n",
		  P ":3:14: error: `enforceable` takes true or false, not a string\n" },
		{ "---\nstatus: accepted\nsupersedes: ADR-0001\n---\n# T\n",
		  P ":3:13: error: `supersedes` takes a list of texts, as in [a, b], not a "
		    "string\n" },
		{ "---\nstatus: accepted\ndate: 2026-02-29\n---\n# T\n" POLICY, P
		  ":3:7: error: `date` is a day as in 2026-11-23 (ISO 8601), not `2026-02-29`\n" },
		{ "---\nstatus: accepted\ndate: 2026-11-24\n---\n# T\n" POLICY,
		  P ":3:7: error: the date 2026-11-24 is after today, 2026-11-23\n" },
		{ "---\nstatus: accepted\nid: a b\n---\n# T\n",
		  P ":3:5: error: `id` is letters, digits and `. _ -`, at most 64, as in ADR-0007, "
		    "not `a b`\n" },
		{ "---\nstatus: accepted\nid: WRIT-REF\n---\n# T\n",
		  P ":3:5: error: `id` must not begin with WRIT-: these are the built-in "
		    "decisions\n" },
	};

	(void)state;
	CHECK(rows);
}

static void
unknown_keys_are_errors_where_writ_is_spoken(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\nlevle: shadow\n---\n# T\n",
		  P ":3:1: error: unknown key `levle`; did you mean `level`?\n" },
		{ "---\nstatus: accepted\nStatus: x\n---\n# T\n" POLICY,
		  P ":3:1: error: unknown key `Status`; did you mean `status`?\n" },
		/* what other tools write as well makes nobody's file ours */
		{ "---\nstatus: on hold\ndate: 2023-9-15\ntitle: [a]\ncontact: me\n---\n# T\n", P
		  ":2:9: warning: `status` is proposed | accepted | rejected | deprecated | "
		  "superseded, not `on hold`\n" P
		  ":3:7: warning: `date` is a day as in 2026-11-23 (ISO 8601), not `2023-9-15`\n" P
		  ":4:8: warning: `title` takes a text, not a list\n" P
		  ":5:1: warning: unknown key `contact`; a key of your own begins with `x-`\n" },
		{ "---\ncolour: blue\n---\n# T\n\n## Status\n\nAccepted\n" POLICY,
		  P ":2:1: error: unknown key `colour`; a key of your own begins with `x-`\n" },
		{ "---\ncolour: blue\n---\n# T\n",
		  P ":2:1: warning: unknown key `colour`; a key of your own begins with `x-`\n" },
	};

	(void)state;
	CHECK(rows);
}

static void
yaml_that_could_mislead_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\n",
		  P ":1:1: error: the front matter is not closed: a line "
		    "`---` must follow it\n" },
		{ "---\na: &x b\n---\n",
		  P ":2:4: error: YAML anchors are not allowed; quote a text "
		    "that begins with `&`\n" },
		{ "---\na: *x\n---\n", P ":2:4: error: YAML aliases are not allowed; quote a text "
					 "that begins with `*`\n" },
		{ "---\nscope: [!src]\n---\n",
		  P ":2:13: error: the front matter is not valid YAML: did not find expected "
		    "whitespace or line break; quote a text that begins with `!`\n" },
		{ "---\nscope: [*.py]\n---\n",
		  P ":2:10: error: the front matter is not valid YAML: did not find expected "
		    "alphabetic or numeric character; quote a text that begins with `*`\n" },
		{ "---\nscope:\n- !src/x\n---\n",
		  P ":3:3: error: YAML tags are not allowed; quote a text that begins with `!`\n" },
		{ "---\nscope: [! src/x]\n---\n", P ":2:9: error: YAML tags are not allowed; quote "
						    "a text that begins with `!`\n" },
		{ "---\nx-\xc3\xa4: [! src/x]\n---\n",
		  P ":2:7: error: YAML tags are not allowed; quote a text that begins with `!`\n" },
		{ "---\na: !!str b\n---\n",
		  P ":2:4: error: YAML tags are not allowed; quote a text "
		    "that begins with `!`\n" },
		{ "---\na: b\na: c\n---\n", P
		  ":2:1: warning: unknown key `a`; a key of your own "
		  "begins with `x-`\n" P
		  ":3:1: error: the key `a` stands here a second time; it was given on line 2\n" },
		{ "---\n<<: {a: b}\n---\n", P ":2:1: error: YAML merge keys are not allowed\n" },
		{ "---\n? [a]\n: b\n---\n", P ":2:3: error: a key must be a plain text\n" },
		{ "---\n- a\n---\n",
		  P ":2:1: error: the front matter must be `key: value` lines\n" },
		{ "---\na: b\n...\nc: d\n---\n",
		  P ":4:1: error: the front matter is not valid YAML: did not find expected "
		    "<document start>\n" },
		{ "---\na: b\n--- {c: d}\n---\n",
		  P ":3:1: error: the front matter must be one YAML document\n" },
		{ "---\n%YAML 1.1\n--- \n",
		  P ":3:1: error: the front matter is not valid YAML: did "
		    "not find expected <document start>\n" },
		{ "---\na: b: c\n---\n",
		  P ":2:5: error: the front matter is not valid YAML: mapping "
		    "values are not allowed in this context\n" },
		{ "---\nx-a: \xff\n---\n", P ":2:6: error: the front matter is not valid YAML: "
					     "invalid leading UTF-8 octet\n" },
		{ "---\nx-a: 99999999999999999999\n---\n",
		  P ":2:6: error: the number does not fit into 64 bits; quote it\n" },
		{ "---\nx-a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n---\n",
		  P ":2:38: error: the front matter is nested too deeply\n" },
	};

	(void)state;
	CHECK(rows);
}

static void
patterns_that_cannot_be_meant_are_told(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\nscope: [\"*.py\", src/, /a, ./b, a//b, \"!*.md\", "
		  "../x]\n---\n# T\n",
		  P ":3:9: warning: `*.py` matches at the root only; write `**/*.py`\n" P
		    ":3:17: warning: `src/` matches nothing; write `src/**`\n" P
		    ":3:23: warning: `/a` matches nothing; write `a`\n" P
		    ":3:27: warning: `./b` matches nothing; write `b`\n" P
		    ":3:32: warning: `a//b` matches nothing: no path of a repository looks like "
		    "this\n" P
		    ":3:38: warning: `!*.md` matches at the root only; write `!**/*.md`\n" P
		    ":3:47: warning: `../x` matches nothing: no path of a repository looks like "
		    "this\n" },
		{ "---\nstatus: accepted\nscope: [src/a/*.c, \"!src/**\", README.md]\n---\n# T\n",
		  P ":3:9: warning: `src/a/*.c` matches nothing: `!src/**` excludes all of it\n" },
		{ "---\nstatus: accepted\nrefs: [main, heads/x, \"*\", refs/heads/]\n---\n# T\n",
		  P ":3:8: error: `main`: a ref pattern begins with `refs/`; write "
		    "`refs/heads/main`\n" P
		    ":3:14: error: `heads/x`: a ref pattern begins with `refs/`; write "
		    "`refs/heads/x`\n" P
		    ":3:23: error: `*`: a ref pattern begins with `refs/`; write "
		    "`refs/heads/**`\n" P
		    ":3:28: warning: `refs/heads/` matches nothing; write `refs/heads/**`\n" },
		{ "---\nstatus: accepted\njudge: result\n---\n# T\n", P
		  ":3:8: warning: `judge: result` with `refs` that can match several branches: "
		  "what one took in is judged again when it comes to the next; name one branch in "
		  "`refs`\n" },
		{ "---\nstatus: accepted\njudge: result\nrefs: [refs/heads/main]\n---\n# T\n", "" },
	};

	(void)state;
	CHECK(rows);
}

static void
a_policy_is_one_closed_block(void **state)
{
	static const struct row rows[] = {
		{ "---\nstatus: accepted\n---\n# T\n```lua policy\nreturn {}\n", P
		  ":5:1: error: the policy's block is not closed: a line of 3 ``` must end it\n" },
		{ "---\nstatus: accepted\n---\n# T\n````lua policy\nreturn {}\n```\n", P
		  ":5:1: error: the policy's block is not closed: a line of 4 ``` must end it\n" },
		{ "---\nstatus: accepted\n---\n# T\n" POLICY POLICY,
		  P ":8:1: error: a second policy; the first begins on line 5, and a decision has "
		    "one\n" },
		{ "---\nstatus: accepted\n---\n# T\n```lua policy\n\n```\n",
		  P ":6:1: error: the policy is empty\n" },
		{ "---\nstatus: accepted\nenforceable: false\n---\n# T\n" POLICY, P
		  ":7:1: error: the decision has a policy and says `enforceable: false`: take one "
		  "of them out\n" },
		{ "# T\n" POLICY, P ": error: no status: write `status: accepted` into the front "
				    "matter, or proposed, rejected, deprecated or superseded\n" },
		{ "# T\n\n## Status\n\nDraft\n" POLICY,
		  P ":5:1: error: the status is proposed, accepted, rejected, deprecated or "
		    "superseded, not `Draft`\n" },
		{ "---\nstatus: accepted\n---\n" POLICY,
		  P ": warning: no `title` and no heading; it is shown by the name of its file\n" },
	};

	(void)state;
	CHECK(rows);
}

static void
what_only_looks_like_a_policy_is_told(void **state)
{
	static const struct row rows[] = {
		{ "```Lua Policy\n```\n", P ":1:1: warning: not taken as a policy: the info string "
					    "must be `lua policy`, not `Lua Policy`\n" },
		{ "```lua-policy\n```\n", P ":1:1: warning: not taken as a policy: the info string "
					    "must be `lua policy`, not `lua-policy`\n" },
		{ "<!--\n```lua policy\n```\n-->\n",
		  P ":2:1: warning: not taken as a policy: it stands inside an HTML comment\n" },
		{ "- a\n\n    ```lua policy\n    ```\n", P
		  ":3:1: warning: not taken as a policy: its fence is indented by more than three "
		  "columns, or stands in a list or quotation\n" },
		{ "> ```lua policy\n> ```\n", P
		  ":1:1: warning: not taken as a policy: its fence is indented by more than three "
		  "columns, or stands in a list or quotation\n" },
		{ "```text\n```lua policy\n```\n",
		  P ":2:1: warning: not taken as a policy: it stands inside the block that line 1 "
		    "opens\n" },
		{ "````text\n```lua policy\n```\n````\n", "" },
		{ "```text\n", P ":1:1: warning: the code block is not closed\n" },
		{ "```lua\n```\n", "" },
		{ "---\nstatus: accepted\n---\n# T\n```lua\n```\n", P
		  ":5:1: warning: this block is not enforced: the info string of a policy is `lua "
		  "policy`; with an example, say `enforceable: false`\n" },
		{ "---\nstatus: accepted\nenforceable: false\n---\n# T\n```lua\n```\n", "" },
		{ "---\nstatus: accepted\n---\n# T\n```lua\n```\n" POLICY, "" },
		{ "use ```lua policy``` here\n", "" },
	};

	(void)state;
	CHECK(rows);
}

static int
refuse_policy(const struct policy_code *code, struct error *err)
{
	return error_set(err, ERROR_CORPUS, "line %zu: unexpected symbol", code->first_line + 1);
}

static void
a_syntax_error_stands_at_its_line(void **state)
{
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus.options.check_policy = refuse_policy;
	corpus_add(&corpus, "0007-x.md", BYTES("---\nstatus: accepted\n---\n# T\n" POLICY));
	corpus_add(&corpus, "0008-y.md", BYTES("---\nstatus: accepted\n---\n# T\n"));
	corpus_add(&corpus, "0008-y.lua", BYTES("return {}\n"));
	corpus_compile(&corpus);
	assert_string_equal(
		corpus_diagnostics(&corpus),
		P ":7:1: error: the policy does not compile: unexpected symbol\n"
		  "docs/adr/0008-y.lua:2:1: error: the policy does not compile: unexpected "
		  "symbol\n");
	corpus_release(&corpus);
}

static void
a_policy_over_the_limit_is_an_error(void **state)
{
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus.limits.value[LIMIT_POLICY_BYTES] = 9;
	corpus_add(&corpus, "0007-x.md", BYTES("---\nstatus: accepted\n---\n# T\n" POLICY));
	corpus_compile(&corpus);
	assert_string_equal(corpus_diagnostics(&corpus),
			    P ":6:1: error: the policy has 10 bytes; writ.limit.policy-bytes "
			      "allows 9\n");
	corpus_release(&corpus);
}

static void
a_sidecar_is_a_policy(void **state)
{
	static const struct corpus_file files[] = {
		{ "0007-x.md", "---\nstatus: accepted\n---\n# T\n" },
		{ "0007-x.lua", "return {}\n" },
		{ "0008-y.md", "---\nstatus: accepted\n---\n# T\n" POLICY },
		{ "0008-y.lua", "return {}\n" },
		{ "0009-z.lua", "return {}\n" },
		{ NULL, NULL },
	};
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	assert_string_equal(corpus_diagnostics(&corpus),
			    "docs/adr/0008-y.md:5:1: error: a policy here and in 0008-y.lua: a "
			    "decision has one\n"
			    "docs/adr/0009-z.lua: error: a policy without its decision: there is "
			    "no 0009-z.md\n");
	assert_true(bytes_equal_string(corpus_decision(&corpus, "ADR-0007")->policy.path,
				       "0007-x.lua"));
	corpus_release(&corpus);
}

static void
errors_of_one_file_are_capped_but_counted(void **state)
{
	struct buf text = BUF_INIT;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	buf_add_string(&text, "---\nstatus: accepted\n");
	for (int i = 0; i < 500; i++)
		buf_printf(&text, "k%d: 1\n", i);
	buf_add_string(&text, "---\n# T\n" POLICY);
	corpus_add(&corpus, "0007-x.md", buf_bytes(&text));
	corpus_compile(&corpus);
	assert_int_equal(corpus.bundle->n_errors, 500);
	assert_int_equal(corpus.bundle->n_diagnostics, 100);
	assert_non_null(strstr(corpus_diagnostics(&corpus), "error: 400 more errors"));
	buf_release(&text);
	corpus_release(&corpus);
}

static void
bytes_that_are_no_text_do_no_harm(void **state)
{
	static const struct bytes contents[] = {
		BYTES_INIT("---\nstatus: accepted\n---\n# T\xff\n```lua policy\n\0\n```\n"),
		BYTES_INIT("---\n\0\n---\n"),
		BYTES_INIT("---\nstatus: accepted\0\n---\n"),
		BYTES_INIT("\0\0\0"),
		BYTES_INIT("---"),
		BYTES_INIT("---\r"),
		BYTES_INIT("```lua policy"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(contents); i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		corpus_add(&corpus, "0007-x.md", contents[i]);
		assert_int_equal(corpus_compile(&corpus)->n_decisions, 1);
		corpus_diagnostics(&corpus);
		corpus_release(&corpus);
	}
}

static void
a_huge_front_matter_is_refused(void **state)
{
	struct buf text = BUF_INIT;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	buf_add_string(&text, "---\nx-a: ");
	buf_add_repeated(&text, 'a', 70000);
	buf_add_string(&text, "\n---\n");
	corpus_add(&corpus, "0007-x.md", buf_bytes(&text));
	corpus_compile(&corpus);
	assert_string_equal(corpus_diagnostics(&corpus),
			    P ": error: the front matter is longer than 65536 bytes\n");
	buf_release(&text);
	corpus_release(&corpus);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files_are_silent),
		cmocka_unit_test(values_of_the_wrong_kind_are_errors),
		cmocka_unit_test(unknown_keys_are_errors_where_writ_is_spoken),
		cmocka_unit_test(yaml_that_could_mislead_is_refused),
		cmocka_unit_test(patterns_that_cannot_be_meant_are_told),
		cmocka_unit_test(a_policy_is_one_closed_block),
		cmocka_unit_test(what_only_looks_like_a_policy_is_told),
		cmocka_unit_test(a_syntax_error_stands_at_its_line),
		cmocka_unit_test(a_policy_over_the_limit_is_an_error),
		cmocka_unit_test(a_sidecar_is_a_policy),
		cmocka_unit_test(errors_of_one_file_are_capped_but_counted),
		cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
		cmocka_unit_test(a_huge_front_matter_is_refused),
	};

	return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
