#include "config.h"

#include "document/entry.h"
#include "document/path.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * Files as data. A document holds a copy of all of its nodes, in one piece of the state's memory; a
 * node, and a sequence of nodes, hold the document.
 */

enum { NODES_PER_INSTRUCTION = 1, BYTES_PARSED_PER_INSTRUCTION = 1 };

static size_t
bytes_of_nodes(const struct document_node *root, size_t *n_nodes)
{
	size_t n = 0;

	*n_nodes = 0;
	for (const struct document_node *node = root; node; node = node_following(node, root)) {
		*n_nodes += 1;
		n += node->key.len + node->text.len;
	}
	return n;
}

static struct bytes
bytes_copy(char **room, struct bytes b)
{
	struct bytes copy = { *room, b.len };

	if (!b.data)
		return b;
	if (b.len)
		memcpy(*room, b.data, b.len);
	*room += b.len;
	return copy;
}

/* Puts NODE, a copy, behind the children of PARENT. */
static void
append(struct document_node *parent, struct document_node *node)
{
	node->parent = parent;
	node->first = node->last = node->next = NULL;
	if (!parent)
		return;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

/* Copies all below ROOT to NODES and their bytes to ROOM. */
static void
nodes_copy(const struct document_node *root, struct document_node *nodes, char *room)
{
	struct document_node *parent = NULL;
	struct document_node *copy = nodes;
	const struct document_node *node = root;

	while (node) {
		*copy = *node;
		copy->key = bytes_copy(&room, node->key);
		copy->text = bytes_copy(&room, node->text);
		append(parent, copy);
		if (node->first) {
			parent = copy;
			node = node->first;
		} else {
			while (node && !node->next) {
				node = node->parent;
				parent = parent ? parent->parent : NULL;
			}
			node = node ? node->next : NULL;
		}
		copy++;
	}
}

static struct document_object *
document_push(lua_State *lua, const struct subject *subject, enum side side,
	      const struct document_node *root)
{
	struct document_object *document;
	size_t n_nodes, n_bytes = bytes_of_nodes(root, &n_nodes);
	size_t size = sequence_size(lua, sizeof(*document), n_nodes, sizeof(*document->nodes));

	budget_charge(policy_of(lua), n_nodes / NODES_PER_INSTRUCTION);
	document = object_new(lua, &document_class, sequence_size(lua, size, n_bytes, 1), 0);
	document->subject = *subject;
	document->side = side;
	if (root) {
		nodes_copy(root, document->nodes, (char *)&document->nodes[n_nodes]);
		document->root = document->nodes;
	}
	return document;
}

/* The format at ARG, else what the file's name says. */
static enum document_format
format_check(lua_State *lua, int arg, const struct subject *subject)
{
	struct bytes path = subject->change->path->name;
	enum document_format format = DOCUMENT_JSON;

	if (!lua_isnoneornil(lua, arg)) {
		if (!document_format_of_name(check_bytes(lua, arg), &format))
			luaL_argerror(
				lua, arg,
				"a format is json, jsonc, yaml, toml, xml, ini or front-matter");
		return format;
	}
	if (!document_format_of_path(path, &format)) {
		push_bytes(lua, bytes_slice(path, 0, 200));
		luaL_error(lua,
			   "the name '%s' says no format; parse takes one: json, jsonc, yaml, "
			   "toml, xml, ini or front-matter",
			   lua_tostring(lua, -1));
	}
	return format;
}

const struct document_node *
document_read(lua_State *lua, const struct subject *subject, enum side side,
	      enum document_format format, struct document_problem *problem)
{
	const struct document_node *root = NULL;
	struct facts *facts = contents_present(subject, side)
				      ? contents_facts(policy_of(lua), subject, side, true)
				      : NULL;
	struct error err;
	uint64_t size;

	*problem = (struct document_problem){ 0 };
	if (!facts)
		return NULL;
	if (facts_size(facts, side, &size, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	budget_charge(policy_of(lua), size / BYTES_PARSED_PER_INSTRUCTION);
	if (facts_document(facts, side, format, &root, problem, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	return root;
}

void
unparsed_report(lua_State *lua, const struct subject *subject, const char *what,
		const struct document_problem *problem, bool was)
{
	size_t n_lines = contents_line_count(lua, subject, SIDE_NEW);
	bool at_end = problem->line > n_lines; /* what is missing stands behind the last line */
	struct bytes message;

	lua_pushfstring(lua, "is no %s that can be read: %s", what, problem->message);
	message.data = lua_tolstring(lua, -1, &message.len);
	subject_violation(lua, subject, at_end ? n_lines : problem->line,
			  at_end ? 0 : problem->column, message, was);
}

/* It was so before when what stood there before was none either. */
static void
report_unparsed(lua_State *lua, const struct subject *subject, enum document_format format,
		const struct document_problem *problem)
{
	struct policy *policy = policy_of(lua);
	struct document_problem before;

	if (problem->line == 0 || policy->unparsed_change == subject->change)
		return;
	policy->unparsed_change = subject->change;
	document_read(lua, subject, SIDE_OLD, format, &before);
	unparsed_report(lua, subject, document_format_name(format), problem, before.line > 0);
}

/* file:parse([format]) -> the new content as a document */
int
file_parse(lua_State *lua)
{
	const struct subject *subject = file_subject_to_read(lua);
	enum document_format format = format_check(lua, 2, subject);
	struct document_problem problem;
	const struct document_node *root = document_read(lua, subject, SIDE_NEW, format, &problem);

	if (!root && problem.line) {
		report_unparsed(lua, subject, format, &problem);
		root = NULL;
	}
	document_push(lua, subject, SIDE_NEW, root)->format = format;
	return 1;
}

/* file:old_parse([format]) -> the content before as a document; empty when there is none, or it is
 * none */
int
file_old_parse(lua_State *lua)
{
	const struct subject *subject = file_subject_to_read(lua);
	enum document_format format = format_check(lua, 2, subject);
	struct document_problem problem;

	document_push(lua, subject, SIDE_OLD,
		      document_read(lua, subject, SIDE_OLD, format, &problem))
		->format = format;
	return 1;
}

/* A path as at() and get() take it. */
struct path_argument {
	struct bytes segments[PATH_SEGMENTS_MAX];
	size_t n;
};

/* The texts and numbers from argument FIRST to LAST, which become strings in place. */
static void
segments_check(lua_State *lua, int first, int last, struct path_argument *path)
{
	path->n = 0;
	luaL_argcheck(lua, last - first < PATH_SEGMENTS_MAX, last, "the path is too long");
	for (int i = first; i <= last; i++) {
		luaL_argcheck(lua, lua_type(lua, i) == LUA_TSTRING || lua_isinteger(lua, i), i,
			      "a path is made of keys, places in a list, \"*\" and \"**\"");
		path->segments[path->n].data = lua_tolstring(lua, i, &path->segments[path->n].len);
		path->n++;
	}
}

struct nodes_sequence {
	struct sequence base; /* its user value is the document */
	const struct document_node *nodes[];
};

static void
nodes_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	lua_getiuservalue(lua, 1, 1);
	node_push(lua, lua_gettop(lua), ((struct nodes_sequence *)sequence)->nodes[i]);
	lua_remove(lua, -2);
}

/* What a search has found; the first ROOM of them are kept. */
struct found {
	const struct document_node **nodes;
	size_t n, room;
};

static bool
found_add(const struct document_node *node, void *data)
{
	struct found *found = data;

	if (found->n < found->room)
		found->nodes[found->n] = node;
	found->n++;
	return true;
}

static void
search(lua_State *lua, const struct document_object *document, const struct path_argument *path,
       struct found *found)
{
	size_t n_nodes;

	if (!document->root)
		return;
	bytes_of_nodes(document->root, &n_nodes);
	budget_charge(policy_of(lua), 1 + n_nodes * (path->n + 1) / BYTES_PER_COMPARISON);
	if (document_at(document->root, path->segments, path->n, found_add, found) < 0)
		luaL_error(lua, "the path is too long");
}

/* doc:at(key, ...) -> the nodes at the path: "*" is any key, "**" any depth */
static int
document_at_path(lua_State *lua)
{
	static const struct sequence_kind kind = { "nodes", nodes_element };
	const struct document_object *document = object_self(lua, &document_class);
	struct path_argument path;
	struct found found = { NULL, 0, 0 };
	struct nodes_sequence *nodes;

	segments_check(lua, 2, lua_gettop(lua), &path);
	search(lua, document, &path, &found);
	nodes = sequence_new(lua, &kind,
			     sequence_size(lua, sizeof(*nodes), found.n, sizeof(*nodes->nodes)),
			     found.n);
	found = (struct found){ nodes->nodes, 0, found.n };
	search(lua, document, &path, &found);
	lua_pushvalue(lua, 1);
	lua_setiuservalue(lua, -2, 1);
	return 1;
}

/* doc:get{key, ...} -> the first node at the path, or nil */
static int
document_get(lua_State *lua)
{
	const struct document_object *document = object_self(lua, &document_class);
	const struct document_node *first = NULL;
	struct found found = { &first, 0, 1 };
	struct path_argument path;
	int n;

	if (lua_type(lua, 2) == LUA_TTABLE) {
		n = (int)lua_rawlen(lua, 2);
		luaL_argcheck(lua, n < PATH_SEGMENTS_MAX, 2, "the path is too long");
		luaL_checkstack(lua, n + 8, NULL);
		for (int i = 1; i <= n; i++)
			lua_rawgeti(lua, 2, i);
		segments_check(lua, 3, 2 + n, &path);
	} else {
		segments_check(lua, 2, lua_gettop(lua), &path);
	}
	search(lua, document, &path, &found);
	if (first)
		node_push(lua, 1, first);
	else
		lua_pushnil(lua);
	return 1;
}

/* doc:value() -> all of it as plain Lua; nil when it is empty */
static int
document_value(lua_State *lua)
{
	const struct document_object *document = object_self(lua, &document_class);

	if (document->root)
		node_value_push(lua, document->root);
	else
		lua_pushnil(lua);
	return 1;
}

static void
push_document_name(lua_State *lua, const struct object *object)
{
	push_bytes(lua, ((const struct document_object *)object)->subject.change->path->name);
}

static const struct object_field document_fields[] = {
	{ "at", NULL, document_at_path, "(...: string|integer): sequence<node>",
	  "The nodes at a path; '*' is any key, '**' any depth." },
	{ "get", NULL, document_get, "(path: (string|integer)[]): node?",
	  "The first node at a path; nil when there is none." },
	{ "value", NULL, document_value, "(): any",
	  "All of it as plain Lua; nil when it is empty." },
};

const struct object_class document_class = {
	.name = "document",
	.help = "A file as data.",
	.fields = document_fields,
	.n_fields = ARRAY_SIZE(document_fields),
	.text = push_document_name,
};
