#include "config.h"

#include "fixture.h"

#include <math.h>
#include <stdio.h>

#include "base/macros.h"

static struct fixture *current;

static int
text_of(UNUSED void *ctx, UNUSED const struct oid *id, UNUSED struct arena *arena,
	struct commit_text *text, UNUSED struct error *err)
{
	*text = current->text;
	return 0;
}

static const struct {
	const char *path, *content;
	bool in_base;
} tree_files[TREE_FILES] = {
	{ "README.md", "# Read me\n", true },
	{ "go.mod", "module x\nrequire y\n", true },
	{ "src/a.py", "import os\nBAD = 1\n\tindented  \nlast", false },
	{ "src/big.bin", "0123456789012345678901234567890123456789", true },
	{ "src/moved.py", "moved\n", false },
	{ "src/new.py", "one\ntwo\n", false },
	{ "z/a.rb", "class A < B\n  def c; end\nend\n", true },
	{ "z/go.sum", "a/b v1.0.0 h1:x\nc/d v2.0.0 h1:y\n", true },
};

static bool
is_base(const struct oid *tree)
{
	return oid_equal(tree, &current->update.base_tree);
}

static struct tree_file
tree_entry(size_t i)
{
	return (struct tree_file){
		bytes_of(tree_files[i].path),
		{ ENTRY_FILE, fake_objects_add(&current->fake, bytes_of(tree_files[i].content)) },
	};
}

static int
tree_find(UNUSED void *ctx, const struct oid *tree, struct bytes path, struct entry *entry,
	  UNUSED struct error *err)
{
	*entry = (struct entry){ ENTRY_NONE };
	for (size_t i = 0; i < TREE_FILES; i++) {
		if (bytes_equal_string(path, tree_files[i].path) &&
		    (tree_files[i].in_base || !is_base(tree)))
			*entry = tree_entry(i).entry;
	}
	return 0;
}

static int
tree_walk(UNUSED void *ctx, const struct oid *tree, tree_pruner *prune, tree_visitor *visit,
	  void *visit_ctx, UNUSED struct error *err)
{
	for (size_t i = 0; i < TREE_FILES; i++) {
		struct tree_file file = tree_entry(i);
		int result = 0;

		if (is_base(tree) && !tree_files[i].in_base)
			continue;
		if (!bytes_starts_with(file.path, BYTES("src/")) || !prune ||
		    !prune(visit_ctx, BYTES("src/")))
			result = visit(visit_ctx, &file);
		if (result)
			return result;
	}
	return 0;
}

static const struct ref_update *
governed_update(UNUSED void *ctx, UNUSED const struct decision *decision, UNUSED size_t index)
{
	return &current->update;
}

static size_t
update_commits(UNUSED void *ctx, UNUSED const struct decision *decision,
	       UNUSED const struct ref_update *update, const struct commit_view *const **commits)
{
	static const struct commit_view *views[1];

	views[0] = &current->view;
	*commits = views;
	return 1;
}

static int
update_changes(UNUSED void *ctx, UNUSED const struct ref_update *update,
	       const struct change_list **changes, UNUSED struct error *err)
{
	*changes = &current->list;
	return 0;
}

static struct entry
blob(struct fixture *f, const char *content)
{
	if (!content)
		return (struct entry){ ENTRY_NONE };
	return (struct entry){ ENTRY_FILE, fake_objects_add(&f->fake, bytes_of(content)) };
}

static void
add_change(struct fixture *f, size_t i, const char *path, const char *before, const char *now)
{
	f->paths[i] = (struct path){ bytes_of(path), (uint32_t)i };
	f->changes[i] = (struct change){
		.path = &f->paths[i],
		.status = !before ? CHANGE_ADDED
			  : now   ? CHANGE_MODIFIED
				  : CHANGE_DELETED,
		.before = blob(f, before),
		.now = blob(f, now),
	};
}

static void
add_changes(struct fixture *f)
{
	add_change(f, A_PY, "src/a.py", "import os\nGONE\n\tindented  \nlast",
		   tree_files[2].content);
	add_change(f, BIG_BIN, "src/big.bin", NULL, tree_files[3].content);
	add_change(f, MOVED_PY, "src/moved.py", NULL, tree_files[4].content);
	add_change(f, NEW_PY, "src/new.py", NULL, tree_files[5].content);
	add_change(f, OLD_PY, "src/old.py", "old one\nold two\n", NULL);
	f->paths[CHANGES] = (struct path){ BYTES("lib/moved.py"), CHANGES };
	f->changes[MOVED_PY].renamed_from = &f->paths[CHANGES];
	f->list = (struct change_list){ f->changes, CHANGES };
}

static void
add_push(struct fixture *f)
{
	static const struct bytes options[] = { BYTES_INIT("a"), BYTES_INIT("b"), BYTES_INIT("a") };
	static struct commit_node lost_nodes[2];
	static const struct commit_node *const lost[2] = { &lost_nodes[0], &lost_nodes[1] };
	static struct oid parents[2];
	struct bytes message = BYTES("Add x\n\nBody.\n\nReviewed-by: Ann <ann@x.org>\nIssue: 12\n");

	memset(&parents[0], 0x11, sizeof(parents[0]));
	memset(&parents[1], 0x22, sizeof(parents[1]));
	memset(&lost_nodes[0].id, 0x33, sizeof(lost_nodes[0].id));
	memset(&lost_nodes[1].id, 0x44, sizeof(lost_nodes[1].id));
	f->update = (struct ref_update){ .ref = BYTES("refs/heads/main"),
					 .kind = UPDATE_UPDATE,
					 .object = OBJECT_COMMIT,
					 .lost = lost,
					 .n_lost = 2 };
	memset(&f->update.old_id, 0xaa, sizeof(f->update.old_id));
	memset(&f->update.new_id, 0xbb, sizeof(f->update.new_id));
	memset(&f->update.new_tree, 0xcc, sizeof(f->update.new_tree));
	memset(&f->update.base_tree, 0xdd, sizeof(f->update.base_tree));
	f->push = (struct push){ .updates = &f->update,
				 .n_updates = 1,
				 .options = options,
				 .n_options = 3,
				 .options_known = true };
	f->node = (struct commit_node){ .parents = parents, .n_parents = 2 };
	memset(&f->node.id, 0xee, sizeof(f->node.id));
	f->node.tree = f->update.new_tree;
	f->view = (struct commit_view){ &f->node, &f->list, &f->update, 0 };
	f->text = (struct commit_text){
		.author = { BYTES("Ann"), BYTES("ann@x.org"), 1700000000, 60 },
		.committer = { BYTES("Bob"), BYTES("bob@x.org"), 1700000001, -90 },
		.message = message,
		.summary = BYTES("Add x"),
		.signature = SIGNATURE_SSH,
	};
}

static struct value *
scalar(struct fixture *f, struct value value)
{
	struct value *copy = arena_new(&f->arena, struct value);

	*copy = value;
	return copy;
}

/* [team, NaN, {}, team, src/a*]: equal ones, one that equals nothing, a mapping. */
static struct value *
mixed_list(struct fixture *f)
{
	const struct value items[] = {
		{ .kind = VALUE_STRING, .string = BYTES("team") },
		{ .kind = VALUE_FLOAT, .number = NAN },
		{ .kind = VALUE_MAPPING },
		{ .kind = VALUE_STRING, .string = BYTES("team") },
		{ .kind = VALUE_STRING, .string = BYTES("src/a*") },
	};
	struct value *list =
		scalar(f, (struct value){ .kind = VALUE_LIST, .len = ARRAY_SIZE(items) });

	list->items = arena_new_array(&f->arena, struct value *, ARRAY_SIZE(items));
	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		list->items[i] = scalar(f, items[i]);
	return list;
}

static const struct value *
parameters(struct fixture *f)
{
	struct value *list = scalar(f, (struct value){ .kind = VALUE_LIST, .len = 2 });
	struct value *mapping = scalar(f, (struct value){ .kind = VALUE_MAPPING, .len = 4 });

	list->items = arena_new_array(&f->arena, struct value *, 2);
	list->items[0] = scalar(f, (struct value){ .kind = VALUE_INTEGER, .integer = 7 });
	list->items[1] = scalar(f, (struct value){ .kind = VALUE_FLOAT, .number = 0.5 });
	mapping->pairs = arena_new_array(&f->arena, struct value_pair, 4);
	mapping->pairs[0] = (struct value_pair){ .key = BYTES("list"), .value = list };
	mapping->pairs[1] = (struct value_pair){ .key = BYTES("mixed"), .value = mixed_list(f) };
	mapping->pairs[2] = (struct value_pair){
		.key = BYTES("name"),
		.value = scalar(f, (struct value){ .kind = VALUE_STRING, .string = BYTES("x y") })
	};
	mapping->pairs[3] = (struct value_pair){
		.key = BYTES("on"),
		.value = scalar(f, (struct value){ .kind = VALUE_BOOLEAN, .boolean = true })
	};
	return mapping;
}

static void
add_decisions(struct fixture *f)
{
	struct error err;
	const struct pattern **scope = arena_new_array(&f->arena, const struct pattern *, 2);

	(void)!pattern_compile(&f->arena, BYTES("src/**"), &scope[0], &err);
	(void)!pattern_compile(&f->arena, BYTES("!src/new.py"), &scope[1], &err);
	f->decisions[0] = (struct decision){ .id = BYTES("ADR-0001"),
					     .title = BYTES("First"),
					     .status = STATUS_ACCEPTED,
					     .scope = { scope, 2 },
					     .parameters = parameters(f) };
	f->decisions[1] = (struct decision){ .index = 1,
					     .id = BYTES("ADR-0002"),
					     .title = BYTES("Second"),
					     .status = STATUS_PROPOSED };
	f->decisions[2] = (struct decision){ .index = 2,
					     .id = BYTES("ADR-0003"),
					     .title = BYTES("Third"),
					     .status = STATUS_ACCEPTED };
	f->bundle = (struct bundle){ .decisions = f->decisions, .n_decisions = 3 };
}

void
fixture_init(struct fixture *f)
{
	*f = (struct fixture){ 0 };
	current = f;
	fake_objects_init(&f->fake);
	f->ops = *f->fake.objects.ops;
	f->ops.commit_text = text_of;
	f->ops.tree_find = tree_find;
	f->ops.tree_walk = tree_walk;
	f->objects = (struct objects){ &f->ops, &f->fake };
	arena_init(&f->arena);
	limits_init(&f->limits);
	f->facts = facts_cache_new(&f->objects, f->limits.value[LIMIT_BLOB_BYTES], 1 << 20);
	add_changes(f);
	add_push(f);
	add_decisions(f);
	f->graphs = graph_cache_new(&f->objects);
	f->env = (struct policy_env){
		.push = &f->push,
		.bundle = &f->bundle,
		.objects = &f->objects,
		.facts = f->facts,
		.graphs = f->graphs,
		.limits = &f->limits,
		.governed_update = governed_update,
		.update_commits = update_commits,
		.update_changes = update_changes,
	};
}

void
fixture_release(struct fixture *f)
{
	facts_cache_free(f->facts);
	graph_cache_free(f->graphs);
	fake_objects_release(&f->fake);
	arena_release(&f->arena);
	buf_release(&f->out);
}

static void
take(void *ctx, const struct finding *finding)
{
	struct buf *out = ctx;

	if (finding->path.data)
		buf_printf(out, "%.*s:", BYTES_ARG(finding->path));
	if (finding->line)
		buf_printf(out, "%zu:%zu+%zu:", finding->line, finding->column, finding->span);
	if (finding->path.data)
		buf_add_char(out, ' ');
	buf_add(out, finding->message);
	if (finding->instead.data)
		buf_printf(out, " instead=%.*s", BYTES_ARG(finding->instead));
	if (finding->key.data)
		buf_printf(out, " key=%.*s", BYTES_ARG(finding->key));
	if (finding->excerpt.data)
		buf_printf(out, " |%.*s|", BYTES_ARG(finding->excerpt));
	if (finding->excerpt_hidden)
		buf_add_string(out, " hidden");
	if (finding->existing)
		buf_add_string(out, " existing");
	buf_add_char(out, '\n');
}

static void
call_all(struct fixture *f, struct policy *policy)
{
	policy_call_ref(policy, &f->update);
	policy_call_commit(policy, &f->view);
	policy_call_change(policy, &f->changes[A_PY], &f->view, &f->update);
	policy_call_change(policy, &f->changes[OLD_PY], &f->view, &f->update);
	policy_call_tree(policy, &f->update, false);
}

const char *
fixture_run(struct fixture *f, struct bytes text)
{
	const struct policy_failure *failure;
	struct policy *policy;

	buf_clear(&f->out);
	buf_add_string(&f->out, "");
	f->decisions[0].policy = (struct policy_code){ BYTES("adr/0001-x.md"), text, 5 };
	policy = policy_new(&f->env, &f->decisions[0], NULL, take, &f->out);
	call_all(f, policy);
	failure = policy_failure(policy);
	f->limit = failure && failure->limit;
	f->line = failure ? failure->line : 0;
	f->place[0] = f->excerpt[0] = '\0';
	if (failure) {
		snprintf(f->excerpt, sizeof(f->excerpt), "%.*s", BYTES_ARG(failure->excerpt));
		buf_printf(&f->out, "error: %.*s\n", BYTES_ARG(failure->message));
		snprintf(f->place, sizeof(f->place), "%.*s", BYTES_ARG(failure->place));
	}
	f->usage = policy_usage(policy);
	policy_free(policy);
	if (f->out.len)
		f->out.data[f->out.len - 1] = '\0';
	return f->out.len ? f->out.data : "";
}

const char *
fixture_run_body(struct fixture *f, const char *callback, const char *body)
{
	struct bytes text = arena_printf(
		&f->arena,
		"return { %s = function(o) local function show(...) local t = table.pack(...) "
		"for i = 1, t.n do t[i] = tostring(t[i]) end "
		"o:violation { message = table.concat(t, ' ') } end "
		"%s\nend }",
		callback, body);

	return fixture_run(f, text);
}
