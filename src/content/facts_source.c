#include "config.h"

#include "content/facts_impl.h"

#include <stdlib.h>

const struct language *
change_language(const struct change *change)
{
	if (change->now.kind != ENTRY_FILE && change->now.kind != ENTRY_EXECUTABLE)
		return NULL;
	return language_of_path(change->path->name);
}

static void
parsed_release(struct parsed *parsed)
{
	if (parsed->known)
		arena_release(&parsed->arena);
	parsed->known = false;
}

void
facts_drop_source(struct facts *facts)
{
	if (!facts->read_closely)
		return;
	for (size_t i = 0; i < VIEW_COUNT; i++) {
		free(facts->views[i]);
		facts->views[i] = NULL;
	}
	if (facts->imports_known)
		imports_release(&facts->imports);
	facts->imports_known = false;
	if (facts->declarations_known)
		declarations_release(&facts->declarations);
	facts->declarations_known = false;
	for (size_t i = 0; i < SIDE_COUNT; i++)
		parsed_release(&facts->parsed[i]);
	facts_drop_manifests(facts);
	facts_drop_before(facts);
	facts->read_closely = false;
}

void
facts_drop_others(struct facts *facts)
{
	if (facts->read_closely)
		return;
	for (struct facts *other = facts->cache->newest; other; other = other->older)
		facts_drop_source(other);
	facts->read_closely = true;
}

int
facts_place(struct facts *facts, size_t at, size_t *line, size_t *column, struct error *err)
{
	struct held_blob *held;
	uint32_t line_number, column_number;

	if (facts_blob(facts, SIDE_NEW, &held, err) < 0)
		return -1;
	*line = *column = 1;
	if (!held)
		return 0;
	line_index_place(blob_store_lines(&facts->cache->store, held), at, &line_number,
			 &column_number);
	*line = line_number;
	*column = column_number;
	return 0;
}

static int
note_partial(struct facts *facts, bool is_partial, size_t at, struct partial *partial,
	     struct error *err)
{
	partial->is = is_partial;
	facts->partial = is_partial;
	facts->partial_at = at;
	return is_partial ? facts_place(facts, at, &partial->line, &partial->column, err) : 0;
}

/* The content of a source file, which is read closely from now on; *LANGUAGE is NULL for another
 * file. */
static int
source_read(struct facts *facts, const struct language **language, struct bytes *content,
	    struct partial *partial, struct error *err)
{
	*language = change_language(facts->change);
	partial->is = false;
	if (!*language)
		return 0;
	if (facts_content(facts, SIDE_NEW, content, err) < 0)
		return -1;
	facts_drop_others(facts);
	return 0;
}

int
facts_imports(struct facts *facts, const struct imports **imports, struct partial *partial,
	      struct error *err)
{
	static const struct imports none;
	const struct language *language;
	struct bytes content;

	*imports = &none;
	if (source_read(facts, &language, &content, partial, err) < 0)
		return -1;
	if (!language)
		return 0;
	if (!facts->imports_known)
		imports_find(&facts->imports, language, content);
	facts->imports_known = true;
	*imports = &facts->imports;
	return note_partial(facts, facts->imports.partial, facts->imports.partial_at, partial, err);
}

int
facts_declarations(struct facts *facts, const struct declarations **declarations,
		   struct partial *partial, struct error *err)
{
	static const struct declarations none;
	const struct language *language;
	struct bytes content;

	*declarations = &none;
	if (source_read(facts, &language, &content, partial, err) < 0)
		return -1;
	if (!language)
		return 0;
	if (!facts->declarations_known)
		declarations_find(&facts->declarations, language, content);
	facts->declarations_known = true;
	*declarations = &facts->declarations;
	return note_partial(facts, facts->declarations.partial, facts->declarations.partial_at,
			    partial, err);
}

int
facts_view(struct facts *facts, enum view view, struct bytes *text, struct partial *partial,
	   struct error *err)
{
	struct bytes content;

	if (facts_content(facts, SIDE_NEW, &content, err) < 0)
		return -1;
	facts_drop_others(facts);
	if (!facts->views[view])
		facts->views[view] = view_make(view, change_language(facts->change), content,
					       &facts->partial, &facts->partial_at);
	*text = (struct bytes){ facts->views[view], content.len };
	return note_partial(facts, facts->partial, facts->partial_at, partial, err);
}

int
facts_was_partial(struct facts *facts, bool *was, struct error *err)
{
	const struct language *language = change_language(facts->change);
	struct imports imports;
	struct bytes content;

	*was = false;
	if (!language || !entry_has_content(&facts->change->before))
		return 0;
	if (facts_content(facts, SIDE_OLD, &content, err) < 0)
		return -1;
	imports_find(&imports, language, content);
	*was = imports.partial;
	imports_release(&imports);
	return 0;
}

const struct document_limits facts_document_limits = { .depth = 64,
						       .nodes = 200000,
						       .bytes = 16 * 1024 * 1024 };

int
facts_document(struct facts *facts, enum side side, enum document_format format,
	       const struct document_node **root, struct document_problem *problem,
	       struct error *err)
{
	struct parsed *parsed = &facts->parsed[side];
	struct bytes content;

	if (facts_content(facts, side, &content, err) < 0)
		return -1;
	facts_drop_others(facts);
	if (parsed->known && parsed->format != format)
		parsed_release(parsed);
	if (!parsed->known) {
		arena_init(&parsed->arena);
		parsed->known = true;
		parsed->format = format;
		if (document_parse(&parsed->root, format, content, &facts_document_limits,
				   &parsed->arena, &parsed->problem) < 0)
			parsed->root = NULL;
	}
	*root = parsed->root;
	*problem = parsed->problem;
	return 0;
}
