#include "config.h"

#include "fido.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/macros.h"

enum { COUNTER = 7, RSA_BITS = 2048 };

static const struct {
	const char *name, *algorithm, *digest;
	bool security_key;
} types[SOFT_TYPES] = {
	[SOFT_SK_ED25519] = { "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", NULL,
			      true },
	[SOFT_SK_ECDSA] = { "sk-ecdsa-sha2-nistp256@openssh.com",
			    "sk-ecdsa-sha2-nistp256@openssh.com", "SHA256", true },
	[SOFT_RSA_SHA256] = { "ssh-rsa", "rsa-sha2-256", "SHA256", false },
};

struct soft_key {
	enum soft_type type;
	EVP_PKEY *pair;
};

static void
must(bool ok)
{
	if (!ok)
		abort();
}

struct soft_key *
soft_key_new(enum soft_type type)
{
	struct soft_key *key = calloc(1, sizeof(*key));

	must(key != NULL);
	key->type = type;
	key->pair = type == SOFT_SK_ED25519 ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
		    : type == SOFT_SK_ECDSA ? EVP_EC_gen("P-256")
					    : EVP_RSA_gen(RSA_BITS);
	must(key->pair != NULL);
	return key;
}

void
soft_key_free(struct soft_key *key)
{
	EVP_PKEY_free(key->pair);
	free(key);
}

static void
uint32_add(struct buf *out, size_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(out, (char)(number >> shift & 0xff));
}

static void
string_add(struct buf *out, struct bytes text)
{
	uint32_add(out, text.len);
	buf_add(out, text);
}

static void
number_add(struct buf *out, const BIGNUM *number)
{
	unsigned char raw[1024] = { 0 };
	int len = BN_bn2bin(number, raw + 1);
	int from = raw[1] & 0x80 ? 0 : 1;

	string_add(out, (struct bytes){ (char *)raw + from, (size_t)(len + 1 - from) });
}

static void
rsa_add(const struct soft_key *key, struct buf *out)
{
	static const char *const names[] = { OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_N };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		BIGNUM *number = NULL;

		must(EVP_PKEY_get_bn_param(key->pair, names[i], &number) == 1);
		number_add(out, number);
		BN_free(number);
	}
}

static void
blob_add(const struct soft_key *key, struct buf *out)
{
	unsigned char point[256];
	size_t len = 0;

	string_add(out, bytes_of(types[key->type].name));
	if (key->type == SOFT_RSA_SHA256) {
		rsa_add(key, out);
		return;
	}
	must(EVP_PKEY_get_octet_string_param(key->pair, OSSL_PKEY_PARAM_PUB_KEY, point,
					     sizeof(point), &len) == 1);
	if (key->type == SOFT_SK_ECDSA)
		string_add(out, BYTES("nistp256"));
	string_add(out, (struct bytes){ (char *)point, len });
	string_add(out, BYTES("ssh:"));
}

void
soft_key_public(const struct soft_key *key, struct buf *out)
{
	CLEANUP(buf_release) struct buf blob = BUF_INIT;

	blob_add(key, &blob);
	buf_printf(out, "%s ", types[key->type].name);
	escape_base64(out, buf_bytes(&blob));
}

static void
digest_add(struct buf *out, struct bytes text)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];

	SHA256((const unsigned char *)text.data, text.len, digest);
	buf_add(out, (struct bytes){ (char *)digest, sizeof(digest) });
}

/* What the key signs for MESSAGE. */
static void
signed_data_add(const struct soft_key *key, const char *name_space, unsigned char flags,
		struct bytes message, struct buf *out)
{
	CLEANUP(buf_release) struct buf envelope = BUF_INIT;
	CLEANUP(buf_release) struct buf digest = BUF_INIT;

	digest_add(&digest, message);
	buf_add(&envelope, BYTES("SSHSIG"));
	string_add(&envelope, bytes_of(name_space));
	string_add(&envelope, BYTES(""));
	string_add(&envelope, BYTES("sha256"));
	string_add(&envelope, buf_bytes(&digest));
	if (!types[key->type].security_key) {
		buf_add(out, buf_bytes(&envelope));
		return;
	}
	digest_add(out, BYTES("ssh:"));
	buf_add_char(out, (char)flags);
	uint32_add(out, COUNTER);
	digest_add(out, buf_bytes(&envelope));
}

static void
pair_add(struct buf *out, const unsigned char *der, size_t len)
{
	CLEANUP(buf_release) struct buf pair = BUF_INIT;
	ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &der, (long)len);

	must(numbers != NULL);
	number_add(&pair, ECDSA_SIG_get0_r(numbers));
	number_add(&pair, ECDSA_SIG_get0_s(numbers));
	ECDSA_SIG_free(numbers);
	string_add(out, buf_bytes(&pair));
}

static void
value_add(const struct soft_key *key, unsigned char flags, struct bytes data, struct buf *out)
{
	unsigned char raw[1024];
	size_t len = sizeof(raw);
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	must(EVP_DigestSignInit_ex(context, NULL, types[key->type].digest, NULL, NULL, key->pair,
				   NULL) == 1 &&
	     EVP_DigestSign(context, raw, &len, (const unsigned char *)data.data, data.len) == 1);
	EVP_MD_CTX_free(context);
	string_add(out, bytes_of(types[key->type].algorithm));
	if (key->type == SOFT_SK_ECDSA)
		pair_add(out, raw, len);
	else
		string_add(out, (struct bytes){ (char *)raw, len });
	if (types[key->type].security_key) {
		buf_add_char(out, (char)flags);
		uint32_add(out, COUNTER);
	}
}

void
soft_key_sign(const struct soft_key *key, const char *name_space, unsigned char flags,
	      struct bytes message, struct buf *out)
{
	CLEANUP(buf_release) struct buf blob = BUF_INIT, all = BUF_INIT;
	CLEANUP(buf_release) struct buf value = BUF_INIT, data = BUF_INIT;

	blob_add(key, &blob);
	signed_data_add(key, name_space, flags, message, &data);
	value_add(key, flags, buf_bytes(&data), &value);
	buf_add(&all, BYTES("SSHSIG"));
	uint32_add(&all, 1);
	string_add(&all, buf_bytes(&blob));
	string_add(&all, bytes_of(name_space));
	string_add(&all, BYTES(""));
	string_add(&all, BYTES("sha256"));
	string_add(&all, buf_bytes(&value));
	buf_add_string(out, "-----BEGIN SSH SIGNATURE-----\n");
	escape_base64(out, buf_bytes(&all));
	buf_add_string(out, "\n-----END SSH SIGNATURE-----\n");
}
