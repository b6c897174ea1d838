#include "config.h"

#include "manifest/version.h"

#include "base/macros.h"
#include "base/number.h"
#include "manifest/reader.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The numbers with dots between them that TEXT begins with; *REST is what follows. */
static size_t
numbers_take(struct bytes text, struct bytes *rest)
{
	size_t n = 0, at = 0;

	while (at < text.len && is_digit(text.data[at])) {
		while (at < text.len && is_digit(text.data[at]))
			at++;
		n++;
		if (at + 1 >= text.len || text.data[at] != '.' || !is_digit(text.data[at + 1]))
			break;
		at++;
	}
	*rest = bytes_slice(text, at, text.len);
	return n;
}

/* At least MIN numbers, and then what may mark a pre-release or a build: no wildcard, no range, and
 * no word that stands in the place of a number, as x does in 1.x. */
static bool
is_release(struct bytes text, size_t min)
{
	struct bytes rest;

	text = bytes_trim(text);
	if (numbers_take(text, &rest) < min)
		return false;
	if (rest.len >= 2 && rest.data[0] == '.' && (rest.data[1] == 'x' || rest.data[1] == 'X'))
		return false;
	for (size_t i = 0; i < rest.len; i++) {
		if (!is_word(rest.data[i]) && !char_is_in(rest.data[i], ".-+_!"))
			return false;
	}
	return !bytes_ends_with(rest, BYTES("."));
}

bool
version_is_exact_npm(struct bytes version)
{
	version = bytes_trim(version);
	text_takes(&version, "=");
	version = bytes_trim(version);
	text_takes(&version, "v");
	return is_release(version, 3);
}

bool
version_is_exact_cargo(struct bytes version)
{
	version = bytes_trim(version);
	return text_takes(&version, "=") && is_release(version, 3);
}

bool
version_is_exact_python(struct bytes version)
{
	struct bytes rest;

	version = bytes_trim(version);
	if (text_takes(&version, "===")) {
		version = bytes_trim(version);
		return version.len && !text_has(version, ',');
	}
	if (!text_takes(&version, "=="))
		return false;
	rest = version = bytes_trim(version);
	text_takes(&rest, "v");
	if (text_has(rest, '!'))
		text_until(&rest, "!");
	return is_release(rest, 1);
}

bool
version_is_exact_poetry(struct bytes version)
{
	return is_release(version, 1) || version_is_exact_python(version);
}

bool
version_is_exact_composer(struct bytes version)
{
	version = bytes_trim(version);
	if (text_takes(&version, "="))
		text_takes(&version, "=");
	version = bytes_trim(version);
	text_takes(&version, "v");
	return is_release(version, 1);
}

static bool
in_brackets(struct bytes *version)
{
	*version = bytes_trim(*version);
	if (!bytes_starts_with(*version, BYTES("[")) || !bytes_ends_with(*version, BYTES("]")))
		return false;
	*version = bytes_trim(bytes_slice(*version, 1, version->len - 1));
	return true;
}

bool
version_is_exact_maven(struct bytes version)
{
	static const char *const moving[] = { "LATEST", "RELEASE" };

	in_brackets(&version);
	if (version.len == 0 || is_one_of(version, moving, ARRAY_SIZE(moving)) ||
	    bytes_starts_with(version, BYTES("latest.")) ||
	    bytes_ends_with(version, BYTES("-SNAPSHOT")))
		return false;
	for (size_t i = 0; i < version.len; i++) {
		if (!is_word(version.data[i]) && !char_is_in(version.data[i], ".-_"))
			return false;
	}
	return true;
}

bool
version_is_exact_nuget(struct bytes version)
{
	return in_brackets(&version) && is_release(version, 1);
}

bool
version_is_exact_go(struct bytes version)
{
	return text_takes(&version, "v") && is_release(version, 3);
}

bool
version_is_commit(struct bytes version)
{
	if (version.len != 40 && version.len != 64)
		return false;
	return digits_skip(version, 0, 16) == version.len;
}
