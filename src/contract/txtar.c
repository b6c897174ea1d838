#include "config.h"

#include "contract/txtar.h"

/* The name in a marker line; NULL data when LINE is none. */
static struct bytes
marker_name(struct bytes line)
{
	static const struct bytes before = BYTES_INIT("-- "), behind = BYTES_INIT(" --");

	if (line.len && line.data[line.len - 1] == '\r')
		line.len--;
	if (line.len <= before.len + behind.len || !bytes_starts_with(line, before) ||
	    !bytes_ends_with(line, behind))
		return BYTES_NONE;
	line = bytes_trim(bytes_slice(line, before.len, line.len - behind.len));
	return line.len ? line : BYTES_NONE;
}

void
txtar_parse(struct txtar *txtar, struct bytes text)
{
	struct bytes rest = text;
	struct bytes line;
	struct bytes *content = &txtar->comment;
	size_t number = 0;

	*txtar = (struct txtar){ .comment = bytes_slice(text, 0, 0) };
	while (bytes_split(&rest, '\n', &line) && (line.len || rest.data)) {
		struct bytes name = marker_name(line);

		number++;
		if (name.data) {
			struct txtar_file *file = vec_add(&txtar->files);

			*file = (struct txtar_file){ .name = name, .line = number };
			file->content.data = rest.data ? rest.data : line.data + line.len;
			content = &file->content;
		} else {
			content->len += line.len + 1;
		}
	}
}

void
txtar_release(struct txtar *txtar)
{
	vec_release(&txtar->files);
}

const struct txtar_file *
txtar_find(const struct txtar *txtar, const char *name)
{
	for (size_t i = 0; i < txtar->files.len; i++) {
		if (bytes_equal_string(txtar->files.items[i].name, name))
			return &txtar->files.items[i];
	}
	return NULL;
}
