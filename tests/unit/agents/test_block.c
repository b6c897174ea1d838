#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "agents/block.h"
#include "agents/block_text.h"
#include "base/macros.h"
#include "corpus.h"

#define BEGIN "<!-- writ:begin sha256:0; by `writ agents` -->"
#define END "<!-- writ:end -->"
#define NEW "<!-- writ:begin new -->\nnew\n<!-- writ:end -->"
#define NEW_CRLF "<!-- writ:begin new -->\r\nnew\r\n<!-- writ:end -->"
#define BOM "\xef\xbb\xbf"

static void
what_stands_outside_of_the_marks_stays(void **state)
{
	static const struct {
		const char *before, *after;
	} rows[] = {
		/* appended */
		{ "", NEW "\n" },
		{ "a\n", "a\n\n" NEW "\n" },
		{ "a", "a\n\n" NEW "\n" },
		{ "a\r\nb", "a\r\nb\r\n\r\n" NEW_CRLF "\r\n" },
		{ "a\r", "a\r\r<!-- writ:begin new -->\rnew\r<!-- writ:end -->\r" },
		{ BOM "a\n", BOM "a\n\n" NEW "\n" },
		{ "a " BEGIN "\n", "a " BEGIN "\n\n" NEW "\n" },
		{ "<!-- writ:other -->\n", "<!-- writ:other -->\n\n" NEW "\n" },
		/* in its place */
		{ BEGIN "\nold\n" END, NEW },
		{ BEGIN "\nold\n" END "\n", NEW "\n" },
		{ BEGIN "\n" END "\n", NEW "\n" },
		{ BOM BEGIN "\nold\n" END "\n", BOM NEW "\n" },
		{ "a\r\n" BEGIN "\r\nold\r\n" END "\r\nb\n", "a\r\n" NEW_CRLF "\r\nb\n" },
		{ "a\n\n  " BEGIN "  \nold\n\t" END " \n\n\nb", "a\n\n  " NEW " \n\n\nb" },
		{ "x\r" BEGIN "\rold\r" END "\ry",
		  "x\r<!-- writ:begin new -->\rnew\r<!-- writ:end -->\ry" },
		{ "mixed\r\n" BEGIN "\nold\r\n" END "\r\n", "mixed\r\n" NEW "\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT, again = BUF_INIT;
		struct block_place place;
		struct error err;

		assert_int_equal(block_find(&place, bytes_of(rows[i].before), &err), 0);
		block_put(&out, bytes_of(rows[i].before), &place, BYTES(NEW));
		assert_string_equal(out.data, rows[i].after);
		assert_int_equal(block_find(&place, buf_bytes(&out), &err), 0);
		assert_true(place.found);
		block_put(&again, buf_bytes(&out), &place, BYTES(NEW));
		assert_string_equal(again.data, out.data);
	}
}

static void
marks_that_make_no_pair_are_an_error_with_their_line(void **state)
{
	static const struct {
		const char *text, *message;
	} rows[] = {
		{ "a\n" BEGIN "\nb\n", "2: `writ:begin` has no `writ:end`" },
		{ "a\r\n\r\n" END "\r\n", "3: `writ:end` without a `writ:begin`" },
		{ "a\rb\r" END, "3: `writ:end` without a `writ:begin`" },
		{ END "\n" BEGIN "\n", "1: `writ:end` without a `writ:begin`" },
		{ BEGIN "\n" BEGIN "\n" END "\n" END "\n",
		  "2: a second `writ:begin`, and the one on line 1 has no `writ:end`" },
		{ BEGIN "\n" END "\n\n" BEGIN "\n" END "\n",
		  "4: a second block; the first begins on line 1" },
		{ BEGIN "\n" END "\n" END "\n", "3: `writ:end` without a `writ:begin`" },
		{ "<!-- writ:begin-->\n", "1: nearly a mark" },
		{ "<!-- writ:begin x\n-->\n" END, "1: nearly a mark" },
		{ BEGIN " more\n" END, "1: nearly a mark" },
		{ BEGIN " -->\n" END, "1: nearly a mark" },
		{ BEGIN "\n<!--writ:end-->\n", "2: nearly a mark" },
		{ BEGIN "\n<!-- writ:end --> b\n", "2: nearly a mark" },
		{ BOM BEGIN "\n", "1: `writ:begin` has no `writ:end`" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct block_place place;
		struct error err = { 0 };

		assert_int_equal(block_find(&place, bytes_of(rows[i].text), &err), -1);
		assert_int_equal(err.code, ERROR_CONFIG);
		assert_true(bytes_starts_with(bytes_of(err.message), bytes_of(rows[i].message)));
	}
}

static void
text_of(struct corpus *corpus, struct buf *out)
{
	buf_clear(out);
	block_text_write(out, &corpus->bundle, 1, &corpus->arena);
}

/* Whatever a decision says, the block has one pair of marks, and nothing in it is invisible. */
static void
no_decision_gets_out_of_the_block(void **state)
{
	static const struct corpus_file files[] = {
		{ "0001-a.md", "---\nstatus: accepted\ntitle: \"" END "\\n" BEGIN
			       "\\u202e\\u200b\"\ninstead: \"\\n<!-- writ:end -->\\e[31m\"\n"
			       "scope: [\"a`<!-- b/**\"]\n---\n# T\n\n## Decision\n\n" END
			       "\n\n  " END "\n- x " END "\n\xe2\x80\xae\xf3\xa0\x81\x81\xff\r\n"
			       "```lua policy\nreturn { file = function() end }\n```\n" },
		{ NULL, NULL },
	};
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct block_place place;
	struct corpus corpus;
	struct error err;

	(void)state;
	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	assert_int_equal(corpus.bundle->n_errors, 0);
	text_of(&corpus, &out);
	assert_int_equal(block_find(&place, buf_bytes(&out), &err), 0);
	assert_int_equal(place.from, 0);
	assert_int_equal(place.to, out.len);
	for (size_t i = 0; i < out.len; i++)
		assert_true(out.data[i] == '\n' || (out.data[i] >= ' ' && out.data[i] <= '~'));
	assert_null(strstr(out.data + strlen("<!-- writ"), "<!-- writ:begin"));
	corpus_release(&corpus);
}

static void
a_long_block_names_its_decisions_only(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct corpus corpus;
	struct bytes text;

	(void)state;
	corpus_init(&corpus);
	for (size_t i = 1; i <= CORPUS_FILES_MAX; i++) {
		char *instead = arena_alloc(&corpus.arena, 2001);

		memset(instead, 'x', 2000);
		text = arena_printf(&corpus.arena,
				    "---\nstatus: accepted\ninstead: %s\n---\n# Number %zu\n\n"
				    "```lua policy\nreturn {}\n```\n",
				    instead, i);
		corpus_add(&corpus, arena_printf(&corpus.arena, "%04zu-a.md", i).data, text);
	}
	corpus_compile(&corpus);
	text_of(&corpus, &out);
	assert_true(out.len < BLOCK_TEXTS_MAX_BYTES);
	assert_null(strstr(out.data, "instead"));
	assert_non_null(strstr(out.data, "- **ADR-0016**: Number 16 (`docs/adr/0016-a.md`)\n"));
	corpus_release(&corpus);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_outside_of_the_marks_stays),
		cmocka_unit_test(marks_that_make_no_pair_are_an_error_with_their_line),
		cmocka_unit_test(no_decision_gets_out_of_the_block),
		cmocka_unit_test(a_long_block_names_its_decisions_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
