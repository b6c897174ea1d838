#include "config.h"

#include "decisions/names.h"

#include <strings.h>

#include "base/day.h"
#include "base/macros.h"
#include "base/path.h"
#include "model/source.h"

enum { NUMBER_DIGITS = 4, DATE_DIGITS = 8 };

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

bool
is_markdown(struct bytes path)
{
	return path_has_ending(path, ".md") || path_has_ending(path, ".markdown");
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether WORD, of at least one letter, stands in NAME from AT on and is no part of a longer one.
 */
static bool
is_word_at(struct bytes name, size_t at, const char *word)
{
	size_t end = at + strlen(word);

	return end <= name.len && strncasecmp(name.data + at, word, end - at) == 0 &&
	       !(at > 0 && is_letter(name.data[at - 1])) &&
	       !(end < name.len && is_letter(name.data[end]));
}

bool
is_guidance(struct bytes path)
{
	static const char *const words[] = { "readme", "index", "template", "contributing" };
	struct bytes name = path_name(path);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		for (size_t at = 0; at < name.len; at++) {
			if (is_word_at(name, at, words[i]))
				return true;
		}
	}
	return false;
}

static bool
is_waiver(struct bytes path)
{
	return bytes_starts_with(path, BYTES("waivers/")) && !is_guidance(path) &&
	       (is_markdown(path) || path_has_ending(path, ".yaml") ||
		path_has_ending(path, ".yml"));
}

enum file_kind
file_kind_of(struct bytes path)
{
	bool numbered = is_numbered(path_name(path));

	if (is_waiver(path))
		return FILE_WAIVER;
	if (source_is_governing(path))
		return path_has_ending(path, "_signers") ? FILE_SIGNERS : FILE_OWNERS;
	if (bytes_starts_with(path, BYTES("approvals/")) && path_has_ending(path, ".sig"))
		return FILE_APPROVAL;
	if (numbered && bytes_ends_with(path, BYTES(".md")))
		return FILE_DECISION;
	if (numbered && bytes_ends_with(path, BYTES(".lua")))
		return FILE_SIDECAR;
	if (bytes_ends_with(path, BYTES(".txtar")) && is_beside_decision(path))
		return FILE_CONTRACT;
	return FILE_OTHER;
}

struct bytes
shown_below(struct bytes folder, struct bytes path, struct arena *arena)
{
	if (folder.len == 0)
		return path;
	return arena_printf(arena, "%.*s/%.*s", BYTES_ARG(folder), BYTES_ARG(path));
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
	return day_is_valid(date) ? date : BYTES_NONE;
}
