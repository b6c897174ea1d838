#include "config.h"

#include "lua/budget.h"
#include "lua/objects.h"

/* Some of the changes of a commit or an update. */
struct changes_sequence {
	struct sequence base;
	struct commit_view commit; /* node is NULL for none */
	const struct ref_update *update;
	const struct change *changes[];
};

static void
changes_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct changes_sequence *self = (const struct changes_sequence *)sequence;
	struct subject subject = subject_of(policy_of(lua), self->changes[i],
					    self->commit.node ? &self->commit : NULL, self->update);

	file_object_push(lua, &subject);
}

static const struct sequence_kind kind = { "files", changes_element };

void
changes_push(lua_State *lua, const struct change_list *changes, int arg,
	     const struct commit_view *commit, const struct ref_update *update)
{
	struct pattern_list patterns = policy_of(lua)->decision->scope;
	bool everything = patterns.len == 0;
	struct changes_sequence *sequence;
	size_t n = 0;

	if (!lua_isnoneornil(lua, arg)) {
		patterns = patterns_check(lua, arg);
		everything = false;
	}
	sequence = sequence_new(
		lua, &kind,
		sequence_size(lua, sizeof(*sequence), changes->len, sizeof(sequence->changes[0])),
		0);
	sequence->update = update;
	if (commit)
		sequence->commit = *commit;
	budget_charge(policy_of(lua), changes->len);
	for (size_t i = 0; i < changes->len; i++) {
		if (everything ||
		    patterns_match(policy_of(lua), &patterns, changes->items[i].path->name))
			sequence->changes[n++] = &changes->items[i];
	}
	sequence->base.len = n;
}
