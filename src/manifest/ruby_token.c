#include "config.h"

#include "manifest/ruby_literal.h"

#include "base/macros.h"

void
ruby_scan_init(struct ruby_scan *scan, struct bytes text)
{
	*scan = (struct ruby_scan){
		.text = text, .line = 1, .continued = true, .last = RUBY_BREAK
	};
	if (text_takes(&text, "\xef\xbb\xbf"))
		scan->at = 3;
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
		char c = ruby_ahead(scan, 0);

		if (c == '#') {
			while (scan->at < scan->text.len && ruby_ahead(scan, 0) != '\n')
				scan->at++;
		} else if (c == '\\' && ruby_ahead(scan, 1) == '\n') {
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

static struct bytes
word_take(struct ruby_scan *scan)
{
	size_t from = scan->at;

	while (ruby_is_word(ruby_ahead(scan, 0)))
		scan->at++;
	return bytes_slice(scan->text, from, scan->at);
}

/* `=>`, and variables of Ruby's own: `$'`, `$"`. */
static bool
is_pair(char c, char next)
{
	return (c == '=' && next == '>') || (c == '$' && char_is_in(next, "'\"`/"));
}

static void
token_take(struct ruby_scan *scan, struct ruby_token *token)
{
	char c = ruby_ahead(scan, 0);

	if (ruby_literal_take(scan, token))
		return;
	if (ruby_is_word(c)) {
		token->text = word_take(scan);
		token->kind = RUBY_WORD;
		if (ruby_ahead(scan, 0) == ':' && ruby_ahead(scan, 1) != ':') {
			token->kind = RUBY_LABEL;
			scan->at++;
		}
	} else if (c == ':' && ruby_is_word(ruby_ahead(scan, 1))) {
		scan->at++;
		token->text = word_take(scan);
		token->kind = RUBY_SYMBOL;
	} else {
		token->kind = RUBY_MARK;
		token->text = bytes_slice(scan->text, scan->at,
					  scan->at + (is_pair(c, ruby_ahead(scan, 1)) ? 2 : 1));
		scan->at += token->text.len;
	}
}

/* Words behind which a value begins, and no operator. */
static bool
word_goes_on(const struct ruby_token *token)
{
	static const char *const words[] = { "if",     "unless", "while", "until", "and",   "or",
					     "not",    "when",   "case",  "in",    "elsif", "else",
					     "return", "then",   "do",    "begin", "puts" };

	return token->kind == RUBY_WORD && is_one_of(token->text, words, ARRAY_SIZE(words));
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
	if (ruby_ahead(scan, 0) == '\n' || ruby_ahead(scan, 0) == ';') {
		token.kind = RUBY_BREAK;
		scan->continued = true; /* empty lines */
		if (ruby_ahead(scan, 0) == ';')
			scan->at++;
		scan->last = RUBY_BREAK;
		return token;
	}
	token_take(scan, &token);
	if (scan->unclear) {
		token.kind = RUBY_UNCLEAR;
		token.text = bytes_of(scan->unclear);
		scan->at = scan->text.len;
		return token;
	}
	scan->last = word_goes_on(&token) ? RUBY_BREAK : token.kind;
	scan->last_byte = token.text.len ? token.text.data[0] : '\0';
	scan->continued = token.kind == RUBY_LABEL ||
			  (token.kind == RUBY_MARK && (char_is_in(token.text.data[0], ",([{|&") ||
						       bytes_equal_string(token.text, "=>")));
	return token;
}
