#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/macros.h"
#include "base/trigrams.h"

enum { TEXT_MAX_BYTES = 300, TEXTS = 200 };

static char
swapped(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* In a random text, every part of it, as it is and in the other case. */
static void
what_is_there_may_be_there(UNUSED void **state)
{
	char text[TEXT_MAX_BYTES], part[TEXT_MAX_BYTES];

	srandom(1);
	for (size_t n = 0; n < TEXTS; n++) {
		size_t len = (size_t)random() % TEXT_MAX_BYTES;
		struct trigrams set;

		for (size_t i = 0; i < len; i++)
			text[i] = (char)random();
		trigrams_read(&set, (struct bytes){ text, len });
		for (size_t at = 0; at < len; at += 7) {
			size_t part_len = (size_t)random() % (len - at + 1);

			for (size_t i = 0; i < part_len; i++)
				part[i] = swapped(text[at + i]);
			assert_true(trigrams_may_hold(&set, (struct bytes){ text + at, part_len }));
			assert_true(trigrams_may_hold(&set, (struct bytes){ part, part_len }));
		}
		trigrams_release(&set);
	}
}

static void
what_is_not_there_is_told(UNUSED void **state)
{
	struct trigrams set;

	trigrams_read(&set, BYTES("int main(void)\n{\n\treturn 0;\n}\n"));
	assert_true(trigrams_may_hold(&set, BYTES("return 0")));
	assert_true(trigrams_may_hold(&set, BYTES("MAIN")));
	assert_true(trigrams_may_hold(&set, BYTES("0;\n}\n")));
	assert_true(trigrams_may_hold(&set, BYTES("zz"))); /* too short to be told */
	assert_false(trigrams_may_hold(&set, BYTES("strcpy")));
	assert_false(trigrams_may_hold(&set, BYTES("returned")));
	assert_false(trigrams_may_hold(&set, BYTES("int main()")));
	trigrams_release(&set);
}

static void
short_text_holds_nothing_long(UNUSED void **state)
{
	static const char *const texts[] = { "", "a", "ab" };

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct trigrams set;

		trigrams_read(&set, bytes_of(texts[i]));
		assert_false(trigrams_may_hold(&set, BYTES("abc")));
		assert_true(trigrams_may_hold(&set, bytes_of(texts[i])));
		trigrams_release(&set);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_there_may_be_there),
		cmocka_unit_test(what_is_not_there_is_told),
		cmocka_unit_test(short_text_holds_nothing_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
