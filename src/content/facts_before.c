#include "config.h"

#include "content/facts_impl.h"

#include <stdlib.h>

/*
 * What a line said before the change, where the line itself has not changed: one that a comment no
 * longer hides, or one name more in a list over several lines, is new for who looks at the code.
 */

static void
imports_before_release(struct before *before)
{
	map_release(&before->imported);
	if (before->imports_known)
		arena_release(&before->arena);
	before->imports_known = false;
}

void
facts_drop_before(struct facts *facts)
{
	imports_before_release(&facts->before);
	for (size_t i = 0; i < VIEW_COUNT; i++) {
		free(facts->before.views[i].text);
		vec_release(&facts->before.views[i].lines);
		facts->before.views[i] = (struct view_before){ NULL, 0, VEC_INIT };
	}
}

/* Of a merge the lines alone are known, against each of its parents. */
static bool
is_compared(const struct facts *facts)
{
	return facts->change->n_parents == 0 && entry_has_content(&facts->change->before);
}

/* MODULE and NAME as one key, put together in ARENA. */
static struct bytes
import_key(struct arena *arena, struct bytes module, struct bytes name)
{
	char *key = arena_alloc(arena, module.len + name.len + 1);

	if (module.len)
		memcpy(key, module.data, module.len);
	if (name.len)
		memcpy(key + module.len + 1, name.data, name.len);
	return (struct bytes){ key, module.len + 1 + name.len };
}

static void
imports_note(struct before *before, const struct imports *imports)
{
	for (size_t i = 0; i < imports->items.len; i++) {
		const struct import *import = &imports->items.items[i];

		*map_put(&before->imported,
			 import_key(&before->arena, import->module, BYTES_NONE)) = before;
		for (size_t k = 0; k < import->n_names; k++)
			*map_put(&before->imported, import_key(&before->arena, import->module,
							       import->names[k])) = before;
	}
}

static int
imports_read(struct facts *facts, struct error *err)
{
	struct before *before = &facts->before;
	struct imports imports;
	struct bytes content;

	if (before->imports_known)
		return 0;
	if (facts_content(facts, SIDE_OLD, &content, err) < 0)
		return -1;
	facts_drop_others(facts);
	arena_init(&before->arena);
	before->imports_known = true;
	imports_find(&imports, change_language(facts->change), content);
	imports_note(before, &imports);
	imports_release(&imports);
	return 0;
}

int
facts_had_import(struct facts *facts, const struct import *import, bool *had, struct error *err)
{
	struct before *before = &facts->before;

	*had = true;
	if (!is_compared(facts) || !change_language(facts->change))
		return 0;
	if (imports_read(facts, err) < 0)
		return -1;
	*had = map_get(&before->imported, import_key(&before->arena, import->module, BYTES_NONE)) !=
	       NULL;
	for (size_t i = 0; *had && i < import->n_names; i++)
		*had = map_get(&before->imported, import_key(&before->arena, import->module,
							     import->names[i])) != NULL;
	return 0;
}

/* The line of TEXT that begins at START, without the blanks at its ends. */
static struct bytes
line_at(const struct view_before *view, uint32_t start)
{
	struct bytes rest = { view->text + start, view->len - start };
	struct bytes line;

	bytes_split(&rest, '\n', &line);
	return bytes_trim(line);
}

static int
start_compare(const void *a, const void *b, void *view)
{
	return bytes_compare(line_at(view, *(const uint32_t *)a),
			     line_at(view, *(const uint32_t *)b));
}

static int
view_read(struct facts *facts, enum view which, struct error *err)
{
	struct view_before *view = &facts->before.views[which];
	struct bytes content;
	bool partial;
	size_t at;

	if (view->text)
		return 0;
	if (facts_content(facts, SIDE_OLD, &content, err) < 0)
		return -1;
	facts_drop_others(facts);
	view->text = view_make(which, change_language(facts->change), content, &partial, &at);
	view->len = content.len;
	for (size_t start = 0; start < view->len;) {
		const char *end = memchr(view->text + start, '\n', view->len - start);

		if (line_at(view, (uint32_t)start).len)
			vec_push(&view->lines, (uint32_t)start);
		start = end ? (size_t)(end - view->text) + 1 : view->len;
	}
	if (view->lines.len)
		qsort_r(view->lines.items, view->lines.len, sizeof(*view->lines.items),
			start_compare, view);
	return 0;
}

int
facts_had_line(struct facts *facts, enum view which, struct bytes line, bool *had,
	       struct error *err)
{
	const struct view_before *view = &facts->before.views[which];
	size_t low = 0, high;

	*had = true;
	line = bytes_trim(line);
	if (!line.len || !is_compared(facts))
		return 0;
	if (view_read(facts, which, err) < 0)
		return -1;
	*had = false;
	for (high = view->lines.len; low < high && !*had;) {
		size_t middle = low + (high - low) / 2;
		int order = bytes_compare(line_at(view, view->lines.items[middle]), line);

		*had = order == 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}
