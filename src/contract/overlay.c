#include "config.h"

#include "contract/overlay.h"

#include "base/macros.h"
#include "signature/public_key.h"

enum mark {
	MARK_DELETED,
	MARK_EXECUTABLE,
	MARK_SYMLINK,
	MARK_SUBMODULE,
	MARK_BASE64,
	MARK_NO_NEWLINE,
	MARK_COUNT
};

static const char *const marks[MARK_COUNT] = {
	[MARK_DELETED] = " (deleted)", [MARK_EXECUTABLE] = " (executable)",
	[MARK_SYMLINK] = " (symlink)", [MARK_SUBMODULE] = " (submodule)",
	[MARK_BASE64] = " (base64)",   [MARK_NO_NEWLINE] = " (no newline)",
};

/* Takes the marks off the end of *NAME. */
static void
marks_take(struct bytes *name, bool has[MARK_COUNT])
{
	for (size_t i = 0; i < MARK_COUNT; i++) {
		struct bytes mark = bytes_of(marks[i]);

		if (!bytes_ends_with(*name, mark))
			continue;
		name->len -= mark.len;
		has[i] = true;
		i = (size_t)-1; /* from the first mark again */
	}
}

/* Whether PATH ends as if with a mark, which then is spelled wrong. */
static bool
ends_in_brackets(struct bytes path)
{
	const char *open = path.len ? memrchr(path.data, '(', path.len) : NULL;

	if (!open || open == path.data || open[-1] != ' ' || !bytes_ends_with(path, BYTES(")")))
		return false;
	for (const char *at = open + 1; at < path.data + path.len - 1; at++) {
		if ((*at < 'a' || *at > 'z') && *at != ' ')
			return false;
	}
	return true;
}

static enum entry_kind
kind_of(const bool has[MARK_COUNT])
{
	if (has[MARK_DELETED])
		return ENTRY_NONE;
	if (has[MARK_SUBMODULE])
		return ENTRY_SUBMODULE;
	if (has[MARK_SYMLINK])
		return ENTRY_SYMLINK;
	return has[MARK_EXECUTABLE] ? ENTRY_EXECUTABLE : ENTRY_FILE;
}

/* A link's target and a submodule's id have no line end. */
static int
content_set(struct contract_file *file, const struct txtar_file *from, const bool has[MARK_COUNT],
	    struct arena *arena, struct error *err)
{
	struct bytes content = from->content;
	struct oid id;

	if (has[MARK_BASE64]) {
		content = base64_decode(bytes_trim(content), arena);
		if (!content.data)
			return error_set(err, ERROR_CORPUS, "line %zu: this is no base64",
					 from->line);
	} else if ((has[MARK_NO_NEWLINE] || has[MARK_SYMLINK] || has[MARK_SUBMODULE]) &&
		   content.len) {
		content.len--;
	}
	if (has[MARK_SUBMODULE] && !oid_parse(bytes_trim(content), &id))
		return error_set(err, ERROR_CORPUS, "line %zu: a submodule is an id, 40 hex digits",
				 from->line);
	file->content = has[MARK_SUBMODULE] ? bytes_trim(content) : content;
	return 0;
}

bool
overlay_is_there(const struct txtar *txtar, const char *prefix)
{
	size_t len = strlen(prefix);

	for (size_t i = 0; i < txtar->files.len; i++) {
		struct bytes name = txtar->files.items[i].name;

		if (name.len > len && name.data[len] == '/' &&
		    bytes_equal_string(bytes_slice(name, 0, len), prefix))
			return true;
	}
	return false;
}

static int
file_read(struct contract_file *file, const struct txtar_file *from, size_t skip,
	  struct arena *arena, struct error *err)
{
	bool has[MARK_COUNT] = { false };
	struct bytes path = bytes_slice(from->name, skip, from->name.len);

	marks_take(&path, has);
	if (ends_in_brackets(path))
		return error_set(err, ERROR_CORPUS,
				 "line %zu: a name may end in (deleted), (executable), (symlink), "
				 "(submodule), (base64) or (no newline), not as `%.*s` does",
				 from->line, SHOWN(path));
	if (path.len == 0)
		return error_set(err, ERROR_CORPUS, "line %zu: the file has no name", from->line);
	file->path = arena_copy(arena, path);
	file->kind = kind_of(has);
	return content_set(file, from, has, arena, err);
}

int
overlay_read(const struct txtar *txtar, const char *prefix, struct arena *arena,
	     struct contract_overlay *overlay, struct error *err)
{
	size_t len = strlen(prefix);

	*overlay = (struct contract_overlay){ NULL, 0 };
	overlay->files = arena_new_array(arena, struct contract_file, txtar->files.len);
	for (size_t i = 0; i < txtar->files.len; i++) {
		const struct txtar_file *from = &txtar->files.items[i];

		if (from->name.len <= len || from->name.data[len] != '/' ||
		    !bytes_equal_string(bytes_slice(from->name, 0, len), prefix))
			continue;
		if (file_read(&overlay->files[overlay->n_files], from, len + 1, arena, err) < 0)
			return -1;
		overlay->n_files++;
	}
	return 0;
}
