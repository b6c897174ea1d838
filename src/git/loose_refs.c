#include "config.h"

#include "git/loose_refs.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "git/handle.h"
#include "git/refs.h"

enum { REF_FILE_MAX_BYTES = 64 * 1024 };

/* Refs that each linked work tree has for itself (git-worktree(1), "REFS"). */
static const char *const own_prefixes[] = { "refs/bisect/", "refs/rewritten/", "refs/worktree/" };

static bool
is_own(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(own_prefixes); i++) {
		if (bytes_starts_with(name, bytes_of(own_prefixes[i])))
			return true;
	}
	return false;
}

static void
value_parse(struct bytes content, struct arena *arena, struct ref_value *value)
{
	struct bytes hex = bytes_slice(content, 0, OID_HEX_CHARS);

	if (bytes_starts_with(content, BYTES("ref:"))) {
		content = bytes_trim(bytes_slice(content, 4, content.len));
		value->kind = ref_name_is_valid(content) ? REF_SYMBOLIC : REF_BROKEN;
		value->target = arena_copy(arena, content);
		return;
	}
	value->kind = REF_BROKEN;
	/* git writes a line feed behind the id, and reads any white space or nothing. */
	if (oid_parse(hex, &value->id) && !oid_is_zero(&value->id) &&
	    bytes_trim(bytes_slice(content, hex.len, hex.len + 1)).len == 0)
		value->kind = REF_ID;
}

/* Once upon a time a symref was a symbolic link; git still reads one. */
static bool
link_parse(const char *path, struct arena *arena, struct ref_value *value)
{
	char target[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof(target));
	struct bytes name = { target, len > 0 ? (size_t)len : 0 };

	if (!ref_name_is_valid(name))
		return false;
	value->kind = REF_SYMBOLIC;
	value->target = arena_copy(arena, name);
	return true;
}

static bool
is_absence(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EISDIR || error == ENAMETOOLONG;
}

static int
file_parse(const char *path, struct arena *arena, struct ref_value *value, struct error *err)
{
	CLEANUP(buf_release) struct buf content = BUF_INIT;
	struct error why;

	if (io_read_file(path, REF_FILE_MAX_BYTES, &content, &why) == 0) {
		value_parse(buf_bytes(&content), arena, value);
		return 0;
	}
	if (why.code == ERROR_NOT_FOUND) /* packed, or deleted, since lstat saw it */
		return 0;
	if (why.code == ERROR_LIMIT) {
		value->kind = REF_BROKEN;
		return 0;
	}
	*err = why;
	return -1;
}

int
loose_ref_read(const struct repository *repository, struct bytes name, struct arena *arena,
	       struct ref_value *value, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct stat st;

	*value = (struct ref_value){ .kind = REF_ABSENT };
	buf_printf(&path, "%s/", is_own(name) ? repository->own_dir : repository->git_dir);
	buf_add(&path, name);
	if (lstat(path.data, &st) < 0)
		return is_absence(errno) ? 0 : error_set_errno(err, "%s", path.data);
	if (S_ISLNK(st.st_mode)) {
		if (link_parse(path.data, arena, value))
			return 0;
		if (stat(path.data, &st) < 0)
			return is_absence(errno) ? 0 : error_set_errno(err, "%s", path.data);
	}
	if (S_ISDIR(st.st_mode))
		return 0;
	value->kind = REF_BROKEN;
	if (!S_ISREG(st.st_mode))
		return 0;
	value->kind = REF_ABSENT;
	return file_parse(path.data, arena, value, err);
}

struct listing {
	const char *root;
	struct arena *arena;
	struct name_list *list;
	struct name_list folders; /* still to be read, each with its final slash */
};

static void
listing_release(struct listing *listing)
{
	vec_release(&listing->folders.names);
}

static void
dir_close(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}

static void
take_entry(struct listing *listing, struct bytes folder, const struct dirent *entry)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct bytes name;
	struct stat st;
	bool is_folder = entry->d_type == DT_DIR;

	if (entry->d_name[0] == '.')
		return;
	name = arena_printf(listing->arena, "%.*s%s", BYTES_ARG(folder), entry->d_name);
	if (!ref_name_is_valid(name))
		return;
	if (entry->d_type != DT_DIR && entry->d_type != DT_REG) {
		buf_printf(&path, "%s/%s", listing->root, name.data);
		is_folder = lstat(path.data, &st) == 0 && S_ISDIR(st.st_mode);
	}
	if (is_folder)
		vec_push(&listing->folders.names, arena_printf(listing->arena, "%s/", name.data));
	else
		vec_push(&listing->list->names, name);
}

static int
read_folder(struct listing *listing, struct bytes folder, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	CLEANUP(dir_close) DIR *dir = NULL;
	struct dirent *entry;

	buf_printf(&path, "%s/%s", listing->root, folder.data);
	dir = opendir(path.data);
	if (!dir)
		return is_absence(errno) ? 0 : error_set_errno(err, "%s", path.data);
	while ((errno = 0, entry = readdir(dir)))
		take_entry(listing, folder, entry);
	return errno ? error_set_errno(err, "%s", path.data) : 0;
}

static int
list_below(const char *root, struct bytes prefix, struct arena *arena, struct name_list *list,
	   struct error *err)
{
	CLEANUP(listing_release) struct listing listing = { root, arena, list, { VEC_INIT } };

	vec_push(&listing.folders.names, arena_copy(arena, prefix));
	while (listing.folders.names.len > 0) {
		struct bytes folder = listing.folders.names.items[--listing.folders.names.len];

		if (read_folder(&listing, folder, err) < 0)
			return -1;
	}
	return 0;
}

int
loose_refs_list(const struct repository *repository, struct bytes prefix, struct arena *arena,
		struct name_list *list, struct error *err)
{
	if (list_below(repository->git_dir, prefix, arena, list, err) < 0)
		return -1;
	if (!bytes_equal(prefix, BYTES("refs/")) ||
	    strcmp(repository->git_dir, repository->own_dir) == 0)
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(own_prefixes); i++) {
		if (list_below(repository->own_dir, bytes_of(own_prefixes[i]), arena, list, err) <
		    0)
			return -1;
	}
	return 0;
}
