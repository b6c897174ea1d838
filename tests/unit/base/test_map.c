#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/map.h"

static void
finds_what_was_put(void **state)
{
	struct map map = MAP_INIT;
	char keys[1000][8];
	(void)state;

	for (size_t i = 0; i < 1000; i++) {
		snprintf(keys[i], sizeof(keys[i]), "k%zu", i);
		*map_put(&map, bytes_of(keys[i])) = keys[i];
	}
	for (size_t i = 0; i < 1000; i++)
		assert_ptr_equal(map_get(&map, bytes_of(keys[i])), keys[i]);
	assert_null(map_get(&map, BYTES("absent")));
	assert_int_equal(map.len, 1000);
	map_release(&map);
}

static void
an_empty_key_is_a_key(void **state)
{
	struct map map = MAP_INIT;
	int value;
	(void)state;

	assert_null(map_find(&map, BYTES("")));
	*map_put(&map, BYTES_NONE) = &value;
	assert_ptr_equal(map_get(&map, BYTES("")), &value);
	map_release(&map);
}

static void
a_seed_changes_nothing_but_the_hash(void **state)
{
	struct map map = { .seed = 7 };
	char keys[1000][8];
	(void)state;

	for (size_t i = 0; i < 1000; i++) {
		snprintf(keys[i], sizeof(keys[i]), "k%zu", i);
		*map_put(&map, bytes_of(keys[i])) = keys[i];
	}
	for (size_t i = 0; i < 1000; i++)
		assert_ptr_equal(map_get(&map, bytes_of(keys[i])), keys[i]);
	assert_int_equal(map.seed, 7);
	map_release(&map);
}

/* The second eight bytes are a constant of the hash: they made it forget the first. */
static void
no_word_of_a_key_hides_those_before(void **state)
{
	(void)state;

	assert_true(bytes_hash(BYTES("00000001\x03\xed\x92\xd1\x32\x4a\xb5\xd1")) !=
		    bytes_hash(BYTES("00000002\x03\xed\x92\xd1\x32\x4a\xb5\xd1")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_put),
		cmocka_unit_test(an_empty_key_is_a_key),
		cmocka_unit_test(a_seed_changes_nothing_but_the_hash),
		cmocka_unit_test(no_word_of_a_key_hides_those_before),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
