#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "walk_stores.h"

#define GOOD_PERSONS "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n"

static struct oid
commit_make(struct object_store *store, const char *message, const char *persons,
	    const struct oid *parents, size_t n_parents)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	static const struct oid tree = { { 0x4b, 0x82, 0x5d } };

	raw_header_add_id(&text, "tree", &tree);
	for (size_t i = 0; i < n_parents; i++)
		raw_header_add_id(&text, "parent", &parents[i]);
	buf_printf(&text, "%s\n%s\n", persons ? persons : GOOD_PERSONS, message);
	return object_store_write(store, "commit", buf_bytes(&text));
}

static struct oid
tag_make(struct object_store *store, const char *kind, const char *tagger, const struct oid *target)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	raw_header_add_id(&text, "object", target);
	buf_printf(&text, "type %s\ntag t\ntagger %s\n\n", kind, tagger);
	return object_store_write(store, "tag", buf_bytes(&text));
}

/* One update of a branch, asked about by itself. */
struct question {
	struct bench bench;
	size_t n_refs_seen;
	struct ref_update update;
	struct commit_set set;
	struct error err;
	int rc;
};

static bool
matches_none(void *ctx, struct bytes ref)
{
	size_t *n_refs_seen = ctx;

	(void)ref;
	(*n_refs_seen)++;
	return false;
}

static void
question_release(struct question *question)
{
	bench_release(&question->bench);
}

static void
ask(struct question *question, struct repository *repository, const struct oid *old_id,
    const struct oid *new_id)
{
	const struct ref_update *updates[] = { &question->update };
	struct walk_query query = {
		updates, 1, matches_none, &question->n_refs_seen, NULL, 0, NULL
	};

	memset(question, 0, sizeof(*question));
	bench_init(&question->bench, repository);
	question->update.ref = BYTES("refs/heads/main");
	question->update.new_id = *new_id;
	if (old_id)
		question->update.old_id = *old_id;
	question->update.kind = old_id ? UPDATE_UPDATE : UPDATE_CREATE;
	question->rc = walk_update_fill(question->bench.walk, &question->update, &question->err);
	if (question->rc == 0)
		question->rc =
			walk_set(question->bench.walk, &query, &question->set, &question->err);
}

static void
a_fast_forward_looks_at_no_ref(void **state)
{
	struct oid old_id = commit_make(stores.main, "old", NULL, NULL, 0);
	struct oid new_id = commit_make(stores.quarantine, "new", NULL, &old_id, 1);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, &old_id, &new_id);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.set.n_commits, 1);
	assert_int_equal(question.n_refs_seen, 0);
	assert_false(question.update.forced);
}

static void
a_topic_from_an_older_commit_looks_at_no_ref(void **state)
{
	struct oid base = commit_make(stores.main, "base", NULL, NULL, 0);
	struct oid old_id = commit_make(stores.main, "main", NULL, &base, 1);
	struct oid topic = commit_make(stores.quarantine, "topic", NULL, &base, 1);
	struct oid merge[] = { old_id, topic };
	struct oid new_id = commit_make(stores.quarantine, "merge", NULL, merge, 2);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, &old_id, &new_id);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.set.n_commits, 2);
	assert_int_equal(question.n_refs_seen, 0);
	assert_int_equal(question.set.boundaries[0].len, 2);
	assert_true(oid_equal(&question.set.boundaries[0].items[0]->id, &old_id));
}

static void
what_only_lies_in_the_store_is_new(void **state)
{
	struct oid lost = commit_make(stores.main, "nobody's", NULL, NULL, 0);
	struct oid old_id = commit_make(stores.main, "somebody's", NULL, NULL, 0);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, &old_id, &lost);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.set.n_commits, 1);
	assert_true(question.update.forced);
	assert_int_equal(question.update.n_lost, 1);
	assert_true(oid_equal(&question.update.lost[0]->id, &old_id));
}

static void
a_missing_parent_is_named(void **state)
{
	struct oid absent = { { 0xde, 0xad } };
	struct oid new_id = commit_make(stores.quarantine, "orphan", NULL, &absent, 1);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, NULL, &new_id);
	assert_int_equal(question.rc, -1);
	assert_int_equal(question.err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(question.err.message, "dead0000"));
}

static void
a_gap_in_the_old_history_fails_no_push(void **state)
{
	struct oid absent = { { 0xde, 0xad } };
	struct oid gap = commit_make(stores.main, "gap", NULL, &absent, 1);
	struct oid old_id = commit_make(stores.main, "above", NULL, &gap, 1);
	struct oid other = commit_make(stores.quarantine, "other", NULL, NULL, 0);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, &old_id, &other);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.set.n_commits, 1);
	assert_true(question.update.forced);
	assert_int_equal(question.update.n_lost, 2);
}

static void
too_many_commits_are_a_limit(void **state)
{
	struct oid first = commit_make(stores.quarantine, "first", NULL, NULL, 0);
	struct oid second = commit_make(stores.quarantine, "second", NULL, &first, 1);
	CLEANUP(question_release) struct question question;
	(void)state;

	stores.limits.value[LIMIT_COMMITS] = 1;
	ask(&question, stores.in_hook, NULL, &second);
	limits_init(&stores.limits);
	assert_int_equal(question.rc, -1);
	assert_int_equal(question.err.code, ERROR_LIMIT);
}

static void
only_new_commits_are_checked(void **state)
{
	static const char two[] = "author A <a@b> 1 +0000\nauthor A <a@b> 1 +0000\n"
				  "committer A <a@b> 1 +0000\n";
	struct oid old_id = commit_make(stores.main, "two authors, long ago", two, NULL, 0);
	struct oid new_id = commit_make(stores.quarantine, "two authors", two, &old_id, 1);
	CLEANUP(question_release) struct question question;
	const struct object_problem *problem;
	(void)state;

	ask(&question, stores.in_hook, &old_id, &new_id);
	assert_int_equal(question.rc, 0);
	assert_int_equal(object_check_count(question.bench.check), 1);
	problem = object_check_get(question.bench.check, 0);
	assert_true(oid_equal(&problem->id, &new_id));
	assert_string_equal(problem->kind, "commit");
	assert_string_equal(problem->fsck_id, "multipleAuthors");
}

static void
a_tag_is_checked_and_followed(void **state)
{
	struct oid commit = commit_make(stores.quarantine, "tagged", NULL, NULL, 0);
	struct oid inner = tag_make(stores.quarantine, "commit", "A 1 +0000", &commit);
	struct oid outer = tag_make(stores.quarantine, "tag", "A <a@b> 1 +0000", &inner);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, NULL, &outer);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.update.object, OBJECT_TAG);
	assert_true(oid_equal(&question.update.new_commit, &commit));
	assert_int_equal(question.set.n_commits, 1);
	assert_int_equal(object_check_count(question.bench.check), 1);
	assert_string_equal(object_check_get(question.bench.check, 0)->fsck_id, "missingEmail");
}

static void
a_tag_that_lies_about_its_target_is_a_problem(void **state)
{
	struct oid commit = commit_make(stores.quarantine, "called a tree", NULL, NULL, 0);
	struct oid tag = tag_make(stores.quarantine, "tree", "A <a@b> 1 +0000", &commit);
	CLEANUP(question_release) struct question question;
	(void)state;

	ask(&question, stores.in_hook, NULL, &tag);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.set.n_commits, 1);
	assert_string_equal(object_check_get(question.bench.check, 0)->fsck_id, "badType");
}

static void
a_tower_of_tags_ends(void **state)
{
	struct oid id = commit_make(stores.quarantine, "below the tower", NULL, NULL, 0);
	CLEANUP(question_release) struct question question;
	(void)state;

	for (int i = 0; i < 100; i++)
		id = tag_make(stores.quarantine, i ? "tag" : "commit", "A <a@b> 1 +0000", &id);
	ask(&question, stores.in_hook, NULL, &id);
	assert_int_equal(question.rc, 0);
	assert_int_equal(question.update.object, OBJECT_NONE);
	assert_string_equal(object_check_get(question.bench.check, 0)->fsck_id, "tagTooDeep");
	assert_true(object_check_get(question.bench.check, 0)->unread);
}

static void
values_that_are_no_commits_are_told(void **state)
{
	struct oid blob = object_store_write(stores.quarantine, "blob", BYTES("text"));
	struct oid tree = object_store_write(stores.quarantine, "tree", BYTES(""));
	struct oid absent = { { 0xde, 0xad } };
	struct oid of_absent = tag_make(stores.quarantine, "commit", "A <a@b> 1 +0000", &absent);
	const struct {
		const struct oid *id;
		enum object_kind kind;
	} values[] = { { &blob, OBJECT_BLOB },
		       { &tree, OBJECT_TREE },
		       { &absent, OBJECT_NONE },
		       { &of_absent, OBJECT_NONE } };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
		CLEANUP(question_release) struct question question;

		ask(&question, stores.in_hook, NULL, values[i].id);
		assert_int_equal(question.rc, 0);
		assert_int_equal(question.update.object, values[i].kind);
		assert_true(oid_is_zero(&question.update.new_commit));
		assert_int_equal(question.set.n_commits, 0);
	}
}

static void
a_delete_loses_what_it_reached(void **state)
{
	struct oid first = commit_make(stores.main, "kept for long", NULL, NULL, 0);
	struct oid second = commit_make(stores.main, "deleted", NULL, &first, 1);
	struct ref_update update = { .kind = UPDATE_DELETE, .old_id = second };
	CLEANUP(bench_release) struct bench bench;
	struct error err;
	(void)state;

	bench_init(&bench, stores.in_hook);
	assert_int_equal(walk_update_fill(bench.walk, &update, &err), 0);
	assert_int_equal(update.object, OBJECT_COMMIT);
	assert_true(oid_equal(&update.old_commit, &second));
	assert_int_equal(update.n_lost, 2);
	assert_false(update.forced);
}

static void
the_baseline_counts_as_judged(void **state)
{
	struct oid first = commit_make(stores.main, "imported", NULL, NULL, 0);
	struct oid second = commit_make(stores.main, "imported too", NULL, &first, 1);
	struct oid tip = commit_make(stores.quarantine, "ours", NULL, &second, 1);
	struct ref_update update = { .kind = UPDATE_CREATE, .new_id = tip };
	const struct ref_update *updates[] = { &update };
	size_t n_refs_seen;
	struct walk_query query = { updates, 1, matches_none, &n_refs_seen, &second, 1, NULL };
	CLEANUP(bench_release) struct bench bench;
	struct commit_set set;
	struct error err;
	(void)state;

	bench_init(&bench, stores.in_hook);
	assert_int_equal(walk_update_fill(bench.walk, &update, &err), 0);
	assert_int_equal(walk_set(bench.walk, &query, &set, &err), 0);
	assert_int_equal(set.n_commits, 1);
}

static bool
matches_all(void *ctx, struct bytes ref)
{
	size_t *n_refs_seen = ctx;

	(void)ref;
	(*n_refs_seen)++;
	return true;
}

/* A push of the past: every object has come in by now, and only the refs of then prove it old. */
static void
refs_that_are_given_stand_for_those_of_the_repository(void **state)
{
	struct oid base = commit_make(stores.main, "trunk of then", NULL, NULL, 0);
	struct oid tip = commit_make(stores.main, "pushed then", NULL, &base, 1);
	const struct ref_entry entry = { BYTES("refs/heads/then"), base };
	const struct ref_entries cases[] = { { &entry, 1 }, { NULL, 0 } };
	struct ref_update update = { .kind = UPDATE_CREATE, .new_id = tip };
	const struct ref_update *updates[] = { &update };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(bench_release) struct bench bench;
		size_t n_refs_seen = 0;
		struct walk_query query = { updates, 1, matches_all, &n_refs_seen,
					    NULL,    0, &cases[i] };
		struct commit_set set;
		struct error err;

		bench_init(&bench, stores.by_hand);
		assert_int_equal(walk_update_fill(bench.walk, &update, &err), 0);
		assert_int_equal(walk_set(bench.walk, &query, &set, &err), 0);
		assert_int_equal(n_refs_seen, cases[i].len);
		assert_int_equal(set.n_commits, 2 - cases[i].len);
	}
}

static void
what_is_known_to_be_new_needs_no_proof(void **state)
{
	struct oid base = commit_make(stores.main, "fork", NULL, NULL, 0);
	struct oid old_id = commit_make(stores.main, "trunk", NULL, &base, 1);
	struct oid topic = commit_make(stores.main, "side", NULL, &base, 1);
	struct oid parents[] = { old_id, topic };
	struct oid known[] = { topic, commit_make(stores.main, "both", NULL, parents, 2) };
	struct ref_update update = { .kind = UPDATE_UPDATE, .old_id = old_id, .new_id = known[1] };
	const struct ref_update *updates[] = { &update };
	size_t n_refs_seen = 0;
	struct walk_query query = { updates, 1, matches_none, &n_refs_seen, &base, 1, NULL };
	CLEANUP(bench_release) struct bench bench;
	struct commit_set set;
	struct error err;
	(void)state;

	bench_init(&bench, stores.by_hand);
	walk_know_new(bench.walk, known, ARRAY_SIZE(known));
	assert_int_equal(walk_update_fill(bench.walk, &update, &err), 0);
	assert_int_equal(walk_set(bench.walk, &query, &set, &err), 0);
	assert_int_equal(n_refs_seen, 0);
	assert_int_equal(set.n_commits, 2);
	assert_true(oid_equal(&set.commits[0].node->id, &topic));
	assert_false(update.forced);
}

static bool
matches_heads(void *ctx, struct bytes ref)
{
	(void)ctx;
	return ref_branch(ref).data != NULL;
}

static void
refs_of_another_time_stand_in_for_those_of_today(void **state)
{
	struct oid first = commit_make(stores.main, "then", NULL, NULL, 0);
	struct oid second = commit_make(stores.main, "since then", NULL, &first, 1);
	struct ref_entry then[] = { { BYTES("refs/heads/topic"), first },
				    { BYTES("refs/tags/not-asked"), second },
				    { BYTES("refs/heads/gone"), { { 0 } } } };
	const struct ref_entries refs = { then, ARRAY_SIZE(then) };
	struct ref_update update = { .kind = UPDATE_CREATE, .new_id = second };
	const struct ref_update *updates[] = { &update };
	struct walk_query query = { updates, 1, matches_heads, NULL, NULL, 0, &refs };
	CLEANUP(bench_release) struct bench bench;
	struct commit_set set;
	struct error err;
	(void)state;

	bench_init(&bench, stores.by_hand);
	assert_int_equal(walk_update_fill(bench.walk, &update, &err), 0);
	assert_int_equal(walk_set(bench.walk, &query, &set, &err), 0);
	assert_int_equal(set.n_commits, 1);
	assert_true(oid_equal(&set.commits[0].node->id, &second));
}

static void
commits_are_sorted_as_in_a_set(void **state)
{
	struct oid first = commit_make(stores.main, "s1", NULL, NULL, 0);
	struct oid second = commit_make(stores.main, "s2", NULL, &first, 1);
	const struct commit_node *commits[2];
	CLEANUP(bench_release) struct bench bench;
	struct error err;
	(void)state;

	bench_init(&bench, stores.in_hook);
	assert_int_equal(walk_commit(bench.walk, &second, &commits[0], &err), 0);
	assert_int_equal(walk_commit(bench.walk, &first, &commits[1], &err), 0);
	walk_sort(bench.walk, commits, 2);
	assert_true(oid_equal(&commits[0]->id, &first));
	assert_true(oid_equal(&commits[1]->id, &second));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fast_forward_looks_at_no_ref),
		cmocka_unit_test(a_topic_from_an_older_commit_looks_at_no_ref),
		cmocka_unit_test(what_only_lies_in_the_store_is_new),
		cmocka_unit_test(a_missing_parent_is_named),
		cmocka_unit_test(a_gap_in_the_old_history_fails_no_push),
		cmocka_unit_test(too_many_commits_are_a_limit),
		cmocka_unit_test(only_new_commits_are_checked),
		cmocka_unit_test(a_tag_is_checked_and_followed),
		cmocka_unit_test(a_tag_that_lies_about_its_target_is_a_problem),
		cmocka_unit_test(a_tower_of_tags_ends),
		cmocka_unit_test(values_that_are_no_commits_are_told),
		cmocka_unit_test(a_delete_loses_what_it_reached),
		cmocka_unit_test(the_baseline_counts_as_judged),
		cmocka_unit_test(refs_that_are_given_stand_for_those_of_the_repository),
		cmocka_unit_test(what_is_known_to_be_new_needs_no_proof),
		cmocka_unit_test(refs_of_another_time_stand_in_for_those_of_today),
		cmocka_unit_test(commits_are_sorted_as_in_a_set),
	};

	return cmocka_run_group_tests_name("walk", tests, walk_stores_setup, walk_stores_teardown);
}
