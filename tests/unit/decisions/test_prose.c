#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "decisions/prose.h"

static void
what_was_decided_is_found_in_every_form(void **state)
{
	static const struct {
		const char *content, *decision;
	} rows[] = {
		{ "# T\n\n## Context\n\nwhy\n\n## Decision\n\nWe do a.\n\n## Consequences\n\nb\n",
		  "We do a." },
		{ "# T\n\n## Decision Outcome\n\nChosen: a\n\n### Consequences\n\nb\n",
		  "Chosen: a" },
		{ "# T\n\n## Decision\n\n### One\n\na\n### Two\n\nb\n## Links\nc\n",
		  "One:\n\n\na\nTwo:\n\n\nb" },
		{ "T\n=\n\nDecision\n--------\nunderlined\n\nMore\n----\nx\n", "underlined" },
		{ "# T\n\n## DECISION: ##\na\n", "a" },
		{ "\xef\xbb\xbf---\ntitle: T\n---\n# T\r\n\r\nplain\r\ntext\r\n", "plain\ntext" },
		{ "# T\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n## What\n\na\n", "a" },
		{ "# T\n\n## Decision\na\n\n```lua policy\nreturn {}\n```\nb\n", "a\n\nb" },
		{ "# T\n\n## Decision\n```c\nint a;\n```\n", "```c\nint a;\n```" },
		{ "# T\n\n## Decision\na\n<!-- hidden\n## Decision\n-->\nb\n", "a\nb" },
		{ "# T\n\n```\n## Decision\nno\n```\n\n## Decision\nyes\n", "yes" },
		{ "# T\n", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena arena;
		struct prose prose;

		arena_init(&arena);
		prose_read(&prose, bytes_of(rows[i].content), &arena);
		assert_string_equal(arena_copy(&arena, prose_decision(&prose, &arena)).data,
				    rows[i].decision);
		arena_release(&arena);
	}
}

static void
sections_have_levels_and_headings(void **state)
{
	static const char content[] = "before\n# One\na\n\nTwo\n---\nb\n### Three ###\n";
	struct arena arena;
	struct prose prose;

	(void)state;
	arena_init(&arena);
	prose_read(&prose, bytes_of(content), &arena);
	assert_int_equal(prose.n_sections, 4);
	assert_int_equal(prose.sections[0].level, 0);
	assert_true(bytes_equal_string(prose.sections[0].text, "before\n"));
	assert_int_equal(prose.sections[1].level, 1);
	assert_true(bytes_equal_string(prose.sections[1].text, "a\n\n"));
	assert_int_equal(prose.sections[2].level, 2);
	assert_true(bytes_equal_string(prose.sections[2].heading, "Two"));
	assert_true(bytes_equal_string(prose.sections[2].text, "b\n"));
	assert_int_equal(prose.sections[3].level, 3);
	assert_true(bytes_equal_string(prose.sections[3].heading, "Three"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_decided_is_found_in_every_form),
		cmocka_unit_test(sections_have_levels_and_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
