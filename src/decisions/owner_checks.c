#include "config.h"

#include "decisions/owner_checks.h"

#include <inttypes.h>

#include "base/map.h"
#include "decisions/signers.h"

static void
alias_check(struct compiler *compiler, struct draft *draft, const struct principal *principal,
	    struct bytes alias, struct bytes found)
{
	if (bytes_equal(found, principal->name))
		return;
	draft_error(compiler, draft, PLACE_NONE, "`%.*s` stands for two principals: %.*s and %.*s",
		    SHOWN(alias), SHOWN(found), SHOWN(principal->name));
}

void
principals_check(struct compiler *compiler, struct draft *draft)
{
	const struct governance *governance = &compiler->governance;

	for (size_t i = 0; i < governance->n_principals; i++) {
		const struct principal *it = &governance->principals[i];

		alias_check(compiler, draft, it, it->name, principal_of(governance, it->name));
		alias_check(compiler, draft, it, it->name, principal_of_user(governance, it->name));
		for (size_t k = 0; k < it->emails.len; k++)
			alias_check(compiler, draft, it, it->emails.items[k],
				    principal_of(governance, it->emails.items[k]));
		for (size_t k = 0; k < it->users.len; k++)
			alias_check(compiler, draft, it, it->users.items[k],
				    principal_of_user(governance, it->users.items[k]));
	}
}

/* The names of SIGNER, whose key OTHER may have as well; each key is looked up once. */
static void
signer_check(struct compiler *compiler, const struct source_file *file, const struct signer *signer,
	     struct map *names)
{
	void **known = map_put(names, signer->key.blob);

	for (size_t i = 0; i < signer->n_names; i++) {
		struct bytes name = principal_of(&compiler->governance, signer->names[i]);
		const struct bytes *first = *known;

		if (!first) {
			struct bytes *kept = arena_new(compiler->arena, struct bytes);

			*kept = name;
			*known = kept;
		} else if (!bytes_equal(*first, name)) {
			file_error(compiler, file->path, ((struct place){ signer->line, 1 }),
				   "this key stands for two principals: %.*s and %.*s",
				   SHOWN(*first), SHOWN(name));
			return;
		}
	}
}

void
signers_check(struct compiler *compiler, const struct source_file *file)
{
	const struct governance *governance = &compiler->governance;
	struct map names = MAP_INIT; /* key -> the first principal that it stands for */

	for (size_t i = 0; i < governance->n_signers; i++)
		signer_check(compiler, file, &governance->signers[i], &names);
	map_release(&names);
}

/* Says of an owner what keeps him from approving; false when nothing does. */
static bool
owner_is_refused(struct compiler *compiler, struct draft *draft, struct place place,
		 const struct approval_rule *rule, struct bytes owner)
{
	const struct governance *governance = &compiler->governance;
	struct bytes name = principal_of(governance, owner);
	enum principal_kind kind = principal_kind_of(governance, name);

	if (kind != PRINCIPAL_HUMAN)
		draft_error(compiler, draft, place, "%.*s is an owner, and %s: only people approve",
			    SHOWN(owner), kind == PRINCIPAL_AGENT ? "an agent" : "a service");
	else if (!principal_has_key(governance, name, false))
		draft_error(compiler, draft, place,
			    "%.*s is an owner, and has no key in allowed_signers to approve with",
			    SHOWN(owner));
	else if (rule->user_presence && !principal_has_key(governance, name, true))
		draft_error(compiler, draft, place,
			    "%.*s is an owner, and has no security key (sk-*) in allowed_signers, "
			    "which `require: user-presence` asks for",
			    SHOWN(owner));
	else
		return false;
	return true;
}

static size_t
owners_count(const struct governance *governance, const struct name_list *owners)
{
	size_t n = 0;

	for (size_t i = 0; i < owners->len; i++) {
		struct bytes name = principal_of(governance, owners->items[i]);
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= bytes_equal(name, principal_of(governance, owners->items[k]));
		n += !seen;
	}
	return n;
}

static void
rule_check(struct compiler *compiler, struct draft *draft, struct place place,
	   const struct approval_rule *own)
{
	static const struct name_list nobody;
	struct approval_rule rule = approval_rule_of(&compiler->governance, own, &nobody);
	size_t n = owners_count(&compiler->governance, &rule.owners);
	bool refused = false;

	for (size_t i = 0; i < rule.owners.len; i++)
		refused |= owner_is_refused(compiler, draft, place, &rule, rule.owners.items[i]);
	if (refused || rule.owners.len == 0)
		return;
	if (rule.loosen > n)
		draft_error(compiler, draft, place,
			    "%" PRIu32 " approvals are asked for, and there %s %zu owner%s",
			    rule.loosen, n == 1 ? "is" : "are", n, n == 1 ? "" : "s");
	else if (n == 1)
		draft_warning(compiler, draft, place,
			      "the only owner cannot change what he would have to approve alone");
}

void
source_rule_check(struct compiler *compiler, struct draft *draft)
{
	static const struct approval_rule none;
	const struct approval_rule *rule = &compiler->governance.rule;
	const struct value *owners = value_get(draft->front, "owners");
	struct place place = owners ? PLACE_OF(owners) : PLACE_NONE;

	if (rule->owners.len == 0 && (rule->change || rule->loosen || rule->user_presence))
		draft_warning(
			compiler, draft, place,
			"nobody is named in `owners`, so these rules hold for the owners that "
			"the server or a decision names");
	rule_check(compiler, draft, place, &none);
}

void
decision_rule_check(struct compiler *compiler, struct draft *draft)
{
	const struct approval_rule *own = &draft->decision.approval;

	if (own->owners.len || own->change || own->loosen || own->user_presence)
		rule_check(compiler, draft, draft->approval_place, own);
}
