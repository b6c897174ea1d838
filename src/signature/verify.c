#include "config.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/macros.h"
#include "signature/algorithm.h"
#include "signature/sshsig.h"
#include "signature/wire.h"

struct digest {
	unsigned char data[EVP_MAX_MD_SIZE];
	unsigned int len;
};

static bool
digest_of(struct bytes message, const char *name, struct digest *digest)
{
	return EVP_Digest(message.data ? message.data : "", message.len, digest->data, &digest->len,
			  EVP_get_digestbyname(name), NULL) == 1;
}

static void
string_add(struct buf *buf, struct bytes text)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(buf, (char)(text.len >> shift & 0xff));
	buf_add(buf, text);
}

/* What stands for MESSAGE (PROTOCOL.sshsig, "Signed Data"). */
static bool
envelope_write(const struct ssh_signature *signature, struct bytes message, struct buf *out)
{
	bool sha512 = bytes_equal_string(signature->hash, "sha512");
	struct digest digest;

	if (!digest_of(message, sha512 ? "SHA512" : "SHA256", &digest))
		return false;
	buf_add(out, BYTES("SSHSIG"));
	string_add(out, signature->name_space);
	string_add(out, signature->reserved);
	string_add(out, signature->hash);
	string_add(out, (struct bytes){ (const char *)digest.data, digest.len });
	return true;
}

/* What a security key signs in its place (PROTOCOL.u2f, "SSH U2F Signatures"). */
static bool
fido_write(const struct ssh_signature *signature, struct bytes envelope, struct buf *out)
{
	struct digest application, message;

	if (!digest_of(signature->key.application, "SHA256", &application) ||
	    !digest_of(envelope, "SHA256", &message))
		return false;
	buf_add(out, (struct bytes){ (const char *)application.data, application.len });
	buf_add_char(out, (char)signature->flags);
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(out, (char)(signature->counter >> shift & 0xff));
	buf_add(out, (struct bytes){ (const char *)message.data, message.len });
	return true;
}

static BIGNUM *
number_of(struct bytes number)
{
	return BN_bin2bn((const unsigned char *)number.data, (int)number.len, NULL);
}

/* The key of NAME that PARAMS describe; NULL when the library refuses it. */
static EVP_PKEY *
key_of_params(const char *name, OSSL_PARAM_BLD *builder)
{
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(builder);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, name, NULL);
	EVP_PKEY *key = NULL;

	if (params && context && EVP_PKEY_fromdata_init(context) == 1 &&
	    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(context);
	OSSL_PARAM_free(params);
	return key;
}

static EVP_PKEY *
rsa_key(const struct public_key *from)
{
	OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
	BIGNUM *n = number_of(from->modulus);
	BIGNUM *e = number_of(from->exponent);
	EVP_PKEY *key = NULL;

	if (builder && n && e && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) &&
	    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e))
		key = key_of_params("RSA", builder);
	BN_free(e);
	BN_free(n);
	OSSL_PARAM_BLD_free(builder);
	return key;
}

static EVP_PKEY *
ecdsa_key(const struct public_key *from)
{
	OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
	EVP_PKEY *key = NULL;

	if (builder &&
	    OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, from->type->group,
					    0) &&
	    OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, from->point.data,
					     from->point.len))
		key = key_of_params("EC", builder);
	OSSL_PARAM_BLD_free(builder);
	return key;
}

static EVP_PKEY *
key_load(const struct public_key *from)
{
	switch (from->type->family) {
	case FAMILY_ED25519:
		return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
						   (const unsigned char *)from->point.data,
						   from->point.len);
	case FAMILY_ECDSA:
		return ecdsa_key(from);
	case FAMILY_RSA:
		return rsa_key(from);
	}
	return NULL;
}

/* r and s, as mpint on the wire (RFC 5656, 3.1.2), in DER, which the library wants. The caller
 * frees it with OPENSSL_free; 0 bytes when it is none. */
static size_t
ecdsa_der(struct bytes value, unsigned char **der)
{
	struct wire wire = { .rest = value };
	struct bytes r = wire_mpint(&wire);
	struct bytes s = wire_mpint(&wire);
	ECDSA_SIG *pair = ECDSA_SIG_new();
	BIGNUM *numbers[] = { number_of(r), number_of(s) };
	int len = 0;

	if (pair && numbers[0] && numbers[1] && ECDSA_SIG_set0(pair, numbers[0], numbers[1]) == 1) {
		len = wire_complete(&wire) ? i2d_ECDSA_SIG(pair, der) : 0;
	} else {
		BN_free(numbers[0]);
		BN_free(numbers[1]);
	}
	ECDSA_SIG_free(pair);
	return len > 0 ? (size_t)len : 0;
}

static bool
value_verify(EVP_PKEY *key, const char *digest, struct bytes value, struct bytes message)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool valid = context &&
		     EVP_DigestVerifyInit_ex(context, NULL, digest, NULL, NULL, key, NULL) == 1 &&
		     EVP_DigestVerify(context, (const unsigned char *)value.data, value.len,
				      (const unsigned char *)message.data, message.len) == 1;

	EVP_MD_CTX_free(context);
	return valid;
}

static bool
signed_by_key(const struct ssh_signature *signature, struct bytes message)
{
	EVP_PKEY *key = key_load(&signature->key);
	unsigned char *der = NULL;
	struct bytes value = signature->value;
	bool valid;

	if (signature->key.type->family == FAMILY_ECDSA)
		value = (struct bytes){ NULL, ecdsa_der(signature->value, &der) };
	if (der)
		value.data = (const char *)der;
	valid = key && value.len > 0 &&
		value_verify(key, signature->algorithm->digest, value, message);
	OPENSSL_free(der);
	EVP_PKEY_free(key);
	return valid;
}

bool
ssh_signature_verify(const struct ssh_signature *signature, struct bytes message)
{
	CLEANUP(buf_release) struct buf envelope = BUF_INIT;
	CLEANUP(buf_release) struct buf fido = BUF_INIT;

	/* no configuration file is read, and nothing is loaded: it runs behind walls */
	if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL) != 1 ||
	    !envelope_write(signature, message, &envelope))
		return false;
	if (!signature->key.type->security_key)
		return signed_by_key(signature, buf_bytes(&envelope));
	return fido_write(signature, buf_bytes(&envelope), &fido) &&
	       signed_by_key(signature, buf_bytes(&fido));
}
