#include "config.h"

#include "agents/markdown_entry.h"

#include "base/markdown.h"

void
markdown_item(struct buf *out, const char *name, struct bytes text)
{
	buf_printf(out, "- %s: ", name);
	markdown_text(out, text);
	buf_add_char(out, '\n');
}

void
markdown_patterns(struct buf *out, const struct pattern_list *list, const char *empty)
{
	buf_add_string(out, list->len ? "" : empty);
	for (size_t i = 0; i < list->len; i++) {
		buf_add_string(out, i ? ", " : "");
		markdown_code(out, pattern_text(list->items[i]));
	}
}

/* A tab is no smuggler: it stands as blanks, as it does on a screen. */
static void
quote_line(struct buf *out, struct bytes line)
{
	struct bytes piece;
	size_t n = 0;

	buf_add_string(out, line.len ? "> " : ">");
	while (bytes_split(&line, '\t', &piece)) {
		buf_add_string(out, n++ ? "    " : "");
		markdown_text(out, piece);
	}
	buf_add_char(out, '\n');
}

void
markdown_quote(struct buf *out, struct bytes text, bool shortened)
{
	struct bytes line;

	if (text.len == 0)
		return;
	while (bytes_split(&text, '\n', &line))
		quote_line(out, line);
	buf_add_string(out, shortened ? "> [...]\n\n" : "\n");
}
