#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/number.h"
#include "signature/ed25519.h"

/* RFC 8032, section 7.1, TEST 2, its keys as `openssl pkey` writes them. */
static const char private_pem[] =
	"-----BEGIN PRIVATE KEY-----\n"
	"MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
	"-----END PRIVATE KEY-----\n";
static const char public_pem[] = "-----BEGIN PUBLIC KEY-----\n"
				 "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
				 "-----END PUBLIC KEY-----\n";
static const char signature_hex[] =
	"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
	"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

static void
signature_is_that_of_the_standard(void **state)
{
	unsigned char signature[ED25519_SIGNATURE_BYTES];
	struct ed25519_public public;
	struct ed25519_key *key;
	struct error err;

	(void)state;
	assert_int_equal(ed25519_key_read(&key, bytes_of(private_pem), &err), 0);
	assert_int_equal(ed25519_public_read(&public, bytes_of(public_pem), &err), 0);
	assert_memory_equal(ed25519_key_public(key).bytes, public.bytes, sizeof(public.bytes));
	assert_int_equal(ed25519_sign(key, BYTES("\x72"), signature, &err), 0);
	for (size_t i = 0; i < sizeof(signature); i++)
		assert_int_equal(signature[i], digit_value(signature_hex[2 * i]) * 16 +
						       digit_value(signature_hex[2 * i + 1]));
	ed25519_key_free(&key);
	assert_null(key);
}

static void
changed_message_signature_or_key_is_no_signature(void **state)
{
	unsigned char raw[ED25519_SIGNATURE_BYTES];
	struct bytes signature = { (const char *)raw, sizeof(raw) };
	struct ed25519_public public;
	struct ed25519_key *key;
	struct error err;

	(void)state;
	assert_int_equal(ed25519_key_read(&key, bytes_of(private_pem), &err), 0);
	public = ed25519_key_public(key);
	assert_int_equal(ed25519_sign(key, BYTES("text"), raw, &err), 0);
	assert_true(ed25519_verify(&public, BYTES("text"), signature));
	assert_false(ed25519_verify(&public, BYTES("next"), signature));
	assert_false(ed25519_verify(&public, BYTES("text"), bytes_slice(signature, 0, 63)));
	for (size_t i = 0; i < sizeof(raw); i++) {
		raw[i] ^= 1;
		assert_false(ed25519_verify(&public, BYTES("text"), signature));
		raw[i] ^= 1;
	}
	for (size_t i = 0; i < sizeof(public.bytes); i++) {
		public.bytes[i] ^= 1;
		assert_false(ed25519_verify(&public, BYTES("text"), signature));
		public.bytes[i] ^= 1;
	}
	ed25519_key_free(&key);
}

static void
what_is_no_key_is_named(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "", "no key in PEM" },
		{ "-----BEGIN PRIVATE KEY-----", "private key of another kind" },
		{ "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", "of another kind" },
		{ "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----", "of another" },
		{ "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "it is encrypted" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n", "it is a key of SSH" },
		{ public_pem, "it is a public key" },
	};
	struct ed25519_public public;
	struct ed25519_key *key;
	struct error err;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		assert_int_equal(ed25519_key_read(&key, bytes_of(cases[i].text), &err), -1);
		assert_null(key);
		if (!strstr(err.message, cases[i].says))
			fail_msg("%s", err.message);
	}
	assert_int_equal(ed25519_public_read(&public, bytes_of(private_pem), &err), -1);
	assert_int_equal(ed25519_public_read(&public, BYTES(""), &err), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signature_is_that_of_the_standard),
		cmocka_unit_test(changed_message_signature_or_key_is_no_signature),
		cmocka_unit_test(what_is_no_key_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
