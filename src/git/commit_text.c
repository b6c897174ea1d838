#include "config.h"

#include "git/commit_text.h"

#include <limits.h>

#include "base/buf.h"
#include "git/encoding.h"

/* The first line of a signature's armour; the kinds are those of git's gpg.format. */
static const struct armour {
	struct bytes begin;
	enum signature_kind kind;
} armours[] = {
	{ BYTES_INIT("-----BEGIN PGP SIGNATURE-----"), SIGNATURE_OPENPGP },
	{ BYTES_INIT("-----BEGIN PGP MESSAGE-----"), SIGNATURE_OPENPGP },
	{ BYTES_INIT("-----BEGIN SSH SIGNATURE-----"), SIGNATURE_SSH },
	{ BYTES_INIT("-----BEGIN SIGNED MESSAGE-----"), SIGNATURE_X509 },
};

/* The lines of a header that are read. */
struct header {
	struct bytes author, committer, encoding, signature;
};

/* git's isspace: no locale, no form feed, no vertical tab. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct bytes
trim_end(struct bytes text)
{
	while (text.len > 0 && is_space(text.data[text.len - 1]))
		text.len--;
	return text;
}

static struct bytes
trim_start(struct bytes text)
{
	while (text.len > 0 && is_space(text.data[0]))
		text = bytes_slice(text, 1, text.len);
	return text;
}

/* `KEY value` on LINE; KEY comes with its blank. */
static bool
line_has_key(struct bytes line, struct bytes key, struct bytes *value)
{
	if (!bytes_starts_with(line, key))
		return false;
	*value = bytes_slice(line, key.len, line.len);
	return true;
}

/* Reads the header off RAW and leaves the message. Of a repeated line the last counts, as for
 * `git log --format`. */
static void
header_take(struct bytes *raw, struct header *header)
{
	struct bytes line;

	*header = (struct header){ .author = BYTES_NONE };
	while (bytes_split(raw, '\n', &line) && line.len > 0) {
		if (line_has_key(line, BYTES("author "), &header->author) ||
		    line_has_key(line, BYTES("committer "), &header->committer) ||
		    line_has_key(line, BYTES("encoding "), &header->encoding))
			continue;
		line_has_key(line, BYTES("gpgsig "), &header->signature);
	}
}

/* The digits that TEXT begins with; 0 when they do not fit, as git shows it. */
static int64_t
time_parse(struct bytes text)
{
	int64_t value = 0;

	for (size_t i = 0; i < text.len && is_digit(text.data[i]); i++) {
		if (__builtin_mul_overflow(value, (int64_t)10, &value) ||
		    __builtin_add_overflow(value, (int64_t)(text.data[i] - '0'), &value))
			return 0;
	}
	return value;
}

/* `+HHMM` in minutes; 0 for what is no zone or does not fit. */
static int
zone_parse(struct bytes text)
{
	int64_t value;

	if (text.len < 2 || (text.data[0] != '+' && text.data[0] != '-'))
		return 0;
	value = time_parse(bytes_slice(text, 1, text.len));
	if (value >= INT_MAX)
		return 0;
	value = value / 100 * 60 + value % 100;
	return (int)(text.data[0] == '-' ? -value : value);
}

/* What stands behind the last '>': `<seconds> <zone>`. A time without a zone is none, as in git. */
static void
date_parse(struct bytes rest, struct person *person)
{
	struct bytes zone;

	rest = trim_start(rest);
	zone = rest;
	while (zone.len > 0 && is_digit(zone.data[0]))
		zone = bytes_slice(zone, 1, zone.len);
	if (zone.len == rest.len)
		return;
	zone = trim_start(zone);
	if (zone.len < 2 || (zone.data[0] != '+' && zone.data[0] != '-') || !is_digit(zone.data[1]))
		return;
	person->time = time_parse(rest);
	person->offset = zone_parse(zone);
}

/* `Name <email> seconds zone`, taken apart as git's ident.c does it: the first '<', the first '>'
 * behind it, the date behind the last one. Without both brackets there is nobody. */
static void
person_parse(struct bytes line, struct person *person)
{
	const char *open = line.len ? memchr(line.data, '<', line.len) : NULL;
	size_t at = open ? (size_t)(open - line.data) + 1 : 0;
	struct bytes rest = bytes_slice(line, at, line.len);
	const char *close = open && rest.len ? memchr(rest.data, '>', rest.len) : NULL;
	const char *last;

	*person = (struct person){ .name = BYTES(""), .email = BYTES("") };
	if (!close)
		return;
	person->name = trim_end(bytes_slice(line, 0, at - 1));
	person->email = bytes_slice(rest, 0, (size_t)(close - rest.data));
	last = memrchr(rest.data, '>', rest.len);
	date_parse(bytes_slice(rest, (size_t)(last - rest.data) + 1, rest.len), person);
}

static enum signature_kind
signature_parse(struct bytes value)
{
	for (size_t i = 0; i < ARRAY_SIZE(armours); i++) {
		if (bytes_starts_with(value, armours[i].begin))
			return armours[i].kind;
	}
	return SIGNATURE_NONE;
}

/* The first paragraph with its lines joined by blanks, as `git log --format=%s` gives it. */
static struct bytes
summary_of(struct bytes message, struct arena *arena)
{
	const char *nul = message.len ? memchr(message.data, '\0', message.len) : NULL;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct bytes line;

	if (nul)
		message.len = (size_t)(nul - message.data);
	while (bytes_split(&message, '\n', &line)) {
		line = trim_end(line);
		if (line.len == 0 && out.len > 0)
			break;
		if (line.len > 0 && out.len > 0)
			buf_add_char(&out, ' ');
		buf_add(&out, line);
	}
	return arena_copy(arena, buf_bytes(&out));
}

void
commit_text_parse(struct bytes raw, struct arena *arena, struct commit_text *text)
{
	struct bytes copy = arena_copy(arena, raw);
	struct bytes message = copy;
	struct header header;

	header_take(&message, &header);
	if (header.encoding.len > 0) {
		message = encoding_decode(header.encoding, copy, arena);
		header_take(&message, &header);
	}
	text->encoding = header.encoding.data ? header.encoding : BYTES("");
	person_parse(header.author, &text->author);
	person_parse(header.committer, &text->committer);
	text->message = message.data ? message : BYTES("");
	text->summary = summary_of(text->message, arena);
	text->signature = signature_parse(header.signature);
}
