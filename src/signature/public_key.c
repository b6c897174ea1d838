#include "config.h"

#include "signature/public_key.h"

#include <limits.h>
#include <openssl/evp.h>

#include "base/macros.h"
#include "signature/wire.h"

static const struct key_type types[] = {
	{ "ssh-ed25519", FAMILY_ED25519, NULL, NULL, 32, false },
	{ "ecdsa-sha2-nistp256", FAMILY_ECDSA, "nistp256", "P-256", 65, false },
	{ "ecdsa-sha2-nistp384", FAMILY_ECDSA, "nistp384", "P-384", 97, false },
	{ "ecdsa-sha2-nistp521", FAMILY_ECDSA, "nistp521", "P-521", 133, false },
	{ "ssh-rsa", FAMILY_RSA, NULL, NULL, 0, false },
	{ "sk-ssh-ed25519@openssh.com", FAMILY_ED25519, NULL, NULL, 32, true },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", FAMILY_ECDSA, "nistp256", "P-256", 65, true },
};

const struct key_type *
key_type_find(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		if (bytes_equal_string(name, types[i].name))
			return &types[i];
	}
	return NULL;
}

static size_t
bit_length(struct bytes number)
{
	size_t bits = number.len * CHAR_BIT;

	for (int top = number.len ? (unsigned char)number.data[0] : 0; bits > 0 && !(top & 0x80);
	     top = top << 1 | 1)
		bits--;
	return bits;
}

static int
rsa_check(const struct public_key *key, struct error *err)
{
	size_t bits = bit_length(key->modulus);

	if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX)
		return error_set(err, ERROR_UNSUPPORTED,
				 "an RSA key of %zu bits; %d to %d are taken", bits, RSA_BITS_MIN,
				 RSA_BITS_MAX);
	return 0;
}

static void
parts_read(struct wire *wire, struct public_key *key)
{
	const struct key_type *type = key->type;

	if (type->family == FAMILY_RSA) {
		key->exponent = wire_mpint(wire);
		key->modulus = wire_mpint(wire);
		return;
	}
	if (type->curve && !bytes_equal_string(wire_string(wire), type->curve))
		wire->broken = true;
	key->point = wire_string(wire);
	if (key->point.len != type->point_bytes)
		wire->broken = true;
	if (type->security_key)
		key->application = wire_string(wire);
}

int
public_key_parse(struct bytes blob, struct public_key *key, struct error *err)
{
	struct wire wire = { .rest = blob };
	struct bytes name = wire_string(&wire);

	*key = (struct public_key){ .type = key_type_find(name), .blob = blob };
	if (wire.broken)
		return error_set(err, ERROR_MALFORMED, "this is no SSH public key");
	if (!key->type)
		return error_set(err, ERROR_UNSUPPORTED, "keys of this type are not taken");
	parts_read(&wire, key);
	if (!wire_complete(&wire))
		return error_set(err, ERROR_MALFORMED, "the key breaks the form of %s",
				 key->type->name);
	return key->type->family == FAMILY_RSA ? rsa_check(key, err) : 0;
}

/* The library takes '=' for a zero wherever it stands. */
static size_t
padding_of(struct bytes text)
{
	size_t n = 0;

	while (n < 2 && n < text.len && text.data[text.len - 1 - n] == '=')
		n++;
	return n;
}

struct bytes
base64_decode(struct bytes text, struct arena *arena)
{
	size_t padding = padding_of(text);
	unsigned char *out;

	if (text.len == 0 || text.len % 4 != 0 || text.len > INT_MAX ||
	    memchr(text.data, '=', text.len - padding))
		return BYTES_NONE;
	/* it would pass over white space at either end */
	if (bytes_trim(text).len != text.len)
		return BYTES_NONE;
	out = arena_alloc(arena, text.len / 4 * 3);
	if (EVP_DecodeBlock(out, (const unsigned char *)text.data, (int)text.len) < 0)
		return BYTES_NONE;
	return (struct bytes){ (const char *)out, text.len / 4 * 3 - padding };
}
