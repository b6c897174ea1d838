#include "config.h"

#include "manifest/ruby_token.h"

void
ruby_scan_init(struct ruby_scan *scan, struct bytes text)
{
	*scan = (struct ruby_scan){ .text = text, .line = 1, .continued = true };
	if (text_takes(&text, "\xef\xbb\xbf"))
		scan->at = 3;
}

static char
ahead(const struct ruby_scan *scan, size_t n)
{
	return scan->at + n < scan->text.len ? scan->text.data[scan->at + n] : '\0';
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (c & 0x80);
}

static void
line_enter(struct ruby_scan *scan)
{
	scan->at++;
	scan->line++;
	scan->line_start = scan->at;
}

/* Goes over blanks, comments and the ends of lines that go on. */
static void
gap_skip(struct ruby_scan *scan)
{
	while (scan->at < scan->text.len) {
		char c = ahead(scan, 0);

		if (c == '#') {
			while (scan->at < scan->text.len && ahead(scan, 0) != '\n')
				scan->at++;
		} else if (c == '\\' && ahead(scan, 1) == '\n') {
			scan->at++;
			line_enter(scan);
		} else if (c == '\n' && scan->continued) {
			line_enter(scan);
		} else if (char_is_in(c, " \t\r\f\v")) {
			scan->at++;
		} else {
			return;
		}
	}
}

/* The text from FROM bytes ahead up to CLOSE; the scan goes behind it. */
static bool
quoted_take(struct ruby_scan *scan, size_t from, char close, struct bytes *text)
{
	size_t *unclosed_to = &scan->unclosed_to[(unsigned char)close];
	size_t end = scan->at + from;

	if (end < *unclosed_to)
		return false;
	while (end < scan->text.len && scan->text.data[end] != close &&
	       scan->text.data[end] != '\n')
		end += scan->text.data[end] == '\\' && end + 1 < scan->text.len &&
				       scan->text.data[end + 1] != '\n'
			       ? 2
			       : 1;
	if (end >= scan->text.len || scan->text.data[end] != close) {
		*unclosed_to = end;
		return false;
	}
	*text = bytes_slice(scan->text, scan->at + from, end);
	scan->at = end + 1;
	return true;
}

static bool
string_take(struct ruby_scan *scan, struct bytes *text)
{
	static const char opens[] = "<([{", closes[] = ">)]}";
	char c = ahead(scan, 0), open = ahead(scan, 2);
	const char *pair;

	if (c == '\'' || c == '"')
		return quoted_take(scan, 1, c, text);
	if (c != '%' || !char_is_in(ahead(scan, 1), "qQ") || open == '\0' || is_word(open) ||
	    char_is_in(open, " \t\r\n"))
		return false;
	pair = strchr(opens, open);
	return quoted_take(scan, 3, pair ? closes[pair - opens] : open, text);
}

static struct bytes
word_take(struct ruby_scan *scan)
{
	size_t from = scan->at;

	while (is_word(ahead(scan, 0)))
		scan->at++;
	return bytes_slice(scan->text, from, scan->at);
}

static void
token_take(struct ruby_scan *scan, struct ruby_token *token)
{
	char c = ahead(scan, 0);

	if (string_take(scan, &token->text)) {
		token->kind = RUBY_STRING;
	} else if (is_word(c)) {
		token->text = word_take(scan);
		token->kind = RUBY_WORD;
		if (ahead(scan, 0) == ':' && ahead(scan, 1) != ':') {
			token->kind = RUBY_LABEL;
			scan->at++;
		}
	} else if (c == ':' && is_word(ahead(scan, 1))) {
		scan->at++;
		token->text = word_take(scan);
		token->kind = RUBY_SYMBOL;
	} else {
		token->kind = RUBY_MARK;
		token->text = bytes_slice(scan->text, scan->at,
					  scan->at + (c == '=' && ahead(scan, 1) == '>' ? 2 : 1));
		scan->at += token->text.len;
	}
}

struct ruby_token
ruby_token_next(struct ruby_scan *scan)
{
	struct ruby_token token = { .kind = RUBY_END };

	gap_skip(scan);
	token.line = scan->line;
	token.column = (uint32_t)(scan->at - scan->line_start) + 1;
	if (scan->at == scan->text.len)
		return token;
	if (ahead(scan, 0) == '\n' || ahead(scan, 0) == ';') {
		token.kind = RUBY_BREAK;
		scan->continued = true; /* empty lines */
		if (ahead(scan, 0) == ';')
			scan->at++;
		return token;
	}
	token_take(scan, &token);
	scan->continued = token.kind == RUBY_LABEL ||
			  (token.kind == RUBY_MARK &&
			   (char_is_in(token.text.data[0], ",([{|&") || token.text.len == 2));
	return token;
}
