#include "config.h"

#include "report/frame.h"

#include "base/escape.h"
#include "base/utf8.h"

enum {
	CONTEXT_BYTES = 20,   /* shown before the place in a line that is cut on the left */
	CONTEXT_COLUMNS = 24, /* and what they may take when escaped */
	MARKED_COLUMNS = 32,  /* of the place, to be in sight */
};

/* The excerpt in three: the place is in the middle. */
struct parts {
	struct bytes before, marked, after;
};

static bool
excerpt_split(const struct violation *violation, struct parts *parts)
{
	struct bytes text = violation->excerpt;
	size_t from = violation->column - 1, end;

	*parts = (struct parts){ .before = text };
	if (violation->column == 0 || from > text.len)
		return false;
	if (__builtin_add_overflow(from, violation->span, &end))
		end = text.len;
	parts->before = bytes_slice(text, 0, from);
	parts->marked = bytes_slice(text, from, end);
	parts->after = bytes_slice(text, end, text.len);
	return true;
}

/* Adds PART as far as MAX columns of the line hold it. */
static void
part_add(struct frame *frame, struct bytes part, size_t max)
{
	size_t room = frame->line.len < max ? max - frame->line.len : 0;

	escape_source_cut(&frame->line, part, frame->line.len, room);
}

/* Adds all that stands before the place, unless the place would then be out of sight. */
static bool
before_add_whole(struct frame *frame, const struct parts *parts, size_t max)
{
	size_t marked = parts->marked.len < MARKED_COLUMNS ? parts->marked.len : MARKED_COLUMNS;
	size_t dots = parts->after.len < 3 ? parts->after.len : 3;

	if (parts->before.len > max)
		return false;
	escape_source(&frame->line, parts->before, 0);
	return frame->line.len + marked + dots <= max;
}

/* The length of the character that B begins with, 1 for a byte that is none. */
static size_t
character_length(struct bytes b)
{
	size_t len = utf8_length(b);

	return len ? len : 1;
}

/* Adds dots and the last few characters before the place. */
static void
before_add_context(struct frame *frame, struct bytes before)
{
	struct bytes tail = bytes_slice(
		before, before.len > CONTEXT_BYTES ? before.len - CONTEXT_BYTES : 0, before.len);

	while (tail.len && ((unsigned char)tail.data[0] & 0xc0) == 0x80)
		tail = bytes_slice(tail, 1, tail.len); /* the rest of a cut character */
	for (;;) {
		buf_clear(&frame->line);
		buf_add_string(&frame->line, "...");
		if (escape_source(&frame->line, tail, 3) <= CONTEXT_COLUMNS)
			return;
		tail = bytes_slice(tail, character_length(tail), tail.len);
	}
}

void
frame_init(struct frame *frame, const struct violation *violation, size_t max)
{
	struct parts parts;

	*frame = (struct frame){ .line = BUF_INIT };
	if (!excerpt_split(violation, &parts)) {
		part_add(frame, violation->excerpt, max);
		return;
	}
	if (!before_add_whole(frame, &parts, max))
		before_add_context(frame, parts.before);
	frame->mark = frame->line.len;
	part_add(frame, parts.marked, max);
	frame->width = frame->line.len - frame->mark;
	if (frame->width == 0)
		frame->width = 1; /* behind the last character */
	part_add(frame, parts.after, max);
}

void
frame_release(struct frame *frame)
{
	buf_release(&frame->line);
}
