#include "config.h"

/*
 * How much the walk and the tree diff cost: bench_walk REPOSITORY TIP [BASE] goes over the commits
 * that TIP has and BASE lacks and prints how many there are and how many paths they change. With
 * --raw it prints these as `git diff-tree --stdin -r -c --root --raw --no-abbrev` does, for a
 * comparison; git shows a status for each parent of a merge, this one none.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "git/refs.h"
#include "git/tree_diff.h"
#include "git/walk.h"

struct bench {
	struct arena arena;
	struct limits limits;
	struct repository *repository;
	struct walk *walk;
	struct path_table *paths;
	struct tree_differ *differ;
	bool raw;
	size_t n_changes;
};

static bool
matches_none(void *ctx, struct bytes ref)
{
	(void)ctx;
	(void)ref;
	return false;
}

static void
print_mode(const struct entry *entry)
{
	static const char *const modes[] = { "000000", "100644", "100755", "120000", "160000" };

	fputs(modes[entry->kind], stdout);
}

static void
print_id(const struct entry *entry)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(&entry->id, hex);
	printf(" %s", hex);
}

static char
letter(const struct change *change)
{
	static const char letters[] = { 'A', 'M', 'D', '=' };

	if (change->status != CHANGE_MODIFIED)
		return letters[change->status];
	return (change->before.kind <= ENTRY_EXECUTABLE) ==
				       (change->now.kind <= ENTRY_EXECUTABLE) &&
			       (change->before.kind <= ENTRY_EXECUTABLE ||
				change->before.kind == change->now.kind)
		       ? 'M'
		       : 'T';
}

static void
print_change(const struct change *change)
{
	const struct entry *parents = change->n_parents ? change->parents : &change->before;
	size_t n_parents = change->n_parents ? change->n_parents : 1;

	for (size_t i = 0; i < n_parents; i++)
		putchar(':');
	for (size_t i = 0; i < n_parents; i++) {
		print_mode(&parents[i]);
		putchar(' ');
	}
	print_mode(&change->now);
	for (size_t i = 0; i < n_parents; i++)
		print_id(&parents[i]);
	print_id(&change->now);
	putchar(' ');
	if (change->n_parents == 0)
		putchar(letter(change));
	putchar('\t');
	fwrite(change->path->name.data, 1, change->path->name.len, stdout);
	putchar('\n');
}

static int
diff_commit(struct bench *bench, const struct commit_node *commit, struct error *err)
{
	CLEANUP(memory_free)
	struct oid *trees = memory_calloc(commit->n_parents + 1, sizeof(*trees));
	const struct commit_node *parent;
	struct change_list changes;
	char hex[OID_HEX_CHARS + 1];

	for (size_t i = 0; i < commit->n_parents; i++) {
		if (walk_commit(bench->walk, &commit->parents[i], &parent, err) < 0)
			return -1;
		trees[i] = parent->tree;
	}
	if (tree_differ_commit(bench->differ, &commit->tree, trees, commit->n_parents, &changes,
			       err) < 0)
		return -1;
	bench->n_changes += changes.len;
	if (!bench->raw)
		return 0;
	oid_hex(&commit->id, hex);
	puts(hex);
	for (size_t i = 0; i < changes.len; i++)
		print_change(&changes.items[i]);
	return 0;
}

static int
run(struct bench *bench, const char *tip, const char *base, struct error *err)
{
	struct ref_update update = { .ref = BYTES("refs/heads/bench"), .kind = UPDATE_CREATE };
	const struct ref_update *updates[] = { &update };
	struct walk_query query = { updates, 1, matches_none, NULL, NULL, 0, NULL };
	struct commit_set set;

	if (revision_parse(bench->repository, tip, &update.new_id, err) < 0)
		return -1;
	if (base && revision_parse(bench->repository, base, &update.old_id, err) < 0)
		return -1;
	if (walk_update_fill(bench->walk, &update, err) < 0 ||
	    walk_set(bench->walk, &query, &set, err) < 0)
		return -1;
	for (size_t i = 0; i < set.n_commits; i++) {
		if (diff_commit(bench, set.commits[i].node, err) < 0)
			return -1;
	}
	if (!bench->raw)
		printf("%zu commits, %zu changes, %zu paths\n", set.n_commits, bench->n_changes,
		       path_table_count(bench->paths));
	return 0;
}

static int
bench_init(struct bench *bench, const char *path, struct error *err)
{
	struct object_check *check;

	arena_init(&bench->arena);
	limits_init(&bench->limits);
	if (repository_open(REPOSITORY_OPEN_DISCOVER, path, &bench->repository, err) < 0 ||
	    object_check_new(NULL, 0, &bench->arena, &check, err) < 0)
		return -1;
	bench->walk = walk_new(bench->repository, &bench->limits, &bench->arena, check);
	bench->paths = path_table_new(&bench->arena);
	bench->differ = tree_differ_new(bench->repository, &bench->limits, &bench->arena,
					bench->paths, check);
	return 0;
}

int
main(int argc, char **argv)
{
	struct bench bench = { .raw = argc > 1 && strcmp(argv[1], "--raw") == 0 };
	char **args = argv + 1 + bench.raw;
	struct error err;

	if (argc < 3 + bench.raw) {
		fputs("usage: bench_walk [--raw] REPOSITORY TIP [BASE]\n", stderr);
		return 2;
	}
	if (bench_init(&bench, args[0], &err) < 0 || run(&bench, args[1], args[2], &err) < 0) {
		fprintf(stderr, "bench_walk: %s\n", err.message);
		return 1;
	}
	tree_differ_free(bench.differ);
	path_table_free(bench.paths);
	walk_free(bench.walk);
	repository_free(bench.repository);
	arena_release(&bench.arena);
	return 0;
}
