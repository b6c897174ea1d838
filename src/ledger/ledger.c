#include "config.h"

#include "ledger/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "ledger/lines.h"
#include "ledger/people.h"

enum { LOCK_POLL_NS = 2 * 1000 * 1000, NS_PER_S = 1000 * 1000 * 1000 };

static int64_t
now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

static int
lock_take(int fd, int how, uint64_t wait_s, struct error *err)
{
	const struct timespec pause = { 0, LOCK_POLL_NS };
	int64_t end = now_ns() + (int64_t)wait_s * NS_PER_S;

	while (flock(fd, how | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_set_errno(err, "cannot be locked");
		if (now_ns() > end)
			return error_set(err, ERROR_SYSTEM,
					 "another process has held its lock for %" PRIu64
					 " seconds (writ.limit.ledger-wait)",
					 wait_s);
		nanosleep(&pause, NULL);
	}
	return 0;
}

static int
size_read(int fd, uint64_t *size, struct error *err)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return error_set_errno(err, "cannot be read");
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_SYSTEM, "is no regular file");
	*size = (uint64_t)status.st_size;
	return 0;
}

static void
torn_add(struct ledger *ledger, struct bytes line)
{
	struct torn_line *torn = vec_add(&ledger->torn);

	torn->bytes = line.len;
	ledger_line_hash(line, torn->hash);
}

static void
record_take(struct ledger *ledger, const struct record *record, struct bytes line)
{
	ledger_line_hash(line, ledger->after);
	ledger->seq = record->seq;
	memcpy(ledger->time, record->time.data, RECORD_TIME_CHARS);
}

/* Goes back to the last line that is a record; those behind it are torn. */
static int
end_find(struct ledger *ledger, struct lines *lines, struct error *err)
{
	struct record record;
	struct error why;
	struct line line;
	int found;

	while ((found = lines_previous(lines, &line, err)) > 0) {
		if (line.offset + line.text.len == ledger->size && !line.complete)
			ledger->ends_within_line = true;
		if (record_parse(&record, line.text, &why) == 0) {
			record_take(ledger, &record, line.text);
			break;
		}
		torn_add(ledger, line.text);
	}
	return found < 0 ? -1 : 0;
}

static int
end_read(struct ledger *ledger, struct error *err)
{
	struct lines lines;
	struct ledger_head head;
	int result;

	if (size_read(ledger->fd, &ledger->size, err) < 0 ||
	    ledger_head_read(&head, ledger->path, err) < 0 ||
	    ledger_head_check(&head, ledger->fd, ledger->size, err) < 0)
		return -1;
	ledger->is_new = ledger->size == 0;
	lines_init_back(&lines, ledger->fd, ledger->size);
	result = end_find(ledger, &lines, err);
	lines_release(&lines);
	ledger->seq += ledger->torn.len;
	memcpy(ledger->prev, ledger->torn.len ? ledger->torn.items[0].hash : ledger->after,
	       sizeof(ledger->prev));
	return result;
}

int
ledger_open(struct ledger *ledger, const char *path, uint64_t wait_s, struct error *err)
{
	const int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

	*ledger = (struct ledger){ .path = path, .fd = open(path, flags, 0600) };
	memcpy(ledger->after, record_genesis, sizeof(ledger->after));
	if (ledger->fd < 0)
		return error_set_errno(err, "ledger %s: cannot open", path);
	if (lock_take(ledger->fd, LOCK_EX, wait_s, err) < 0 || end_read(ledger, err) < 0)
		return error_wrap(err, "ledger %s", path);
	return 0;
}

void
ledger_close(struct ledger *ledger)
{
	vec_release(&ledger->torn);
	io_close(&ledger->fd);
}

static int
id_make(char id[RECORD_ID_CHARS + 1], struct error *err)
{
	uint64_t raw[2];

	if (getrandom(raw, sizeof(raw), 0) != (ssize_t)sizeof(raw))
		return error_set_errno(err, "no random numbers");
	snprintf(id, RECORD_ID_CHARS + 1, "%016" PRIx64 "%016" PRIx64, raw[0], raw[1]);
	return 0;
}

/* Now, or the time of the last record where the clock was set back. */
static void
time_make(struct ledger *ledger)
{
	char text[64];
	struct timespec now;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%06ldZ", tm.tm_year + 1900,
		 tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, now.tv_nsec / 1000);
	if (strcmp(text, ledger->time) > 0)
		memcpy(ledger->time, text, sizeof(ledger->time));
	ledger->time[RECORD_TIME_CHARS] = '\0';
}

/* The lines in OUT follow on one another; PLACE and the ledger go on to the last one. */
static void
hash_last(struct ledger *ledger, const struct buf *out, size_t from)
{
	ledger_line_hash(bytes_slice(buf_bytes(out), from, out->len - 1), ledger->prev);
}

/* In the order of the file. */
static void
torn_close(struct ledger *ledger, const struct ledger_entry *entry, struct buf *out,
	   struct entry_place *place)
{
	size_t n = ledger->torn.len, from = out->len;
	struct torn_line *torn = ledger->torn.items;

	for (size_t i = 0; i < n / 2; i++) {
		struct torn_line other = torn[i];

		torn[i] = torn[n - 1 - i];
		torn[n - 1 - i] = other;
	}
	place->seq++;
	entry_write_torn(out, entry, place, ledger->after, torn, n);
	hash_last(ledger, out, from);
	ledger->torn.len = 0;
}

static int
directory_sync(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	CLEANUP(buf_release) struct buf name = BUF_INIT;
	CLEANUP(io_close) int fd = -1;

	buf_add(&name, slash ? (struct bytes){ path, (size_t)(slash - path) + 1 } : BYTES("."));
	fd = open(name.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		return error_set_errno(err, "the folder of it cannot be put on the disk");
	return 0;
}

static int
lines_write(struct ledger *ledger, struct bytes text, struct error *err)
{
	struct ledger_head head = { .there = true, .end = ledger->size + text.len };

	if (text.len > LINE_MAX_BYTES)
		return error_set(err, ERROR_LIMIT, "the record is longer than %d bytes",
				 LINE_MAX_BYTES);
	if (io_write_all(ledger->fd, text, err) < 0)
		return -1;
	if (fdatasync(ledger->fd) != 0)
		return error_set_errno(err, "cannot be put on the disk");
	if (ledger->is_new && directory_sync(ledger->path, err) < 0)
		return -1;
	ledger->is_new = false;
	ledger->size = head.end;
	memcpy(head.hash, ledger->prev, sizeof(head.hash));
	return ledger_head_write(&head, ledger->path, err);
}

/* Writes what is in OUT, whose last line is at PLACE. */
static int
entries_write(struct ledger *ledger, const struct buf *out, const struct entry_place *place,
	      struct error *err)
{
	if (lines_write(ledger, buf_bytes(out), err) < 0)
		return -1;
	ledger->ends_within_line = false;
	ledger->seq = place->seq;
	memcpy(ledger->after, ledger->prev, sizeof(ledger->after));
	return 0;
}

/* Begins to write: what a crash has left is closed. */
static int
entries_begin(struct ledger *ledger, const struct ledger_entry *entry, struct buf *out,
	      struct entry_place *place, struct error *err)
{
	char id[RECORD_ID_CHARS + 1];

	*place = (struct entry_place){ .seq = ledger->seq,
				       .prev = ledger->prev,
				       .time = ledger->time };
	if (id_make(id, err) < 0)
		return -1;
	time_make(ledger);
	if (ledger->ends_within_line)
		buf_add_char(out, '\n');
	place->id = id;
	if (ledger->torn.len)
		torn_close(ledger, entry, out, place);
	place->id = NULL;
	return 0;
}

static int
entry_append(struct ledger *ledger, const struct ledger_entry *entry, char id[RECORD_ID_CHARS + 1],
	     struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	char pusher[SHA256_HEX_CHARS + 1];
	struct entry_place place;
	size_t from;

	if (id_make(id, err) < 0)
		return -1;
	if (entry->user.data && people_commit(ledger->path, entry->user, pusher, err) < 0)
		return -1;
	if (entry->certificate && certificates_keep(ledger->path, entry->certificate, err) < 0)
		return -1;
	if (entries_begin(ledger, entry, &out, &place, err) < 0)
		return -1;
	place.id = id;
	place.pusher = entry->user.data ? pusher : NULL;
	place.seq++;
	from = out.len;
	entry_write(&out, entry, &place);
	hash_last(ledger, &out, from);
	return entries_write(ledger, &out, &place, err);
}

int
ledger_mend(struct ledger *ledger, struct bytes repository, struct error *err)
{
	const struct ledger_entry gap = { .kind = RECORD_GAP, .repository = repository };
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct entry_place place;

	if (ledger->torn.len == 0)
		return 0;
	if (entries_begin(ledger, &gap, &out, &place, err) < 0 ||
	    entries_write(ledger, &out, &place, err) < 0)
		return error_wrap(err, "ledger %s", ledger->path);
	return 0;
}

int
ledger_append(struct ledger *ledger, const struct ledger_entry *entry, char id[RECORD_ID_CHARS + 1],
	      struct error *err)
{
	char own[RECORD_ID_CHARS + 1];

	if (entry_append(ledger, entry, id ? id : own, err) < 0)
		return error_wrap(err, "ledger %s", ledger->path);
	return 0;
}

static int
snapshot_take(int fd, const char *path, uint64_t wait_s, uint64_t *size, struct ledger_head *head,
	      struct error *err)
{
	int result;

	if (lock_take(fd, LOCK_SH, wait_s, err) < 0)
		return -1;
	result = size_read(fd, size, err) < 0 ? -1 : ledger_head_read(head, path, err);
	flock(fd, LOCK_UN);
	return result;
}

int
ledger_open_read(const char *path, uint64_t wait_s, int *fd, uint64_t *size,
		 struct ledger_head *head, struct error *err)
{
	CLEANUP(io_close) int own = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (own < 0 && errno == ENOENT)
		return error_set(
			err, ERROR_NOT_FOUND,
			"ledger %s: no such file; the first push that is recorded begins it", path);
	if (own < 0)
		return error_set_errno(err, "ledger %s: cannot open", path);
	if (snapshot_take(own, path, wait_s, size, head, err) < 0)
		return error_wrap(err, "ledger %s", path);
	*fd = io_steal(&own);
	return 0;
}
