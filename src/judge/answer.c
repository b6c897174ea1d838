#include "config.h"

#include "judge/answer.h"

#include "base/memory.h"

enum { HEADER_BYTES = 5, NUMBER_BYTES = 8 };

static void
number_put(char *at, uint64_t number, size_t len)
{
	for (size_t i = len; i-- > 0; number >>= 8)
		at[i] = (char)(number & 0xff);
}

static uint64_t
number_get(const char *at, size_t len)
{
	uint64_t number = 0;

	for (size_t i = 0; i < len; i++)
		number = number << 8 | (unsigned char)at[i];
	return number;
}

void
frame_begin(struct frame_writer *writer, enum frame_kind kind)
{
	writer->start = writer->out->len;
	buf_add_char(writer->out, (char)kind);
	buf_add_repeated(writer->out, '\0', HEADER_BYTES - 1);
}

void
frame_number(struct frame_writer *writer, uint64_t number)
{
	char raw[NUMBER_BYTES];

	number_put(raw, number, sizeof(raw));
	buf_add(writer->out, (struct bytes){ raw, sizeof(raw) });
}

void
frame_bytes(struct frame_writer *writer, struct bytes b)
{
	frame_number(writer, b.data ? b.len : UINT64_MAX);
	buf_add(writer->out, b);
}

void
frame_oid(struct frame_writer *writer, const struct oid *oid)
{
	buf_add(writer->out, oid_bytes(oid));
}

void
frame_end(struct frame_writer *writer)
{
	size_t len = writer->out->len - writer->start - HEADER_BYTES;

	if (len > UINT32_MAX)
		memory_exhausted();
	number_put(writer->out->data + writer->start + 1, len, HEADER_BYTES - 1);
}

bool
frame_next(struct bytes *answer, enum frame_kind *kind, struct frame_reader *reader)
{
	uint64_t len;

	*reader = (struct frame_reader){ BYTES_NONE, false };
	if (answer->len == 0)
		return false;
	reader->broken = true;
	if (answer->len < HEADER_BYTES)
		return false;
	len = number_get(answer->data + 1, HEADER_BYTES - 1);
	if (len > answer->len - HEADER_BYTES)
		return false;
	*kind = (enum frame_kind)answer->data[0];
	reader->rest = bytes_slice(*answer, HEADER_BYTES, HEADER_BYTES + (size_t)len);
	reader->broken = false;
	*answer = bytes_slice(*answer, HEADER_BYTES + (size_t)len, answer->len);
	return true;
}

static struct bytes
take(struct frame_reader *reader, uint64_t len)
{
	struct bytes taken;

	if (reader->broken || len > reader->rest.len) {
		reader->broken = true;
		return BYTES_NONE;
	}
	taken = bytes_slice(reader->rest, 0, (size_t)len);
	reader->rest = bytes_slice(reader->rest, (size_t)len, reader->rest.len);
	return taken;
}

uint64_t
frame_read_number(struct frame_reader *reader, uint64_t most)
{
	struct bytes raw = take(reader, NUMBER_BYTES);
	uint64_t number;

	if (reader->broken)
		return 0;
	number = number_get(raw.data, raw.len);
	if (number > most) {
		reader->broken = true;
		return 0;
	}
	return number;
}

struct bytes
frame_read_bytes(struct frame_reader *reader)
{
	uint64_t len = frame_read_number(reader, UINT64_MAX);
	struct bytes b;

	if (reader->broken || len == UINT64_MAX)
		return BYTES_NONE;
	b = take(reader, len);
	return b.data ? b : BYTES("");
}

void
frame_read_oid(struct frame_reader *reader, struct oid *oid)
{
	struct bytes raw = take(reader, OID_BYTES);

	*oid = (struct oid){ { 0 } };
	if (!reader->broken)
		memcpy(oid->id, raw.data, OID_BYTES);
}

bool
frame_is_done(const struct frame_reader *reader)
{
	return !reader->broken && reader->rest.len == 0;
}
