#include "config.h"

#include <stdlib.h>

#include "../lib/fake_objects.h"
#include "base/macros.h"
#include "content/facts.h"

static const struct look added_look = { .added_only = true };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEPS = 100000000, BLOB_MAX = 1 << 20, ROOM = 1 << 20 };

static const char *const patterns[] = { "a", "^", "(?i)b|cc", "[^a]+$", "\\s", "aa\\b" };

static void
check(bool promise)
{
	if (!promise)
		abort();
}

/* Counts the hits on added lines, line by line. */
static size_t
count_plainly(struct facts *facts, const struct regex *regex)
{
	const struct line_set *added;
	struct regex_meter meter = { STEPS };
	struct bytes groups[REGEX_GROUPS_MAX];
	struct error err;
	size_t n_groups;
	size_t n_lines;
	size_t n = 0;

	check(facts_added(facts, &added, &err) == 0);
	check(facts_line_count(facts, SIDE_NEW, &n_lines, &err) == 0);
	for (size_t i = 1; i <= n_lines; i++) {
		struct line line;
		size_t from = 0;

		check(facts_line(facts, SIDE_NEW, i, &line, &err) == 0);
		while (line_set_holds(added, i) &&
		       regex_match(regex, line.text, from, &meter, groups, &n_groups, &err) > 0) {
			from = (size_t)(groups[0].data - line.text.data) + groups[0].len;
			from += groups[0].len == 0;
			n++;
		}
	}
	return n;
}

static void
check_change(struct facts_cache *cache, const struct change *change)
{
	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
		struct facts *facts = facts_of(cache, change, false);
		struct regex_meter meter = { STEPS };
		const struct hit *hits;
		struct error err;
		size_t n_hits;
		CLEANUP(regex_release)
		struct regex *regex = regex_compile(bytes_of(patterns[i]), &err);

		check(facts_find(facts, regex, &added_look, &meter, &hits, &n_hits, &err) == 0);
		check(n_hits == count_plainly(facts, regex));
	}
}

/* Two bytes say where the old content ends; the new one is the rest. The quick search must find
 * what the exact diff and the plain loop do. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fake_objects fake;
	struct bytes all = { (const char *)data, size };
	struct change change = { .status = CHANGE_MODIFIED };
	struct facts_cache *cache;
	size_t middle;

	if (size < 2 || size > 4096)
		return 0;
	middle = 2 + (data[0] * 256u + data[1]) % (size - 1);
	fake_objects_init(&fake);
	change.before.kind = change.now.kind = ENTRY_FILE;
	change.before.id = fake_objects_add(&fake, bytes_slice(all, 2, middle));
	change.now.id = fake_objects_add(&fake, bytes_slice(all, middle, size));
	cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
	check_change(cache, &change);
	facts_cache_free(cache);
	check(fake.n_unreleased == 0);
	fake_objects_release(&fake);
	return 0;
}
