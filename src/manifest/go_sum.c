#include "config.h"

#include "manifest/formats.h"

/*
 * go.sum: `module version hash`. Where the version ends in /go.mod, only that file of the module
 * was read, so its code is in no build.
 */

enum { FIELDS = 3 };

static size_t
fields_split(struct bytes text, struct bytes fields[FIELDS])
{
	size_t n = 0;

	for (text = bytes_trim(text); text.len; text = bytes_trim(text)) {
		struct bytes field = text_until(&text, " \t");

		if (n < FIELDS)
			fields[n] = field;
		n++;
	}
	return n;
}

static int
line_read(struct manifest_reader *reader, const struct text_line *line)
{
	struct bytes fields[FIELDS];
	size_t n = fields_split(line->text, fields);

	if (n == 0)
		return 0;
	if (n != FIELDS)
		return manifest_fail(reader, line->number, 1,
				     "a line is a module, its version and a hash");
	if (bytes_ends_with(fields[1], BYTES("/go.mod")))
		return 0;
	return manifest_add(
		reader, &(struct dependency){ .name = fields[0],
					      .version = fields[1],
					      .line = line->number,
					      .column = (uint32_t)line_column(line, fields[0]) });
}

int
go_sum_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };

	(void)root;
	while (line_next(&rest, &line)) {
		if (line_read(reader, &line) < 0)
			return -1;
	}
	return 0;
}
