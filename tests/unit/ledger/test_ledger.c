#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "ledger/ledger.h"
#include "ledger/lines.h"
#include "ledger/verify.h"

/* Lines of lengths around those of the windows, the last one with or without its end. */
static int
file_of_lines(const size_t *lengths, size_t n, bool complete, uint64_t *size)
{
	int fd = memfd_create("lines", 0);
	struct buf text = BUF_INIT;
	struct error err;

	assert_true(fd >= 0);
	for (size_t i = 0; i < n; i++) {
		buf_add_repeated(&text, (char)('a' + i), lengths[i]);
		if (i + 1 < n || complete)
			buf_add_char(&text, '\n');
	}
	assert_int_equal(io_write_all(fd, buf_bytes(&text), &err), 0);
	*size = text.len;
	buf_release(&text);
	return fd;
}

static void
line_is(const struct line *line, size_t i, size_t len, bool complete)
{
	assert_int_equal(line->text.len, len);
	assert_int_equal(line->complete, complete);
	for (size_t k = 0; k < len; k++)
		assert_int_equal(line->text.data[k], (char)('a' + i));
}

static void
lines_are_read_from_both_ends(void **state)
{
	static const size_t lengths[] = { 1, 0, 300000, 16383, 16384, 2, 262144, 1000000, 7 };
	size_t n = ARRAY_SIZE(lengths);

	(void)state;
	for (int complete = 0; complete < 2; complete++) {
		uint64_t size;
		int fd = file_of_lines(lengths, n, complete, &size);
		struct lines lines;
		struct error err;
		struct line line;

		lines_init(&lines, fd, size);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(lines_next(&lines, &line, &err), 1);
			line_is(&line, i, lengths[i], i + 1 < n || complete);
		}
		assert_int_equal(lines_next(&lines, &line, &err), 0);
		lines_release(&lines);
		lines_init_back(&lines, fd, size);
		for (size_t i = n; i-- > 0;) {
			assert_int_equal(lines_previous(&lines, &line, &err), 1);
			line_is(&line, i, lengths[i], i + 1 < n || complete);
		}
		assert_int_equal(lines_previous(&lines, &line, &err), 0);
		lines_release(&lines);
		close(fd);
	}
}

static char folder[] = "/tmp/writ-ledger.XXXXXX";
static char path[64];

static int
folder_make(void **state)
{
	(void)state;
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/ledger", folder);
	return 0;
}

static int
folder_remove(void **state)
{
	static const char *const suffixes[] = { "", ".head", ".salts" };
	char name[80];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		snprintf(name, sizeof(name), "%s%s", path, suffixes[i]);
		unlink(name);
	}
	return rmdir(folder);
}

static int
append(struct error *err)
{
	const struct entry_move move = { .ref = BYTES("refs/heads/x") };
	const struct ledger_entry entry = {
		.kind = RECORD_GAP, .repository = BYTES("/r"), .moves = &move, .n_moves = 1
	};
	struct ledger ledger;
	int result = ledger_open(&ledger, path, 0, err);

	if (result == 0)
		result = ledger_append(&ledger, &entry, NULL, err);
	ledger_close(&ledger);
	return result;
}

static void
add_text(const char *text)
{
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static enum ledger_state
state_of(struct ledger_report *report)
{
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;
	const struct ledger_checks checks = { .head = &head };
	struct error err;
	uint64_t size;

	assert_int_equal(ledger_open_read(path, 0, &fd, &size, &head, &err), 0);
	assert_int_equal(ledger_verify(report, fd, size, &checks, &err), 0);
	return report->state;
}

static void
what_crashes_leave_is_closed(void **state)
{
	static const char *const left[] = { "x", "{\"id\":\"", "torn\n{", "\n", "\n\n\nx", "x\n" };
	struct ledger_report report;
	struct error err;
	uint64_t gaps = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(left); i++) {
		assert_int_equal(append(&err), 0);
		assert_int_equal(state_of(&report), LEDGER_SOUND);
		add_text(left[i]);
		assert_int_equal(state_of(&report), LEDGER_INCOMPLETE);
		assert_int_equal(append(&err), 0);
		assert_int_equal(state_of(&report), LEDGER_SOUND);
		gaps += 3;
		assert_int_equal(report.records[RECORD_GAP], gaps);
	}
	assert_int_equal(report.torn, 10);
}

static void
ledger_that_begins_with_noise_is_gone_on_with(void **state)
{
	struct ledger_report report;
	struct error err;

	(void)state;
	add_text("noise");
	assert_int_equal(append(&err), 0);
	assert_int_equal(state_of(&report), LEDGER_SOUND);
	assert_int_equal(report.torn, 1);
}

static void
ledger_shorter_than_its_head_is_not_written(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(append(&err), 0);
	assert_int_equal(truncate(path, 10), 0);
	assert_int_equal(append(&err), -1);
	assert_non_null(strstr(err.message, "it was cut: 10 bytes are there of "));
}

static void
head_that_lags_is_right(void **state)
{
	struct ledger_report report;
	struct ledger_head head;
	struct error err;

	(void)state;
	assert_int_equal(append(&err), 0);
	assert_int_equal(ledger_head_read(&head, path, &err), 0);
	assert_int_equal(append(&err), 0);
	assert_int_equal(ledger_head_write(&head, path, &err), 0);
	assert_int_equal(state_of(&report), LEDGER_SOUND);
	assert_int_equal(append(&err), 0);
	assert_int_equal(state_of(&report), LEDGER_SOUND);
	assert_int_equal(report.records[RECORD_GAP], 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_read_from_both_ends),
		cmocka_unit_test_setup_teardown(what_crashes_leave_is_closed, folder_make,
						folder_remove),
		cmocka_unit_test_setup_teardown(ledger_that_begins_with_noise_is_gone_on_with,
						folder_make, folder_remove),
		cmocka_unit_test_setup_teardown(ledger_shorter_than_its_head_is_not_written,
						folder_make, folder_remove),
		cmocka_unit_test_setup_teardown(head_that_lags_is_right, folder_make,
						folder_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
