#include "config.h"

#include "decisions/owner_comparison.h"

#include <inttypes.h>

#include "decisions/signers.h"

static const struct name_list nobody;

typedef void add_fn(struct comparing *it, struct bytes id, enum effect effect, struct bytes text);

static void
count_compare(struct comparing *it, add_fn *add, struct bytes id, uint32_t before, uint32_t after,
	      const char *what)
{
	if (before == after)
		return;
	add(it, id, after < before ? EFFECT_LOOSENS : EFFECT_TIGHTENS,
	    arena_printf(it->arena, "%s %" PRIu32 " approval%s, it took %" PRIu32, what, after,
			 after == 1 ? "" : "s", before));
}

static void
rules_compare(struct comparing *it, add_fn *add, struct bytes id,
	      const struct approval_rule *before, const struct approval_rule *after)
{
	if (!name_lists_equal(&before->owners, &after->owners)) {
		if (before->owners.len == 0)
			add(it, id, EFFECT_TIGHTENS, BYTES("it has owners now"));
		else
			add(it, id, EFFECT_LOOSENS, BYTES("its owners changed"));
	}
	if (before->owners.len == 0 || after->owners.len == 0)
		return;
	count_compare(it, add, id, before->change, after->change, "a change takes");
	if (before->loosen != before->change || after->loosen != after->change)
		count_compare(it, add, id, before->loosen, after->loosen, "loosening takes");
	if (before->user_presence != after->user_presence)
		add(it, id, after->user_presence ? EFFECT_TIGHTENS : EFFECT_LOOSENS,
		    after->user_presence ? BYTES("who approves has to touch a key now")
					 : BYTES("who approves need not touch a key"));
}

static bool
rules_equal(const struct approval_rule *a, const struct approval_rule *b)
{
	return name_lists_equal(&a->owners, &b->owners) && a->change == b->change &&
	       a->loosen == b->loosen && a->user_presence == b->user_presence;
}

/* Only what the decision itself says: what it takes from the source is said once, of the source. */
void
decision_owners_compare(struct comparing *it, const struct decision *before,
			const struct decision *after)
{
	struct approval_rule old, new;

	if (rules_equal(&before->approval, &after->approval))
		return;
	old = approval_rule_of(&it->before->governance, &before->approval, &nobody);
	new = approval_rule_of(&it->after->governance, &after->approval, &nobody);
	rules_compare(it, change_add, after->id, &old, &new);
}

static bool
principals_equal(const struct principal *a, const struct principal *b)
{
	return bytes_equal(a->name, b->name) && a->kind == b->kind &&
	       name_lists_equal(&a->emails, &b->emails) && name_lists_equal(&a->users, &b->users) &&
	       name_lists_equal(&a->names, &b->names);
}

static void
principals_compare(struct comparing *it, const struct governance *before,
		   const struct governance *after)
{
	bool equal = before->n_principals == after->n_principals;

	for (size_t i = 0; equal && i < before->n_principals; i++)
		equal = principals_equal(&before->principals[i], &after->principals[i]);
	if (!equal)
		file_change_add(it, BYTES("owners.yaml"), EFFECT_UNKNOWN,
				BYTES("what is said of the principals changed"));
}

static bool
has_signer(const struct governance *governance, const struct signer *signer)
{
	for (size_t i = 0; i < governance->n_signers; i++) {
		const struct signer *other = &governance->signers[i];
		const struct name_list a[] = { { signer->names, signer->n_names },
					       { signer->name_spaces, signer->n_name_spaces } };
		const struct name_list b[] = { { other->names, other->n_names },
					       { other->name_spaces, other->n_name_spaces } };

		if (bytes_equal(other->key.blob, signer->key.blob) &&
		    name_lists_equal(&a[0], &b[0]) && name_lists_equal(&a[1], &b[1]) &&
		    bytes_equal(other->first_day, signer->first_day) &&
		    other->first_day_whole == signer->first_day_whole &&
		    bytes_equal(other->end_day, signer->end_day))
			return true;
	}
	return false;
}

/* Says each key of LIST that OTHER has not, or not like this. Where nobody had to approve they say
 * nothing yet. */
static void
signers_compare(struct comparing *it, const struct governance *list, const struct governance *other,
		const char *what)
{
	bool matters = it->before && bundle_has_owners(it->before);

	for (size_t i = 0; i < list->n_signers; i++) {
		if (!has_signer(other, &list->signers[i]))
			file_change_add(it, BYTES("allowed_signers"),
					matters ? EFFECT_LOOSENS : EFFECT_NONE,
					arena_printf(it->arena, "%s a key of %.*s", what,
						     BYTES_ARG(list->signers[i].names[0])));
	}
}

/* What is in the files and changes nothing of this. */
static void
wording_compare(struct comparing *it, const char *name)
{
	const struct source_file *before =
		it->before ? source_file_find(it->before->source, bytes_of(name)) : NULL;
	const struct source_file *after = source_file_find(it->after->source, bytes_of(name));
	bool equal =
		before && after ? bytes_equal(before->content, after->content) : before == after;

	for (size_t i = 0; !equal && i < it->changes.len; i++)
		equal = it->changes.items[i].of_file &&
			bytes_equal_string(it->changes.items[i].id, name);
	if (!equal)
		file_change_add(it, bytes_of(name), EFFECT_NONE,
				BYTES("changed, and nothing about who approves"));
}

void
governance_compare(struct comparing *it)
{
	static const struct governance none;
	const struct governance *before = it->before ? &it->before->governance : &none;
	const struct governance *after = &it->after->governance;
	struct approval_rule old = approval_rule_of(before, NULL, &nobody);
	struct approval_rule new = approval_rule_of(after, NULL, &nobody);

	rules_compare(it, file_change_add, BYTES("owners.yaml"), &old, &new);
	principals_compare(it, before, after);
	signers_compare(it, after, before, "it has");
	signers_compare(it, before, after, "it no longer has");
	wording_compare(it, "owners.yaml");
	wording_compare(it, "allowed_signers");
}
