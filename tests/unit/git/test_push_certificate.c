#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "git/push_certificate.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define X A " " B " refs/heads/x"
#define Y A " " B " refs/heads/y"
#define FIRST "certificate version 0.1\n"
#define NONCE "nonce 17-ab\n"
#define PUSHER "pusher Z <z@x> 1 +0000\n"
#define SIGNED "-----BEGIN SSH SIGNATURE-----\n"

static const char *
problem_of(const char *text, const char *nonce, const char *nonce_status)
{
	static const struct ref_line lines[] = { { .text = BYTES_INIT(X) },
						 { .text = BYTES_INIT(Y) } };
	static const struct bytes options[] = { BYTES_INIT("one=1"), BYTES_INIT("") };
	const struct certificate_claim claim = { .nonce = bytes_of(nonce),
						 .nonce_status = bytes_of(nonce_status) };
	const struct push_certificate_terms terms = { &claim, lines, 2, options, 2 };

	return push_certificate_problem(bytes_of(text), &terms);
}

static void
certificate_is_of_exactly_one_push(void **state)
{
	static const char none[] = "it is no certificate of a push";
	static const char others[] = "its ref updates are not those of the push";
	static const char more[] = "it lists more than the push, or is not signed";
	static const char nonces[] = "its nonce is not the one that git gave";
	static const char options[] = "its push options are not those of the push";
	static const struct {
		const char *text, *problem;
	} cases[] = {
#define HEAD FIRST PUSHER NONCE "push-option one=1\npush-option \n"
		{ HEAD "\n" X "\n" Y "\n" SIGNED, NULL },
		{ "", none },
		{ "certificate version 0.2\n" NONCE "\n" X "\n", none },
		{ FIRST, none },
		{ HEAD, none },
		{ HEAD "\n", others },
		{ HEAD "\n" X "\n" SIGNED, others },
		{ HEAD "\n" Y "\n" X "\n" SIGNED, others },
		{ HEAD "\n" X "\n" Y, more },
		{ HEAD "\n" X "\n" Y "\n", more },
		{ HEAD "\n" X "\n" Y "\n" Y "\n" SIGNED, more },
		{ HEAD "\n" X "\n" Y " \n" SIGNED, others },
		{ FIRST NONCE "\n" X "\n" Y "\n" SIGNED, options },
		{ HEAD "push-option x\n\n" X "\n" Y "\n" SIGNED, options },
		{ FIRST NONCE "push-option one=2\npush-option \n\n" X "\n" Y "\n" SIGNED, options },
		{ FIRST PUSHER "\n" X "\n" Y "\n" SIGNED, nonces },
		{ HEAD NONCE "\n" X "\n" Y "\n" SIGNED, nonces },
		{ FIRST "nonce 17-abc\n\n" X "\n" Y "\n" SIGNED, nonces },
		/* a nonce in the list of refs is none */
		{ FIRST "\n" NONCE X "\n" Y "\n" SIGNED, nonces },
#undef HEAD
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *problem = problem_of(cases[i].text, "17-ab", "OK");

		if (!problem != !cases[i].problem ||
		    (problem && strcmp(problem, cases[i].problem) != 0))
			fail_msg("%s\n%s", cases[i].text, problem ? problem : "none");
	}
}

static void
nonce_has_to_be_one_that_git_gave(void **state)
{
	static const char text[] =
		FIRST NONCE "push-option one=1\npush-option \n\n" X "\n" Y "\n" SIGNED;
	static const char without[] = FIRST "nonce \n\n" X "\n" Y "\n" SIGNED;

	(void)state;
	assert_null(problem_of(text, "17-ab", "SLOP"));
	assert_non_null(problem_of(text, "17-ab", "BAD"));
	assert_non_null(problem_of(text, "17-ab", NULL));
	assert_non_null(problem_of(text, NULL, "OK"));
	assert_non_null(problem_of(without, "", "OK"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(certificate_is_of_exactly_one_push),
		cmocka_unit_test(nonce_has_to_be_one_that_git_gave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
