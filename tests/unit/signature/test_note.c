#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "signature/note.h"

/* The key of RFC 8032, section 7.1, TEST 2, and another one. */
static const char private_pem[] =
	"-----BEGIN PRIVATE KEY-----\n"
	"MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
	"-----END PRIVATE KEY-----\n";
static const char public_pem[] = "-----BEGIN PUBLIC KEY-----\n"
				 "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
				 "-----END PUBLIC KEY-----\n";
static const char other_pem[] = "-----BEGIN PUBLIC KEY-----\n"
				"MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
				"-----END PUBLIC KEY-----\n";

static struct arena arena;
static struct buf note;

static int
note_make(void **state)
{
	struct ed25519_key *key;
	struct error err;

	(void)state;
	arena_init(&arena);
	note = (struct buf)BUF_INIT;
	buf_add_string(&note, "example.org/x\n7\n\nmore\n");
	assert_int_equal(ed25519_key_read(&key, bytes_of(private_pem), &err), 0);
	assert_int_equal(note_sign(&note, BYTES("example.org/x"), key, &err), 0);
	ed25519_key_free(&key);
	return 0;
}

static int
note_drop(void **state)
{
	(void)state;
	buf_release(&note);
	arena_release(&arena);
	return 0;
}

static struct note_keys
keys_of(const char *text)
{
	struct note_keys keys;
	struct error err;

	if (note_keys_read(&keys, bytes_of(text), &arena, &err) < 0)
		fail_msg("%s", err.message);
	return keys;
}

static struct bytes
own_key(const char *name)
{
	struct note_keys keys = keys_of(public_pem);
	struct buf text = BUF_INIT;
	struct bytes copy;

	note_key_write(&text, bytes_of(name), &keys.items[0].key);
	copy = arena_copy(&arena, buf_bytes(&text));
	buf_release(&text);
	return copy;
}

static void
key_that_signed_is_found(void **state)
{
	const char *const signers[] = {
		public_pem, own_key("example.org/x").data,
		arena_printf(&arena, "%s\n%s%s", own_key("other").data, other_pem, public_pem).data
	};
	const char *const others[] = { other_pem, own_key("example.org/y").data };
	struct note_keys keys;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(signers); i++) {
		keys = keys_of(signers[i]);
		assert_true(note_is_signed(buf_bytes(&note), &keys));
	}
	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		keys = keys_of(others[i]);
		assert_false(note_is_signed(buf_bytes(&note), &keys));
	}
}

static void
signatures_of_others_are_passed_over(void **state)
{
	struct note_keys keys = keys_of(public_pem);

	(void)state;
	buf_add_string(&note, "\xe2\x80\x94 witness.example AAAABBBB\n");
	assert_true(note_is_signed(buf_bytes(&note), &keys));
}

static void
any_changed_byte_is_found(void **state)
{
	struct note_keys keys = keys_of(public_pem);

	(void)state;
	for (size_t i = 0; i < note.len; i++) {
		note.data[i] ^= 1;
		if (note_is_signed(buf_bytes(&note), &keys))
			fail_msg("byte %zu", i);
		note.data[i] ^= 1;
	}
	for (size_t len = 0; len < note.len; len++)
		assert_false(note_is_signed(bytes_slice(buf_bytes(&note), 0, len), &keys));
}

static void
what_is_no_key_of_notes_is_refused(void **state)
{
	const char *const cases[] = {
		"",
		"name",
		"name+12345678",
		"name+12345678+AAAA",
		arena_printf(&arena, "x%s", own_key("name").data).data,
		arena_printf(&arena, "%s\nrest", own_key("name").data).data,
		private_pem,
		"-----BEGIN PUBLIC KEY-----\nMCow",
	};
	struct note_keys keys;
	struct error err;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		if (note_keys_read(&keys, bytes_of(cases[i]), &arena, &err) == 0)
			fail_msg("%s", cases[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(key_that_signed_is_found, note_make, note_drop),
		cmocka_unit_test_setup_teardown(signatures_of_others_are_passed_over, note_make,
						note_drop),
		cmocka_unit_test_setup_teardown(any_changed_byte_is_found, note_make, note_drop),
		cmocka_unit_test_setup_teardown(what_is_no_key_of_notes_is_refused, note_make,
						note_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
