#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/macros.h"
#include "mcp/lines.h"

/* What is written to a file comes as lines; each is followed by '|', one that is too long is '!'.
 */
static const char *
read_all(struct bytes input, struct buf *out)
{
	char path[] = "test_lines.XXXXXX";
	CLEANUP(io_close) int fd = mkstemp(path);
	struct mcp_lines lines = MCP_LINES_INIT(fd);
	enum mcp_line kind;
	struct bytes line;
	struct error err;

	assert_true(fd >= 0);
	unlink(path);
	assert_int_equal(io_write_all(fd, input, &err), 0);
	lseek(fd, 0, SEEK_SET);
	do {
		assert_int_equal(mcp_lines_next(&lines, &kind, &line, &err), 0);
		if (kind == MCP_LINE)
			buf_add(out, line);
		if (kind != MCP_LINE_END)
			buf_add_char(out, kind == MCP_LINE ? '|' : '!');
	} while (kind != MCP_LINE_END);
	mcp_lines_release(&lines);
	return out->data ? out->data : "";
}

static void
a_message_is_a_line(void **state)
{
	static const struct {
		const char *input, *lines;
	} rows[] = {
		{ "", "" },         { "a\n", "a|" },       { "a\nb\n", "a|b|" },
		{ "a\nb", "a|b|" }, { "\n\na\n", "||a|" }, { "a\r\n", "a\r|" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;

		assert_string_equal(read_all(bytes_of(rows[i].input), &out), rows[i].lines);
	}
}

/* A line of LEN bytes between two short ones; ENDED: with its line feed. */
static void
check_length(size_t len, bool ended, const char *wanted)
{
	CLEANUP(buf_release) struct buf input = BUF_INIT;
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	buf_add_string(&input, "a\n");
	buf_add_repeated(&input, 'x', len);
	if (ended)
		buf_add_string(&input, "\nb\n");
	read_all(buf_bytes(&input), &out);
	if (wanted)
		assert_string_equal(out.data, wanted);
	else
		assert_int_equal(out.len, len + 5);
}

static void
a_line_that_is_too_long_is_passed_over_to_its_end(void **state)
{
	(void)state;
	check_length(MCP_LINE_MAX_BYTES, true, NULL);
	check_length(MCP_LINE_MAX_BYTES + 1, true, "a|!b|");
	check_length(MCP_LINE_MAX_BYTES + 1, false, "a|!");
	check_length((size_t)3 * MCP_LINE_MAX_BYTES + 12345, true, "a|!b|");
}

static bool
is_wanted(void *ctx, struct bytes line)
{
	return bytes_equal(line, *(const struct bytes *)ctx);
}

static bool
is_ahead(struct mcp_lines *lines, const char *text)
{
	struct bytes wanted = bytes_of(text);

	return mcp_lines_ahead(lines, is_wanted, &wanted);
}

static void
what_has_come_is_seen_ahead(void **state)
{
	int ends[2];
	struct mcp_lines lines;
	enum mcp_line kind;
	struct bytes line;
	struct error err;
	(void)state;

	assert_int_equal(pipe(ends), 0);
	lines = (struct mcp_lines)MCP_LINES_INIT(ends[0]);
	assert_int_equal(io_write_all(ends[1], BYTES("a\nb\nhalf"), &err), 0);
	assert_int_equal(mcp_lines_next(&lines, &kind, &line, &err), 0);
	assert_true(is_ahead(&lines, "b"));
	assert_false(is_ahead(&lines, "a"));
	assert_false(is_ahead(&lines, "half"));
	assert_int_equal(io_write_all(ends[1], BYTES("\nc\n"), &err), 0);
	assert_true(is_ahead(&lines, "half"));
	assert_true(is_ahead(&lines, "c"));
	assert_int_equal(mcp_lines_next(&lines, &kind, &line, &err), 0);
	assert_true(bytes_equal_string(line, "b"));
	mcp_lines_release(&lines);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_a_line),
		cmocka_unit_test(a_line_that_is_too_long_is_passed_over_to_its_end),
		cmocka_unit_test(what_has_come_is_seen_ahead),
	};

	return cmocka_run_group_tests_name("mcp lines", tests, NULL, NULL);
}
