#include "config.h"

#include "git/patch_names.h"

#include "git/c_quote.h"

/* Without its first folder, a/ or b/; NULL data when it has none. */
static struct bytes
strip_folder(struct bytes name)
{
	const char *slash = name.len ? memchr(name.data, '/', name.len) : NULL;

	return slash ? bytes_slice(name, (size_t)(slash - name.data) + 1, name.len) : BYTES_NONE;
}

/* Takes a quoted name off REST. */
static bool
quoted_take(struct bytes *rest, struct arena *arena, struct bytes *name)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (rest->len == 0 || rest->data[0] != '"' || !c_unquote(rest, &out))
		return false;
	*name = arena_copy(arena, buf_bytes(&out));
	return true;
}

static struct bytes
until_tab(struct bytes text)
{
	const char *tab = text.len ? memchr(text.data, '\t', text.len) : NULL;

	return tab ? bytes_slice(text, 0, (size_t)(tab - text.data)) : text;
}

/* Ends NAME with a NUL. No path of git holds one: what uses it would take it for the end. */
static bool
name_finish(struct bytes *name, struct arena *arena)
{
	if (name->len == 0 || memchr(name->data, '\0', name->len))
		return false;
	*name = arena_copy(arena, *name);
	return true;
}

bool
patch_name_read(struct bytes text, struct arena *arena, struct bytes *name)
{
	if (!quoted_take(&text, arena, name))
		*name = until_tab(text);
	if (bytes_equal_string(*name, "/dev/null")) {
		*name = BYTES_NONE;
		return true;
	}
	*name = strip_folder(*name);
	return name_finish(name, arena);
}

bool
patch_name_read_whole(struct bytes text, struct arena *arena, struct bytes *name)
{
	if (!quoted_take(&text, arena, name))
		*name = text;
	return name_finish(name, arena);
}

/* NAME behind a/ and again behind b/, with a blank between: the halves of TEXT. */
static bool
halves_take(struct bytes text, struct bytes *name)
{
	size_t middle = text.len / 2;
	struct bytes other;

	if (text.len % 2 == 0 || text.data[middle] != ' ')
		return false;
	*name = strip_folder(bytes_slice(text, 0, middle));
	other = strip_folder(bytes_slice(text, middle + 1, text.len));
	return name->data && bytes_equal(*name, other);
}

/* The same where the first of them is quoted. */
static bool
quoted_halves_take(struct bytes text, struct arena *arena, struct bytes *name)
{
	struct bytes other;

	if (!quoted_take(&text, arena, name) || text.len == 0 || text.data[0] != ' ')
		return false;
	text = bytes_slice(text, 1, text.len);
	if (!quoted_take(&text, arena, &other))
		other = text;
	*name = strip_folder(*name);
	return name->data && bytes_equal(*name, strip_folder(other));
}

bool
patch_name_read_twice(struct bytes text, struct arena *arena, struct bytes *name)
{
	bool quoted = bytes_starts_with(text, BYTES("\""));
	struct bytes found;

	if (!(quoted ? quoted_halves_take(text, arena, &found) : halves_take(text, &found)) ||
	    !name_finish(&found, arena))
		return false;
	*name = found;
	return true;
}
