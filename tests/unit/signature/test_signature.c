#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/macros.h"
#include "fido.h"
#include "keygen.h"
#include "signature/allowed_signers.h"
#include "signature/sshsig.h"

/* Each byte of a blob that is changed costs a run of ssh-keygen. */
enum { MUTATIONS = 60 };

static const char name_space[] = "writ-approval";
static struct keygen keygen;

static int
set_up(void **state)
{
	(void)state;
	return keygen_open(&keygen) ? 0 : 1;
}

static int
tear_down(void **state)
{
	(void)state;
	keygen_close(&keygen);
	return 0;
}

/* Writ's word on what ssh-keygen is asked in keygen_verify. */
static bool
is_valid(struct bytes line, struct bytes text, struct bytes message)
{
	struct ssh_signature signature;
	struct signer signer;
	struct error err;
	struct bytes entry = arena_printf(&keygen.arena, "a %.*s", BYTES_ARG(line));

	return allowed_signer_parse(entry, &keygen.arena, &signer, &err) == 0 &&
	       ssh_signature_parse(text, &keygen.arena, &signature, &err) == 0 &&
	       bytes_equal(signature.key.blob, signer.key.blob) &&
	       bytes_equal_string(signature.name_space, name_space) &&
	       ssh_signature_verify(&signature, message);
}

static void
both_say(bool expected, struct bytes line, struct bytes text, struct bytes message)
{
	assert_int_equal(keygen_verify(&keygen, line, name_space, text, message), expected);
	assert_int_equal(is_valid(line, text, message), expected);
}

static struct bytes
blob_of(struct bytes text)
{
	char *joined = arena_alloc(&keygen.arena, text.len + 1);
	struct bytes rest = text;
	struct bytes line;
	size_t len = 0;

	while (bytes_split(&rest, '\n', &line)) {
		if (!bytes_starts_with(line, BYTES("-----")) && line.len) {
			memcpy(joined + len, line.data, line.len);
			len += line.len;
		}
	}
	return base64_decode((struct bytes){ joined, len }, &keygen.arena);
}

static struct bytes
armored(struct bytes blob)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	buf_add_string(&out, "-----BEGIN SSH SIGNATURE-----\n");
	escape_base64(&out, blob);
	buf_add_string(&out, "\n-----END SSH SIGNATURE-----\n");
	return arena_copy(&keygen.arena, buf_bytes(&out));
}

/* Whatever is done to a signature, both say the same of it. */
static void
mutations_agree(struct bytes line, struct bytes text, struct bytes message)
{
	struct bytes blob = blob_of(text);
	size_t step = blob.len / MUTATIONS + 1;

	assert_non_null(blob.data);
	both_say(true, line, armored(blob), message);
	for (size_t i = 0; i < blob.len; i += step) {
		struct bytes changed = arena_copy(&keygen.arena, blob);
		struct bytes mutant;

		((char *)(uintptr_t)changed.data)[i] ^= 1 << i % 8;
		mutant = armored(changed);
		assert_int_equal(is_valid(line, mutant, message),
				 keygen_verify(&keygen, line, name_space, mutant, message));
	}
	both_say(false, line, armored(bytes_slice(blob, 0, blob.len - 1)), message);
}

static const struct {
	const char *name, *options;
} kinds[] = {
	{ "ed25519", "-t ed25519" },   { "p256", "-t ecdsa -b 256" }, { "p384", "-t ecdsa -b 384" },
	{ "p521", "-t ecdsa -b 521" }, { "rsa", "-t rsa -b 2048" },
};

static void
what_ssh_keygen_signs_is_valid_as_it_says(void **state)
{
	static const char *const options[] = { "", "-O hashalg=sha256" };
	struct bytes message = BYTES("writ approval\nfrom: a\nto: b\n");

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		const char *name = kinds[i].name;

		keygen_key(&keygen, name, kinds[i].options);
		for (size_t k = 0; k < ARRAY_SIZE(options); k++) {
			struct bytes line = keygen_public(&keygen, name);
			struct bytes text =
				keygen_sign(&keygen, name, name_space, options[k], message);

			both_say(true, line, text, message);
			both_say(false, line, text, BYTES("writ approval\nfrom: a\nto: c\n"));
			both_say(false, line, text, BYTES(""));
			mutations_agree(line, text, message);
		}
	}
}

static void
another_namespace_or_key_is_another_signature(void **state)
{
	struct bytes message = BYTES("x");
	struct bytes line;

	(void)state;
	keygen_key(&keygen, "one", "-t ed25519");
	keygen_key(&keygen, "two", "-t ed25519");
	line = keygen_public(&keygen, "one");
	both_say(true, line, keygen_sign(&keygen, "one", name_space, "", message), message);
	both_say(false, line, keygen_sign(&keygen, "one", "git", "", message), message);
	both_say(false, line, keygen_sign(&keygen, "two", name_space, "", message), message);
}

static void
security_keys_sign_with_flags_and_a_counter(void **state)
{
	struct bytes message = BYTES("approve");

	(void)state;
	for (size_t type = 0; type < SOFT_TYPES; type++) {
		struct soft_key *key = soft_key_new((enum soft_type)type);
		CLEANUP(buf_release) struct buf line = BUF_INIT, text = BUF_INIT, bare = BUF_INIT;
		struct ssh_signature signature;
		struct error err;

		soft_key_public(key, &line);
		soft_key_sign(key, name_space, FIDO_USER_PRESENT, message, &text);
		soft_key_sign(key, name_space, 0, message, &bare);
		both_say(true, buf_bytes(&line), buf_bytes(&text), message);
		both_say(false, buf_bytes(&line), buf_bytes(&text), BYTES("another"));
		mutations_agree(buf_bytes(&line), buf_bytes(&text), message);
		assert_int_equal(
			ssh_signature_parse(buf_bytes(&text), &keygen.arena, &signature, &err), 0);
		assert_int_equal(signature.flags, type == SOFT_RSA_SHA256 ? 0 : FIDO_USER_PRESENT);
		assert_int_equal(
			ssh_signature_parse(buf_bytes(&bare), &keygen.arena, &signature, &err), 0);
		assert_int_equal(signature.flags, 0);
		assert_true(ssh_signature_verify(&signature, message));
		soft_key_free(key);
	}
}

static void
weak_and_foreign_keys_are_refused(void **state)
{
	struct bytes message = BYTES("x");
	struct ssh_signature signature;
	struct error err;

	(void)state;
	keygen_key(&keygen, "weak", "-t rsa -b 1024");
	assert_int_equal(ssh_signature_parse(keygen_sign(&keygen, "weak", name_space, "", message),
					     &keygen.arena, &signature, &err),
			 -1);
	assert_non_null(strstr(err.message, "1024 bits"));
	assert_int_equal(ssh_signature_parse(BYTES("-----BEGIN PGP SIGNATURE-----\n"),
					     &keygen.arena, &signature, &err),
			 -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
}

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

/* What stands before the key, and what has to be wrong with it. */
static const struct {
	const char *line, *problem;
} lines[] = {
	{ "alice@example.com " KEY, NULL },
	{ "  alice@example.com\t" KEY " a comment\r", NULL },
	{ "alice,alice@example.com namespaces=\"writ-approval,git\" " KEY, NULL },
	{ "alice VALID-AFTER=\"20260101\",valid-before=\"20270101Z\" " KEY, NULL },
	{ "* " KEY, "pattern" },
	{ "al?ce " KEY, "pattern" },
	{ "alice,,bob " KEY, "empty name" },
	{ "\"alice\" " KEY, "pattern" },
	{ "alice cert-authority " KEY, "authority" },
	{ "alice namespaces=\"writ-*\" " KEY, "pattern" },
	{ "alice namespaces=\"\" " KEY, "no option" },
	{ "alice valid-after=\"yesterday\" " KEY, "no time" },
	{ "alice valid-after=\"20260231\" " KEY, "no time" },
	{ "alice valid-after=20260101 " KEY, "no option" },
	{ "alice", "NAMES" },
	{ "alice ssh-dss AAAA", "no option" },
	{ "alice ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
	  "it says ssh-rsa" },
	{ "alice ssh-ed25519 AAAA=AAA", "base64" },
	{ "alice ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAB", "breaks the form" },
	{ "alice ssh-ed25519", "base64" },
};

static void
lines_of_allowed_signers_are_read_strictly(void **state)
{
	struct signer signer;
	struct error err;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		int rc =
			allowed_signer_parse(bytes_of(lines[i].line), &keygen.arena, &signer, &err);

		if (lines[i].problem && (rc == 0 || !strstr(err.message, lines[i].problem)))
			fail_msg("%s: %s", lines[i].line, rc == 0 ? "taken" : err.message);
		if (!lines[i].problem && rc != 0)
			fail_msg("%s: %s", lines[i].line, err.message);
	}
	assert_int_equal(allowed_signer_parse(BYTES("# no"), &keygen.arena, &signer, &err), 1);
	assert_int_equal(allowed_signer_parse(BYTES("  \t"), &keygen.arena, &signer, &err), 1);
}

static bool
valid_on(const char *options, const char *day)
{
	struct bytes line = arena_printf(&keygen.arena, "alice %s " KEY, options);
	struct signer signer;
	struct error err;

	assert_int_equal(allowed_signer_parse(line, &keygen.arena, &signer, &err), 0);
	return signer_is_valid_on(&signer, bytes_of(day));
}

static void
a_key_is_valid_on_whole_days(void **state)
{
	(void)state;
	assert_true(valid_on("", "2026-11-25"));
	assert_true(valid_on("valid-after=\"20261125\"", "2026-11-25"));
	assert_true(valid_on("valid-after=\"202611250000Z\"", "2026-11-25"));
	assert_false(valid_on("valid-after=\"202611250001Z\"", "2026-11-25"));
	assert_true(valid_on("valid-after=\"20261125000001\"", "2026-11-26"));
	assert_false(valid_on("valid-after=\"20261126\"", "2026-11-25"));
	assert_true(valid_on("valid-before=\"20261126\"", "2026-11-25"));
	assert_false(valid_on("valid-before=\"20261125\"", "2026-11-25"));
	assert_false(valid_on("valid-before=\"202611251200Z\"", "2026-11-25"));
}

static void
a_namespace_is_one_of_those_named(void **state)
{
	struct signer signer;
	struct error err;

	(void)state;
	assert_int_equal(allowed_signer_parse(BYTES("a " KEY), &keygen.arena, &signer, &err), 0);
	assert_true(signer_has_name_space(&signer, BYTES("writ-approval")));
	assert_int_equal(allowed_signer_parse(BYTES("a namespaces=\"git,file\" " KEY),
					      &keygen.arena, &signer, &err),
			 0);
	assert_true(signer_has_name_space(&signer, BYTES("file")));
	assert_false(signer_has_name_space(&signer, BYTES("writ-approval")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_ssh_keygen_signs_is_valid_as_it_says),
		cmocka_unit_test(another_namespace_or_key_is_another_signature),
		cmocka_unit_test(security_keys_sign_with_flags_and_a_counter),
		cmocka_unit_test(weak_and_foreign_keys_are_refused),
		cmocka_unit_test(lines_of_allowed_signers_are_read_strictly),
		cmocka_unit_test(a_key_is_valid_on_whole_days),
		cmocka_unit_test(a_namespace_is_one_of_those_named),
	};

	return cmocka_run_group_tests_name("signature", tests, set_up, tear_down);
}
