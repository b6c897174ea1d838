#include "config.h"

#include "source/lexer_impl.h"

/* The separators of lines and paragraphs, U+2028 and U+2029, end a line of JavaScript; PHP's code
 * ends at its closing tag, also within such a comment. */
static bool
ends_otherwise(const struct lexer *lexer, size_t at)
{
	if (lexer->language->id == LANGUAGE_PHP)
		return lexer_sees(lexer, at, "?>");
	return has_trait(lexer, TRAIT_REGEX) && lexer->language->id != LANGUAGE_RUBY &&
	       (lexer_sees(lexer, at, "\xe2\x80\xa8") || lexer_sees(lexer, at, "\xe2\x80\xa9"));
}

/* Where the line ends for a compiler: most take a lone carriage return for an end as well. Byte by
 * byte, as nobody knows which of the ends comes first, and each may be far. */
static size_t
compilers_line_end(const struct lexer *lexer)
{
	size_t at = lexer->at;

	for (; at < lexer->end; at++) {
		char c = lexer->text[at];

		if (c == '\n' || c == '\r' ||
		    ((c == '\xe2' || c == '?') && ends_otherwise(lexer, at)))
			break;
	}
	return at;
}

/* Where a comment that ends with its line ends; a joined line belongs to it. */
static size_t
line_comment_end(const struct lexer *lexer)
{
	size_t end = compilers_line_end(lexer);

	while (has_trait(lexer, TRAIT_CONTINUED) && has_trait(lexer, TRAIT_SLASH_COMMENTS) &&
	       end < lexer->end && end > lexer->at) {
		size_t back = end - 1;

		if (lexer->text[back] != '\\')
			break;
		end += lexer->text[end] == '\r' && byte_at(lexer, end + 1) == '\n';
		end = lexer_line_end(lexer, end + 1);
	}
	return end;
}

static bool
pass_line(struct lexer *lexer)
{
	size_t end = line_comment_end(lexer);

	lexer_mark(lexer, VIEW_COMMENTS, lexer->at, end);
	lexer->at = end;
	return true;
}

/* Passes FROM..END as a comment; with END at 0 it has no end. */
static bool
pass_block(struct lexer *lexer, size_t end)
{
	size_t start = lexer->at;

	lexer_mark(lexer, VIEW_COMMENTS, start, end ? end : lexer->end);
	if (memchr(lexer->text + start, '\n', (end ? end : lexer->end) - start))
		lexer->line_start = true;
	if (end)
		lexer->at = end;
	else
		lexer_give_up(lexer, start);
	return true;
}

/* Behind the first CLOSE from AT on, 0 when there is none. */
static size_t
behind(const struct lexer *lexer, size_t at, struct bytes close)
{
	size_t found = lexer_search(lexer, at, close);

	return found < lexer->end ? found + close.len : 0;
}

static size_t
nested_end(const struct lexer *lexer)
{
	size_t depth = 1;
	size_t at = lexer->at + 2;

	while (at + 1 < lexer->end) {
		const char *text = lexer->text + at;

		if (text[0] == '*' && text[1] == '/') {
			at += 2;
			if (--depth == 0)
				return at;
		} else if (text[0] == '/' && text[1] == '*') {
			at += 2;
			depth++;
		} else {
			at++;
		}
	}
	return 0;
}

static bool
pass_slash(struct lexer *lexer)
{
	unsigned char next = byte_at(lexer, lexer->at + 1);

	if (!has_trait(lexer, TRAIT_SLASH_COMMENTS))
		return false;
	if (next == '/')
		return pass_line(lexer);
	if (next != '*')
		return false;
	if (has_trait(lexer, TRAIT_NESTED_COMMENTS))
		return pass_block(lexer, nested_end(lexer));
	return pass_block(lexer, behind(lexer, lexer->at + 2, BYTES("*/")));
}

static bool
pass_hash(struct lexer *lexer)
{
	unsigned char before = lexer->at ? (unsigned char)lexer->text[lexer->at - 1] : '\n';

	if (!has_trait(lexer, TRAIT_HASH_COMMENTS))
		return false;
	if (lexer->language->id == LANGUAGE_PHP && byte_at(lexer, lexer->at + 1) == '[')
		return false;
	if (has_trait(lexer, TRAIT_HASH_AT_WORD) && !strchr(" \t\n;&|()", before))
		return false;
	return pass_line(lexer);
}

/* Lua: two dashes, then a long bracket or the rest of the line. */
static bool
pass_dashes(struct lexer *lexer)
{
	char close[64] = "]";
	size_t at = lexer->at + 3;
	size_t n = 1;

	if (!has_trait(lexer, TRAIT_DASH_COMMENTS) || byte_at(lexer, lexer->at + 1) != '-')
		return false;
	if (byte_at(lexer, lexer->at + 2) != '[')
		return pass_line(lexer);
	for (; byte_at(lexer, at) == '=' && n < sizeof(close) - 2; at++)
		close[n++] = '=';
	if (byte_at(lexer, at) != '[')
		return pass_line(lexer);
	close[n++] = ']';
	return pass_block(lexer, behind(lexer, at + 1, (struct bytes){ close, n }));
}

/* Ruby: whole lines from =begin to =end; and all behind __END__ is a word's matter. */
static bool
pass_begin(struct lexer *lexer)
{
	size_t end;

	if (lexer->language->id != LANGUAGE_RUBY || !lexer_sees(lexer, lexer->at, "=begin") ||
	    (lexer->at > 0 && lexer->text[lexer->at - 1] != '\n'))
		return false;
	end = behind(lexer, lexer->at, BYTES("\n=end"));
	return pass_block(lexer, end ? lexer_line_end(lexer, end) : 0);
}

/* Java resolves escapes before it looks for comments: a line feed or a star in disguise would end
 * one. */
static bool
pass_java(struct lexer *lexer)
{
	size_t start = lexer->at;
	struct lexer inside = *lexer;
	const char *ends = byte_at(lexer, start + 1) == '*' ? "*/" : "\n\r";
	bool passed = pass_slash(lexer);
	size_t at = start;

	inside.end = lexer->at;
	for (; passed && (at = lexer_search(&inside, at, BYTES("\\u"))) < inside.end; at++) {
		if (lexer_is_disguise(&inside, at, ends)) {
			lexer_give_up(lexer, start);
			break;
		}
	}
	return passed;
}

bool
lexer_pass_comment(struct lexer *lexer)
{
	switch (lexer->text[lexer->at]) {
	case '/':
		return lexer->language->id == LANGUAGE_JAVA ? pass_java(lexer) : pass_slash(lexer);
	case '#':
		return pass_hash(lexer);
	case '-':
		return pass_dashes(lexer);
	default:
		return pass_begin(lexer);
	}
}
