#include "config.h"

#include "model/oid.h"

static const struct oid zero;

bool
oid_equal(const struct oid *a, const struct oid *b)
{
	return memcmp(a->id, b->id, OID_BYTES) == 0;
}

int
oid_compare(const struct oid *a, const struct oid *b)
{
	return memcmp(a->id, b->id, OID_BYTES);
}

bool
oid_is_zero(const struct oid *oid)
{
	return oid_equal(oid, &zero);
}

struct bytes
oid_bytes(const struct oid *oid)
{
	return (struct bytes){ (const char *)oid->id, OID_BYTES };
}

void
oid_hex(const struct oid *oid, char hex[OID_HEX_CHARS + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < OID_BYTES; i++) {
		hex[2 * i] = digits[oid->id[i] >> 4];
		hex[2 * i + 1] = digits[oid->id[i] & 15];
	}
	hex[OID_HEX_CHARS] = '\0';
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
oid_parse(struct bytes hex, struct oid *oid)
{
	if (hex.len != OID_HEX_CHARS)
		return false;
	for (size_t i = 0; i < OID_BYTES; i++) {
		int high = digit_value(hex.data[2 * i]);
		int low = digit_value(hex.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		oid->id[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
