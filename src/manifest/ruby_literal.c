#include "config.h"

#include "manifest/ruby_literal.h"

#include "base/macros.h"

char
ruby_ahead(const struct ruby_scan *scan, size_t n)
{
	return scan->at + n < scan->text.len ? scan->text.data[scan->at + n] : '\0';
}

bool
ruby_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (c & 0x80);
}

/* Whether TEXT, up to the end of its line, has a word that adds gems or says where they are from.
 */
static bool
has_call(struct bytes text)
{
	static const char *const words[] = { "gem", "source", "add_dependency",
					     "add_runtime_dependency",
					     "add_development_dependency" };
	size_t at = 0, from;

	while (at < text.len && text.data[at] != '\n') {
		for (from = at; at < text.len && ruby_is_word(text.data[at]);)
			at++;
		if (at < text.len && char_is_in(text.data[at], " \t(\"'%") &&
		    is_one_of(bytes_slice(text, from, at), words, ARRAY_SIZE(words)))
			return true;
		at += at == from;
	}
	return false;
}

struct literal {
	char open, close;
	bool inserts; /* `#{x}` in it is code */
};

/* The text goes on in other lines, if it is one. These are read as code, and only in the last of
 * them could that hide what follows. */
static void
unclosed_check(struct ruby_scan *scan, size_t from, const struct literal *literal)
{
	char open = literal->open, close = literal->close;
	size_t *next = &scan->next_close[(unsigned char)close];

	if (*next < from) {
		for (*next = from; *next < scan->text.len && scan->text.data[*next] != close;)
			*next += scan->text.data[*next] == '\\' ? 2 : 1;
		if ((open != close && text_has(bytes_slice(scan->text, from, *next), open)) ||
		    has_call(bytes_slice(scan->text, *next + 1, scan->text.len)))
			scan->unclear = "a text over several lines ends in front of a call";
	}
}

/* Goes from AT, behind `#{`, to its `}`. Only plain texts may stand in between. */
static size_t
interpolation_skip(struct ruby_scan *scan, size_t at)
{
	char quote = '\0';

	for (; at < scan->text.len && scan->text.data[at] != '\n'; at++) {
		char c = scan->text.data[at];

		if (!quote && c == '}')
			return at;
		if (char_is_in(c, "\\#{`%?/") && !(quote && c != '\\' && c != '#'))
			break;
		if (c == '"' || c == '\'')
			quote = !quote ? c : quote == c ? '\0' : quote;
	}
	scan->unclear = "what is put into a text here is not plain";
	return at;
}

/* How many bytes the one at AT has, with a `\\` before it; 0 at the end of the line. */
static size_t
step(struct bytes text, size_t at)
{
	if (at >= text.len || text.data[at] == '\n')
		return 0;
	return text.data[at] == '\\' && at + 1 < text.len && text.data[at + 1] != '\n' ? 2 : 1;
}

/* Goes behind what is put into a text at AT, where there is a `#`: `#{x}`, or `#$x`, whose name can
 * be a quote. */
static size_t
inserted_skip(struct ruby_scan *scan, size_t at)
{
	struct bytes rest = bytes_slice(scan->text, at, scan->text.len);

	if (bytes_starts_with(rest, BYTES("#{")))
		return interpolation_skip(scan, at + 2);
	if (bytes_starts_with(rest, BYTES("#$")) && rest.len > 2 && !ruby_is_word(rest.data[2]))
		scan->unclear = "what is put into a text here is not plain";
	return at;
}

/* The place of the byte that ends LITERAL, whose text begins at AT, or where the line ends. An
 * opening byte that is another one stands for a text in the text. */
static size_t
close_find(struct ruby_scan *scan, size_t at, const struct literal *literal)
{
	struct bytes text = scan->text;
	size_t depth = 0, n;

	for (; (n = step(text, at)) > 0; at += n) {
		char c = text.data[at];

		if (c == literal->close && depth-- == 0)
			return at;
		depth += c == literal->open && literal->open != literal->close;
		if (c == '#' && literal->inserts)
			at = inserted_skip(scan, at);
	}
	return at;
}

/* The text of LITERAL, from FROM bytes ahead on; the scan goes behind it. */
static bool
quoted_take(struct ruby_scan *scan, size_t from, const struct literal *literal, struct bytes *text)
{
	size_t *unclosed_to = &scan->unclosed_to[(unsigned char)literal->close];
	size_t end = scan->at + from;

	if (end < *unclosed_to)
		return false;
	end = close_find(scan, end, literal);
	if (end >= scan->text.len || scan->text.data[end] != literal->close) {
		*unclosed_to = end;
		unclosed_check(scan, end, literal);
		return false;
	}
	*text = bytes_slice(scan->text, scan->at + from, end);
	scan->at = end + 1;
	return true;
}

/* Whether what begins here with a mark that can also be an operator is a text: nothing stands
 * before that it could work on, or a word with a blank behind it, and none follows. */
static bool
begins_value(const struct ruby_scan *scan)
{
	bool is_blank_before = scan->at > 0 && char_is_in(scan->text.data[scan->at - 1], " \t");

	switch (scan->last) {
	case RUBY_STRING:
	case RUBY_OTHER:
	case RUBY_SYMBOL:
		return false;
	case RUBY_WORD:
		return is_blank_before && !char_is_in(ruby_ahead(scan, 1), " \t\r\n=");
	case RUBY_MARK:
		return !char_is_in(scan->last_byte, ")]}.");
	default:
		return true;
	}
}

/* %q<x>, %w[x], %(x); the length of what is in front of its text, 0 when none begins here. */
static size_t
percent_opens(const struct ruby_scan *scan, struct literal *literal)
{
	static const char opens[] = "<([{", closes[] = ">)]}";
	size_t n = char_is_in(ruby_ahead(scan, 1), "qQwWiIrsx") ? 2 : 1;
	char open = ruby_ahead(scan, n);
	const char *pair = open ? strchr(opens, open) : NULL;

	if (open == '\0' || ruby_is_word(open) || char_is_in(open, " \t\r\n") ||
	    !begins_value(scan))
		return 0;
	literal->open = open;
	literal->close = pair ? closes[pair - opens] : open;
	literal->inserts = !char_is_in(ruby_ahead(scan, 1), "qwis");
	return n + 1;
}

static bool
percent_take(struct ruby_scan *scan, struct ruby_token *token)
{
	bool is_text = !char_is_in(ruby_ahead(scan, 1), "wWiIrsx");
	struct literal literal;
	size_t from = percent_opens(scan, &literal);

	if (from == 0 || !quoted_take(scan, from, &literal, &token->text))
		return false;
	token->kind = is_text ? RUBY_STRING : RUBY_OTHER;
	return true;
}

/* The rest of the line has what would be hidden, or not, by a text that begins here. */
static bool
line_is_unclear(struct ruby_scan *scan)
{
	size_t at = scan->at + 1;

	if (at < scan->plain_to)
		return false;
	while (at < scan->text.len && !char_is_in(scan->text.data[at], "\n\"'#`"))
		at++;
	scan->plain_to = at;
	return at < scan->text.len && scan->text.data[at] != '\n';
}

static bool
regex_take(struct ruby_scan *scan, struct ruby_token *token)
{
	static const struct literal regex = { '/', '/', true };
	bool is_symbol = scan->last == RUBY_MARK && scan->last_byte == ':';

	if (!begins_value(scan))
		return false;
	token->kind = RUBY_OTHER;
	if (!is_symbol && scan->last != RUBY_WORD && quoted_take(scan, 1, &regex, &token->text))
		return true;
	if (line_is_unclear(scan))
		scan->unclear = "a `/` may begin a pattern here, or divide";
	return false;
}

/* `?"` is the letter, but `x ?"a":"b"` may choose. */
static void
letter_check(struct ruby_scan *scan)
{
	bool is_of_word = scan->at > 0 && ruby_is_word(scan->text.data[scan->at - 1]);

	if (!is_of_word && char_is_in(ruby_ahead(scan, 1), "\"'`#/%\\"))
		scan->unclear = "a `?` may begin a letter here, or choose";
}

bool
ruby_literal_take(struct ruby_scan *scan, struct ruby_token *token)
{
	char c = ruby_ahead(scan, 0);

	token->kind = c == '`' ? RUBY_OTHER : RUBY_STRING;
	if (char_is_in(c, "'\"`"))
		return quoted_take(scan, 1, &(struct literal){ c, c, c != '\'' }, &token->text);
	if (c == '%')
		return percent_take(scan, token);
	if (c == '/')
		return regex_take(scan, token);
	if (c == '?')
		letter_check(scan);
	return false;
}
