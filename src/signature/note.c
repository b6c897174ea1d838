#include "config.h"

#include "signature/note.h"

#include "base/escape.h"
#include "base/macros.h"
#include "base/number.h"
#include "base/sha256.h"
#include "signature/public_key.h"

enum {
	ID_BYTES = 4,
	ID_CHARS = 2 * ID_BYTES,
	TYPE_ED25519 = 0x01,
	TYPED_KEY_BYTES = 1 + ED25519_PUBLIC_BYTES,
};

/* A dash of typography begins a signature. */
static const struct bytes lead = BYTES_INIT("\xe2\x80\x94 ");

struct key_id {
	unsigned char bytes[SHA256_BYTES]; /* the first ID_BYTES of it */
};

static void
typed_key(const struct ed25519_public *key, unsigned char typed[TYPED_KEY_BYTES])
{
	typed[0] = TYPE_ED25519;
	memcpy(typed + 1, key->bytes, sizeof(key->bytes));
}

static struct key_id
id_make(struct bytes name, const struct ed25519_public *key)
{
	unsigned char typed[TYPED_KEY_BYTES];
	struct sha256 *sha256 = sha256_new();
	struct key_id id;

	typed_key(key, typed);
	sha256_add(sha256, name);
	sha256_add(sha256, BYTES("\n"));
	sha256_add(sha256, (struct bytes){ (const char *)typed, sizeof(typed) });
	sha256_finish_raw(sha256, id.bytes);
	return id;
}

static bool
id_is(const struct key_id *id, struct bytes hex)
{
	if (hex.len != ID_CHARS || digits_skip(hex, 0, 16) != ID_CHARS)
		return false;
	for (size_t i = 0; i < ID_BYTES; i++) {
		if (digit_value(hex.data[2 * i]) * 16 + digit_value(hex.data[2 * i + 1]) !=
		    id->bytes[i])
			return false;
	}
	return true;
}

static bool
note_key_read(struct note_key *key, struct bytes line, struct arena *arena)
{
	struct bytes name, hex, typed;
	struct key_id id;

	/* base64 has a plus, too */
	if (!bytes_split(&line, '+', &name) || !bytes_split(&line, '+', &hex) || !line.data ||
	    name.len == 0)
		return false;
	typed = base64_decode(line, arena);
	if (typed.len != TYPED_KEY_BYTES || typed.data[0] != TYPE_ED25519)
		return false;
	memcpy(key->key.bytes, typed.data + 1, sizeof(key->key.bytes));
	key->name = arena_copy(arena, name);
	id = id_make(name, &key->key);
	return id_is(&id, hex);
}

/* Takes the next key off TEXT: a line, or all up to the END of PEM. */
static struct bytes
key_take(struct bytes *text)
{
	struct bytes rest = *text, line, taken;
	bool is_pem = bytes_starts_with(rest, BYTES("-----BEGIN "));

	while (bytes_split(&rest, '\n', &line)) {
		if (!is_pem || bytes_starts_with(line, BYTES("-----END ")))
			break;
	}
	taken = bytes_slice(*text, 0, (size_t)(line.data + line.len - text->data));
	*text = rest.data ? rest : BYTES("");
	return bytes_trim(taken);
}

static int
key_add(struct note_keys *keys, struct bytes text, struct arena *arena, struct error *err)
{
	struct note_key key = { .name = BYTES_NONE };

	if (keys->len == NOTE_KEYS_MAX)
		return error_set(err, ERROR_LIMIT, "more than %d keys", NOTE_KEYS_MAX);
	if (bytes_starts_with(text, BYTES("-----"))) {
		if (ed25519_public_read(&key.key, text, err) < 0)
			return -1;
	} else if (!note_key_read(&key, text, arena)) {
		return error_set(err, ERROR_MALFORMED,
				 "it is neither a public Ed25519 key in PEM nor a key of notes, "
				 "NAME+ID+KEY");
	}
	keys->items[keys->len++] = key;
	return 0;
}

int
note_keys_read(struct note_keys *keys, struct bytes text, struct arena *arena, struct error *err)
{
	keys->len = 0;
	text = bytes_trim(text);
	do {
		if (key_add(keys, key_take(&text), arena, err) < 0)
			return -1;
		text = bytes_trim(text);
	} while (text.len);
	return 0;
}

void
note_key_write(struct buf *out, struct bytes name, const struct ed25519_public *key)
{
	struct key_id id = id_make(name, key);
	unsigned char typed[TYPED_KEY_BYTES];

	typed_key(key, typed);
	buf_add(out, name);
	buf_add_char(out, '+');
	for (size_t i = 0; i < ID_BYTES; i++)
		buf_printf(out, "%02x", id.bytes[i]);
	buf_add_char(out, '+');
	escape_base64(out, (struct bytes){ (const char *)typed, sizeof(typed) });
}

int
note_sign(struct buf *note, struct bytes name, const struct ed25519_key *key, struct error *err)
{
	struct ed25519_public public = ed25519_key_public(key);
	unsigned char signature[ID_BYTES + ED25519_SIGNATURE_BYTES];
	struct key_id id = id_make(name, &public);

	memcpy(signature, id.bytes, ID_BYTES);
	if (ed25519_sign(key, buf_bytes(note), signature + ID_BYTES, err) < 0)
		return -1;
	buf_add_char(note, '\n');
	buf_add(note, lead);
	buf_add(note, name);
	buf_add_char(note, ' ');
	escape_base64(note, (struct bytes){ (const char *)signature, sizeof(signature) });
	buf_add_char(note, '\n');
	return 0;
}

/* The text ends with the line feed in front of the last empty line. */
static bool
note_split(struct bytes note, struct bytes *text, struct bytes *signatures)
{
	for (size_t at = note.len; at > 1; at--) {
		if (note.data[at - 1] == '\n' && note.data[at - 2] == '\n') {
			*text = bytes_slice(note, 0, at - 1);
			*signatures = bytes_slice(note, at, note.len);
			return signatures->len && note.data[note.len - 1] == '\n';
		}
	}
	return false;
}

enum signature_result { SIGNATURE_OF_OTHERS, SIGNATURE_VALID, SIGNATURE_FALSE };

static enum signature_result
signature_check(struct bytes text, struct bytes name, struct bytes value,
		const struct note_key *key)
{
	struct key_id id = id_make(name, &key->key);

	if (key->name.data && !bytes_equal(name, key->name))
		return SIGNATURE_OF_OTHERS;
	if (value.len < ID_BYTES || memcmp(value.data, id.bytes, ID_BYTES) != 0)
		return SIGNATURE_OF_OTHERS;
	value = bytes_slice(value, ID_BYTES, value.len);
	return ed25519_verify(&key->key, text, value) ? SIGNATURE_VALID : SIGNATURE_FALSE;
}

static enum signature_result
line_check(struct bytes text, struct bytes line, const struct note_keys *keys, struct arena *arena)
{
	enum signature_result result = SIGNATURE_OF_OTHERS;
	struct bytes name;

	if (!bytes_starts_with(line, lead))
		return SIGNATURE_FALSE;
	line = bytes_slice(line, lead.len, line.len);
	if (!bytes_split(&line, ' ', &name) || !line.data || name.len == 0)
		return SIGNATURE_FALSE;
	line = base64_decode(line, arena);
	for (size_t i = 0; i < keys->len && result == SIGNATURE_OF_OTHERS; i++)
		result = signature_check(text, name, line, &keys->items[i]);
	return result;
}

bool
note_is_signed(struct bytes note, const struct note_keys *keys)
{
	bool valid = false, broken = false;
	struct bytes text, rest, line;
	struct arena arena;

	if (!note_split(note, &text, &rest))
		return false;
	arena_init(&arena);
	while (rest.len && bytes_split(&rest, '\n', &line)) {
		enum signature_result result = line_check(text, line, keys, &arena);

		valid |= result == SIGNATURE_VALID;
		broken |= result == SIGNATURE_FALSE;
	}
	arena_release(&arena);
	return valid && !broken;
}
