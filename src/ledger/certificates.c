#include "config.h"

#include "ledger/certificates.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "ledger/json_items.h"
#include "report/json_writer.h"

enum { CERTIFICATES_MAX_BYTES = 1024 * 1024 * 1024 };

int
certificates_read(const char *path, struct buf *text, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;

	buf_printf(&name, "%s.certificates", path);
	if (io_read_file(name.data, CERTIFICATES_MAX_BYTES, text, err) < 0 &&
	    err->code != ERROR_NOT_FOUND)
		return -1;
	return 0;
}

struct bytes
certificates_find(struct bytes text, struct bytes hash)
{
	struct bytes line, member, key, value, found;
	struct json_items items;

	while (text.len && bytes_split(&text, '\n', &line)) {
		bool is_it = false;

		found = BYTES_NONE;
		json_items_init(&items, line);
		while (json_items_next(&items, &member, &key, &value)) {
			if (bytes_starts_with(key, BYTES("certificate")))
				found = member;
			else if (bytes_equal_string(key, "sha256"))
				is_it = bytes_equal(json_string_text(value), hash);
		}
		if (is_it && found.data && json_items_are_whole(&items))
			return found;
	}
	return BYTES_NONE;
}

static void
line_make(struct buf *out, const struct entry_certificate *certificate)
{
	json_open(out, NULL, '{');
	json_byte_string(out, "certificate", certificate->text);
	json_string_or_null(out, "key", certificate->key);
	json_string(out, "sha256", bytes_of(certificate->hash));
	json_string_or_null(out, "signer", certificate->signer);
	json_close(out, '}');
	buf_add_char(out, '\n');
}

/* Behind a line that a crash has cut the next one would not be read. */
static bool
ends_within_line(int fd)
{
	struct stat status;
	char last;

	return fstat(fd, &status) == 0 && status.st_size > 0 &&
	       pread(fd, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

int
certificates_keep(const char *path, struct entry_certificate *certificate, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT, line = BUF_INIT;
	CLEANUP(io_close) int fd = -1;
	struct sha256 *hash;

	certificate->hash[0] = '\0';
	if (!certificate->text.data)
		return 0;
	hash = sha256_new();
	sha256_add(hash, certificate->text);
	sha256_finish(hash, certificate->hash);
	buf_printf(&name, "%s.certificates", path);
	fd = open(name.data, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
	if (fd < 0)
		return error_set_errno(err, "%s: cannot open", name.data);
	if (ends_within_line(fd))
		buf_add_char(&line, '\n');
	line_make(&line, certificate);
	if (io_write_all(fd, buf_bytes(&line), err) < 0)
		return error_wrap(err, "%s", name.data);
	return 0;
}
