#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "corpus.h"
#include "decisions/approvals.h"
#include "decisions/approvers.h"
#include "fido.h"
#include "signature/sshsig.h"

/* Two people with security keys made of software, and a corpus that they own. */
static struct soft_key *alice, *bob;
static struct corpus before, after;
static struct arena arena;

static const char policy[] =
	"---\nstatus: accepted\n%s---\n# T\n```lua policy\nreturn { file = function() end }\n```\n";

static int
keys_make(void **state)
{
	(void)state;
	alice = soft_key_new(SOFT_SK_ED25519);
	bob = soft_key_new(SOFT_SK_ECDSA);
	return 0;
}

static int
keys_free(void **state)
{
	(void)state;
	soft_key_free(alice);
	soft_key_free(bob);
	return 0;
}

static int
set_up(void **state)
{
	(void)state;
	corpus_init(&before);
	corpus_init(&after);
	arena_init(&arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	corpus_release(&before);
	corpus_release(&after);
	arena_release(&arena);
	return 0;
}

static void
decision_add(struct corpus *corpus, const char *keys)
{
	corpus_add(corpus, "0001-a.md", arena_printf(&arena, policy, keys));
}

static void
owners_add(struct corpus *corpus, const char *owners)
{
	CLEANUP(buf_release) struct buf signers = BUF_INIT;

	buf_add_string(&signers, "alice@example.org ");
	soft_key_public(alice, &signers);
	buf_add_string(&signers, "\nbob@example.org ");
	soft_key_public(bob, &signers);
	buf_add_char(&signers, '\n');
	corpus_add(corpus, "allowed_signers", arena_copy(&arena, buf_bytes(&signers)));
	corpus_add(corpus, "owners.yaml", bytes_of(owners));
}

/* The corpus before is compiled; AFTER gets the decision with KEYS and is compiled too. */
static void
corpora_make(const char *owners, const char *keys)
{
	decision_add(&before, "");
	owners_add(&before, owners);
	corpus_compile(&before);
	assert_string_equal(corpus_diagnostics(&before), "");
	decision_add(&after, keys);
	owners_add(&after, owners);
	corpus_compile(&after);
	assert_string_equal(corpus_diagnostics(&after), "");
}

static void
sign(struct soft_key *key, unsigned char flags, const char *path)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	soft_key_sign(key, "writ-approval", flags,
		      approval_statement(before.bundle, after.bundle, &arena), &text);
	corpus_add(&after, path, arena_copy(&arena, buf_bytes(&text)));
	corpus_compile(&after);
}

static struct approval_answer
ask(void)
{
	const struct approval_question question = { .before = before.bundle,
						    .after = after.bundle,
						    .as_of = BYTES("2026-11-23") };
	struct approval_answer answer;

	approvals_check(&question, &arena, &answer);
	return answer;
}

static void
problem_says(const struct approval_answer *answer, size_t i, const char *text)
{
	assert_true(i < answer->n_problems);
	if (!strstr(arena_copy(&arena, answer->problems[i].message).data, text))
		fail_msg("%.*s", BYTES_ARG(answer->problems[i].message));
}

static void
a_touched_key_is_asked_for(void **state)
{
	struct approval_answer answer;

	(void)state;
	corpora_make("owners: [alice@example.org, bob@example.org]\nrequire: user-presence\n",
		     "level: advisory\n");
	sign(alice, 0, "approvals/alice.sig");
	answer = ask();
	problem_says(&answer, 0, "with a security key that is touched; none has");
	sign(bob, FIDO_USER_PRESENT, "approvals/bob.sig");
	answer = ask();
	assert_int_equal(answer.n_problems, 0);
	assert_non_null(strstr(answer.note.data, "approved by bob@example.org"));
}

static void
without_that_any_signature_counts(void **state)
{
	(void)state;
	corpora_make("owners: [alice@example.org, bob@example.org]\n", "level: advisory\n");
	sign(alice, 0, "approvals/alice.sig");
	assert_int_equal(ask().n_problems, 0);
}

static void
approvals_are_no_part_of_what_they_sign(void **state)
{
	struct bytes digest, state_before;

	(void)state;
	corpora_make("owners: [alice@example.org, bob@example.org]\n", "level: advisory\n");
	digest = arena_copy(&arena, after.bundle->digest);
	state_before = arena_copy(&arena, after.bundle->state);
	assert_true(bytes_equal(digest, state_before));
	sign(alice, 0, "approvals/alice.sig");
	assert_true(bytes_equal(digest, after.bundle->digest));
	assert_false(bytes_equal(state_before, after.bundle->state));
}

/* With every kind of key word that is left out, the source's rule holds. */
static void
each_rule_is_made_of_what_is_given(void **state)
{
	static const struct bytes names[] = { BYTES_INIT("a"), BYTES_INIT("b"), BYTES_INIT("s") };
	const struct name_list a = { names, 1 }, b = { names + 1, 1 }, server = { names + 2, 1 };
	const struct governance none = { .rule = { .change = 0 } };
	const struct governance some = { .rule = { .owners = b, .change = 2, .loosen = 3 } };
	const struct approval_rule own = { .owners = a, .change = 1, .loosen = 1 };
	const struct approval_rule present = { .user_presence = true };
	struct approval_rule rule = approval_rule_of(&none, NULL, &server);

	(void)state;
	assert_true(name_lists_equal(&rule.owners, &server));
	assert_int_equal(rule.change, 1);
	assert_int_equal(rule.loosen, 1);
	rule = approval_rule_of(&some, NULL, &server);
	assert_true(name_lists_equal(&rule.owners, &b));
	assert_int_equal(rule.loosen, 3);
	rule = approval_rule_of(&some, &own, &server);
	assert_true(name_lists_equal(&rule.owners, &a));
	assert_int_equal(rule.loosen, 1);
	rule = approval_rule_of(&some, &present, &server);
	assert_true(rule.user_presence);
	assert_int_equal(rule.change, 2);
}

/* What the files of a corpus with owners say, and what is wrong with it. */
static const struct {
	const char *owners, *says;
} wrong[] = {
	{ "owners: [alice@example.org]\napprovals: 2\n",
	  "1:9: error: 2 approvals are asked for, and there is 1 owner\n" },
	{ "owners: [alice@example.org, ALICE@example.org]\napprovals: 2\n",
	  "error: ALICE@example.org is an owner, and has no key in allowed_signers" },
	{ "owners: [alice@example.org]\n", "warning: the only owner cannot change" },
	{ "owners: [eve@example.org]\n", "eve@example.org is an owner, and has no key" },
	{ "owners: alice@example.org\n", "`owners` takes a list of texts" },
	{ "owners: [alice@example.org, bob@example.org]\napprovals: {loosens: 2}\n",
	  "2:13: error: `approvals` has no key `loosens`; did you mean `loosen`?" },
	{ "owners: [alice@example.org, bob@example.org]\napprovals: [2]\n",
	  "`approvals` takes a number, or {change: 1, loosen: 2}" },
	{ "owner: [alice@example.org]\n",
	  "owners.yaml has no key `owner`; did you mean `owners`?" },
	{ "principals: {a: {emails: [x@y.z]}, b: {emails: [X@y.z]}}\n",
	  "`X@y.z` stands for two principals: a and b" },
	{ "principals: {a: {users: [u]}, b: {users: [u]}}\n", "stands for two principals" },
	{ "principals: [a]\n", "`principals` takes a mapping" },
	{ "approvals: 2\n", "warning: nobody is named in `owners`" },
};

static void
rules_are_read_strictly(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		decision_add(&corpus, "");
		owners_add(&corpus, wrong[i].owners);
		corpus_compile(&corpus);
		if (!strstr(corpus_diagnostics(&corpus), wrong[i].says))
			fail_msg("%s: %s", wrong[i].owners, corpus_diagnostics(&corpus));
		corpus_release(&corpus);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_touched_key_is_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_that_any_signature_counts, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(approvals_are_no_part_of_what_they_sign, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(each_rule_is_made_of_what_is_given, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(rules_are_read_strictly, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("approvals", tests, keys_make, keys_free);
}
