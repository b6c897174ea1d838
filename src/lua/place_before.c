#include "config.h"

#include "document/entry.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * Whether a place on a line that no change added says what it said before. A line can stay while
 * what it means does not: a comment around it is gone, a list over several lines has one more, a
 * value goes on below its key.
 */

enum { NODES_COMPARED_PER_INSTRUCTION = 4 };

/* The facts of SUBJECT with its old content paid for; NULL when there is none to compare with. */
static struct facts *
facts_before(lua_State *lua, const struct subject *subject)
{
	struct policy *policy = policy_of(lua);
	struct facts *facts;

	if (!contents_present(subject, SIDE_OLD) ||
	    !contents_facts(policy_of(lua), subject, SIDE_OLD, false))
		return NULL;
	facts = contents_facts(policy_of(lua), subject, SIDE_NEW, false);
	if (facts && policy->before_change != subject->change)
		source_charge(policy_of(lua), facts, SIDE_OLD);
	policy->before_change = subject->change;
	return facts;
}

static bool
import_was_there(lua_State *lua, const struct place_object *place)
{
	struct facts *facts = facts_before(lua, &place->subject);
	const struct import *import = facts ? import_in(lua, &place->head) : NULL;
	struct error err;
	bool had = true;

	if (import && facts_had_import(facts, import, &had, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return had;
}

static bool
hit_was_there(lua_State *lua, const struct place_object *place)
{
	struct facts *facts = facts_before(lua, &place->subject);
	struct bytes content, text;
	struct partial partial;
	struct line line;
	struct error err;
	bool had = true;
	size_t start;

	if (!facts)
		return true;
	if (facts_view(facts, place->view, &text, &partial, &err) < 0 ||
	    facts_content(facts, SIDE_NEW, &content, &err) < 0 ||
	    facts_line(facts, SIDE_NEW, place->number, &line, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	start = (size_t)(line.text.data - content.data);
	if (facts_had_line(facts, place->view, bytes_slice(text, start, start + line.text.len),
			   &had, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return had;
}

/* Whether both stand at the same keys, whatever their places in lists. */
static bool
keys_equal(const struct document_node *a, const struct document_node *b)
{
	while (a && b && !a->index == !b->index && (a->index || bytes_equal(a->key, b->key))) {
		a = a->parent;
		b = b->parent;
	}
	return !a && !b;
}

static bool
node_values_equal(const struct document_node *a, const struct document_node *b)
{
	return a->kind == b->kind && (a->kind == NODE_MAPPING || a->kind == NODE_SEQUENCE ||
				      bytes_equal(a->text, b->text));
}

static bool
node_was_there(lua_State *lua, const struct place_object *place)
{
	const struct document_node *root, *at, *node;
	struct document_problem problem;
	enum document_format format;
	uint64_t work = 0;
	bool found = false;

	if (place->subject.change->n_parents || !contents_present(&place->subject, SIDE_OLD))
		return true;
	node = node_of_place(place, &format);
	root = document_read(lua, &place->subject, SIDE_OLD, format, &problem);
	if (!root)
		return true;
	for (at = root; at && !found; at = node_following(at, root), work++)
		found = node_values_equal(at, node) && keys_equal(at, node);
	budget_charge(policy_of(lua), work / NODES_COMPARED_PER_INSTRUCTION);
	return found;
}

bool
place_was_there(lua_State *lua, const struct place_object *place)
{
	if (place->head.class == &import_class)
		return import_was_there(lua, place);
	if (place->head.class == &node_class)
		return node_was_there(lua, place);
	return !place->in_view || hit_was_there(lua, place);
}
