#include "config.h"

#include "git/dotgit.h"

#include <stdint.h>
#include <strings.h>

#include "base/macros.h"
#include "base/utf8.h"

/* What Windows may call a file when it makes an 8.3 name of it. */
struct short_name {
	const char *stem; /* in lower case, with '~' */
	char least, most; /* the digit behind it */
};

struct dot_name {
	const char *name; /* in lower case */
	const struct short_name *shorts;
	size_t n_shorts;
};

static const struct short_name git_shorts[] = { { "git~", '1', '1' } };
/* The second stem is what NTFS falls back to: two letters and a checksum of the long name. */
static const struct short_name gitmodules_shorts[] = { { "gitmod~", '1', '4' },
						       { "gi7eba~", '1', '9' } };

static const struct dot_name dotgit = { ".git", git_shorts, ARRAY_SIZE(git_shorts) };
static const struct dot_name dotgitmodules = { ".gitmodules", gitmodules_shorts,
					       ARRAY_SIZE(gitmodules_shorts) };

static bool
begins_with_nocase(struct bytes name, const char *prefix)
{
	return name.len >= strlen(prefix) && strncasecmp(name.data, prefix, strlen(prefix)) == 0;
}

/* NTFS drops dots and blanks at the end, and a ':' begins the name of a stream. */
static bool
ends_for_ntfs(struct bytes name, size_t at)
{
	while (at < name.len && (name.data[at] == '.' || name.data[at] == ' '))
		at++;
	return at == name.len || strchr("\\/:", name.data[at]);
}

static bool
is_short_name(struct bytes name, const struct short_name *row)
{
	size_t len = strlen(row->stem);

	return begins_with_nocase(name, row->stem) && name.len > len &&
	       name.data[len] >= row->least && name.data[len] <= row->most &&
	       ends_for_ntfs(name, len + 1);
}

static bool
is_for_ntfs(struct bytes name, const struct dot_name *dot)
{
	if (begins_with_nocase(name, dot->name) && ends_for_ntfs(name, strlen(dot->name)))
		return true;
	for (size_t i = 0; i < dot->n_shorts; i++) {
		if (is_short_name(name, &dot->shorts[i]))
			return true;
	}
	return false;
}

/* Code points that HFS+ leaves out when it compares names. */
static bool
is_ignored_by_hfs(uint32_t c)
{
	return (c >= 0x200c && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x206a && c <= 0x206f) || c == 0xfeff;
}

/* The next code point that counts; 0 at the end, and where NAME is no UTF-8, which ends it there.
 */
static uint32_t
hfs_next(struct bytes name, size_t *at)
{
	uint32_t c = 0;

	do {
		struct bytes rest = bytes_slice(name, *at, name.len);
		size_t len = utf8_length(rest);

		if (len == 0)
			return 0;
		c = utf8_decode(rest.data, len);
		*at += len;
	} while (is_ignored_by_hfs(c));
	return c;
}

static bool
is_for_hfs(struct bytes name, const struct dot_name *dot)
{
	size_t at = 0;

	for (const char *want = dot->name; *want; want++) {
		uint32_t c = hfs_next(name, &at);

		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (c != (uint32_t)*want)
			return false;
	}
	return hfs_next(name, &at) == 0;
}

static bool
is_dot_name(struct bytes name, const struct dot_name *dot)
{
	struct bytes part = name;

	if (is_for_hfs(name, dot))
		return true;
	for (;;) {
		const char *separator;

		if (is_for_ntfs(part, dot))
			return true;
		separator = part.len ? memchr(part.data, '\\', part.len) : NULL;
		if (!separator)
			return false;
		part = bytes_slice(part, (size_t)(separator - part.data) + 1, part.len);
	}
}

bool
name_is_dotgit(struct bytes name)
{
	return is_dot_name(name, &dotgit);
}

bool
name_is_dotgitmodules(struct bytes name)
{
	return is_dot_name(name, &dotgitmodules);
}
