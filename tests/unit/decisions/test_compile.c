#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "corpus.h"
#include "decisions/explain.h"
#include "decisions/listing.h"

#define ACCEPTED "---\nstatus: accepted\n---\n# T\n"
#define POLICY "```lua policy\nreturn {}\n```\n"

static const char madr_full[] = "---\n"
				"# These are optional metadata elements.\n"
				"status: \"superseded by [ADR-0011](0011-other.md)\"\n"
				"date: 2025-03-01\n"
				"decision-makers: [Ada, Grace]\n"
				"consulted: Edsger\n"
				"informed:\n"
				"---\n"
				"\n"
				"# Keep sessions in the database\n"
				"\n"
				"## Context and Problem Statement\n"
				"\n"
				"Where do sessions live?\n"
				"\n"
				"<!-- This is an optional element.\n"
				"# not a title\n"
				"-->\n"
				"## Decision Outcome\n"
				"\n"
				"Chosen option: \"the database\", because it is there.\n";

static const char madr_minimal[] = "# Use plain SQL\n\n## Considered Options\n\n* SQL\n* An ORM\n";

static const char nygard[] = "# 12. Ship a single binary\n"
			     "\n"
			     "Date: 2024-05-06\n"
			     "\n"
			     "## Status\n"
			     "\n"
			     "Accepted\n"
			     "\n"
			     "Supercedes [3. Ship containers](0003-ship-containers.md)\n"
			     "\n"
			     "## Context\n"
			     "\n"
			     "Date: not this one\n";

static const char nygard_superseded[] =
	"3. Ship containers\n"
	"==================\n"
	"\n"
	"Status\n"
	"------\n"
	"\n"
	"Superceded by [12. Ship a single binary](0012-ship-a-single-binary.md)\n";

static const char log4brains[] = "# Speak JSON\n"
				 "\n"
				 "- Status: draft\n"
				 "- Deciders: Ada\n"
				 "- Date: 2024-01-03\n"
				 "- Tags: api\n"
				 "\n"
				 "## Context\n";

static const char log4brains_bold[] = "# Speak JSON\n\n* **Status:** Accepted\n";

static const char backstage[] = "---\n"
				"id: adrs-adr001\n"
				"title: 'ADR001: A log of decisions'\n"
				"description: Why there is one\n"
				"---\n"
				"\n"
				"## Background\n";

static void
files_of_other_tools_load_as_they_are(void **state)
{
	static const struct {
		const char *path, *content;
		const char *id, *title, *date;
		enum decision_status status;
		const char *diagnostics;
	} rows[] = {
		{ "0005-sessions.md", madr_full, "ADR-0005", "Keep sessions in the database",
		  "2025-03-01", STATUS_SUPERSEDED, "" },
		{ "0006-sql.md", madr_minimal, "ADR-0006", "Use plain SQL", NULL, STATUS_UNKNOWN,
		  "" },
		{ "0012-ship-a-single-binary.md", nygard, "ADR-0012", "12. Ship a single binary",
		  "2024-05-06", STATUS_ACCEPTED, "" },
		{ "0003-ship-containers.md", nygard_superseded, "ADR-0003", "3. Ship containers",
		  NULL, STATUS_SUPERSEDED, "" },
		{ "20240102-speak-json.md", log4brains, "ADR-20240102", "Speak JSON", "2024-01-03",
		  STATUS_UNKNOWN,
		  "docs/adr/20240102-speak-json.md:3:11: warning: the status is proposed, "
		  "accepted, rejected, deprecated or superseded, not `draft`\n" },
		{ "20240102-speak-json.md", log4brains_bold, "ADR-20240102", "Speak JSON",
		  "2024-01-02", STATUS_ACCEPTED, "" },
		{ "0001-log.md", backstage, "adrs-adr001", "ADR001: A log of decisions", NULL,
		  STATUS_UNKNOWN,
		  "docs/adr/0001-log.md: warning: no status: write `status: accepted` into the "
		  "front matter, or proposed, rejected, deprecated or superseded\n" },
		{ "0002-no-heading.md", "text\n", "ADR-0002", "no heading", NULL, STATUS_UNKNOWN,
		  "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct decision *decision;
		struct corpus corpus;

		corpus_init(&corpus);
		corpus_add(&corpus, rows[i].path, bytes_of(rows[i].content));
		corpus_compile(&corpus);
		decision = corpus_decision(&corpus, rows[i].id);
		assert_true(bytes_equal_string(decision->title, rows[i].title));
		assert_true(bytes_equal(decision->date, bytes_of(rows[i].date)));
		assert_int_equal(decision->status, rows[i].status);
		assert_false(decision->enforced);
		assert_string_equal(corpus_diagnostics(&corpus), rows[i].diagnostics);
		corpus_release(&corpus);
	}
}

static void
every_key_reaches_the_decision(void **state)
{
	static const char content[] = "---\n"
				      "id: data.1\n"
				      "title: T\n"
				      "status: accepted\n"
				      "date: 2024-02-29\n"
				      "level: advisory\n"
				      "scope: [\"src/**\", \"!src/x/**\"]\n"
				      "refs: [refs/heads/main]\n"
				      "judge: result\n"
				      "question: who\n"
				      "tags: [a, b]\n"
				      "oversize: skip\n"
				      "supersedes: [ADR-0002]\n"
				      "retires: true\n"
				      "instead: do this\n"
				      "parameters: {schema: billing, n: [1, 2.5, true, null]}\n"
				      "---\n" POLICY;
	const struct decision *d;
	const struct value *n;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_add(&corpus, "0001-a.md", bytes_of(content));
	corpus_add(&corpus, "0002-b.md", BYTES(ACCEPTED));
	corpus_compile(&corpus);
	d = corpus_decision(&corpus, "data.1");
	assert_string_equal(corpus_diagnostics(&corpus), "");
	assert_true(d->enforced);
	assert_int_equal(d->level, LEVEL_ADVISORY);
	assert_true(decision_in_scope(d, BYTES("src/a")));
	assert_false(decision_in_scope(d, BYTES("src/x/a")));
	assert_true(pattern_list_matches(&d->refs, BYTES("refs/heads/main")));
	assert_false(pattern_list_matches(&d->refs, BYTES("refs/heads/next")));
	assert_false(d->judge_commits);
	assert_true(d->judge_result);
	assert_true(d->oversize_skip);
	assert_true(d->retires);
	assert_true(bytes_equal_string(d->question, "who"));
	assert_true(bytes_equal_string(d->instead, "do this"));
	assert_int_equal(d->n_tags, 2);
	assert_int_equal(d->n_supersedes, 1);
	assert_true(bytes_equal_string(d->policy.text, "return {}\n"));
	assert_int_equal(d->policy.first_line, 19);
	assert_true(bytes_equal_string(value_get(d->parameters, "schema")->string, "billing"));
	n = value_get(d->parameters, "n");
	assert_int_equal(n->len, 4);
	assert_int_equal(n->items[0]->integer, 1);
	assert_true(n->items[1]->number == 2.5);
	assert_true(n->items[2]->boolean);
	assert_int_equal(n->items[3]->kind, VALUE_NULL);
	assert_int_equal(n->items[0]->line, 16);
	corpus_release(&corpus);
}

static void
a_baseline_is_judged_by_the_result(void **state)
{
	static const struct {
		const char *keys, *diagnostic;
	} rows[] = {
		{ "baseline: no-worse\n", NULL },
		{ "baseline: no-worse\njudge: result\n", NULL },
		{ "judge: [result]\nbaseline: no-worse\n", NULL },
		{ "baseline: no-worse\njudge: commits\n", "write `judge: result`, or leave" },
		{ "judge: [commits, result]\nbaseline: no-worse\n",
		  "write `judge: result`, or leave" },
		{ "baseline: none\n", "`baseline`" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct decision *d;
		struct corpus corpus;
		struct bytes text;

		corpus_init(&corpus);
		text = arena_printf(&corpus.arena, "---\nstatus: accepted\n%s---\n# T\n" POLICY,
				    rows[i].keys);
		corpus_add(&corpus, "0001-a.md", text);
		corpus_compile(&corpus);
		d = corpus_decision(&corpus, "ADR-0001");
		if (rows[i].diagnostic) {
			assert_non_null(strstr(corpus_diagnostics(&corpus), rows[i].diagnostic));
		} else {
			assert_string_equal(corpus_diagnostics(&corpus), "");
			assert_true(d->no_worse && d->judge_result && !d->judge_commits);
		}
		corpus_release(&corpus);
	}
}

static void
defaults_are_those_of_the_contract(void **state)
{
	const struct decision *d;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_add(&corpus, "0001-a.md", BYTES(ACCEPTED POLICY));
	corpus_compile(&corpus);
	d = corpus_decision(&corpus, "ADR-0001");
	assert_int_equal(d->level, LEVEL_MANDATORY);
	assert_true(decision_in_scope(d, BYTES("any/path")));
	assert_true(pattern_list_matches(&d->refs, BYTES("refs/heads/a/b")));
	assert_true(pattern_list_matches(&d->refs, BYTES("refs/tags/v1")));
	assert_false(pattern_list_matches(&d->refs, BYTES("refs/notes/x")));
	assert_true(d->judge_commits && !d->judge_result && !d->oversize_skip && d->enforceable);
	assert_true(bytes_equal_string(d->shown_path, "docs/adr/0001-a.md"));
	corpus_release(&corpus);
}

static void
a_policy_in_an_indented_fence_loses_its_indentation(void **state)
{
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_add(&corpus, "0001-a.md",
		   BYTES(ACCEPTED "  ```lua policy\n  return {\n    a = 1,\n }\n\n  ```\n"));
	corpus_compile(&corpus);
	assert_true(bytes_equal_string(corpus_decision(&corpus, "ADR-0001")->policy.text,
				       "return {\n  a = 1,\n}\n\n"));
	corpus_release(&corpus);
}

static void
only_numbered_markdown_is_a_decision(void **state)
{
	static const struct corpus_file files[] = {
		{ "0001-a.md", "# A\n" },
		{ "0001-a/accepts.txtar", "" },
		{ "001-a.md", "# A\n" },
		{ "0001.md", "# A\n" },
		{ "README.md", "# A\n" },
		{ "adr-template.md", "---\nstatus: \"{proposed | rejected}\"\n---\n" POLICY },
		{ "backend/0002-b.md", "# B\n" },
		{ "notes.txtar", "" },
		{ NULL, NULL },
	};
	static const char *const passed[] = { "0001.md", "001-a.md", "README.md", "adr-template.md",
					      "notes.txtar" };
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	assert_int_equal(corpus.bundle->n_decisions, 2);
	assert_int_equal(corpus.bundle->n_passed_over, ARRAY_SIZE(passed));
	for (size_t i = 0; i < ARRAY_SIZE(passed); i++)
		assert_true(bytes_equal_string(corpus.bundle->passed_over[i], passed[i]));
	assert_string_equal(corpus_diagnostics(&corpus),
			    "docs/adr/adr-template.md:4:1: warning: a policy in a file that is no "
			    "decision: its name must begin with NNNN- or YYYYMMDD- and end in "
			    ".md\n");
	corpus_release(&corpus);
}

static void
ids_are_unique(void **state)
{
	static const struct corpus_file files[] = {
		{ "0001-a.md", "# A\n" },
		{ "0001-b.md", ACCEPTED POLICY },
		{ "0001-c.md", "# C\n" },
		{ "0002-d.md", ACCEPTED POLICY },
		{ "0003-e.md", "---\nid: ADR-0002\nstatus: accepted\n---\n# T\n" },
		{ "x/0001-a.md", "# A\n" },
		{ NULL, NULL },
	};
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	assert_string_equal(corpus_diagnostics(&corpus),
			    "docs/adr/0001-a.md: warning: the id ADR-0001 is already that of "
			    "docs/adr/0001-b.md; it is called 0001-a\n"
			    "docs/adr/0001-c.md: warning: the id ADR-0001 is already that of "
			    "docs/adr/0001-b.md; it is called 0001-c\n"
			    "docs/adr/0003-e.md:2:5: error: the id ADR-0002 is already that of "
			    "docs/adr/0002-d.md\n"
			    "docs/adr/x/0001-a.md: warning: the id ADR-0001 is already that of "
			    "docs/adr/0001-b.md; it is called x/0001-a\n");
	assert_non_null(corpus_decision(&corpus, "x/0001-a"));
	corpus_release(&corpus);
}

static void
places_are_shown_as_a_reader_finds_them(void **state)
{
	static const struct {
		const char *place, *shown;
	} rows[] = {
		{ "refs/heads/main:docs/adr", "docs/adr/0001-a.md" },
		{ "refs/heads/main:", "0001-a.md" },
		{ "main:docs/adr", "docs/adr/0001-a.md" },
		{ "/etc/writ/decisions", "/etc/writ/decisions/0001-a.md" },
		{ "/etc/a:b/", "/etc/a:b/0001-a.md" },
		{ "./docs", "./docs/0001-a.md" },
		{ "/srv/git/governance.git#refs/heads/main:decisions",
		  "governance.git:decisions/0001-a.md" },
		{ "", "0001-a.md" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		corpus.source.place = bytes_of(rows[i].place);
		corpus_add(&corpus, "0001-a.md", BYTES("# A\n"));
		corpus_compile(&corpus);
		assert_true(bytes_equal_string(corpus_decision(&corpus, "ADR-0001")->shown_path,
					       rows[i].shown));
		corpus_release(&corpus);
	}
}

static struct bytes
digest_of(struct corpus *corpus, const struct corpus_file *files)
{
	corpus_init(corpus);
	return corpus_compile_files(corpus, files)->digest;
}

static void
the_digest_is_of_every_file_and_its_path(void **state)
{
	static const struct corpus_file one[] = { { "a", "bc" }, { NULL, NULL } };
	static const struct corpus_file other[] = { { "ab", "c" }, { NULL, NULL } };
	static const struct corpus_file two[] = { { "a", "bc" }, { "b", "" }, { NULL, NULL } };
	struct corpus a, b, c, empty;

	(void)state;
	assert_true(bytes_starts_with(digest_of(&a, one), BYTES("sha256:")));
	assert_int_equal(a.bundle->digest.len, 7 + 64);
	assert_false(bytes_equal(a.bundle->digest, digest_of(&b, other)));
	assert_false(bytes_equal(a.bundle->digest, digest_of(&c, two)));
	corpus_init(&empty);
	assert_true(bytes_equal_string(corpus_compile(&empty)->digest,
				       "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca4"
				       "95991b7852b855"));
	corpus_release(&a);
	corpus_release(&b);
	corpus_release(&c);
	corpus_release(&empty);
}

static void
the_listing_says_what_is_in_force(void **state)
{
	static const struct corpus_file files[] = {
		{ "0001-a.md", ACCEPTED POLICY },
		{ "0002-b.md", "---\nstatus: accepted\nenforceable: false\n---\n# \x1b[31mB\n" },
		{ "0003-c.md", "# C\n\n## Status\n\nProposed\n" POLICY },
		{ "README.md", "" },
		{ NULL, NULL },
	};
	static const char expected[] =
		"ADR-0001  mandatory  accepted  enforced\n"
		"    T\n"
		"    docs/adr/0001-a.md\n"
		"ADR-0002  mandatory  accepted  not enforced: documented only, on purpose\n"
		"    \\x1b[31mB\n"
		"    docs/adr/0002-b.md\n"
		"ADR-0003  mandatory  proposed  not enforced: its status is proposed\n"
		"    C\n"
		"    docs/adr/0003-c.md\n"
		"passed over: README.md\n"
		"3 decisions, 1 enforced; 0 errors\n"
		"of them 1 documented only, 1 not in force\n"
		"bundle: sha256:";
	struct buf out = BUF_INIT;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	listing_write(&out, corpus_compile_files(&corpus, files));
	assert_true(bytes_starts_with(buf_bytes(&out), bytes_of(expected)));
	buf_release(&out);
	corpus_release(&corpus);
}

static void
explain_shows_the_decision_and_its_policy(void **state)
{
	static const char expected[] = "ADR-0001: T\n"
				       "\n"
				       "file:       docs/adr/0001-a.md\n"
				       "status:     accepted\n"
				       "level:      mandatory\n"
				       "in force:   yes\n"
				       "scope:      every path\n"
				       "refs:       refs/heads/**, refs/tags/**\n"
				       "judges:     each commit\n"
				       "\n"
				       "policy (0001-a.md, line 6):\n"
				       "\n"
				       "    return {}\n";
	struct buf out = BUF_INIT;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_add(&corpus, "0001-a.md", BYTES(ACCEPTED POLICY));
	corpus_compile(&corpus);
	explain_decision_write(&out, corpus.bundle, corpus_decision(&corpus, "ADR-0001"),
			       corpus.options.as_of);
	assert_string_equal(out.data, expected);
	buf_release(&out);
	corpus_release(&corpus);
}

static void
every_builtin_is_explained_in_72_columns(void **state)
{
	(void)state;
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		struct bytes rest = bytes_of(builtin_text((enum builtin)i)->explain);
		struct bytes line;

		while (bytes_split(&rest, '\n', &line))
			assert_true(line.len <= 72);
		assert_non_null(strstr(builtin_text((enum builtin)i)->explain,
				       builtin_id((enum builtin)i)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_of_other_tools_load_as_they_are),
		cmocka_unit_test(every_key_reaches_the_decision),
		cmocka_unit_test(a_baseline_is_judged_by_the_result),
		cmocka_unit_test(defaults_are_those_of_the_contract),
		cmocka_unit_test(a_policy_in_an_indented_fence_loses_its_indentation),
		cmocka_unit_test(only_numbered_markdown_is_a_decision),
		cmocka_unit_test(ids_are_unique),
		cmocka_unit_test(places_are_shown_as_a_reader_finds_them),
		cmocka_unit_test(the_digest_is_of_every_file_and_its_path),
		cmocka_unit_test(the_listing_says_what_is_in_force),
		cmocka_unit_test(explain_shows_the_decision_and_its_policy),
		cmocka_unit_test(every_builtin_is_explained_in_72_columns),
	};

	return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
