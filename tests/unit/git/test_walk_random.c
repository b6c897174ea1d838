#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "walk_history.h"
#include "walk_stores.h"
#include "../../lib/git_fixture.h"

enum { HISTORIES = 250, GIT_EVERY = 8 };

/* A set of refs of a history: all, those governed, or the first that is updated. */
struct selection {
	const struct history *history;
	bool refs[HISTORY_REFS_MAX];
};

enum { SELECT_ALL, SELECT_SOME, SELECT_ONE, SELECT_KINDS };

static struct selection
select_refs(const struct history *history, int kind)
{
	struct selection selection = { .history = history };
	bool one = false;

	for (int i = 0; i < history->n_refs; i++) {
		const struct history_ref *ref = &history->refs[i];
		bool governed = strchr(ref->name, 'g') && strrchr(ref->name, '/')[1] == 'g';

		selection.refs[i] = kind == SELECT_ALL || (kind == SELECT_SOME && governed) ||
				    (kind == SELECT_ONE && !one && ref->new_commit >= 0);
		one |= ref->new_commit >= 0;
	}
	return selection;
}

static bool
is_selected(void *ctx, struct bytes ref)
{
	struct selection *selection = ctx;

	for (int i = 0; i < selection->history->n_refs; i++) {
		if (bytes_equal_string(ref, selection->history->refs[i].name))
			return selection->refs[i];
	}
	return false;
}

/* The updates of the history's refs that SELECTION has, filled by the walk. */
static size_t
updates_fill(struct bench *bench, const struct selection *selection, struct ref_update *updates,
	     const struct ref_update **pointers)
{
	const struct history *history = selection->history;
	struct error err;
	size_t n = 0;

	for (int i = 0; i < history->n_refs; i++) {
		const struct history_ref *ref = &history->refs[i];

		if (!selection->refs[i] || ref->new_commit < 0)
			continue;
		updates[n] = (struct ref_update){
			.index = (size_t)i,
			.ref = bytes_of(ref->name),
			.old_id = ref->old_id,
			.new_id = history->ids[ref->new_commit],
			.kind = ref->old_commit < 0 ? UPDATE_CREATE : UPDATE_UPDATE,
		};
		if (walk_update_fill(bench->walk, &updates[n], &err) < 0)
			fail_msg("%s", err.message);
		pointers[n] = &updates[n];
		n++;
	}
	return n;
}

static void
check_forced(const struct history *history, const struct ref_update *update)
{
	const struct history_ref *ref = &history->refs[update->index];
	uint32_t lost = 0;

	if (ref->old_commit < 0)
		return;
	assert_int_equal(update->forced, !(history->reach[ref->new_commit] >> ref->old_commit & 1));
	for (size_t i = 0; i < update->n_lost; i++)
		lost |= UINT32_C(1) << history_find(history, &update->lost[i]->id);
	assert_int_equal(lost, update->forced ? history->reach[ref->old_commit] &
							~history->reach[ref->new_commit]
					      : 0);
}

static uint32_t
set_of(const struct history *history, const struct commit_set *set)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < set->n_commits; i++)
		bits |= UINT32_C(1) << history_find(history, &set->commits[i].node->id);
	return bits;
}

static void
check_order(const struct history *history, const struct commit_set *set, uint32_t bits)
{
	int sorted[HISTORY_COMMITS_MAX];
	int n = history_sort(history, bits, sorted);

	assert_int_equal(n, set->n_commits);
	for (int i = 0; i < n; i++)
		assert_true(oid_equal(&set->commits[i].node->id, &history->ids[sorted[i]]));
}

static void
check_updates(const struct history *history, const struct commit_set *set,
	      const struct ref_update *const *updates)
{
	for (size_t i = 0; i < set->n_commits; i++) {
		int commit = history_find(history, &set->commits[i].node->id);
		size_t first = 0;

		while (!(history->reach[history->refs[updates[first]->index].new_commit] >> commit &
			 1))
			first++;
		assert_ptr_equal(set->commits[i].update, updates[first]);
	}
}

static void
check_boundaries(const struct history *history, const struct commit_set *set, uint32_t bits,
		 const struct ref_update *const *updates, size_t n_updates)
{
	for (size_t i = 0; i < n_updates; i++) {
		int found[HISTORY_COMMITS_MAX];
		int tip = history->refs[updates[i]->index].new_commit;
		int n = history_boundaries(history, bits, tip, found);

		assert_int_equal(set->boundaries[i].len, n);
		for (int j = 0; j < n; j++)
			assert_true(oid_equal(&set->boundaries[i].items[j]->id,
					      &history->ids[found[j]]));
	}
}

/* What `git rev-list NEW... --not OLD...` gives. */
static uint32_t
ask_git(const struct history *history, const bool *select)
{
	CLEANUP(buf_release) struct buf input = BUF_INIT;
	CLEANUP(buf_release) struct buf output = BUF_INIT;
	struct bytes rest, line;
	struct oid id;
	uint32_t bits = 0;

	for (int i = 0; i < history->n_refs; i++) {
		const struct history_ref *ref = &history->refs[i];
		char hex[OID_HEX_CHARS + 1];

		if (select[i] && ref->new_commit >= 0) {
			oid_hex(&history->ids[ref->new_commit], hex);
			buf_printf(&input, "%s\n", hex);
		}
		if (select[i] && ref->old_commit >= 0) {
			oid_hex(&ref->old_id, hex);
			buf_printf(&input, "^%s\n", hex);
		}
	}
	git_run_io(stores.git_dir, input.data ? input.data : "", &output, "rev-list", "--stdin",
		   NULL);
	rest = buf_bytes(&output);
	while (bytes_split(&rest, '\n', &line)) {
		if (oid_parse(line, &id))
			bits |= UINT32_C(1) << history_find(history, &id);
	}
	return bits;
}

static void
check_history(struct repository *repository, const struct history *history, int select,
	      enum history_dates dates, bool with_git)
{
	CLEANUP(bench_release) struct bench bench;
	struct selection selection = select_refs(history, select);
	struct ref_update updates[HISTORY_REFS_MAX];
	const struct ref_update *pointers[HISTORY_REFS_MAX];
	struct walk_query query = { pointers, 0, is_selected, &selection, NULL, 0, NULL };
	struct commit_set set;
	struct error err;
	uint32_t bits;

	bench_init(&bench, repository);
	query.n_updates = updates_fill(&bench, &selection, updates, pointers);
	if (walk_set(bench.walk, &query, &set, &err) < 0)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < query.n_updates; i++)
		check_forced(history, pointers[i]);
	bits = set_of(history, &set);
	assert_int_equal(bits, history_new(history, selection.refs));
	if (with_git && dates == DATES_RISING)
		assert_int_equal(bits, ask_git(history, selection.refs));
	check_order(history, &set, bits);
	check_updates(history, &set, pointers);
	check_boundaries(history, &set, bits, pointers, query.n_updates);
}

static void
random_histories(struct repository *repository, uint64_t first, enum history_dates dates)
{
	bool apart = repository_has_quarantine(repository);

	for (uint64_t number = first; number < first + HISTORIES; number++) {
		CLEANUP(buf_release) struct buf refs = BUF_INIT;
		struct history history;

		history_make(&history, number, dates, stores.main,
			     apart ? stores.quarantine : stores.main);
		history_pack_refs(&history, &refs);
		file_write(stores.git_dir, "packed-refs", buf_bytes(&refs));
		for (int select = 0; select < SELECT_KINDS; select++)
			check_history(repository, &history, select, dates, number % GIT_EVERY == 0);
	}
}

static void
the_set_is_gits_with_a_quarantine(void **state)
{
	(void)state;
	random_histories(stores.in_hook, 0, DATES_RISING);
}

static void
the_set_is_gits_without_a_quarantine(void **state)
{
	(void)state;
	random_histories(stores.by_hand, HISTORIES, DATES_RISING);
}

static void
the_set_is_exact_where_dates_are_skewed(void **state)
{
	(void)state;
	random_histories(stores.in_hook, 0, DATES_SKEWED);
	random_histories(stores.by_hand, HISTORIES, DATES_SKEWED);
}

static void
the_set_is_exact_where_dates_are_absurd(void **state)
{
	(void)state;
	random_histories(stores.in_hook, 0, DATES_ABSURD);
	random_histories(stores.by_hand, HISTORIES, DATES_ABSURD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_set_is_gits_with_a_quarantine),
		cmocka_unit_test(the_set_is_gits_without_a_quarantine),
		cmocka_unit_test(the_set_is_exact_where_dates_are_skewed),
		cmocka_unit_test(the_set_is_exact_where_dates_are_absurd),
	};

	return cmocka_run_group_tests_name("walk_random", tests, walk_stores_setup,
					   walk_stores_teardown);
}
