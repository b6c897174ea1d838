#include "config.h"

#include "content/attribute.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

static const struct commit_view *
view_of(const struct object *object)
{
	return &((const struct commit_object *)object)->view;
}

static void
push_id(lua_State *lua, const struct object *object)
{
	push_oid(lua, &view_of(object)->node->id);
}

static void
push_summary(lua_State *lua, const struct object *object)
{
	push_bytes(lua, commit_text_of(lua, view_of(object)->node)->summary);
}

static void
push_message(lua_State *lua, const struct object *object)
{
	push_bytes(lua, commit_text_of(lua, view_of(object)->node)->message);
}

static const struct governance *
governance_of(lua_State *lua)
{
	return &policy_of(lua)->env->bundle->governance;
}

/* Pushes who ATTRIBUTION names; nil for nobody. */
static void
push_attribution(lua_State *lua, const struct attribution *attribution)
{
	if (!attribution->tier) {
		lua_pushnil(lua);
		return;
	}
	lua_createtable(lua, 0, 3);
	record_set(lua, "name", attribution->agent);
	record_set(lua, "tier", bytes_of(attribution_tier_name(attribution->tier)));
	record_set(lua, "by", bytes_of(attribution->by));
	record_new(lua, &agent_class);
}

/* The field `agent` of the table on the top. */
static void
agent_set(lua_State *lua, const struct attribution *attribution)
{
	push_attribution(lua, attribution);
	lua_setfield(lua, -2, "agent");
}

static void
push_person(lua_State *lua, const struct person *person, const char *as)
{
	struct attribution agent = attribute_email(governance_of(lua), person->email, as);

	lua_createtable(lua, 0, 4);
	record_set(lua, "name", person->name);
	record_set(lua, "email", person->email);
	lua_pushinteger(lua, person->time);
	lua_setfield(lua, -2, "time");
	lua_pushinteger(lua, person->offset);
	lua_setfield(lua, -2, "offset");
	agent_set(lua, &agent);
	record_new(lua, &person_class);
}

static void
push_author(lua_State *lua, const struct object *object)
{
	push_person(lua, &commit_text_of(lua, view_of(object)->node)->author, "author");
}

static void
push_committer(lua_State *lua, const struct object *object)
{
	push_person(lua, &commit_text_of(lua, view_of(object)->node)->committer, "committer");
}

static void
push_parents(lua_State *lua, const struct object *object)
{
	const struct commit_node *node = view_of(object)->node;

	budget_charge(policy_of(lua), node->n_parents);
	lua_createtable(lua, (int)node->n_parents, 0);
	for (size_t i = 0; i < node->n_parents; i++) {
		push_oid(lua, &node->parents[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_IDS, node->n_parents);
}

static void
push_signature(lua_State *lua, const struct object *object)
{
	enum signature_kind kind = commit_text_of(lua, view_of(object)->node)->signature;
	const struct commit_signer *signer = commit_signer_of(lua, view_of(object)->node);

	if (kind == SIGNATURE_NONE) {
		lua_pushnil(lua);
		return;
	}
	lua_createtable(lua, 0, 3);
	lua_pushstring(lua, signature_kind_name(kind));
	lua_setfield(lua, -2, "kind");
	if (signer->name.data) {
		record_set(lua, "signer", signer->name);
		lua_pushboolean(lua, signer->valid);
		lua_setfield(lua, -2, "valid");
	}
	record_new(lua, &signature_class);
}

static void
push_agent(lua_State *lua, const struct object *object)
{
	push_attribution(lua, commit_agent_of(lua, view_of(object)->node));
}

static void
push_update(lua_State *lua, const struct object *object)
{
	update_object_push(lua, view_of(object)->update);
}

/* The commit that a method was called on, when it has changes: a lost one has none to judge. */
static const struct commit_object *
self_compared(lua_State *lua)
{
	const struct commit_object *self = object_self(lua, &commit_class);

	if (!self->view.changes)
		luaL_error(lua, "the changes of a commit that is lost are not compared");
	return self;
}

/* commit:changes([patterns]) -> the changed files */
static int
commit_changes(lua_State *lua)
{
	const struct commit_object *self = self_compared(lua);

	changes_push(lua, self->view.changes, 2, &self->view, self->view.update);
	return 1;
}

static void
push_trailer(lua_State *lua, const struct trailer *trailer)
{
	struct attribution agent = attribute_trailer(governance_of(lua), trailer);

	lua_createtable(lua, 0, 4);
	record_set(lua, "key", trailer->key);
	record_set(lua, "value", trailer->value);
	record_set(lua, "name", trailer->name);
	record_set(lua, "email", trailer->email);
	agent_set(lua, &agent);
	record_new(lua, &trailer_class);
}

static bool
same_key(struct bytes a, struct bytes b)
{
	return a.len == b.len && strncasecmp(a.data, b.data, a.len) == 0;
}

/* commit:trailers([key]) -> the trailers with this key, or all */
static int
commit_trailers(lua_State *lua)
{
	const struct commit_object *self = object_self(lua, &commit_class);
	struct policy *policy = policy_of(lua);
	struct bytes key = lua_isnoneornil(lua, 2) ? BYTES_NONE : check_bytes(lua, 2);
	struct bytes message = commit_text_of(lua, self->view.node)->message;
	struct trailer_list list;
	size_t n = 0;

	budget_charge(policy, 100 + message.len / BYTES_PER_COMPARISON);
	budget_charge_read(policy, message.len);
	list = trailers_parse(message, &policy->text_arena);
	lua_newtable(lua);
	for (size_t i = 0; i < list.len; i++) {
		if (key.data && !same_key(list.items[i].key, key))
			continue;
		push_trailer(lua, &list.items[i]);
		lua_rawseti(lua, -2, (lua_Integer)++n);
	}
	sequence_of_table(lua, SEQUENCE_TRAILERS, n);
	policy->text_read = false; /* the list is in its arena, which the next text empties */
	return 1;
}

/* commit:tree() -> its tree, whose files know their status by the changes */
static int
commit_tree(lua_State *lua)
{
	const struct commit_object *self = self_compared(lua);

	tree_object_push_of_commit(lua, &self->view);
	return 1;
}

static const struct object_field fields[] = {
	{ "id", push_id, NULL, "string", "Its object id, in hexadecimal." },
	{ "summary", push_summary, NULL, "string", "The first line of its message." },
	{ "message", push_message, NULL, "string", "All of its message." },
	{ "author", push_author, NULL, "person", "Who wrote the change." },
	{ "committer", push_committer, NULL, "person", "Who made the commit." },
	{ "parents", push_parents, NULL, "sequence<string>", "The ids of its parents." },
	{ "signature", push_signature, NULL, "signature?",
	  "Its signature; nil when it is not signed." },
	{ "agent", push_agent, NULL, "agent?",
	  "The agent whose work it is; nil when nobody says so." },
	{ "update", push_update, NULL, "update", "The ref update that brings it." },
	{ "changes", NULL, commit_changes, "(patterns?: patterns): sequence<file>",
	  "What it changes: the paths in scope, or those that match." },
	{ "trailers", NULL, commit_trailers, "(key?: string): sequence<trailer>",
	  "The trailers of its message, all or those with the key." },
	{ "tree", NULL, commit_tree, "(): tree", "The tree that it has." },
	{ "violation", NULL, commit_violation, "(violation: string|violation)", "Reports one." },
};

static const struct object_field person_fields[] = {
	{ "name", NULL, NULL, "string", "As the commit says." },
	{ "email", NULL, NULL, "string", "As the commit says, without angle brackets." },
	{ "time", NULL, NULL, "integer", "Seconds since 1970, as the commit says." },
	{ "offset", NULL, NULL, "integer", "Minutes that its clock is ahead of UTC." },
	{ "agent", NULL, NULL, "agent?", "The agent that the address is known to be of." },
};

static const struct object_field agent_fields[] = {
	{ "name", NULL, NULL, "string", "Its name in the table of principals." },
	{ "tier", NULL, NULL, "'authenticated'|'asserted'", "Whether it is proven, or only said." },
	{ "by", NULL, NULL, "'signature'|'pusher'|'author'|'committer'|'trailer'",
	  "What it is known by." },
};

static const struct object_field signature_fields[] = {
	{ "kind", NULL, NULL, "'ssh'|'openpgp'|'x509'", "What it was made with." },
	{ "signer", NULL, NULL, "string?",
	  "The principal whose key it is; nil when that is not known." },
	{ "valid", NULL, NULL, "boolean?", "Whether it verifies; nil without a signer." },
};

static const struct object_field trailer_fields[] = {
	{ "key", NULL, NULL, "string", "As it is written." },
	{ "value", NULL, NULL, "string", "What stands behind it." },
	{ "name", NULL, NULL, "string?", "The name, where the value is a person." },
	{ "email", NULL, NULL, "string?", "The address, where the value has one." },
	{ "agent", NULL, NULL, "agent?", "The agent that it names." },
};

const struct object_class commit_class = {
	.name = "commit",
	.help = "A commit that the push brings.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_id,
};
const struct object_class person_class = {
	.name = "person",
	.help = "An author or a committer.",
	.fields = person_fields,
	.n_fields = ARRAY_SIZE(person_fields),
	.record = true,
};
const struct object_class agent_class = {
	.name = "agent",
	.help = "Whose work it is, when that is no human.",
	.fields = agent_fields,
	.n_fields = ARRAY_SIZE(agent_fields),
	.record = true,
};
const struct object_class signature_class = {
	.name = "signature",
	.help = "The signature of a commit.",
	.fields = signature_fields,
	.n_fields = ARRAY_SIZE(signature_fields),
	.record = true,
};
const struct object_class trailer_class = {
	.name = "trailer",
	.help = "A trailer of a commit's message, git-interpret-trailers(1).",
	.fields = trailer_fields,
	.n_fields = ARRAY_SIZE(trailer_fields),
	.record = true,
};

void
commit_object_push(lua_State *lua, const struct commit_view *view)
{
	struct commit_object *object = object_new(lua, &commit_class, sizeof(*object), 0);

	object->view = *view;
}
