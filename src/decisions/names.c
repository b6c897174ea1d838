#include "config.h"

#include "decisions/names.h"

#include <strings.h>

#include "base/macros.h"

enum { NUMBER_DIGITS = 4, DATE_DIGITS = 8 };

struct bytes
path_name(struct bytes path)
{
	const char *slash = path.len ? memrchr(path.data, '/', path.len) : NULL;

	return slash ? bytes_slice(path, (size_t)(slash - path.data) + 1, path.len) : path;
}

static size_t
count_digits(struct bytes text)
{
	size_t n = 0;

	while (n < text.len && text.data[n] >= '0' && text.data[n] <= '9')
		n++;
	return n;
}

/* Whether NAME begins with NNNN- or YYYYMMDD-. */
static bool
is_numbered(struct bytes name)
{
	size_t digits = count_digits(name);

	return (digits == NUMBER_DIGITS || digits == DATE_DIGITS) && digits < name.len &&
	       name.data[digits] == '-';
}

/* Whether the last directory of PATH is named like a decision. */
static bool
is_beside_decision(struct bytes path)
{
	struct bytes name = path_name(path);

	if (name.len == path.len)
		return false;
	return is_numbered(path_name(bytes_slice(path, 0, path.len - name.len - 1)));
}

enum file_kind
file_kind_of(struct bytes path)
{
	bool numbered = is_numbered(path_name(path));

	if (numbered && bytes_ends_with(path, BYTES(".md")))
		return FILE_DECISION;
	if (numbered && bytes_ends_with(path, BYTES(".lua")))
		return FILE_SIDECAR;
	if (bytes_ends_with(path, BYTES(".txtar")) && is_beside_decision(path))
		return FILE_CONTRACT;
	return FILE_OTHER;
}

bool
is_markdown(struct bytes path)
{
	static const struct bytes endings[] = { BYTES_INIT(".md"), BYTES_INIT(".markdown") };

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		size_t len = endings[i].len;

		if (path.len > len &&
		    strncasecmp(path.data + path.len - len, endings[i].data, len) == 0)
			return true;
	}
	return false;
}

bool
is_guidance(struct bytes path)
{
	static const char *const words[] = { "readme", "index", "template", "contributing" };
	struct bytes name = path_name(path);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		size_t len = strlen(words[i]);

		for (size_t at = 0; at + len <= name.len; at++) {
			if (strncasecmp(name.data + at, words[i], len) == 0)
				return true;
		}
	}
	return false;
}

struct bytes
path_root(struct bytes path)
{
	struct bytes name = path_name(path);
	const char *dot = name.len ? memrchr(name.data, '.', name.len) : NULL;

	return dot ? bytes_slice(path, 0, (size_t)(dot - path.data)) : path;
}

struct bytes
path_stem(struct bytes path)
{
	return path_name(path_root(path));
}

struct bytes
stem_id(struct arena *arena, struct bytes stem)
{
	struct bytes number = bytes_slice(stem, 0, count_digits(stem));

	return arena_printf(arena, "ADR-%.*s", BYTES_ARG(number));
}

struct bytes
stem_title(struct arena *arena, struct bytes stem)
{
	struct bytes slug = bytes_slice(stem, count_digits(stem) + 1, stem.len);
	char *title;

	if (slug.len == 0)
		return stem;
	title = arena_alloc(arena, slug.len + 1);
	for (size_t i = 0; i < slug.len; i++)
		title[i] = slug.data[i] == '-' ? ' ' : slug.data[i];
	return (struct bytes){ title, slug.len };
}

struct bytes
stem_date(struct arena *arena, struct bytes stem)
{
	struct bytes date;

	if (count_digits(stem) != DATE_DIGITS)
		return BYTES_NONE;
	date = arena_printf(arena, "%.4s-%.2s-%.2s", stem.data, stem.data + 4, stem.data + 6);
	return is_date(date) ? date : BYTES_NONE;
}

static unsigned int
number_at(struct bytes text, size_t at, size_t digits)
{
	unsigned int number = 0;

	for (size_t i = at; i < at + digits; i++)
		number = number * 10 + (unsigned int)(text.data[i] - '0');
	return number;
}

static unsigned int
days_of(unsigned int year, unsigned int month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool
is_date(struct bytes text)
{
	static const char form[] = "dddd-dd-dd";
	unsigned int month, day;

	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';

		if (form[i] == 'd' ? !digit : text.data[i] != form[i])
			return false;
	}
	month = number_at(text, 5, 2);
	day = number_at(text, 8, 2);
	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_of(number_at(text, 0, 4), month);
}
