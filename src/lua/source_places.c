#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * What all readings of a source file by tokens share: the charge, what is said of a file that could
 * not be read to its end, and the places of what was found.
 */

void
source_charge(struct policy *policy, struct facts *facts, enum side side)
{
	struct error err;
	uint64_t size;

	if (facts_size(facts, side, &size, &err) < 0)
		policy_fail_with(policy, &err);
	budget_charge(policy, size / BYTES_LEXED_PER_INSTRUCTION);
}

struct facts *
source_facts(struct policy *policy, const struct subject *subject)
{
	struct facts *facts = change_language(subject->change)
				      ? contents_facts(policy, subject, SIDE_NEW, true)
				      : NULL;

	if (facts)
		source_charge(policy, facts, SIDE_NEW);
	return facts;
}

/* Whether the file was partial before, and the change adds nothing that is out of sight. */
bool
source_was_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
		   const struct partial *partial)
{
	const struct line_set *added;
	struct error err;
	bool was = false;

	if (!contents_present(subject, SIDE_OLD) ||
	    !contents_facts(policy_of(lua), subject, SIDE_OLD, true))
		return false;
	source_charge(policy_of(lua), facts, SIDE_OLD);
	if (facts_was_partial(facts, &was, &err) < 0 || facts_added(facts, &added, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	for (size_t i = 0; was && i < added->n_runs; i++)
		was = added->runs[i].start + added->runs[i].len <= partial->line;
	return was;
}

/* What cannot be read to its end may hold anything behind: that is a violation at the place where
 * it begins, unless the decision allows it. */
void
source_report_partial(lua_State *lua, const struct subject *subject, struct facts *facts,
		      const struct partial *partial)
{
	struct policy *policy = policy_of(lua);

	if (!partial->is || policy->decision->partial_allow ||
	    policy->partial_change == subject->change)
		return;
	policy->partial_change = subject->change;
	subject_violation(lua, subject, partial->line, partial->column,
			  BYTES("cannot be read from here on: what begins here does not end, or is "
				"in disguise; so the rest of the file cannot be judged"),
			  source_was_partial(lua, subject, facts, partial));
}

void
source_view_check(lua_State *lua, const struct subject *subject, struct facts *facts,
		  enum view view)
{
	struct partial partial;
	struct bytes text;
	struct error err;

	source_charge(policy_of(lua), facts, SIDE_NEW);
	if (facts_view(facts, view, &text, &partial, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	source_report_partial(lua, subject, facts, &partial);
}

struct source_sequence {
	struct sequence base;
	struct subject subject;
	struct {
		size_t line, column;
	} places[];
};

void
source_places_push(lua_State *lua, const struct subject *subject, struct facts *facts,
		   const struct sequence_kind *kind, size_t n, source_at_fn *at, const void *found)
{
	struct source_sequence *self;
	struct error err;

	self = sequence_new(lua, kind,
			    sequence_size(lua, sizeof(*self), n, sizeof(self->places[0])), n);
	self->subject = *subject;
	for (size_t i = 0; i < n; i++) {
		if (facts_place(facts, at(found, i), &self->places[i].line, &self->places[i].column,
				&err) < 0)
			policy_fail_with(policy_of(lua), &err);
	}
}

void
source_place_push(lua_State *lua, const struct object_class *class, const struct sequence *sequence,
		  size_t i)
{
	const struct source_sequence *self = (const struct source_sequence *)sequence;
	struct source_place *object = object_new(lua, class, sizeof(*object), 0);

	object->place.subject = self->subject;
	object->place.side = SIDE_NEW;
	object->place.number = self->places[i].line;
	object->place.column = self->places[i].column;
	object->number = i;
}

void
source_names_push(lua_State *lua, const struct bytes *names, size_t n)
{
	lua_createtable(lua, (int)n, 0);
	for (size_t i = 0; i < n; i++) {
		push_bytes(lua, names[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_NAMES, n);
}

void
source_path_push(lua_State *lua, const struct object *object)
{
	push_bytes(lua, place_in(object)->subject.change->path->name);
}
