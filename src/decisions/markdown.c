#include "config.h"

#include "decisions/markdown.h"

#include <strings.h>

#include "decisions/fence.h"
#include "decisions/lines.h"
#include "decisions/markdown_line.h"

struct scanner {
	struct compiler *compiler;
	struct draft *draft;
	struct body *body;
	struct lines lines;
	struct fence fence;
	bool in_policy, in_comment;
	struct place fence_place;
	size_t policy_from, policy_indent; /* of the first policy */
	bool in_preamble;                  /* before the first heading below the title */
	bool in_status;                    /* below "## Status", nothing found yet */
	struct bytes paragraph; /* the line before, when text: an underline makes it a heading */
};

static struct place
here(const struct scanner *s)
{
	return (struct place){ s->lines.number, 1 };
}

static bool
equals_ignoring_case(struct bytes text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

static void
heading_found(struct scanner *s, struct bytes text, size_t level, size_t line)
{
	bool title = !s->body->title.text.data;

	if (title && text.len > 0)
		s->body->title = (struct found){ text, { line, 1 } };
	if (!title || level > 1)
		s->in_preamble = false;
	s->in_status = !s->body->status.text.data && equals_ignoring_case(text, "status");
}

static struct place
place_within(const struct scanner *s, struct bytes part)
{
	return (struct place){ s->lines.number,
			       (size_t)(part.data - (s->lines.text.data + s->lines.start)) + 1 };
}

static void
field_found(struct scanner *s, struct bytes line)
{
	struct bytes key, value;
	bool item;

	if (!line_field(line, &key, &value, &item))
		return;
	if (item && !s->body->status.text.data && equals_ignoring_case(key, "status"))
		s->body->status = (struct found){ value, place_within(s, value) };
	if (!s->body->date.text.data && equals_ignoring_case(key, "date"))
		s->body->date = (struct found){ value, place_within(s, value) };
}

static void
text_found(struct scanner *s, struct bytes line)
{
	struct bytes text = bytes_trim(line);
	bool plain = text.len > 0 && !memchr("-*+>#|<", text.data[0], 7);

	if (s->in_preamble)
		field_found(s, line);
	if (s->in_status && text.len > 0) {
		s->body->status = (struct found){ text, place_within(s, text) };
		s->in_status = false;
	}
	s->paragraph = plain ? text : BYTES_NONE;
}

static void
policy_opened(struct scanner *s)
{
	if (s->body->policy.text.data) {
		draft_error(s->compiler, s->draft, here(s),
			    "a second policy; the first begins on line %zu, and a decision has one",
			    s->body->policy.place.line);
		return;
	}
	s->in_policy = true;
	s->policy_from = s->lines.at;
	s->policy_indent = s->fence.indent;
	s->body->policy = (struct found){ BYTES(""), here(s) };
	s->body->policy_line = s->lines.number + 1;
}

static void
fence_opened(struct scanner *s, struct bytes info)
{
	s->fence_place = here(s);
	s->paragraph = BYTES_NONE;
	s->in_status = false;
	if (info_is_policy(info))
		policy_opened(s);
	else if (info_resembles_policy(info))
		draft_warning(s->compiler, s->draft, here(s),
			      "not taken as a policy: the info string must be `lua policy`, not "
			      "`%.*s`",
			      SHOWN(info));
	else if (bytes_equal_string(info, "lua") && !s->draft->body.lua.line)
		s->draft->body.lua = here(s);
}

/* The text of a policy; an indented fence takes that many blanks off each line. */
static struct bytes
policy_text(struct scanner *s, size_t end)
{
	struct bytes text = bytes_slice(s->lines.text, s->policy_from, end);
	struct lines lines = { .text = text };
	struct bytes line;
	char *plain;
	size_t len = 0;

	if (s->policy_indent == 0)
		return text;
	plain = arena_alloc(s->compiler->arena, text.len + 1);
	while (lines_next(&lines, &line)) {
		size_t skip = 0;

		while (skip < s->policy_indent && skip < line.len && line.data[skip] == ' ')
			skip++;
		memcpy(plain + len, text.data + lines.start + skip, lines.at - lines.start - skip);
		len += lines.at - lines.start - skip;
	}
	return (struct bytes){ plain, len };
}

static void
fence_closed(struct scanner *s)
{
	if (s->in_policy)
		s->body->policy.text = policy_text(s, s->lines.start);
	s->in_policy = false;
	s->fence = (struct fence){ 0 };
}

/* A policy that a block before it swallows would be enforced by nobody, and nobody would know. */
static void
line_in_block(struct scanner *s, struct bytes line)
{
	struct fence inner;
	struct bytes info;

	if (fence_closes(line, &s->fence)) {
		fence_closed(s);
		return;
	}
	if (fence_opens(line, &inner, &info) && info_is_policy(info) &&
	    inner.mark == s->fence.mark && inner.len >= s->fence.len)
		draft_warning(s->compiler, s->draft, here(s),
			      "not taken as a policy: it stands inside the block that line %zu "
			      "opens",
			      s->fence_place.line);
}

/* Behind blanks, quote and list marks: what looks like a fence of a policy here is none. */
static void
hidden_policy_check(struct scanner *s, struct bytes line, const char *why)
{
	struct fence inner;
	struct bytes info;
	size_t at = 0;

	while (at < line.len && memchr(" \t>-*+", line.data[at], 6))
		at++;
	if (fence_opens(bytes_slice(line, at, line.len), &inner, &info) && info_is_policy(info))
		draft_warning(s->compiler, s->draft, here(s), "not taken as a policy: %s", why);
}

static bool
contains(struct bytes line, const char *text)
{
	return line.len > 0 && memmem(line.data, line.len, text, strlen(text));
}

static void
line_in_comment(struct scanner *s, struct bytes line)
{
	if (contains(line, "-->"))
		s->in_comment = false;
	else
		hidden_policy_check(s, line, "it stands inside an HTML comment");
}

/* An HTML comment that begins a line is a block of its own (CommonMark 4.6, kind 2). */
static bool
comment_opens(struct scanner *s, struct bytes line)
{
	if (bytes_starts_with(line, BYTES("    ")) ||
	    !bytes_starts_with(bytes_trim(line), BYTES("<!--")))
		return false;
	s->in_comment = !contains(line, "-->");
	s->paragraph = BYTES_NONE;
	return true;
}

static void
line_of_text(struct scanner *s, struct bytes line)
{
	struct bytes text;
	size_t level = line_heading(line, &text);

	if (level > 0) {
		heading_found(s, text, level, s->lines.number);
		s->paragraph = BYTES_NONE;
	} else if (s->paragraph.len > 0 && line_is_underline(line)) {
		heading_found(s, s->paragraph, bytes_trim(line).data[0] == '=' ? 1 : 2,
			      s->lines.number - 1);
		s->paragraph = BYTES_NONE;
	} else {
		hidden_policy_check(s, line,
				    "its fence is indented by more than three columns, or stands "
				    "in a list or quotation");
		text_found(s, line);
	}
}

static void
line_scan(struct scanner *s, struct bytes line)
{
	struct bytes info;

	if (s->fence.mark)
		line_in_block(s, line);
	else if (s->in_comment)
		line_in_comment(s, line);
	else if (fence_opens(line, &s->fence, &info))
		fence_opened(s, info);
	else if (!comment_opens(s, line))
		line_of_text(s, line);
}

static void
end_check(struct scanner *s)
{
	s->body->policy_open = s->in_policy;
	if (s->in_policy)
		draft_error(s->compiler, s->draft, s->fence_place,
			    "the policy's block is not closed: a line of %zu `%c` must end it",
			    s->fence.len, s->fence.mark);
	else if (s->fence.mark)
		draft_warning(s->compiler, s->draft, s->fence_place,
			      "the code block is not closed");
}

void
markdown_read(struct compiler *compiler, struct draft *draft)
{
	struct scanner s = {
		.compiler = compiler,
		.draft = draft,
		.body = &draft->body,
		.lines = { draft->file->content, draft->body_at, 0, draft->body_line - 1 },
		.in_preamble = true,
	};
	struct bytes line;

	while (lines_next(&s.lines, &line))
		line_scan(&s, line);
	end_check(&s);
}

size_t
markdown_policy_line(struct bytes text)
{
	struct lines lines = { .text = text };
	struct fence fence = { 0 };
	struct bytes line, info;

	while (lines_next(&lines, &line)) {
		if (fence.mark) {
			if (fence_closes(line, &fence))
				fence.mark = 0;
		} else if (fence_opens(line, &fence, &info) && info_is_policy(info)) {
			return lines.number;
		}
	}
	return 0;
}
