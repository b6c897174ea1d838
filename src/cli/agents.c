#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "agents/block_text.h"
#include "base/escape.h"
#include "base/vec.h"
#include "cli/agent_file.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/path_argument.h"
#include "cli/source_argument.h"

enum { OPTION_CHECK, OPTION_SOURCE };

const struct option_row agents_option_rows[] = {
	[OPTION_CHECK] = { "check", no_argument, NULL,
			   "write nothing; exit with 1 when a block is stale" },
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	{ NULL },
};

/* What agents read by themselves: AGENTS.md is for all of them, the others for one each. */
static const char *const usual[] = {
	"AGENTS.md",
	"CLAUDE.md",
	".cursor/rules/writ.mdc",
	".github/copilot-instructions.md",
};

/* What Cursor wants in front of a rule: one that always applies has no patterns. */
static const char cursor_front_matter[] = "---\n"
					  "description: Decisions that bind this repository\n"
					  "globs:\n"
					  "alwaysApply: true\n"
					  "---\n\n";

struct agents {
	struct surface surface;
	bool check;
	const char *source;
	char **names;
	size_t n_names;
	struct bytes root; /* of the work tree, without a final '/' */
	struct buf block;
	VEC(struct agent_file) files;
	bool stale;
};

static void
agents_release(struct agents *it)
{
	for (size_t i = 0; i < it->files.len; i++)
		agent_file_release(&it->files.items[i]);
	vec_release(&it->files);
	buf_release(&it->block);
	surface_release(&it->surface);
}

static int
arguments_read(struct agents *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("agents"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (option == OPTION_CHECK)
			it->check = true;
		else
			it->source = value;
	}
	it->names = argv + optind;
	it->n_names = (size_t)(argc - optind);
	return option == OPTION_ERROR ? -1 : 0;
}

static int
root_find(struct agents *it, struct error *err)
{
	const struct repository *repository = it->surface.repository;
	const char *root = repository ? repository_work_dir(repository) : ".";
	char real[PATH_MAX];

	if (!root)
		return error_set(err, ERROR_USAGE,
				 "a bare repository has no files for agents; run this in a clone");
	if (!realpath(root, real))
		return error_set_errno(err, "cannot find the work tree");
	it->root = real[1] ? arena_copy(&it->surface.arena, bytes_of(real)) : BYTES("");
	return 0;
}

/* Two names may lead to one file, as CLAUDE.md often is a link to AGENTS.md. */
static bool
is_known(const struct agents *it, struct bytes path)
{
	for (size_t i = 0; i < it->files.len; i++) {
		if (bytes_equal(it->files.items[i].path, path))
			return true;
	}
	return false;
}

static int
file_add(struct agents *it, struct bytes name, bool wanted, struct error *err)
{
	struct agent_file file;

	if (agent_file_read(&file, it->root, name, &it->surface.arena, err) < 0) {
		agent_file_release(&file);
		return -1;
	}
	if ((file.exists || wanted) && !is_known(it, file.path))
		vec_push(&it->files, file);
	else
		agent_file_release(&file);
	return 0;
}

static int
file_add_named(struct agents *it, const char *name, struct error *err)
{
	struct reach_query path;

	if (path_argument_read(&it->surface, name, &path, err) < 0)
		return -1;
	if (path.folder)
		return error_set(err, ERROR_USAGE, "'%s' is a folder; name a file in it", name);
	return file_add(it, path.path, true, err);
}

static int
files_find(struct agents *it, struct error *err)
{
	for (size_t i = 0; i < it->n_names; i++) {
		if (file_add_named(it, it->names[i], err) < 0)
			return -1;
	}
	for (size_t i = 0; i < ARRAY_SIZE(usual) && it->n_names == 0; i++) {
		if (file_add(it, bytes_of(usual[i]), false, err) < 0)
			return -1;
	}
	if (it->files.len == 0)
		return error_set(err, ERROR_USAGE,
				 "there is none of %s, %s, %s and %s; name the one to make: "
				 "`writ agents %s`",
				 usual[0], usual[1], usual[2], usual[3], usual[0]);
	return 0;
}

static int
file_prepare(struct agents *it, struct agent_file *file, struct error *err)
{
	struct block_place place;

	if (!file->exists && bytes_ends_with(file->name, BYTES(".mdc")))
		buf_add_string(&file->wanted, cursor_front_matter);
	if (block_find(&place, buf_bytes(&file->text), err) < 0)
		return error_set(err, ERROR_CONFIG, "%.*s:%s", BYTES_ARG(file->name),
				 arena_copy(&it->surface.arena, bytes_of(err->message)).data);
	block_put(&file->wanted, buf_bytes(&file->text), &place, buf_bytes(&it->block));
	return 0;
}

/* All of them before any is written: a broken one keeps the others as they are. */
static int
files_prepare(struct agents *it, struct error *err)
{
	const struct bundle **bundles;

	if (source_decisions(&it->surface, it->source, &bundles, err) < 0 ||
	    root_find(it, err) < 0 || files_find(it, err) < 0)
		return -1;
	block_text_write(&it->block, bundles, it->surface.request.n_sources, &it->surface.arena);
	for (size_t i = 0; i < it->files.len; i++) {
		if (file_prepare(it, &it->files.items[i], err) < 0)
			return -1;
	}
	return 0;
}

static void
say(struct bytes name, const char *before, const char *after)
{
	CLEANUP(buf_release) struct buf shown = BUF_INIT;

	escape_text(&shown, name);
	printf("%s%s%s\n", before, shown.data ? shown.data : "", after);
}

static int
file_settle(struct agents *it, struct agent_file *file, struct error *err)
{
	if (file->exists && bytes_equal(buf_bytes(&file->text), buf_bytes(&file->wanted))) {
		say(file->name, "", " is fresh");
		return 0;
	}
	if (it->check) {
		it->stale = true;
		say(file->name, "stale: run `writ agents ", "`");
		return 0;
	}
	if (agent_file_write(file, err) < 0)
		return -1;
	say(file->name, "wrote ", "");
	return 0;
}

static int
files_settle(struct agents *it, struct error *err)
{
	for (size_t i = 0; i < it->files.len; i++) {
		if (file_settle(it, &it->files.items[i], err) < 0)
			return -1;
	}
	return 0;
}

/* 0, 1 for a stale block, 2 for every error: a script tells stale from broken. */
int
command_agents(int argc, char **argv)
{
	CLEANUP(agents_release) struct agents it = { 0 };
	struct error err;

	if (arguments_read(&it, argc, argv, &err) < 0 || files_prepare(&it, &err) < 0 ||
	    files_settle(&it, &err) < 0) {
		command_fail(command_find("agents"), &err);
		return EXIT_USAGE;
	}
	return it.stale ? EXIT_REJECTED : EXIT_ACCEPTED;
}
