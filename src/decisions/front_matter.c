#include "config.h"

#include "decisions/front_matter.h"

#include "decisions/lines.h"
#include "decisions/yaml.h"

enum { FRONT_MATTER_MAX_BYTES = 64 * 1024 };

/* A line of three dashes; blanks may follow, as editors leave them. */
static bool
is_fence(struct bytes line)
{
	return bytes_starts_with(line, BYTES("---")) &&
	       bytes_trim(bytes_slice(line, 3, line.len)).len == 0;
}

static struct bytes
without_mark(struct bytes content)
{
	struct bytes mark = BYTES("\xef\xbb\xbf");

	return bytes_starts_with(content, mark) ? bytes_slice(content, mark.len, content.len)
						: content;
}

/* The text between the fences; false when the second is missing. */
static bool
text_find(struct lines *lines, struct bytes *text)
{
	size_t from = lines->at;
	struct bytes line;

	while (lines_next(lines, &line)) {
		if (is_fence(line)) {
			*text = bytes_slice(lines->text, from, lines->start);
			return true;
		}
	}
	return false;
}

static void
text_read(struct compiler *compiler, struct draft *draft, struct bytes text)
{
	struct yaml_document document = { .first_line = 2 };

	if (text.len > FRONT_MATTER_MAX_BYTES) {
		draft_error(compiler, draft, PLACE_NONE, "the front matter is longer than %d bytes",
			    FRONT_MATTER_MAX_BYTES);
		draft->unreadable = true;
		return;
	}
	draft->unreadable = yaml_read(compiler, draft, text, &document) < 0;
	draft->front = draft->unreadable ? NULL : document.mapping;
}

size_t
front_matter_length(struct bytes content)
{
	struct lines lines = { .text = without_mark(content) };
	size_t mark = content.len - lines.text.len;
	struct bytes line, text;

	if (!lines_next(&lines, &line) || !is_fence(line) || !text_find(&lines, &text))
		return mark;
	return mark + lines.at;
}

void
front_matter_read(struct compiler *compiler, struct draft *draft)
{
	struct bytes content = without_mark(draft->file->content);
	struct lines lines = { .text = content };
	size_t mark = draft->file->content.len - content.len;
	struct bytes line, text;

	draft->body_at = mark;
	draft->body_line = 1;
	if (!lines_next(&lines, &line) || !is_fence(line))
		return;
	if (!text_find(&lines, &text)) {
		draft_error(compiler, draft, ((struct place){ 1, 1 }),
			    "the front matter is not closed: a line `---` must follow it");
		draft->unreadable = true;
		return;
	}
	draft->body_at = mark + lines.at;
	draft->body_line = lines.number + 1;
	text_read(compiler, draft, text);
}
