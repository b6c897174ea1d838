/* Keys and notes that somebody else has written: what `writ ledger verify` is given. */

#include "config.h"

#include "ledger/checkpoint.h"
#include "promise.h"
#include "signature/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whose private half stands in no seed. */
static const char public_pem[] = "-----BEGIN PUBLIC KEY-----\n"
				 "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
				 "-----END PUBLIC KEY-----\n";

static void
keys_read(struct bytes text, struct arena *arena)
{
	struct ed25519_key *key = NULL;
	struct note_keys keys;
	struct error err;

	if (note_keys_read(&keys, text, arena, &err) == 0)
		check(keys.len > 0 && keys.len <= NOTE_KEYS_MAX);
	check((ed25519_key_read(&key, text, &err) == 0) == (key != NULL));
	ed25519_key_free(&key);
}

static void
note_read(struct bytes text, struct arena *arena)
{
	struct checkpoint checkpoint;
	struct note_keys keys;
	struct error err;

	check(note_keys_read(&keys, BYTES(public_pem), arena, &err) == 0);
	check(!note_is_signed(text, &keys));
	if (checkpoint_parse(&checkpoint, text, &err) == 0)
		check(checkpoint.origin.len && checkpoint.root.len && checkpoint.size <= INT64_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size };
	struct arena arena;

	arena_init(&arena);
	keys_read(text, &arena);
	note_read(text, &arena);
	arena_release(&arena);
	return 0;
}
