#include "config.h"

#include "cli/contract_set.h"

#include "cli/source_argument.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/path.h"
#include "decisions/compile.h"
#include "decisions/folder.h"
#include "decisions/listing.h"
#include "decisions/names.h"
#include "lua/policy.h"

static bool
is_folder(struct bytes path)
{
	struct stat st;

	return stat(path.data, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folder above PATH, "." when it has none. */
static struct bytes
above(struct contract_set *it, struct bytes path)
{
	struct bytes name = path_name(path);

	if (name.len == path.len)
		return BYTES(".");
	return arena_copy(
		&it->surface.arena,
		bytes_slice(path, 0, path.len > name.len + 1 ? path.len - name.len - 1 : 1));
}

/* Whether the folder PATH holds the contracts of a decision beside it. */
static bool
is_contract_folder(struct contract_set *it, struct bytes path)
{
	struct stat st;

	return stat(arena_printf(&it->surface.arena, "%.*s.md", BYTES_ARG(path)).data, &st) == 0;
}

static int
path_read(struct contract_set *it, struct error *err)
{
	struct bytes path = arena_copy(&it->surface.arena, bytes_of(it->path));
	struct stat st;

	while (path.len > 1 && path.data[path.len - 1] == '/')
		path = arena_copy(&it->surface.arena, bytes_slice(path, 0, path.len - 1));
	if (stat(path.data, &st) < 0)
		return error_set(err, ERROR_USAGE, "there is no %s to test", it->path);
	it->folder = path;
	if (is_folder(path) && !is_contract_folder(it, path))
		return 0;
	if (!is_folder(path) && path_has_ending(path, ".txtar")) {
		it->contract = path_name(path);
		path = above(it, path);
	}
	it->decision = path_stem(path);
	if (is_folder(path))
		it->decision = path_name(path);
	it->folder = above(it, path);
	return 0;
}

static int
corpus_compile(struct contract_set *it, struct error *err)
{
	struct surface *surface = &it->surface;
	struct source *source = arena_new(&surface->arena, struct source);
	const struct compile_options compile = { .as_of = surface->push.as_of,
						 .limits = &surface->settings.limits,
						 .check_policy = policy_check_syntax };
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	source->place = it->folder;
	if (folder_read(it->folder.data, &surface->settings.limits, &surface->arena, source, err) <
	    0)
		return -1;
	it->bundle = bundle_compile(source, &compile, &surface->arena);
	for (size_t i = 0; i < it->bundle->n_diagnostics; i++) {
		if (!it->bundle->diagnostics[i].warning)
			listing_diagnostic(&out, &it->bundle->diagnostics[i]);
	}
	if (it->bundle->n_errors == 0)
		return 0;
	fwrite(out.data, 1, out.len, stderr);
	return error_set(err, ERROR_CORPUS, "the decisions of %.*s do not compile",
			 BYTES_ARG(it->folder));
}

int
contract_set_open(struct contract_set *it, const char *path, struct error *err)
{
	arena_init(&it->surface.arena);
	it->path = path ? path : source_default_folder(&it->surface.arena);
	settings_init(&it->surface.settings);
	if (surface_set_day(&it->surface, NULL, err) < 0 || path_read(it, err) < 0)
		return -1;
	return corpus_compile(it, err);
}

void
contract_set_release(struct contract_set *it)
{
	surface_release(&it->surface);
}

bool
contract_set_holds(const struct contract_set *it, const struct decision *decision,
		   struct bytes path)
{
	struct bytes name = path_name(path);

	return file_kind_of(path) == FILE_CONTRACT &&
	       bytes_equal(bytes_slice(path, 0, path.len - name.len - 1),
			   path_root(decision->path)) &&
	       (it->contract.len == 0 || bytes_equal(it->contract, name));
}

/* In the order of the files, by which people look for them. */
int
contract_set_each(struct contract_set *it, decision_visitor *visit, void *ctx, struct error *err)
{
	const struct bundle *bundle = it->bundle;
	size_t n = 0;

	for (size_t i = 0; i < bundle->source->n_files; i++) {
		for (size_t k = 0; k < bundle->n_decisions; k++) {
			const struct decision *decision = &bundle->decisions[k];

			if (!bytes_equal(decision->path, bundle->source->files[i].path) ||
			    !decision->policy.text.data ||
			    (it->decision.len &&
			     !bytes_equal(path_stem(decision->path), it->decision)))
				continue;
			visit(ctx, decision);
			n++;
		}
	}
	if (n == 0)
		return error_set(err, ERROR_USAGE, "there is no policy to test at %s", it->path);
	return 0;
}
