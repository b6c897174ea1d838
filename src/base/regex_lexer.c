#include "config.h"

#include "base/regex_lexer.h"

#include "base/macros.h"

static const struct regex_item unsure = { .kind = ITEM_UNSURE };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_alnum(char c)
{
	return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z');
}

/* The byte AT places ahead; NUL behind the end, which no test below takes for anything. */
static char
peek(const struct regex_lexer *lexer, size_t at)
{
	return at < lexer->rest.len ? lexer->rest.data[at] : '\0';
}

static void
skip(struct regex_lexer *lexer, size_t n)
{
	lexer->rest = bytes_slice(lexer->rest, n, lexer->rest.len);
}

/* Skips to behind the next END; false when there is none. */
static bool
skip_past(struct regex_lexer *lexer, char end)
{
	const char *found = lexer->rest.len ? memchr(lexer->rest.data, end, lexer->rest.len) : NULL;

	if (!found)
		return false;
	skip(lexer, (size_t)(found - lexer->rest.data) + 1);
	return true;
}

static struct regex_item
item(enum regex_item_kind kind)
{
	return (struct regex_item){ .kind = kind };
}

static struct regex_item
byte_item(const struct regex_lexer *lexer, char byte)
{
	return (struct regex_item){ .kind = ITEM_BYTE,
				    .byte = byte,
				    .caseless = lexer->flags.caseless };
}

/* Skips what is no item: \E, \Q, comments and, in (?x), white space. */
static bool
skip_one_gap(struct regex_lexer *lexer)
{
	if (lexer->quoting || bytes_starts_with(lexer->rest, BYTES("\\E"))) {
		if (!bytes_starts_with(lexer->rest, BYTES("\\E")))
			return false;
		lexer->quoting = false;
		skip(lexer, 2);
		return true;
	}
	if (bytes_starts_with(lexer->rest, BYTES("\\Q"))) {
		lexer->quoting = true;
		skip(lexer, 2);
		return true;
	}
	if (bytes_starts_with(lexer->rest, BYTES("(?#")))
		return skip_past(lexer, ')');
	if (!lexer->flags.extended || lexer->rest.len == 0)
		return false;
	if (peek(lexer, 0) == '#') {
		if (!skip_past(lexer, '\n'))
			lexer->rest.len = 0;
		return true;
	}
	if (peek(lexer, 0) != ' ' && !(peek(lexer, 0) >= '\t' && peek(lexer, 0) <= '\r'))
		return false;
	skip(lexer, 1);
	return true;
}

/* {n}, {n,} or {n,m}; other braces are literal, or differ between versions of PCRE2. */
static struct regex_item
lex_brace(struct regex_lexer *lexer)
{
	struct regex_item repeat = { .kind = ITEM_REPEAT };
	size_t at = 1;

	if (!is_digit(peek(lexer, 1))) {
		if (peek(lexer, 1) == ',' || peek(lexer, 1) == ' ' || peek(lexer, 1) == '\t')
			return unsure;
		skip(lexer, 1);
		return byte_item(lexer, '{');
	}
	for (; is_digit(peek(lexer, at)) && at < 6; at++)
		repeat.min = 10 * repeat.min + (unsigned)(peek(lexer, at) - '0');
	if (peek(lexer, at) == ',')
		at++;
	while (is_digit(peek(lexer, at)))
		at++;
	if (peek(lexer, at) != '}')
		return unsure;
	skip(lexer, at + 1);
	return repeat;
}

/* Any repeat takes the ? or + behind it. */
static struct regex_item
lex_repeat(struct regex_lexer *lexer, char c)
{
	struct regex_item repeat = { .kind = ITEM_REPEAT, .min = c == '+' };

	if (c == '{')
		repeat = lex_brace(lexer);
	else
		skip(lexer, 1);
	if (repeat.kind == ITEM_REPEAT && (peek(lexer, 0) == '?' || peek(lexer, 0) == '+'))
		skip(lexer, 1);
	return repeat;
}

/* A name between brackets in a class, [:alpha:] or [:^alpha:]: its length, 0 when it is not one. */
static size_t
posix_name_length(const struct regex_lexer *lexer)
{
	size_t at = peek(lexer, 2) == '^' ? 3 : 2;
	size_t start = at;

	if (peek(lexer, 1) != ':')
		return 0;
	while (is_lower(peek(lexer, at)))
		at++;
	return at > start && peek(lexer, at) == ':' && peek(lexer, at + 1) == ']' ? at + 2 : 0;
}

/* The length of the next member of a class; 0 when that is not certain. */
static size_t
class_member_length(const struct regex_lexer *lexer)
{
	char next = peek(lexer, 1);

	if (peek(lexer, 0) == '\\')
		return next == 'Q' || next == 'E' || next == 'c' || lexer->rest.len < 2 ? 0 : 2;
	if (peek(lexer, 0) == '[' && (next == ':' || next == '.' || next == '='))
		return posix_name_length(lexer);
	return 1;
}

static struct regex_item
lex_class(struct regex_lexer *lexer)
{
	skip(lexer, peek(lexer, 1) == '^' ? 2 : 1);
	if (peek(lexer, 0) == '\\' && (peek(lexer, 1) == 'Q' || peek(lexer, 1) == 'E'))
		return unsure;
	if (peek(lexer, 0) == ']')
		skip(lexer, 1);
	while (lexer->rest.len && peek(lexer, 0) != ']') {
		size_t len = class_member_length(lexer);

		if (len == 0)
			return unsure;
		skip(lexer, len);
	}
	if (lexer->rest.len == 0)
		return unsure;
	skip(lexer, 1);
	return item(ITEM_OTHER);
}

static int
hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* \xhh with both digits; \x{...} is left unread. */
static struct regex_item
lex_hex(struct regex_lexer *lexer)
{
	int high = hex_digit(peek(lexer, 0));
	int low = hex_digit(peek(lexer, 1));

	if (high < 0 || low < 0)
		return unsure;
	skip(lexer, 2);
	return byte_item(lexer, (char)(16 * high + low));
}

/* \pL or \p{...} */
static struct regex_item
lex_property(struct regex_lexer *lexer)
{
	if (peek(lexer, 0) != '{') {
		skip(lexer, 1);
		return item(ITEM_OTHER);
	}
	return skip_past(lexer, '}') ? item(ITEM_OTHER) : unsure;
}

static struct regex_item
lex_escape(struct regex_lexer *lexer)
{
	static const char control_names[] = "aefnrt";
	static const char controls[] = "\a\033\f\n\r\t";
	char c = peek(lexer, 1);
	const char *control;

	if (lexer->rest.len < 2)
		return unsure;
	skip(lexer, 2);
	if (!is_alnum(c))
		return byte_item(lexer, c);
	control = strchr(control_names, c);
	if (control)
		return byte_item(lexer, controls[control - control_names]);
	if (strchr("dDwWsShHvVNRXC", c))
		return item(ITEM_OTHER);
	if (strchr("bBAzZGK", c))
		return item(ITEM_ASSERT);
	if (c == 'x')
		return lex_hex(lexer);
	if (c == 'p' || c == 'P')
		return lex_property(lexer);
	if (c >= '1' && c <= '9' && !is_digit(peek(lexer, 0)))
		return item(ITEM_OTHER);
	return unsure;
}

/* (?flags) and (?flags:...): the flags apply to the end of the group around, or in this one. */
static struct regex_item
lex_flags(struct regex_lexer *lexer)
{
	struct regex_item open = { .kind = ITEM_OPEN, .flags = lexer->flags };
	bool set = true;
	char before = '\0';

	for (skip(lexer, 2); lexer->rest.len; skip(lexer, 1)) {
		char c = peek(lexer, 0);

		if (c == ':' || c == ')')
			break;
		if (!strchr("imsnxJU^-", c) || c == '\0' || (c == 'x' && before == 'x'))
			return unsure;
		if (c == '-')
			set = false;
		else if (c == '^')
			lexer->flags = (struct regex_flags){ false, false };
		else if (c == 'i')
			lexer->flags.caseless = set;
		else if (c == 'x')
			lexer->flags.extended = set;
		before = c;
	}
	if (lexer->rest.len == 0)
		return unsure;
	skip(lexer, 1);
	return lexer->rest.data[-1] == ':' ? open : regex_lex(lexer);
}

static struct regex_item
lex_group(struct regex_lexer *lexer)
{
	static const struct {
		struct bytes opening;
		enum regex_item_kind kind;
		char name_end; /* of a named group */
	} groups[] = {
		{ BYTES_INIT("(?:"), ITEM_OPEN, 0 },   { BYTES_INIT("(?>"), ITEM_OPEN, 0 },
		{ BYTES_INIT("(?|"), ITEM_OPEN, 0 },   { BYTES_INIT("(?="), ITEM_LOOK, 0 },
		{ BYTES_INIT("(?!"), ITEM_LOOK, 0 },   { BYTES_INIT("(?<="), ITEM_LOOK, 0 },
		{ BYTES_INIT("(?<!"), ITEM_LOOK, 0 },  { BYTES_INIT("(?P<"), ITEM_OPEN, '>' },
		{ BYTES_INIT("(?<"), ITEM_OPEN, '>' }, { BYTES_INIT("(?'"), ITEM_OPEN, '\'' },
	};
	struct regex_item open = { .kind = ITEM_OPEN, .flags = lexer->flags };

	if (peek(lexer, 1) == '*')
		return unsure;
	if (peek(lexer, 1) != '?') {
		skip(lexer, 1);
		return open;
	}
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		if (!bytes_starts_with(lexer->rest, groups[i].opening))
			continue;
		skip(lexer, groups[i].opening.len);
		open.kind = groups[i].kind;
		if (groups[i].name_end && !skip_past(lexer, groups[i].name_end))
			return unsure;
		return open;
	}
	return lex_flags(lexer);
}

static struct regex_item
lex_single(struct regex_lexer *lexer, enum regex_item_kind kind)
{
	skip(lexer, 1);
	return item(kind);
}

static struct regex_item
lex_byte(struct regex_lexer *lexer, char c)
{
	skip(lexer, 1);
	return byte_item(lexer, c);
}

struct regex_item
regex_lex(struct regex_lexer *lexer)
{
	char c;

	while (skip_one_gap(lexer))
		;
	if (lexer->rest.len == 0)
		return item(ITEM_END);
	c = peek(lexer, 0);
	if (lexer->quoting)
		return lex_byte(lexer, c);
	switch (c) {
	case '\\':
		return lex_escape(lexer);
	case '[':
		return lex_class(lexer);
	case '(':
		return lex_group(lexer);
	case '*':
	case '+':
	case '?':
	case '{':
		return lex_repeat(lexer, c);
	case ')':
		return lex_single(lexer, ITEM_CLOSE);
	case '|':
		return lex_single(lexer, ITEM_BAR);
	case '.':
		return lex_single(lexer, ITEM_OTHER);
	case '^':
	case '$':
		return lex_single(lexer, ITEM_ASSERT);
	case '\x85': /* Latin-1's NEL, white space to (?x) where PCRE2 knows of Unicode */
		if (lexer->flags.extended)
			return unsure;
		return lex_byte(lexer, c);
	default:
		return lex_byte(lexer, c);
	}
}
