#include "config.h"

#include "base/sha256.h"

/* EVP, which replaced these, makes a start dearer by all that it loads, also from inside of the
 * sandbox; they are not announced to go (ADR-0052). */
#define OPENSSL_API_COMPAT 10101
#include <openssl/sha.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

struct sha256 {
	SHA256_CTX context;
};

struct sha256 *
sha256_new(void)
{
	struct sha256 *hash = memory_calloc(1, sizeof(*hash));

	if (SHA256_Init(&hash->context) != 1)
		abort();
	return hash;
}

void
sha256_add(struct sha256 *hash, struct bytes b)
{
	if (b.len == 0)
		return;
	if (SHA256_Update(&hash->context, b.data, b.len) != 1)
		abort();
}

void
sha256_add_field(struct sha256 *hash, struct bytes b)
{
	uint64_t left = b.len;
	char len[8];

	for (size_t i = sizeof(len); i-- > 0; left >>= 8)
		len[i] = (char)(left & 0xff);
	sha256_add(hash, (struct bytes){ len, sizeof(len) });
	sha256_add(hash, b);
}

void
sha256_finish_raw(struct sha256 *hash, unsigned char raw[SHA256_BYTES])
{
	if (SHA256_Final(raw, &hash->context) != 1)
		abort();
	free(hash);
}

void
sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_CHARS + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[SHA256_BYTES];

	sha256_finish_raw(hash, raw);
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[SHA256_HEX_CHARS] = '\0';
}
