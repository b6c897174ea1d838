#include "config.h"

#include "decisions/approvals.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/vec.h"
#include "decisions/approval_needs.h"
#include "model/waiver.h"

enum { NAMES_SHOWN = 6, REFUSED_SHOWN = 20 };

struct checking {
	const struct approval_question *question;
	const struct governance *governance;
	struct arena *arena;
	struct approvers approvers;
	VEC(struct guard_problem) problems;
	bool asked; /* somebody had to approve */
};

static void
problem_add(struct checking *it, struct bytes path, struct bytes message)
{
	vec_push(&it->problems, ((struct guard_problem){ .path = path, .message = message }));
}

/* Whether the principal NAME wrote the change or pushes it. */
static bool
is_author(const struct checking *it, struct bytes name)
{
	const struct name_list *authors = &it->question->authors;

	for (size_t i = 0; i < authors->len; i++) {
		if (names_match(principal_of(it->governance, authors->items[i]), name))
			return true;
	}
	return it->question->user.len &&
	       names_match(principal_of_user(it->governance, it->question->user), name);
}

static bool
owns(const struct checking *it, const struct approval_rule *rule, struct bytes name)
{
	for (size_t i = 0; i < rule->owners.len; i++) {
		if (bytes_equal(principal_of(it->governance, rule->owners.items[i]), name))
			return true;
	}
	return false;
}

static bool
counts(const struct checking *it, const struct approval_rule *rule, const struct approver *approver)
{
	return owns(it, rule, approver->name) && (!rule->user_presence || approver->user_present);
}

static void
name_list_write(struct buf *out, const struct name_list *list, const char *last)
{
	size_t shown = list->len <= NAMES_SHOWN ? list->len : NAMES_SHOWN;

	for (size_t i = 0; i < shown; i++) {
		buf_add_string(out, i == 0 ? "" : i + 1 == list->len ? last : ", ");
		buf_add(out, list->items[i]);
	}
	if (shown < list->len)
		buf_printf(out, " and %zu more", list->len - shown);
}

/* Those whose approval counts, in the order of the signatures. */
static struct name_list
counting(struct checking *it, const struct approval_rule *rule)
{
	struct bytes *items = arena_new_array(it->arena, struct bytes, it->approvers.n);
	size_t n = 0;

	for (size_t i = 0; i < it->approvers.n; i++) {
		if (counts(it, rule, &it->approvers.items[i]))
			items[n++] = it->approvers.items[i].name;
	}
	return (struct name_list){ items, n };
}

static void
missing_write(struct buf *out, const struct approval_rule *rule, uint32_t needed,
	      const struct name_list *have)
{
	buf_printf(out, "%" PRIu32 " of ", needed);
	name_list_write(out, &rule->owners, " and ");
	buf_printf(out, " ha%s to approve%s; ", needed == 1 ? "s" : "ve",
		   rule->user_presence ? " with a security key that is touched" : "");
	if (have->len == 0)
		buf_add_string(out, "none has");
	else
		buf_printf(out, "%zu ha%s: ", have->len, have->len == 1 ? "s" : "ve");
	name_list_write(out, have, " and ");
}

static void
need_begin(struct buf *out, const struct approval_need *need)
{
	if (!bytes_equal(need->id, need->path)) {
		buf_add(out, need->id);
		buf_add_string(out, ": ");
	}
	buf_add(out, need->text);
	buf_add_string(out, need->effect == EFFECT_LOOSENS   ? ". This loosens: "
			    : need->effect == EFFECT_UNKNOWN ? ". This may loosen: "
							     : ". ");
}

static void
owners_check(struct checking *it, const struct approval_need *need,
	     const struct approval_rule *rule)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	uint32_t needed = need->effect >= EFFECT_UNKNOWN ? rule->loosen : rule->change;
	struct name_list have = counting(it, rule);
	bool alone = have.len == 1 && is_author(it, have.items[0]);

	if (have.len >= needed && !alone)
		return;
	need_begin(&text, need);
	if (have.len < needed)
		missing_write(&text, rule, needed, &have);
	else
		buf_printf(&text,
			   "%.*s wrote or pushed it, and does not approve it alone; another "
			   "owner has to",
			   BYTES_ARG(have.items[0]));
	problem_add(it, need->path, arena_copy(it->arena, buf_bytes(&text)));
}

/* Who is named in a waiver as having approved it has to have done so. */
static void
waiver_check(struct checking *it, const struct approval_need *need,
	     const struct approval_rule *rule)
{
	const struct waiver *waiver = need->waiver;
	struct bytes by = principal_of(it->governance, waiver->approved_by);

	if (names_match(by, principal_of(it->governance, waiver->requested_by)))
		problem_add(it, need->path,
			    arena_printf(it->arena,
					 "%.*s asks for the waiver and does not approve it",
					 BYTES_ARG(by)));
	for (size_t i = 0; i < it->approvers.n; i++) {
		if (bytes_equal(it->approvers.items[i].name, by) &&
		    counts(it, rule, &it->approvers.items[i]))
			return;
	}
	problem_add(it, need->path,
		    arena_printf(it->arena,
				 "it says `approved-by: %.*s`, who has not approved this change "
				 "as an owner",
				 BYTES_ARG(waiver->approved_by)));
}

/* Where the source has no owners but decisions have: all of theirs, by the strictest of the rules.
 */
static struct approval_rule
rule_of_all(struct checking *it)
{
	const struct bundle *before = it->question->before;
	struct approval_rule rule = approval_rule_of(it->governance, NULL, &it->question->server);
	VEC(struct bytes) owners = VEC_INIT;
	struct bytes *items;

	for (size_t i = 0; rule.owners.len == 0 && i < before->n_decisions; i++) {
		struct approval_rule own = approval_rule_of(
			it->governance, &before->decisions[i].approval, &it->question->server);

		for (size_t k = 0; k < own.owners.len; k++)
			vec_push(&owners, own.owners.items[k]);
		if (own.owners.len && own.loosen > rule.loosen)
			rule.loosen = own.loosen;
		rule.user_presence |= own.owners.len && own.user_presence;
	}
	if (owners.len) {
		items = arena_new_array(it->arena, struct bytes, owners.len);
		memcpy(items, owners.items, owners.len * sizeof(*items));
		rule.owners = (struct name_list){ items, owners.len };
	}
	vec_release(&owners);
	return rule;
}

static void
need_check(struct checking *it, const struct approval_need *need)
{
	struct approval_rule rule =
		need->governs ? rule_of_all(it)
			      : approval_rule_of(it->governance, need->own, &it->question->server);

	if (rule.owners.len == 0)
		return;
	it->asked = true;
	for (size_t i = 0; i < it->approvers.n; i++)
		it->approvers.items[i].counted |= counts(it, &rule, &it->approvers.items[i]);
	owners_check(it, need, &rule);
	if (need->waiver)
		waiver_check(it, need, &rule);
}

/* What was signed and does not count, with the reason. */
static void
refused_say(struct checking *it)
{
	for (size_t i = 0; i < it->approvers.n_refused && i < REFUSED_SHOWN; i++)
		problem_add(it, it->approvers.refused[i].path,
			    arena_printf(it->arena, "does not count: %.*s",
					 BYTES_ARG(it->approvers.refused[i].reason)));
	for (size_t i = 0; i < it->approvers.n && i < REFUSED_SHOWN; i++) {
		const struct approver *approver = &it->approvers.items[i];

		if (!approver->counted)
			problem_add(
				it, approver->path,
				arena_printf(it->arena,
					     "does not count: %.*s is no owner of what changes, "
					     "or did not touch the key that is asked for",
					     BYTES_ARG(approver->name)));
	}
}

static void
needs_check(struct checking *it)
{
	struct approval_needs needs;

	approvers_find(it->question->before, it->question->after, it->question->as_of, it->arena,
		       &it->approvers);
	approval_needs_find(it->question->before, it->question->after, it->arena, &needs);
	for (size_t i = 0; i < needs.n; i++)
		need_check(it, &needs.items[i]);
	if (it->problems.len)
		refused_say(it);
}

/* What is no change of decisions: approvals that come or go by themselves would take the ground
 * from under those that are being collected. */
static void
approvals_alone_check(struct checking *it)
{
	if (bytes_equal(it->question->before->state, it->question->after->state))
		return;
	problem_add(it,
		    arena_printf(it->arena, "%.*s%sapprovals",
				 BYTES_ARG(it->question->after->folder),
				 it->question->after->folder.len ? "/" : ""),
		    BYTES("signatures come and go only with the change that they approve"));
}

static void
question_check(struct checking *it)
{
	const struct bundle *before = it->question->before;
	const struct bundle *after = it->question->after;

	if (!bundle_has_owners(before) && it->question->server.len == 0)
		return;
	if (!after)
		problem_add(it, BYTES(""),
			    BYTES("the decisions have owners and would be gone: nobody can approve "
				  "that in a push; the source is taken out of writ.source first"));
	else if (after->n_errors)
		problem_add(it, BYTES(""),
			    BYTES("the decisions have owners, and what does not compile cannot be "
				  "approved"));
	else if (bytes_equal(before->digest, after->digest))
		approvals_alone_check(it);
	else
		needs_check(it);
}

static struct bytes
approved_note(struct checking *it)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct bytes *names = arena_new_array(it->arena, struct bytes, it->approvers.n);
	size_t n = 0;

	for (size_t i = 0; i < it->approvers.n; i++) {
		if (it->approvers.items[i].counted)
			names[n++] = it->approvers.items[i].name;
	}
	buf_add_string(&text, "the change of decisions is approved by ");
	name_list_write(&text, &(struct name_list){ names, n }, " and ");
	return arena_copy(it->arena, buf_bytes(&text));
}

void
approvals_check(const struct approval_question *question, struct arena *arena,
		struct approval_answer *answer)
{
	struct checking it = { question, &question->before->governance, arena, { 0 }, VEC_INIT,
			       false };
	struct guard_problem *problems;

	question_check(&it);
	problems = arena_new_array(arena, struct guard_problem, it.problems.len);
	for (size_t i = 0; i < it.problems.len; i++)
		problems[i] = it.problems.items[i];
	*answer = (struct approval_answer){ problems, it.problems.len, BYTES_NONE };
	if (it.asked && it.problems.len == 0)
		answer->note = approved_note(&it);
	vec_release(&it.problems);
}
