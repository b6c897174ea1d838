#include "config.h"

#include "git/raw_tree.h"

#include "base/vec.h"
#include "git/dotgit.h"

enum {
	MODE_DIGITS_MAX = 7, /* 0100644, as some wrote it */
	MODE_TYPE_MASK = 0170000,
	MODE_TYPE_FILE = 0100000,
	MODE_TYPE_SYMLINK = 0120000,
	MODE_EXECUTABLE = 0100,
};

static enum entry_kind
kind_by_type(uint32_t mode)
{
	switch (mode & MODE_TYPE_MASK) {
	case RAW_MODE_DIRECTORY:
		return ENTRY_NONE;
	case MODE_TYPE_FILE:
		return mode & MODE_EXECUTABLE ? ENTRY_EXECUTABLE : ENTRY_FILE;
	case MODE_TYPE_SYMLINK:
		return ENTRY_SYMLINK;
	default:
		return ENTRY_SUBMODULE;
	}
}

static bool
mode_is_known(uint32_t mode)
{
	return mode == RAW_MODE_DIRECTORY || entry_kind_of_mode(mode) != ENTRY_NONE;
}

/* The digits before the blank at AT; NULL when they are no mode, else what stands behind it. */
static const char *
mode_read(const char *at, const char *end, uint32_t *mode)
{
	const char *stop = end - at > MODE_DIGITS_MAX ? at + MODE_DIGITS_MAX : end;
	const char *digit = at;
	uint32_t value = 0;

	for (; digit < stop && *digit >= '0' && *digit <= '7'; digit++)
		value = value << 3 | (uint32_t)(*digit - '0');
	if (digit == at || digit == end || *digit != ' ')
		return NULL;
	*mode = value;
	return digit + 1;
}

bool
raw_entry_read(const char *at, const char *end, struct raw_entry *entry)
{
	const char *name = mode_read(at, end, &entry->mode);
	const char *nul = name ? memchr(name, '\0', (size_t)(end - name)) : NULL;

	if (!nul || end - nul < 1 + OID_BYTES)
		return false;
	entry->name = (struct bytes){ name, (size_t)(nul - name) };
	entry->id = (const struct oid *)(const void *)(nul + 1);
	entry->size = (size_t)(nul - at) + 1 + OID_BYTES;
	entry->kind = kind_by_type(entry->mode);
	entry->odd_mode = *at == '0' || !mode_is_known(entry->mode);
	return true;
}

/* The byte of the sort order behind the first AT bytes of the name. */
static unsigned char
byte_at(const struct raw_entry *entry, size_t at)
{
	if (at < entry->name.len)
		return (unsigned char)entry->name.data[at];
	return entry->kind == ENTRY_NONE ? '/' : '\0';
}

int
raw_entry_compare(const struct raw_entry *a, const struct raw_entry *b)
{
	size_t len = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.data, b->name.data, len);

	if (order)
		return order;
	if (a->name.len == b->name.len || byte_at(a, len) != byte_at(b, len))
		return byte_at(a, len) - byte_at(b, len);
	/* The longer name has a '/' where the shorter is a directory: no valid name, but an order.
	 */
	return a->name.len < b->name.len ? -1 : 1;
}

static fsck_set
name_check(const struct raw_entry *entry)
{
	struct bytes name = entry->name;
	fsck_set problems = 0;

	if (name.len == 0)
		return FSCK_BIT(FSCK_EMPTY_NAME);
	if (memchr(name.data, '/', name.len))
		problems |= FSCK_BIT(FSCK_FULL_PATHNAME);
	if (bytes_equal_string(name, "."))
		problems |= FSCK_BIT(FSCK_HAS_DOT);
	if (bytes_equal_string(name, ".."))
		problems |= FSCK_BIT(FSCK_HAS_DOTDOT);
	if (name_is_dotgit(name))
		problems |= FSCK_BIT(FSCK_HAS_DOTGIT);
	if (entry->kind == ENTRY_SYMLINK && name_is_dotgitmodules(name))
		problems |= FSCK_BIT(FSCK_GITMODULES_SYMLINK);
	return problems;
}

static fsck_set
entry_check(const struct raw_entry *entry, char first_digit)
{
	fsck_set problems = name_check(entry);

	if (oid_is_zero(entry->id))
		problems |= FSCK_BIT(FSCK_NULL_SHA1);
	if (first_digit == '0')
		problems |= FSCK_BIT(FSCK_ZERO_PADDED_FILEMODE);
	if (!mode_is_known(entry->mode))
		problems |= FSCK_BIT(FSCK_BAD_FILEMODE);
	return problems;
}

/*
 * Files whose name a directory may still repeat: in `a`, `a.b`, `a/` the two that clash are not
 * neighbours. Each name on the stack begins the one above it, so it stays small.
 */
struct candidates {
	VEC(struct bytes) names;
};

static void
candidates_release(struct candidates *candidates)
{
	vec_release(&candidates->names);
}

/* Whether a directory called NAME can still come at or behind ENTRY. */
static bool
can_still_come(struct bytes name, const struct raw_entry *entry)
{
	return bytes_starts_with(entry->name, name) && byte_at(entry, name.len) <= '/';
}

static bool
repeats_a_candidate(struct candidates *candidates, const struct raw_entry *entry)
{
	while (candidates->names.len &&
	       !can_still_come(candidates->names.items[candidates->names.len - 1], entry))
		candidates->names.len--;
	return candidates->names.len && entry->kind == ENTRY_NONE &&
	       bytes_equal(candidates->names.items[candidates->names.len - 1], entry->name);
}

static fsck_set
order_check(struct candidates *candidates, const struct raw_entry *last,
	    const struct raw_entry *entry)
{
	if (bytes_equal(last->name, entry->name))
		return FSCK_BIT(FSCK_DUPLICATE_ENTRIES);
	if (raw_entry_compare(last, entry) >= 0)
		return FSCK_BIT(FSCK_TREE_NOT_SORTED);
	if (last->kind != ENTRY_NONE && can_still_come(last->name, entry))
		vec_push(&candidates->names, last->name);
	return repeats_a_candidate(candidates, entry) ? FSCK_BIT(FSCK_DUPLICATE_ENTRIES) : 0;
}

fsck_set
raw_tree_check(struct bytes raw)
{
	CLEANUP(candidates_release) struct candidates candidates = { VEC_INIT };
	struct raw_entry last, entry;
	const char *at = raw.data, *end = raw.data + raw.len;
	fsck_set problems = 0;

	for (; at < end; at += entry.size, last = entry) {
		if (!raw_entry_read(at, end, &entry))
			return problems | FSCK_BIT(FSCK_BAD_TREE);
		problems |= entry_check(&entry, *at);
		if (at > raw.data)
			problems |= order_check(&candidates, &last, &entry);
	}
	return problems;
}
