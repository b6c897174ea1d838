#include "config.h"

#include "random_text.h"

uint32_t
random_draw(struct random *random, uint32_t below)
{
	random->seed = random->seed * 1664525 + 1013904223;
	return (uint32_t)(((uint64_t)(random->seed >> 8) * below) >> 24);
}

static void
add_line(struct random *random, struct buf *buf, uint32_t n_kinds)
{
	static const char *const common[] = { "", "}", "\t}", "\treturn 0;", "{", "#endif" };
	uint32_t kind = random_draw(random, n_kinds);

	if (kind < sizeof(common) / sizeof(common[0])) {
		buf_add_string(buf, common[kind]);
	} else {
		buf_add_repeated(buf, '\t', kind % 4);
		buf_printf(buf, "line %u;", kind);
	}
	buf_add_char(buf, '\n');
}

static void
drop_last_feed(struct random *random, struct buf *buf)
{
	if (buf->len && random_draw(random, 8) == 0)
		buf->data[--buf->len] = '\0';
}

void
random_lines(struct random *random, struct buf *buf, uint32_t n_lines, uint32_t n_kinds)
{
	for (uint32_t i = 0; i < n_lines; i++)
		add_line(random, buf, n_kinds);
	drop_last_feed(random, buf);
}

void
random_edit(struct random *random, struct buf *buf, struct bytes text, uint32_t n_edits,
	    uint32_t n_kinds)
{
	struct bytes line;
	uint32_t one_in = 1;
	struct bytes kept = BYTES_NONE;

	for (size_t i = 0; i < text.len; i++)
		one_in += text.data[i] == '\n';
	one_in = one_in / (n_edits ? n_edits : 1) + 1;
	while (bytes_split(&text, '\n', &line)) {
		if (!text.data && line.len == 0)
			break;
		if (n_edits && random_draw(random, one_in) == 0) {
			uint32_t way = random_draw(random, 4);

			if (way == 0)
				continue;
			if (way == 1)
				kept = line;
			for (uint32_t n = random_draw(random, 4); way == 2 && n; n--)
				add_line(random, buf, n_kinds);
			if (way == 3) {
				add_line(random, buf, n_kinds);
				continue;
			}
		}
		buf_add(buf, line);
		buf_add_char(buf, '\n');
		if (kept.data && random_draw(random, one_in) == 0) {
			buf_add(buf, kept);
			buf_add_char(buf, '\n');
			kept = BYTES_NONE;
		}
	}
	drop_last_feed(random, buf);
}
