#include "config.h"

#include "decisions/prose.h"

#include <strings.h>

#include "base/buf.h"
#include "base/vec.h"
#include "decisions/fence.h"
#include "decisions/front_matter.h"
#include "decisions/lines.h"
#include "decisions/markdown_line.h"

/* A section by its places in the text that is kept. */
struct span {
	size_t level;
	struct bytes heading;
	size_t from;
};

struct reader {
	VEC(struct span) spans;
	struct buf kept;
	struct fence fence;
	bool in_policy, in_comment;
	size_t line_at; /* where the line before begins in KEPT; SIZE_MAX when it is no text */
	struct bytes line_text; /* that line */
};

static void
reader_release(struct reader *r)
{
	vec_release(&r->spans);
	buf_release(&r->kept);
}

static void
section_begin(struct reader *r, size_t level, struct bytes heading)
{
	vec_push(&r->spans, ((struct span){ level, heading, r->kept.len }));
	r->line_at = SIZE_MAX;
}

static void
line_keep(struct reader *r, struct bytes line)
{
	struct bytes text = bytes_trim(line);
	bool plain = text.len > 0 && !memchr("-*+>#|<", text.data[0], 7);

	r->line_at = plain && !r->fence.mark ? r->kept.len : SIZE_MAX;
	r->line_text = text;
	buf_add(&r->kept, line);
	buf_add_char(&r->kept, '\n');
}

static void
line_in_block(struct reader *r, struct bytes line)
{
	bool closes = fence_closes(line, &r->fence);

	if (!r->in_policy)
		line_keep(r, line);
	if (!closes)
		return;
	r->fence = (struct fence){ 0 };
	r->in_policy = false;
	r->line_at = SIZE_MAX;
}

static void
block_opened(struct reader *r, struct bytes line, struct bytes info)
{
	r->in_policy = info_is_policy(info);
	if (!r->in_policy)
		line_keep(r, line);
}

/* A comment that begins a line is a block of its own; what follows its end on the line goes with
 * it, as CommonMark 4.6 has it. */
static bool
is_comment(struct reader *r, struct bytes line)
{
	bool ends = line.len > 0 && memmem(line.data, line.len, "-->", 3);

	if (!r->in_comment && !bytes_starts_with(bytes_trim(line), BYTES("<!--")))
		return false;
	r->in_comment = !ends;
	return true;
}

static void
line_of_text(struct reader *r, struct bytes line)
{
	struct bytes heading;
	size_t level = line_heading(line, &heading);

	if (level > 0) {
		section_begin(r, level, heading);
	} else if (r->line_at != SIZE_MAX && line_is_underline(line)) {
		r->kept.len = r->line_at;
		section_begin(r, bytes_trim(line).data[0] == '=' ? 1 : 2, r->line_text);
	} else {
		line_keep(r, line);
	}
}

static void
line_read(struct reader *r, struct bytes line)
{
	struct bytes info;

	if (r->fence.mark)
		line_in_block(r, line);
	else if (is_comment(r, line))
		r->line_at = SIZE_MAX;
	else if (fence_opens(line, &r->fence, &info))
		block_opened(r, line, info);
	else
		line_of_text(r, line);
}

static void
sections_make(struct prose *prose, const struct reader *r, struct arena *arena)
{
	struct bytes text = arena_copy(arena, buf_bytes(&r->kept));

	prose->n_sections = r->spans.len;
	prose->sections = arena_new_array(arena, struct prose_section, r->spans.len);
	for (size_t i = 0; i < r->spans.len; i++) {
		const struct span *span = &r->spans.items[i];
		size_t end = i + 1 < r->spans.len ? r->spans.items[i + 1].from : text.len;

		prose->sections[i] = (struct prose_section){ span->level, span->heading,
							     bytes_slice(text, span->from, end) };
	}
}

void
prose_read(struct prose *prose, struct bytes content, struct arena *arena)
{
	CLEANUP(reader_release) struct reader r = { .spans = VEC_INIT, .line_at = SIZE_MAX };
	struct lines lines = { .text = content, .at = front_matter_length(content) };
	struct bytes line;

	section_begin(&r, 0, BYTES(""));
	while (lines_next(&lines, &line))
		line_read(&r, line);
	sections_make(prose, &r, arena);
}

/* Whether a heading is one of NAMES, without regard to case and a colon. */
static bool
is_called(struct bytes heading, const char *const *names)
{
	if (heading.len && heading.data[heading.len - 1] == ':')
		heading.len--;
	for (size_t i = 0; names[i]; i++) {
		if (heading.len == strlen(names[i]) &&
		    strncasecmp(heading.data, names[i], heading.len) == 0)
			return true;
	}
	return false;
}

static bool
has_text(struct bytes text)
{
	return bytes_trim(text).len > 0;
}

/* adr-tools and log4brains write their fields between title and first section. */
static bool
is_prose(struct bytes text)
{
	struct bytes line, key, value;
	bool item;

	text = bytes_trim(text);
	return bytes_split(&text, '\n', &line) && line.len > 0 &&
	       !line_field(line, &key, &value, &item);
}

/* The section that says what was decided; N_SECTIONS when none does. */
static size_t
decision_find(const struct prose *prose)
{
	static const char *const decides[] = { "decision",     "decision outcome", "decisions",
					       "the decision", "resolution",       NULL };
	static const char *const passed[] = { "status",
					      "date",
					      "context",
					      "deciders",
					      "decision-makers",
					      "decision drivers",
					      "considered options",
					      "references",
					      "links",
					      NULL };

	for (size_t i = 0; i < prose->n_sections; i++) {
		if (is_called(prose->sections[i].heading, decides))
			return i;
	}
	for (size_t i = 0; i < prose->n_sections; i++) {
		const struct prose_section *section = &prose->sections[i];

		if (!is_called(section->heading, passed) && is_prose(section->text))
			return i;
	}
	return prose->n_sections;
}

struct bytes
prose_decision(const struct prose *prose, struct arena *arena)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	size_t at = decision_find(prose);
	size_t level;

	if (at == prose->n_sections)
		return BYTES("");
	if (has_text(prose->sections[at].text))
		return bytes_trim(prose->sections[at].text);
	level = prose->sections[at].level;
	while (++at < prose->n_sections && prose->sections[at].level > level) {
		buf_printf(&text, "%.*s:\n\n", BYTES_ARG(prose->sections[at].heading));
		buf_add(&text, prose->sections[at].text);
	}
	return bytes_trim(arena_copy(arena, buf_bytes(&text)));
}
