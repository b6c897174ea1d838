#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "ledger/follow.h"
#include "ledger/head.h"

/* A ledger in memory, of gaps. */
struct book {
	struct buf text;
	uint64_t seq;
	char prev[SHA256_HEX_CHARS + 1];
};

static void
line_add(struct book *book, struct bytes line)
{
	ledger_line_hash(line, book->prev);
	buf_add(&book->text, line);
	buf_add_char(&book->text, '\n');
	book->seq++;
}

static void
record_add(struct book *book)
{
	struct buf line = BUF_INIT;

	buf_printf(&line,
		   "{\"id\":\"%032llu\",\"kind\":\"gap\",\"prev\":\"%s\",\"refs\":[],"
		   "\"repository\":\"r\",\"schema\":\"writ/ledger/1\",\"seq\":%llu,"
		   "\"time\":\"2026-11-29T14:00:00.000001Z\"}",
		   (unsigned long long)book->seq + 1, book->seq ? book->prev : record_genesis,
		   (unsigned long long)book->seq + 1);
	line_add(book, buf_bytes(&line));
	buf_release(&line);
}

static int
book_file(const struct book *book)
{
	int fd = memfd_create("ledger", MFD_CLOEXEC);
	struct error err;

	assert_true(fd >= 0);
	assert_int_equal(io_write_all(fd, buf_bytes(&book->text), &err), 0);
	return fd;
}

/* Follows BOOK from POSITION: 0 at its end, -1 where something is wrong. */
static int
book_follow(const struct book *book, struct ledger_position *position, struct error *err)
{
	struct followed followed;
	struct follower follower;
	int fd = book_file(book);
	int more = follower_begin(&follower, fd, book->text.len, position, err) < 0 ? -1 : 1;

	while (more > 0)
		more = follower_next(&follower, &followed, err);
	*position = follower.position;
	follower_release(&follower);
	close(fd);
	return more;
}

static int
book_begin(void **state)
{
	static struct book book;

	book = (struct book){ .text = BUF_INIT };
	for (int i = 0; i < 3; i++)
		record_add(&book);
	*state = &book;
	return 0;
}

static int
book_end(void **state)
{
	struct book *book = *state;

	buf_release(&book->text);
	return 0;
}

static void
ledger_is_followed_from_where_it_was_left(void **state)
{
	struct ledger_position position = { .lines = 0 };
	struct book *book = *state;
	struct error err;

	assert_int_equal(book_follow(book, &position, &err), 0);
	assert_int_equal(position.lines, 3);
	assert_int_equal(position.end, book->text.len);
	assert_string_equal(position.hash, book->prev);
	assert_int_equal(book_follow(book, &position, &err), 0);
	assert_int_equal(position.lines, 3);
	record_add(book);
	record_add(book);
	assert_int_equal(book_follow(book, &position, &err), 0);
	assert_int_equal(position.lines, 5);
	assert_string_equal(position.hash, book->prev);
}

static void
line_without_its_end_is_not_read_yet(void **state)
{
	struct ledger_position position = { .lines = 0 };
	struct book *book = *state;
	size_t whole = book->text.len;
	struct error err;

	buf_add_string(&book->text, "{\"half");
	assert_int_equal(book_follow(book, &position, &err), 0);
	assert_int_equal(position.lines, 3);
	assert_int_equal(position.end, whole);
}

static void
lines_of_a_crash_are_part_of_the_chain(void **state)
{
	struct ledger_position position = { .lines = 0 };
	struct book *book = *state;
	struct error err;

	line_add(book, BYTES("{\"torn"));
	line_add(book, BYTES(""));
	record_add(book);
	assert_int_equal(book_follow(book, &position, &err), 0);
	assert_int_equal(position.lines, 6);
	assert_string_equal(position.hash, book->prev);
}

static void
record_that_does_not_follow_is_named(void **state)
{
	struct ledger_position position;
	struct book *book = *state;
	struct error err;

	/* another number, then another line in front */
	for (int i = 0; i < 2; i++) {
		position = (struct ledger_position){ .lines = 0 };
		if (i == 0)
			book->seq++;
		else
			memset(book->prev, 'd', SHA256_HEX_CHARS);
		record_add(book);
		assert_int_equal(book_follow(book, &position, &err), -1);
		assert_int_equal(err.code, ERROR_MALFORMED);
		assert_non_null(strstr(err.message, "line 4 does not follow"));
		assert_int_equal(position.lines, 3);
		book_end(state);
		book_begin(state);
	}
}

static void
ledger_that_does_not_go_on_is_refused(void **state)
{
	struct ledger_position position = { .lines = 0 }, kept;
	struct book *book = *state;
	struct error err;

	assert_int_equal(book_follow(book, &position, &err), 0);
	kept = position;
	book->text.len--;
	assert_int_equal(book_follow(book, &position, &err), -1);
	assert_non_null(strstr(err.message, "it was cut"));
	book->text.len++;
	position = kept;
	book->text.data[book->text.len - 10] ^= 1;
	assert_int_equal(book_follow(book, &position, &err), -1);
	assert_int_equal(err.code, ERROR_MALFORMED);
	assert_non_null(strstr(err.message, "is not the one that was written there"));
}

#define BOOK_TEST(name) cmocka_unit_test_setup_teardown(name, book_begin, book_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOK_TEST(ledger_is_followed_from_where_it_was_left),
		BOOK_TEST(line_without_its_end_is_not_read_yet),
		BOOK_TEST(lines_of_a_crash_are_part_of_the_chain),
		BOOK_TEST(record_that_does_not_follow_is_named),
		BOOK_TEST(ledger_that_does_not_go_on_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
