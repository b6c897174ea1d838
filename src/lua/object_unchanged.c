#include "config.h"

#include "lua/library.h"
#include "lua/objects.h"

/*
 * Files of a tree that no change brought. Each holds a change of its own, by which its facts are
 * asked for. Facts, and lines that come from them, outlive the file, so one that is read is kept
 * for as long as the state; many are listed and few are read, and the others are garbage soon.
 */
struct unchanged_file {
	struct file_object file;
	struct change change;
	struct path path;
	bool kept; /* this one, or an equal one that was read before */
	char name[];
};

void
unchanged_file_push(lua_State *lua, const struct tree_object *tree, struct bytes path,
		    const struct entry *entry)
{
	struct unchanged_file *self =
		object_new(lua, &file_class, sequence_size(lua, sizeof(*self), path.len, 1), 0);

	memcpy(self->name, path.data, path.len);
	self->path.name = (struct bytes){ self->name, path.len };
	self->change = (struct change){
		.path = &self->path, .status = CHANGE_UNCHANGED, .now = *entry, .before = *entry
	};
	self->file.subject =
		subject_of(policy_of(lua), &self->change, tree_commit(tree), tree->update);
	self->file.subject.of_tree = true;
	self->file.subject.of_base = tree->of == TREE_OF_BASE;
}

/* Pushes the table of the files that are kept, and the key of CHANGE in it. */
static void
kept_push(lua_State *lua, const struct change *change)
{
	static const char registry_key;

	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_key) != LUA_TTABLE) {
		lua_pop(lua, 1);
		lua_newtable(lua);
		lua_pushvalue(lua, -1);
		lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_key);
	}
	push_bytes(lua, change->path->name);
	lua_pushlstring(lua, (const char *)change->now.id.id, sizeof(change->now.id.id));
	lua_pushfstring(lua, "/%d", (int)change->now.kind);
	lua_concat(lua, 3);
}

/* Keeps the file at INDEX, from the bottom, or lets it share the change of an equal one that is
 * kept.
 */
static void
keep(lua_State *lua, int index, struct unchanged_file *self)
{
	kept_push(lua, &self->change);
	lua_pushvalue(lua, -1);
	if (lua_rawget(lua, -3) == LUA_TUSERDATA) {
		const struct unchanged_file *kept = lua_touserdata(lua, -1);

		self->file.subject.change = &kept->change;
		lua_pop(lua, 3);
	} else {
		lua_pop(lua, 1);
		lua_pushvalue(lua, index);
		lua_rawset(lua, -3);
		lua_pop(lua, 1);
	}
	self->kept = true;
}

const struct subject *
file_subject_at(lua_State *lua, int index)
{
	struct file_object *file = object_test(lua, index, &file_class);

	if (file->subject.of_tree && !((struct unchanged_file *)file)->kept)
		keep(lua, index, (struct unchanged_file *)file);
	return &file->subject;
}

const struct subject *
file_subject_to_read(lua_State *lua)
{
	object_self(lua, &file_class);
	return file_subject_at(lua, 1);
}
