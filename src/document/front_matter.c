#include "config.h"

#include "document/formats.h"

/* A line of three dashes; blanks may follow, as editors leave them. */
static bool
is_fence(struct bytes line)
{
	return bytes_starts_with(line, BYTES("---")) &&
	       bytes_trim(bytes_slice(line, 3, line.len)).len == 0;
}

/* A first fence without a second is a rule of Markdown's. */
int
front_matter_document_read(struct builder *b)
{
	struct bytes rest = bytes_slice(b->text, builder_mark_length(b), b->text.len);
	struct bytes line;
	size_t from;

	if (!bytes_split(&rest, '\n', &line) || !is_fence(line) || !rest.data)
		return 0;
	from = (size_t)(rest.data - b->text.data);
	while (bytes_split(&rest, '\n', &line)) {
		if (is_fence(line))
			return yaml_range_read(b, from, (size_t)(line.data - b->text.data));
	}
	return 0;
}
