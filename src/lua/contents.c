#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

static const struct entry *
side_entry(const struct subject *subject, enum side side)
{
	return side == SIDE_NEW ? &subject->change->now : &subject->change->before;
}

bool
contents_present(const struct subject *subject, enum side side)
{
	return side_entry(subject, side)->kind != ENTRY_NONE;
}

uint64_t
contents_size(struct policy *policy, const struct subject *subject, enum side side)
{
	const struct entry *entry = side_entry(subject, side);
	const struct objects *objects = policy->env->objects;
	struct error err;
	uint64_t size = 0;

	budget_charge(policy, WORK_OF_OBJECT_READ);
	if (entry->kind != ENTRY_NONE && entry->kind != ENTRY_SUBMODULE &&
	    objects->ops->blob_size(objects->ctx, &entry->id, &size, &err) < 0)
		policy_fail_with(policy, &err);
	return size;
}

/* Files of a tree have a cache of their own: their changes end with this policy. */
static struct facts *
facts_find_or_make(struct policy *policy, const struct subject *subject)
{
	struct facts_cache *cache = policy->env->facts;

	if (subject->of_tree) {
		uint64_t most = policy->limits.value[LIMIT_BLOB_BYTES];

		if (!policy->tree_facts)
			policy->tree_facts = facts_cache_new(policy->env->objects, most, most);
		cache = policy->tree_facts;
	}
	return facts_of(cache, subject->change, subject->rename_in_scope);
}

/* A content is paid for when it is asked for as a whole (FORCE), and when lines of it are read that
 * were not those read last, for it may have to be read again. */
static void
pay(struct policy *policy, const struct subject *subject, enum side side, uint64_t size, bool force)
{
	if (policy->facts_change != subject->change) {
		policy->facts_change = subject->change;
		policy->facts_sides[SIDE_NEW] = policy->facts_sides[SIDE_OLD] = false;
		budget_charge(policy, WORK_OF_OBJECT_READ);
	}
	if (force || !policy->facts_sides[side]) {
		if (contents_present(subject, side))
			watch_read(policy, subject->change->path->name, side == SIDE_OLD, size);
		budget_charge_read(policy, size);
	}
	policy->facts_sides[side] = true;
}

/* The size of a side that is about to be read. Reading tells it; only of what is too large, which
 * is refused before it is held in memory, the header is looked at as well. */
static uint64_t
size_to_read(struct policy *policy, struct facts *facts, enum side side)
{
	struct bytes content;
	struct error err;
	uint64_t size;

	if (facts_content(facts, side, &content, &err) == 0)
		return content.len;
	if (err.code != ERROR_LIMIT || facts_size(facts, side, &size, &err) < 0)
		policy_fail_with(policy, &err);
	return size;
}

struct facts *
contents_facts(struct policy *policy, const struct subject *subject, enum side side, bool force)
{
	struct facts *facts = facts_find_or_make(policy, subject);
	uint64_t size;

	budget_charge(policy, force ? WORK_OF_FACTS : WORK_OF_CALL);
	if (!force && policy->facts_change == subject->change && policy->facts_sides[side])
		return facts;
	size = size_to_read(policy, facts, side);
	if (size > policy->limits.value[LIMIT_BLOB_BYTES]) {
		if (!policy->decision->oversize_skip)
			policy_spend_blob(policy, subject->change->path->name, size);
		policy->skipped++;
		return NULL;
	}
	pay(policy, subject, side, size, force);
	return facts;
}

struct bytes
contents_line(lua_State *lua, const struct subject *subject, enum side side, size_t number)
{
	struct facts *facts = contents_facts(policy_of(lua), subject, side, false);
	struct error err;
	struct line line;

	if (!facts)
		return BYTES_NONE;
	if (facts_line(facts, side, number, &line, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return line.text;
}

bool
contents_added(lua_State *lua, const struct subject *subject, size_t number)
{
	const struct line_set *added;
	struct facts *facts;
	struct error err;

	if (subject->change->status == CHANGE_UNCHANGED)
		return false;
	facts = contents_facts(policy_of(lua), subject, SIDE_NEW, false);
	if (!facts || !contents_facts(policy_of(lua), subject, SIDE_OLD, false))
		return true; /* not known to be old */
	if (facts_added(facts, &added, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return line_set_holds(added, number);
}

size_t
contents_line_count(lua_State *lua, const struct subject *subject, enum side side)
{
	struct facts *facts = contents_facts(policy_of(lua), subject, side, false);
	struct error err;
	size_t count = 0;

	if (facts && facts_line_count(facts, side, &count, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return count;
}
