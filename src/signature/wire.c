#include "config.h"

#include "signature/wire.h"

struct bytes
wire_fixed(struct wire *wire, size_t len)
{
	struct bytes taken;

	if (wire->broken || wire->rest.len < len) {
		wire->broken = true;
		return BYTES_NONE;
	}
	taken = bytes_slice(wire->rest, 0, len);
	wire->rest = bytes_slice(wire->rest, len, wire->rest.len);
	return taken;
}

uint8_t
wire_byte(struct wire *wire)
{
	struct bytes taken = wire_fixed(wire, 1);

	return taken.len ? (uint8_t)taken.data[0] : 0;
}

uint32_t
wire_uint32(struct wire *wire)
{
	struct bytes taken = wire_fixed(wire, sizeof(uint32_t));
	uint32_t number = 0;

	for (size_t i = 0; i < taken.len; i++)
		number = number << 8 | (uint8_t)taken.data[i];
	return number;
}

struct bytes
wire_string(struct wire *wire)
{
	return wire_fixed(wire, wire_uint32(wire));
}

struct bytes
wire_mpint(struct wire *wire)
{
	struct bytes number = wire_string(wire);
	bool padded = number.len > 0 && number.data[0] == 0;

	if (padded)
		number = bytes_slice(number, 1, number.len);
	/* a set high bit would make it negative without the zero, and the zero is only for that */
	if (number.len == 0 ? padded : padded != ((number.data[0] & 0x80) != 0))
		wire->broken = true;
	return wire->broken ? BYTES_NONE : number;
}

bool
wire_complete(const struct wire *wire)
{
	return !wire->broken && wire->rest.len == 0;
}
