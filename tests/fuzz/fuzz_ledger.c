/* A ledger that somebody has changed: what reads it back, whatever is in it. */

#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/io.h"
#include "ledger/facts.h"
#include "ledger/history.h"
#include "ledger/lines.h"
#include "ledger/verify.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
file_make(struct bytes text)
{
	int fd = memfd_create("ledger", MFD_CLOEXEC);
	struct error err;

	check(fd >= 0 && io_write_all(fd, text, &err) == 0);
	return fd;
}

/* Both directions find the same lines, and all bytes are in one. */
static void
lines_agree(int fd, struct bytes text)
{
	struct lines forward, back;
	struct error err;
	struct line line;
	uint64_t next = 0, n = 0;

	lines_init(&forward, fd, text.len);
	while (lines_next(&forward, &line, &err) > 0) {
		check(line.offset == next && !memchr(line.text.data, '\n', line.text.len));
		next += line.text.len + line.complete;
		n++;
	}
	check(next == text.len);
	lines_init_back(&back, fd, text.len);
	while (lines_previous(&back, &line, &err) > 0) {
		check(line.offset + line.text.len + line.complete == next);
		next = line.offset;
		n--;
	}
	check(next == 0 && n == 0);
	lines_release(&forward);
	lines_release(&back);
}

/* A record as rows, whose texts are for databases: UTF-8 without a NUL. */
static void
facts_read(const struct record *record, struct bytes line, struct arena *arena)
{
	struct fact_row row;
	struct facts facts;

	facts_init(&facts, record, line, record_genesis, arena);
	while (facts_next(&facts, &row)) {
		for (size_t i = 0; i < fact_tables[row.table].n_columns; i++) {
			struct bytes text = row.values[i].text;

			check(bytes_is_utf8(text));
			check(text.len == 0 || !memchr(text.data, '\0', text.len));
		}
	}
}

static void
records_read(int fd, struct bytes text, struct arena *arena)
{
	struct history history;
	struct record record;
	struct lines lines;
	struct error err;
	struct line line;
	size_t n;

	history_init(&history, BYTES("/r"), arena);
	lines_init(&lines, fd, text.len);
	while (lines_next(&lines, &line, &err) > 0) {
		if (record_parse(&record, line.text, &err) < 0)
			continue;
		check(json_value_length(line.text) == line.text.len);
		history_add(&history, &record);
		facts_read(&record, line.text, arena);
	}
	history_missing(&history, &n);
	lines_release(&lines);
	history_release(&history);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size };
	const struct ledger_head head = { .there = false };
	const struct ledger_checks checks = { .head = &head };
	struct entry_move move = { .ref = BYTES("refs/heads/main") };
	struct ledger_report report;
	struct arena arena;
	struct error err;
	int fd = file_make(text);

	arena_init(&arena);
	lines_agree(fd, text);
	records_read(fd, text, &arena);
	check(ledger_verify(&report, fd, size, &checks, &err) == 0);
	check(size == 0 || report.state != LEDGER_SOUND);
	check(verdicts_find(fd, size, BYTES("/r"), &move, 1, &arena, &err) == 0);
	arena_release(&arena);
	close(fd);
	return 0;
}
