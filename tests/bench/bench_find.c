#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/macros.h"
#include "base/map.h"
#include "base/vec.h"
#include "content/facts.h"
#include "git/repository.h"
#include "model/limits.h"

static const struct look added_look = { .added_only = true };

/*
 * What it costs to look at every added line of a history:
 *
 *	git log --raw --no-abbrev --no-renames --no-merges --format= -n 10000 |
 *		bench_find REPOSITORY PATTERN...
 *
 * With no pattern the exact lines added are asked for. All versions of a path come together, newest
 * first, as judges take them. Compare with the CPU of `git log -p --no-renames` over the same.
 */

struct changes {
	VEC(struct change) items;
	struct arena arena;
	struct map paths;
};

static struct path *
path_of(struct changes *changes, struct bytes name)
{
	void **place = map_find(&changes->paths, name);
	struct path *path;

	if (place)
		return *place;
	path = arena_new(&changes->arena, struct path);
	path->name = arena_copy(&changes->arena, name);
	path->index = (uint32_t)changes->paths.len;
	*map_put(&changes->paths, path->name) = path;
	return path;
}

static struct entry
entry_of(const char *mode, const char *hex)
{
	struct entry entry = { .kind = entry_kind_of_mode((uint32_t)strtoul(mode, NULL, 8)) };

	if (!oid_parse((struct bytes){ hex, OID_HEX_CHARS }, &entry.id))
		entry.kind = ENTRY_NONE;
	return entry;
}

/* ":100644 100755 <id> <id> M\tpath" */
static void
read_changes(struct changes *changes)
{
	enum { OLD_MODE = 1, NEW_MODE = 8, OLD_ID = 15, NEW_ID = 56, STATUS = 97, NAME = 99 };
	char line[4096];

	while (fgets(line, sizeof(line), stdin)) {
		struct change change = { .status = CHANGE_MODIFIED };

		if (line[0] != ':' || strlen(line) <= NAME)
			continue;
		line[strcspn(line, "\n")] = '\0';
		change.path = path_of(changes, bytes_of(line + NAME));
		change.before = entry_of(line + OLD_MODE, line + OLD_ID);
		change.now = entry_of(line + NEW_MODE, line + NEW_ID);
		if (change.before.kind == ENTRY_NONE)
			change.status = CHANGE_ADDED;
		if (change.now.kind == ENTRY_NONE)
			change.status = CHANGE_DELETED;
		vec_push(&changes->items, change);
	}
}

/* Counting sort, which keeps the order of a path's versions. */
static void
sort_by_path(struct changes *changes)
{
	VEC(struct change) sorted = VEC_INIT;
	VEC(size_t) starts = VEC_INIT;
	size_t n_paths = changes->paths.len;

	for (size_t i = 0; i <= n_paths; i++)
		vec_push(&starts, 0);
	for (size_t i = 0; i < changes->items.len; i++)
		starts.items[changes->items.items[i].path->index + 1]++;
	for (size_t i = 0; i < n_paths; i++)
		starts.items[i + 1] += starts.items[i];
	for (size_t i = 0; i < changes->items.len; i++)
		(void)vec_add(&sorted);
	for (size_t i = 0; i < changes->items.len; i++) {
		const struct change *change = &changes->items.items[i];

		sorted.items[starts.items[change->path->index]++] = *change;
	}
	vec_release(&changes->items);
	changes->items.items = sorted.items;
	changes->items.len = sorted.len;
	vec_release(&starts);
}

static int
judge(struct facts *facts, struct regex **regexes, int n, size_t *n_found, uint64_t *steps,
      struct error *err)
{
	const struct line_set *added;
	const struct hit *hits;
	size_t n_hits;

	if (n == 0) {
		if (facts_added(facts, &added, err) < 0)
			return -1;
		*n_found += added->n_lines;
	}
	for (int i = 0; i < n; i++) {
		struct regex_meter meter = { UINT64_C(1) << 40 };

		if (facts_find(facts, regexes[i], &added_look, &meter, &hits, &n_hits, err) < 0)
			return -1;
		*n_found += n_hits;
		*steps += (UINT64_C(1) << 40) - meter.steps_left;
	}
	return 0;
}

static double
cpu_seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static int
run(const char *path, int n, char **patterns, struct error *err)
{
	struct changes changes = { .items = VEC_INIT, .paths = MAP_INIT };
	struct repository *repository;
	struct limits limits;
	struct regex *regexes[64];
	struct facts_cache *cache;
	size_t n_found = 0;
	uint64_t steps = 0;
	double start;

	limits_init(&limits);
	arena_init(&changes.arena);
	if (n > 64 || repository_open(REPOSITORY_OPEN_DISCOVER, path, &repository, err) < 0)
		return -1;
	read_changes(&changes);
	sort_by_path(&changes);
	cache = facts_cache_new(repository_objects(repository, &limits), 1 << 30, 64 << 20);
	start = cpu_seconds();
	for (int i = 0; i < n; i++) {
		regexes[i] = regex_compile(bytes_of(patterns[i]), err);
		if (!regexes[i])
			return -1;
	}
	for (size_t i = 0; i < changes.items.len; i++) {
		if (judge(facts_of(cache, &changes.items.items[i], false), regexes, n, &n_found,
			  &steps, err) < 0)
			return -1;
	}
	printf("%zu changes of %zu paths, %zu found, %" PRIu64 " steps: %.2f s of CPU\n",
	       changes.items.len, changes.paths.len, n_found, steps, cpu_seconds() - start);
	facts_cache_free(cache);
	repository_free(repository);
	return 0;
}

int
main(int argc, char **argv)
{
	struct error err;

	if (argc < 2) {
		fprintf(stderr, "usage: git log --raw ... | bench_find REPOSITORY PATTERN...\n");
		return EXIT_FAILURE;
	}
	if (run(argv[1], argc - 2, argv + 2, &err) < 0) {
		fprintf(stderr, "%s\n", err.message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
