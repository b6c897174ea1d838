#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

#include "base/macros.h"
#include "decisions/yaml.h"

static void
kinds_are_those_of_the_core_schema(void **state)
{
	static const struct {
		const char *text;
		enum value_kind kind;
	} rows[] = {
		{ "", VALUE_NULL },
		{ "~", VALUE_NULL },
		{ "null", VALUE_NULL },
		{ "nULL", VALUE_STRING },
		{ "true", VALUE_BOOLEAN },
		{ "False", VALUE_BOOLEAN },
		{ "yes", VALUE_STRING },
		{ "no", VALUE_STRING },
		{ "on", VALUE_STRING },
		{ "0", VALUE_INTEGER },
		{ "-12", VALUE_INTEGER },
		{ "+12", VALUE_INTEGER },
		{ "0o17", VALUE_INTEGER },
		{ "0x1F", VALUE_INTEGER },
		{ "0o8", VALUE_STRING },
		{ "0x", VALUE_STRING },
		{ "-0x1", VALUE_STRING },
		{ "1_000", VALUE_STRING },
		{ "1.", VALUE_FLOAT },
		{ ".5", VALUE_FLOAT },
		{ "1e3", VALUE_FLOAT },
		{ "-1.5E-3", VALUE_FLOAT },
		{ ".", VALUE_STRING },
		{ "1e", VALUE_STRING },
		{ "+", VALUE_STRING },
		{ "-.inf", VALUE_FLOAT },
		{ ".nan", VALUE_FLOAT },
		{ "inf", VALUE_STRING },
		{ "2024-01-02", VALUE_STRING },
		{ "1:30", VALUE_STRING },
		{ "1.2.3", VALUE_STRING },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct value value = { .string = bytes_of(rows[i].text) };

		assert_true(yaml_scalar_resolve(&value));
		if (value.kind != rows[i].kind)
			fail_msg("%s is %s", rows[i].text, value_kind_name(value.kind));
	}
}

static void
whole_numbers_fit_or_are_refused(void **state)
{
	static const struct {
		const char *text;
		bool fits;
		int64_t integer;
	} rows[] = {
		{ "0007", true, 7 },
		{ "0o17", true, 15 },
		{ "0xff", true, 255 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "-9223372036854775809", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct value value = { .string = bytes_of(rows[i].text) };

		assert_int_equal(yaml_scalar_resolve(&value), rows[i].fits);
		if (rows[i].fits)
			assert_true(value.integer == rows[i].integer);
	}
}

static void
floats_are_read_exactly(void **state)
{
	struct value value = { .string = BYTES("0.1") };

	(void)state;
	assert_true(yaml_scalar_resolve(&value) && value.number == 0.1);
	value = (struct value){ .string = BYTES("-.inf") };
	assert_true(yaml_scalar_resolve(&value) && isinf(value.number) && value.number < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_those_of_the_core_schema),
		cmocka_unit_test(whole_numbers_fit_or_are_refused),
		cmocka_unit_test(floats_are_read_exactly),
	};

	return cmocka_run_group_tests_name("scalar", tests, NULL, NULL);
}
