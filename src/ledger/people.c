#include "config.h"

#include "ledger/people.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/io.h"
#include "ledger/record.h"
#include "report/json_writer.h"

enum { SALT_BYTES = 32, PEOPLE_MAX_BYTES = 64 * 1024 * 1024 };

int
people_read(const char *path, struct buf *text, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;

	buf_printf(&name, "%s.salts", path);
	if (io_read_file(name.data, PEOPLE_MAX_BYTES, text, err) < 0 &&
	    err->code != ERROR_NOT_FOUND)
		return -1;
	return 0;
}

/* Goes on to the next line with a name; a line that is not whole names nobody. */
static bool
person_next(struct bytes *text, struct bytes *name, struct bytes *commitment)
{
	struct bytes line, member, key, value;
	struct json_items items;

	while (text->len && bytes_split(text, '\n', &line)) {
		*name = *commitment = BYTES_NONE;
		json_items_init(&items, line);
		while (json_items_next(&items, &member, &key, &value)) {
			if (bytes_equal_string(key, "commitment"))
				*commitment = json_string_text(value);
			if (bytes_starts_with(key, BYTES("name")))
				*name = member;
		}
		if (json_items_are_whole(&items) && name->len &&
		    commitment->len == SHA256_HEX_CHARS)
			return true;
	}
	return false;
}

struct bytes
people_find(struct bytes text, struct bytes name)
{
	CLEANUP(buf_release) struct buf wanted = BUF_INIT;
	struct bytes member, commitment;

	json_byte_string(&wanted, "name", name);
	while (person_next(&text, &member, &commitment)) {
		if (bytes_equal(member, buf_bytes(&wanted)))
			return commitment;
	}
	return BYTES_NONE;
}

struct bytes
people_name(struct bytes text, struct bytes commitment)
{
	struct bytes member, candidate;

	while (person_next(&text, &member, &candidate)) {
		if (bytes_equal(candidate, commitment))
			return record_member_text(member);
	}
	return BYTES_NONE;
}

static int
salt_make(char salt[2 * SALT_BYTES + 1], struct error *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[SALT_BYTES];

	if (getrandom(raw, sizeof(raw), 0) != (ssize_t)sizeof(raw))
		return error_set_errno(err, "no random numbers");
	for (size_t i = 0; i < sizeof(raw); i++) {
		salt[2 * i] = digits[raw[i] >> 4];
		salt[2 * i + 1] = digits[raw[i] & 15];
	}
	salt[sizeof(raw) * 2] = '\0';
	return 0;
}

static void
commitment_make(const char *salt, struct bytes name, char commitment[SHA256_HEX_CHARS + 1])
{
	struct sha256 *hash = sha256_new();

	sha256_add(hash, bytes_of(salt));
	sha256_add(hash, BYTES(":"));
	sha256_add(hash, name);
	sha256_finish(hash, commitment);
}

static int
person_add(const char *path, struct bytes line, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;
	CLEANUP(io_close) int fd = -1;

	buf_printf(&name, "%s.salts", path);
	fd = open(name.data, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return error_set_errno(err, "%s: cannot open", name.data);
	if (io_write_all(fd, line, err) < 0)
		return error_wrap(err, "%s", name.data);
	if (fdatasync(fd) != 0)
		return error_set_errno(err, "%s: cannot be put on the disk", name.data);
	return 0;
}

int
people_commit(const char *path, struct bytes name, char commitment[SHA256_HEX_CHARS + 1],
	      struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT, line = BUF_INIT;
	char salt[2 * SALT_BYTES + 1];
	struct bytes known;

	if (people_read(path, &text, err) < 0)
		return -1;
	known = people_find(buf_bytes(&text), name);
	if (known.len) {
		memcpy(commitment, known.data, SHA256_HEX_CHARS);
		commitment[SHA256_HEX_CHARS] = '\0';
		return 0;
	}
	if (salt_make(salt, err) < 0)
		return -1;
	commitment_make(salt, name, commitment);
	/* After a line that a crash has cut the next one would not be read either. */
	if (text.len && text.data[text.len - 1] != '\n')
		buf_add_char(&line, '\n');
	json_open(&line, NULL, '{');
	json_string(&line, "commitment", bytes_of(commitment));
	json_byte_string(&line, "name", name);
	json_string(&line, "salt", bytes_of(salt));
	json_close(&line, '}');
	buf_add_char(&line, '\n');
	return person_add(path, buf_bytes(&line), err);
}
