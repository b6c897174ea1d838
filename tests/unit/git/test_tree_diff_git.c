#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "diff_bench.h"
#include "tree_model.h"
#include "../../lib/git_fixture.h"

enum { COMMITS = 1200, PARENTS_MAX = 3 };

struct made {
	struct oid id, tree;
	struct tree_model model;
	size_t parents[PARENTS_MAX], n_parents;
};

static void
commit_write(struct made *made, const struct made *all, size_t number)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	raw_header_add_id(&text, "tree", &made->tree);
	for (size_t i = 0; i < made->n_parents; i++)
		raw_header_add_id(&text, "parent", &all[made->parents[i]].id);
	buf_printf(&text, "author A <a@b> %zu +0000\ncommitter A <a@b> %zu +0000\n\n", number,
		   number);
	made->id = object_store_write(stores.main, "commit", buf_bytes(&text));
}

static void
commit_make(struct made *all, size_t number, uint64_t *seed)
{
	static const size_t shares[] = { 0, 1, 1, 1, 1, 1, 2, 2, 2, 3 };
	struct made *made = &all[number];

	*made = (struct made){ .n_parents = number ? shares[random_below(seed, 10)] : 0 };
	for (size_t i = 0; i < made->n_parents; i++) {
		made->parents[i] = random_below(seed, number);
		if (i == 0)
			made->model = all[made->parents[0]].model;
		else
			tree_model_mix(&made->model, &made->model, &all[made->parents[i]].model,
				       seed);
	}
	for (size_t i = made->n_parents ? random_below(seed, 4) : 10; i > 0; i--)
		tree_model_change(&made->model, seed);
	made->tree = tree_model_write(&made->model, stores.main);
	commit_write(made, all, number);
}

static const char *
mode_of(const struct entry *entry)
{
	static const char *const modes[] = { "000000", "100644", "100755", "120000", "160000" };

	return modes[entry->kind];
}

static char
letter_of(const struct change *change)
{
	bool file_before = change->before.kind <= ENTRY_EXECUTABLE;
	bool file_now = change->now.kind <= ENTRY_EXECUTABLE;

	if (change->status != CHANGE_MODIFIED)
		return change->status == CHANGE_ADDED ? 'A' : 'D';
	return file_before == file_now && (file_now || change->before.kind == change->now.kind)
		       ? 'M'
		       : 'T';
}

static void
id_add(struct buf *out, const struct oid *id)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(id, hex);
	buf_add_string(out, hex);
}

/* As `git diff-tree -c --raw` prints it, but for the letters of a merge. */
static void
change_print(const struct change *change, struct buf *out)
{
	const struct entry *parents = change->n_parents ? change->parents : &change->before;
	size_t n = change->n_parents ? change->n_parents : 1;

	buf_add_repeated(out, ':', n);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s ", mode_of(&parents[i]));
	buf_add_string(out, mode_of(&change->now));
	for (size_t i = 0; i < n; i++) {
		buf_add_char(out, ' ');
		id_add(out, &parents[i].id);
	}
	buf_add_char(out, ' ');
	id_add(out, &change->now.id);
	if (n == 1)
		buf_printf(out, " %c", letter_of(change));
	buf_printf(out, "\t%.*s\n", BYTES_ARG(change->path->name));
}

static void
print_all(struct diff *diff, const struct made *all, struct buf *out)
{
	for (size_t i = 0; i < COMMITS; i++) {
		struct oid parents[PARENTS_MAX];

		for (size_t j = 0; j < all[i].n_parents; j++)
			parents[j] = all[all[i].parents[j]].tree;
		if (diff_run(diff, &all[i].tree, parents, all[i].n_parents) < 0)
			fail_msg("%s", diff->err.message);
		/* git names merges even then. */
		if (diff->changes.len == 0 && all[i].n_parents < 2)
			continue;
		id_add(out, &all[i].id);
		buf_add_char(out, '\n');
		for (size_t j = 0; j < diff->changes.len; j++)
			change_print(&diff->changes.items[j], out);
	}
}

static void
ask_git(const struct made *all, struct buf *out)
{
	CLEANUP(buf_release) struct buf input = BUF_INIT;
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	struct bytes rest, line;

	for (size_t i = 0; i < COMMITS; i++) {
		id_add(&input, &all[i].id);
		buf_add_char(&input, '\n');
	}
	git_run_io(stores.git_dir, input.data, &raw, "diff-tree", "--stdin", "-r", "-c", "--root",
		   "--raw", "--no-abbrev", "--no-renames", NULL);
	rest = buf_bytes(&raw);
	while (bytes_split(&rest, '\n', &line) && line.len) {
		const char *tab = memchr(line.data, '\t', line.len);
		const char *letters = tab;

		if (bytes_starts_with(line, BYTES("::"))) {
			while (*letters != ' ')
				letters--;
			buf_add(out, (struct bytes){ line.data, (size_t)(letters - line.data) });
			line = bytes_slice(line, (size_t)(tab - line.data), line.len);
		}
		buf_add(out, line);
		buf_add_char(out, '\n');
	}
}

static void
changes_are_those_of_git(void **state)
{
	CLEANUP(diff_release) struct diff diff;
	CLEANUP(buf_release) struct buf ours = BUF_INIT;
	CLEANUP(buf_release) struct buf gits = BUF_INIT;
	static struct made all[COMMITS];
	uint64_t seed = 7;
	(void)state;

	diff_init(&diff);
	for (size_t i = 0; i < COMMITS; i++)
		commit_make(all, i, &seed);
	print_all(&diff, all, &ours);
	ask_git(all, &gits);
	assert_int_equal(object_check_count(diff.bench.check), 0);
	assert_true(ours.len > 10000);
	assert_string_equal(ours.data, gits.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_are_those_of_git),
	};

	return cmocka_run_group_tests_name("tree_diff_git", tests, walk_stores_setup,
					   walk_stores_teardown);
}
