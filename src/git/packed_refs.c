#include "config.h"

#include "git/packed_refs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/io.h"

static struct bytes
line_at(struct bytes text)
{
	const char *end = text.len ? memchr(text.data, '\n', text.len) : NULL;

	return bytes_slice(text, 0, end ? (size_t)(end - text.data) : text.len);
}

/* The traits in the header, each between blanks: "# pack-refs with: peeled fully-peeled sorted ".
 */
static void
header_read(struct packed_refs *packed)
{
	static const char sorted[] = " sorted ";
	struct bytes line;

	packed->records = packed->map;
	packed->sorted = false;
	while (packed->records.len > 0 && packed->records.data[0] == '#') {
		line = line_at(packed->records);
		if (memmem(line.data, line.len, sorted, sizeof(sorted) - 1))
			packed->sorted = true;
		packed->records = bytes_slice(packed->records, line.len + 1, packed->records.len);
	}
}

int
packed_refs_open(struct packed_refs *packed, const char *path, struct error *err)
{
	CLEANUP(io_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	void *map;

	*packed = (struct packed_refs){ .map = BYTES_NONE };
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0 || fstat(fd, &st) < 0)
		return error_set_errno(err, "%s: cannot read", path);
	if (st.st_size == 0)
		return 0;
	map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		return error_set_errno(err, "%s: cannot map", path);
	packed->map = (struct bytes){ map, (size_t)st.st_size };
	header_read(packed);
	return 0;
}

void
packed_refs_close(struct packed_refs *packed)
{
	if (packed->map.data)
		munmap((void *)(uintptr_t)packed->map.data, packed->map.len);
	*packed = (struct packed_refs){ .map = BYTES_NONE };
}

/* `ID SP NAME LF`, and for an annotated tag `^ID LF`, which says what it peels to. */
int
packed_refs_next(struct bytes *rest, struct bytes *name, struct oid *id, struct error *err)
{
	struct bytes line = line_at(*rest);

	if (rest->len == 0)
		return 0;
	if (line.len == rest->len || line.len < OID_HEX_CHARS + 2 ||
	    line.data[OID_HEX_CHARS] != ' ' || !oid_parse(bytes_slice(line, 0, OID_HEX_CHARS), id))
		return error_set(err, ERROR_MALFORMED, "packed-refs: unexpected line");
	*name = bytes_slice(line, OID_HEX_CHARS + 1, line.len);
	*rest = bytes_slice(*rest, line.len + 1, rest->len);
	while (rest->len > 0 && rest->data[0] == '^')
		*rest = bytes_slice(*rest, line_at(*rest).len + 1, rest->len);
	return 1;
}

static int
find_in_turn(struct bytes rest, struct bytes wanted, struct oid *id, struct error *err)
{
	struct bytes name;
	int found;

	while ((found = packed_refs_next(&rest, &name, id, err)) == 1) {
		if (bytes_equal(name, wanted))
			return 1;
	}
	return found;
}

/* Where the record begins that holds the byte AT of RECORDS. */
static size_t
record_start(struct bytes records, size_t at)
{
	for (;;) {
		while (at > 0 && records.data[at - 1] != '\n')
			at--;
		if (at == 0 || records.data[at] != '^')
			return at;
		at--;
	}
}

static int
find_by_halves(struct bytes records, struct bytes wanted, struct oid *id, struct error *err)
{
	struct bytes name;

	while (records.len > 0) {
		size_t start = record_start(records, records.len / 2);
		struct bytes rest = bytes_slice(records, start, records.len);
		int order;

		if (packed_refs_next(&rest, &name, id, err) < 0)
			return -1;
		order = bytes_compare(wanted, name);
		if (order == 0)
			return 1;
		records = order < 0 ? bytes_slice(records, 0, start) : rest;
	}
	return 0;
}

int
packed_refs_find(const struct packed_refs *packed, struct bytes name, struct oid *id,
		 struct error *err)
{
	if (packed->sorted)
		return find_by_halves(packed->records, name, id, err);
	return find_in_turn(packed->records, name, id, err);
}
