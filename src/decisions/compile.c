#include "config.h"

#include "decisions/compile.h"

#include <stdlib.h>

#include "base/path.h"
#include "decisions/compiler.h"
#include "decisions/contests.h"
#include "decisions/emit.h"
#include "decisions/front_matter.h"
#include "decisions/lines.h"
#include "decisions/markdown.h"
#include "decisions/names.h"
#include "decisions/owners.h"
#include "decisions/resolve.h"
#include "decisions/supersession.h"
#include "decisions/validate.h"
#include "decisions/waivers.h"

static void
compiler_release(struct compiler *compiler)
{
	vec_release(&compiler->drafts);
	vec_release(&compiler->diagnostics);
	vec_release(&compiler->passed_over);
	vec_release(&compiler->contests);
	vec_release(&compiler->exclusions);
	vec_release(&compiler->waivers);
	map_release(&compiler->ids);
}

/* docs/adr of refs/heads/main:docs/adr, governance.git:docs/adr where another repository stands in
 * front; a folder is itself. */
static struct bytes
folder_of(struct bytes place, struct arena *arena)
{
	const char *mark = place.len ? memchr(place.data, '#', place.len) : NULL;
	struct bytes rest = place;
	const char *colon;

	if (mark)
		rest = bytes_slice(place, (size_t)(mark - place.data) + 1, place.len);
	colon = rest.len ? memchr(rest.data, ':', rest.len) : NULL;
	if (!colon || (!mark && memchr("/.", place.data[0], 2))) {
		while (place.len > 1 && place.data[place.len - 1] == '/')
			place.len--;
		return place;
	}
	rest = bytes_slice(rest, (size_t)(colon - rest.data) + 1, rest.len);
	if (!mark)
		return rest;
	return arena_printf(
		arena, "%.*s:%.*s",
		BYTES_ARG(path_name(bytes_slice(place, 0, (size_t)(mark - place.data)))),
		BYTES_ARG(rest));
}

static struct pattern_list
default_refs(struct arena *arena)
{
	static const struct bytes texts[] = { BYTES_INIT("refs/heads/**"),
					      BYTES_INIT("refs/tags/**") };
	const struct pattern **items =
		arena_new_array(arena, const struct pattern *, ARRAY_SIZE(texts));
	struct error err;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		if (pattern_compile(arena, texts[i], &items[i], &err) < 0)
			abort();
	}
	return (struct pattern_list){ items, ARRAY_SIZE(texts) };
}

/* The line that says a status, as the front matter of MADR or the heading of Nygard do; 0 when
 * there is none. */
static size_t
status_line(struct bytes content)
{
	struct lines lines = { .text = content };
	struct bytes line;
	bool front = false;

	while (lines_next(&lines, &line)) {
		line = bytes_trim(line);
		if (bytes_equal_string(line, "---"))
			front = lines.number == 1;
		if ((front && bytes_starts_with(line, BYTES("status:"))) ||
		    bytes_equal_string(line, "## Status"))
			return lines.number;
	}
	return 0;
}

/* A file that looks like a decision but for its name binds nobody: with a policy that is an error,
 * else it is said. Files that show how to write one say so by their names. */
static void
pass_over(struct compiler *compiler, const struct source_file *file)
{
	static const char name[] = "its name must begin with NNNN- or YYYYMMDD- and end in .md";
	bool guidance = is_guidance(file->path);
	size_t policy = is_markdown(file->path) ? markdown_policy_line(file->content) : 0;
	size_t status = is_markdown(file->path) ? status_line(file->content) : 0;

	vec_push(&compiler->passed_over, file->path);
	if (policy > 0 && !guidance)
		file_error(compiler, file->path, ((struct place){ policy, 1 }),
			   "a policy in a file that is no decision: %s", name);
	else if (policy > 0)
		file_warning(compiler, file->path, ((struct place){ policy, 1 }),
			     "a policy in a file that is no decision: %s", name);
	else if (status > 0 && !guidance)
		file_warning(compiler, file->path, ((struct place){ status, 1 }),
			     "looks like a decision and is passed over: %s", name);
}

static void
sidecar_attach(struct compiler *compiler, const struct map *roots, const struct source_file *file)
{
	struct bytes root = path_root(file->path);
	size_t draft = (uintptr_t)map_get(roots, root);

	if (draft > 0)
		compiler->drafts.items[draft - 1].sidecar = file;
	else
		file_error(compiler, file->path, PLACE_NONE,
			   "a policy without its decision: there is no %.*s.md", SHOWN(root));
}

static void
files_collect(struct compiler *compiler)
{
	CLEANUP(map_release) struct map roots = MAP_INIT;
	const struct source *source = compiler->source;

	for (size_t i = 0; i < source->n_files; i++) {
		const struct source_file *file = &source->files[i];
		enum file_kind kind = file_kind_of(file->path);

		if (kind == FILE_OTHER)
			pass_over(compiler, file);
		if (kind != FILE_DECISION)
			continue;
		vec_push(&compiler->drafts, ((struct draft){ .file = file }));
		*map_put(&roots, path_root(file->path)) = (void *)(uintptr_t)compiler->drafts.len;
	}
	for (size_t i = 0; i < source->n_files; i++) {
		if (file_kind_of(source->files[i].path) == FILE_SIDECAR)
			sidecar_attach(compiler, &roots, &source->files[i]);
	}
}

static void
files_parse(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->drafts.len; i++) {
		front_matter_read(compiler, &compiler->drafts.items[i]);
		markdown_read(compiler, &compiler->drafts.items[i]);
	}
}

static void
files_validate(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->drafts.len; i++)
		draft_validate(compiler, &compiler->drafts.items[i]);
	ids_assign(compiler);
	supersession_link(compiler);
	supersession_order(compiler);
	waivers_read(compiler);
	owners_read(compiler);
}

const struct bundle *
bundle_compile(const struct source *source, const struct compile_options *options,
	       struct arena *arena)
{
	CLEANUP(compiler_release)
	struct compiler compiler = {
		.source = source,
		.options = options,
		.arena = arena,
		.folder = folder_of(source->place, arena),
		.default_refs = default_refs(arena),
	};

	files_collect(&compiler);
	files_parse(&compiler);
	files_validate(&compiler);
	bundle_resolve(&compiler);
	contests_resolve(&compiler);
	return bundle_emit(&compiler);
}
