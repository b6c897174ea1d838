#include "config.h"

#include "ledger/head.h"

#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/io.h"
#include "base/number.h"
#include "ledger/lines.h"

enum { END_DIGITS = 20, HEAD_BYTES = END_DIGITS + 1 + SHA256_HEX_CHARS + 1 };

void
ledger_line_hash(struct bytes line, char hash[SHA256_HEX_CHARS + 1])
{
	struct sha256 *sha256 = sha256_new();

	sha256_add(sha256, line);
	sha256_finish(sha256, hash);
}

static void
name_make(struct buf *name, const char *path)
{
	buf_printf(name, "%s.head", path);
}

static int
head_parse(struct ledger_head *head, struct bytes text, struct error *err)
{
	int64_t end;

	if (text.len != HEAD_BYTES || digits_skip(text, 0, 10) != END_DIGITS ||
	    digits_skip(text, END_DIGITS + 1, 16) != HEAD_BYTES - 1 ||
	    !integer_read(&end, bytes_slice(text, 0, END_DIGITS), 10, false))
		return error_set(err, ERROR_MALFORMED, "is no head of a ledger");
	head->there = true;
	head->end = (uint64_t)end;
	memcpy(head->hash, text.data + END_DIGITS + 1, SHA256_HEX_CHARS);
	head->hash[SHA256_HEX_CHARS] = '\0';
	return 0;
}

int
ledger_head_read(struct ledger_head *head, const char *path, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT, text = BUF_INIT;

	*head = (struct ledger_head){ .there = false };
	name_make(&name, path);
	if (io_read_file(name.data, HEAD_BYTES, &text, err) < 0)
		return err->code == ERROR_NOT_FOUND ? 0 : -1;
	if (head_parse(head, buf_bytes(&text), err) < 0)
		return error_wrap(err, "%s", name.data);
	return 0;
}

/* In place: it always has the same length, and is within one sector of a disk. */
int
ledger_head_write(const struct ledger_head *head, const char *path, struct error *err)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT, text = BUF_INIT;
	CLEANUP(io_close) int fd = -1;

	name_make(&name, path);
	buf_printf(&text, "%0*" PRIu64 " %s\n", END_DIGITS, head->end, head->hash);
	fd = open(name.data, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return error_set_errno(err, "%s: cannot open", name.data);
	if (io_write_all(fd, buf_bytes(&text), err) < 0)
		return error_wrap(err, "%s", name.data);
	return 0;
}

int
ledger_head_check(const struct ledger_head *head, int fd, uint64_t size, struct error *err)
{
	char hash[SHA256_HEX_CHARS + 1];
	struct lines lines;
	struct line line;
	int found;

	if (!head->there || head->end == 0)
		return 0;
	if (head->end > size)
		return error_set(err, ERROR_MALFORMED,
				 "it was cut: %" PRIu64 " bytes are there of %" PRIu64, size,
				 head->end);
	lines_init_back(&lines, fd, head->end);
	found = lines_previous(&lines, &line, err);
	if (found > 0)
		ledger_line_hash(line.text, hash);
	lines_release(&lines);
	if (found < 0)
		return -1;
	if (!line.complete || strcmp(hash, head->hash) != 0)
		return error_set(err, ERROR_MALFORMED,
				 "the record that ends at byte %" PRIu64 " is not the one that was "
				 "written there",
				 head->end);
	return 0;
}
