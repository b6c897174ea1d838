#include "config.h"

#include "decisions/markdown_line.h"

/* TEXT without white space and emphasis around it. */
static struct bytes
plain_text(struct bytes text)
{
	for (;;) {
		struct bytes trimmed = bytes_trim(text);

		if (trimmed.len > 0 && strchr("*_", trimmed.data[0]) && trimmed.data[0])
			trimmed = bytes_slice(trimmed, 1, trimmed.len);
		if (trimmed.len > 0 && strchr("*_", trimmed.data[trimmed.len - 1]) &&
		    trimmed.data[trimmed.len - 1])
			trimmed.len--;
		if (trimmed.len == text.len)
			return trimmed;
		text = trimmed;
	}
}

size_t
line_heading(struct bytes line, struct bytes *text)
{
	struct bytes trimmed = bytes_trim(line);
	size_t indent = 0;
	size_t level = 0;

	while (indent < line.len && line.data[indent] == ' ')
		indent++;
	while (level < trimmed.len && trimmed.data[level] == '#')
		level++;
	if (indent > 3 || level < 1 || level > 6)
		return 0;
	if (level < trimmed.len && trimmed.data[level] != ' ' && trimmed.data[level] != '\t')
		return 0;
	*text = bytes_trim(bytes_slice(trimmed, level, trimmed.len));
	for (size_t end = text->len; end > 0 && text->data[end - 1] == '#'; end--) {
		if (end == 1 || text->data[end - 2] == ' ')
			*text = bytes_trim(bytes_slice(*text, 0, end - 1));
	}
	return level;
}

bool
line_is_underline(struct bytes line)
{
	struct bytes trimmed = bytes_trim(line);

	if (trimmed.len == 0 || (trimmed.data[0] != '=' && trimmed.data[0] != '-') ||
	    bytes_starts_with(line, BYTES("    ")))
		return false;
	for (size_t i = 1; i < trimmed.len; i++) {
		if (trimmed.data[i] != trimmed.data[0])
			return false;
	}
	return true;
}

/* "- Status: accepted", "* Date: 2024-01-02", "Date: 2024-01-02": key and value. */
bool
line_field(struct bytes line, struct bytes *key, struct bytes *value, bool *item)
{
	struct bytes text = bytes_trim(line);
	const char *colon;

	*item = text.len > 1 && (text.data[0] == '-' || text.data[0] == '*') && text.data[1] == ' ';
	if (*item)
		text = bytes_slice(text, 2, text.len);
	colon = text.len ? memchr(text.data, ':', text.len) : NULL;
	if (!colon)
		return false;
	*key = plain_text(bytes_slice(text, 0, (size_t)(colon - text.data)));
	*value = plain_text(bytes_slice(text, (size_t)(colon - text.data) + 1, text.len));
	return value->len > 0;
}
