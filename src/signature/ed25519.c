#include "config.h"

#include "signature/ed25519.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "signature/public_key.h"

enum { SEED_BYTES = 32 };

struct ed25519_key {
	EVP_PKEY *handle;
	struct ed25519_public public;
};

/* What stands in front of the 32 bytes of a key (RFC 8410, sections 4 and 7): there is one way to
 * write them, so no reader of ASN.1 is needed. */
static const struct bytes private_lead = BYTES_INIT("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65"
						    "\x70\x04\x22\x04\x20");
static const struct bytes public_lead =
	BYTES_INIT("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00");

/* The text between the lines BEGIN and END of LABEL without line ends, NULL data when TEXT is not
 * that and nothing else. */
static struct bytes
armor_take(struct bytes text, const char *label, struct arena *arena)
{
	struct bytes begin = arena_printf(arena, "-----BEGIN %s-----", label);
	struct bytes end = arena_printf(arena, "-----END %s-----", label);
	struct bytes line, rest = bytes_trim(text);
	char *joined;
	size_t len = 0;

	if (!bytes_starts_with(rest, begin) || !bytes_ends_with(rest, end) ||
	    rest.len < begin.len + end.len)
		return BYTES_NONE;
	rest = bytes_slice(rest, begin.len, rest.len - end.len);
	joined = arena_alloc(arena, rest.len + 1);
	while (bytes_split(&rest, '\n', &line)) {
		line = bytes_trim(line);
		memcpy(joined + len, line.data, line.len);
		len += line.len;
	}
	return (struct bytes){ joined, len };
}

/* The key of PEM behind LEAD; the bytes are in ARENA, NULL data when it is none. */
static struct bytes
pem_read(struct bytes pem, const char *label, struct bytes lead, struct arena *arena)
{
	struct bytes text = armor_take(pem, label, arena);
	struct bytes der = text.data ? base64_decode(text, arena) : BYTES_NONE;

	if (der.len != lead.len + SEED_BYTES || !bytes_starts_with(der, lead))
		return BYTES_NONE;
	return bytes_slice(der, lead.len, der.len);
}

static int
library_begin(struct error *err)
{
	/* no configuration file is read, and nothing is loaded */
	if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL) == 1)
		return 0;
	return error_set(err, ERROR_INTERNAL, "libcrypto does not start");
}

static struct ed25519_key *
key_of_seed(struct bytes seed)
{
	struct ed25519_key *key = memory_calloc(1, sizeof(*key));
	size_t len = sizeof(key->public.bytes);

	key->handle = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL,
						   (const unsigned char *)seed.data, seed.len);
	if (!key->handle || EVP_PKEY_get_raw_public_key(key->handle, key->public.bytes, &len) != 1)
		ed25519_key_free(&key);
	return key;
}

static int
key_wrong(struct bytes pem, struct error *err)
{
	static const struct {
		const char *holds, *what;
	} kinds[] = {
		{ "BEGIN ENCRYPTED", "it is encrypted, and nobody is there to ask for its "
				     "passphrase" },
		{ "BEGIN OPENSSH", "it is a key of SSH" },
		{ "BEGIN PUBLIC", "it is a public key" },
		{ "BEGIN PRIVATE", "it is a private key of another kind" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (memmem(pem.data, pem.len, kinds[i].holds, strlen(kinds[i].holds)))
			return error_set(err, ERROR_MALFORMED, "%s", kinds[i].what);
	}
	return error_set(err, ERROR_MALFORMED, "it is no key in PEM");
}

int
ed25519_key_read(struct ed25519_key **key, struct bytes pem, struct error *err)
{
	struct arena arena;
	struct bytes seed;

	*key = NULL;
	if (library_begin(err) < 0)
		return -1;
	arena_init(&arena);
	seed = pem_read(pem, "PRIVATE KEY", private_lead, &arena);
	if (seed.data)
		*key = key_of_seed(seed);
	arena_release(&arena);
	return *key ? 0 : key_wrong(pem, err);
}

void
ed25519_key_free(struct ed25519_key **key)
{
	if (*key)
		EVP_PKEY_free((*key)->handle);
	free(*key);
	*key = NULL;
}

struct ed25519_public
ed25519_key_public(const struct ed25519_key *key)
{
	return key->public;
}

int
ed25519_sign(const struct ed25519_key *key, struct bytes message,
	     unsigned char signature[ED25519_SIGNATURE_BYTES], struct error *err)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t len = ED25519_SIGNATURE_BYTES;
	bool made =
		context &&
		EVP_DigestSignInit_ex(context, NULL, NULL, NULL, NULL, key->handle, NULL) == 1 &&
		EVP_DigestSign(context, signature, &len, (const unsigned char *)message.data,
			       message.len) == 1;

	EVP_MD_CTX_free(context);
	return made ? 0 : error_set(err, ERROR_INTERNAL, "libcrypto does not sign");
}

int
ed25519_public_read(struct ed25519_public *key, struct bytes pem, struct error *err)
{
	struct arena arena;
	struct bytes point;

	arena_init(&arena);
	point = pem_read(pem, "PUBLIC KEY", public_lead, &arena);
	if (point.data)
		memcpy(key->bytes, point.data, sizeof(key->bytes));
	arena_release(&arena);
	if (point.data)
		return 0;
	return error_set(err, ERROR_MALFORMED, "it is no public key of Ed25519 in PEM");
}

void
ed25519_public_der(const struct ed25519_public *key, unsigned char der[ED25519_DER_BYTES])
{
	memcpy(der, public_lead.data, public_lead.len);
	memcpy(der + public_lead.len, key->bytes, sizeof(key->bytes));
}

bool
ed25519_verify(const struct ed25519_public *key, struct bytes message, struct bytes signature)
{
	EVP_PKEY *handle;
	EVP_MD_CTX *context;
	struct error err;
	bool valid;

	if (signature.len != ED25519_SIGNATURE_BYTES || library_begin(&err) < 0)
		return false;
	handle =
		EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->bytes, sizeof(key->bytes));
	context = EVP_MD_CTX_new();
	valid = handle && context &&
		EVP_DigestVerifyInit_ex(context, NULL, NULL, NULL, NULL, handle, NULL) == 1 &&
		EVP_DigestVerify(context, (const unsigned char *)signature.data, signature.len,
				 (const unsigned char *)message.data, message.len) == 1;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(handle);
	return valid;
}
