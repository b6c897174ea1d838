#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "cli/surface.h"
#include "decisions/names.h"
#include "lua/reference.h"

enum { OPTION_IN, OPTION_LUARC, SLUG_MAX = 60, DIGITS = 4 };

const struct option_row new_option_rows[] = {
	[OPTION_IN] = { "in", required_argument, "FOLDER", "write there, not in docs/adr",
			ARGUMENT_FOLDER },
	[OPTION_LUARC] = { "luarc", no_argument, NULL,
			   "write .luarc.json and writ.lua there, for editors that speak to the "
			   "Lua language server; the title can be left out then" },
	{ NULL },
};

/* What is to be written. */
struct draft_files {
	struct arena arena;
	const char *folder;
	bool luarc;
	struct bytes title; /* empty: no decision, what --luarc asks for alone */
	struct bytes root;  /* FOLDER/0007-slug */
	struct bytes day;
};

static int
arguments_read(struct draft_files *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("new"), argc, argv };
	const char *value;
	int option;

	it->folder = source_default_folder(&it->arena);
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (option == OPTION_LUARC)
			it->luarc = true;
		else
			it->folder = value;
	}
	if (option == OPTION_ERROR)
		return -1;
	if (it->luarc && optind == argc)
		return 0;
	if (argc - optind != 1)
		return error_set(err, ERROR_USAGE, "new takes one title, in quotes");
	it->title = bytes_trim(bytes_of(argv[optind]));
	if (it->title.len == 0 || memchr(it->title.data, '\n', it->title.len))
		return error_set(err, ERROR_USAGE, "a title is one line of text");
	return 0;
}

/* Makes FOLDER and what is above it. */
static int
folder_make(struct draft_files *it, const char *folder, struct error *err)
{
	struct bytes path = arena_copy(&it->arena, bytes_of(folder));

	for (size_t i = 1; i <= path.len; i++) {
		struct bytes part = arena_copy(&it->arena, bytes_slice(path, 0, i));

		if (i < path.len && path.data[i] != '/')
			continue;
		if (mkdir(part.data, 0777) < 0 && errno != EEXIST)
			return error_set_errno(err, "cannot make the folder %s", part.data);
	}
	return 0;
}

/* One more than the highest number in the folder. */
static int
number_find(const struct draft_files *it, unsigned long *number, struct error *err)
{
	DIR *dir = opendir(it->folder);
	const struct dirent *entry;

	*number = 1;
	if (!dir)
		return error_set_errno(err, "cannot read %s", it->folder);
	while ((entry = readdir(dir))) {
		char *end;
		unsigned long found = strtoul(entry->d_name, &end, 10);

		if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9' &&
		    end - entry->d_name == DIGITS && *end == '-' && found >= *number)
			*number = found + 1;
	}
	closedir(dir);
	return 0;
}

/* The title in small letters and digits, with dashes between its words. */
static struct bytes
slug_of(struct draft_files *it)
{
	char *slug = arena_alloc(&it->arena, it->title.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < it->title.len && n < SLUG_MAX; i++) {
		char c = it->title.data[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			slug[n++] = c;
		else if (n > 0 && slug[n - 1] != '-')
			slug[n++] = '-';
	}
	while (n > 0 && slug[n - 1] == '-')
		n--;
	return n ? (struct bytes){ slug, n } : BYTES("decision");
}

static int
root_find(struct draft_files *it, struct error *err)
{
	unsigned long number;

	if (number_find(it, &number, err) < 0)
		return -1;
	if (number > 9999)
		return error_set(err, ERROR_USAGE, "%s has no number left below 9999", it->folder);
	it->root = arena_printf(&it->arena, "%s/%04lu-%.*s", it->folder, number,
				BYTES_ARG(slug_of(it)));
	return 0;
}

/* Never over a file that is there. */
static int
file_write(struct bytes path, struct bytes text, struct error *err)
{
	FILE *out = fopen(path.data, "wx");
	bool written;

	if (!out)
		return error_set_errno(err, "cannot write %s", path.data);
	written = fwrite(text.data, 1, text.len, out) == text.len;
	if (fclose(out) != 0 || !written)
		return error_set_errno(err, "cannot write %s", path.data);
	printf("%s\n", path.data);
	return 0;
}

/* A policy has these libraries only as writ.lua declares them, and others not at all. */
static const char luarc_text[] = "{\n"
				 "  \"runtime.version\": \"Lua 5.4\",\n"
				 "  \"runtime.builtin\": {\n"
				 "    \"basic\": \"disable\",\n"
				 "    \"bit\": \"disable\",\n"
				 "    \"bit32\": \"disable\",\n"
				 "    \"coroutine\": \"disable\",\n"
				 "    \"debug\": \"disable\",\n"
				 "    \"ffi\": \"disable\",\n"
				 "    \"io\": \"disable\",\n"
				 "    \"jit\": \"disable\",\n"
				 "    \"math\": \"disable\",\n"
				 "    \"os\": \"disable\",\n"
				 "    \"package\": \"disable\",\n"
				 "    \"string\": \"disable\",\n"
				 "    \"table\": \"disable\",\n"
				 "    \"utf8\": \"disable\"\n"
				 "  },\n"
				 "  \"workspace.library\": [\"writ.lua\"]\n"
				 "}\n";

/* What the Lua language server reads, see writ-new(1). */
static int
luarc_write(struct draft_files *it, struct error *err)
{
	CLEANUP(buf_release) struct buf definitions = BUF_INIT;

	definitions_write(&definitions);
	if (file_write(arena_printf(&it->arena, "%s/.luarc.json", it->folder), BYTES(luarc_text),
		       err) < 0)
		return -1;
	return file_write(arena_printf(&it->arena, "%s/writ.lua", it->folder),
			  buf_bytes(&definitions), err);
}

static const char decision_text[] =
	"---\n"
	"status: proposed # accepted puts it in force\n"
	"date: %.*s\n"
	"scope: [\"**\"] # the paths that it is about\n"
	"instead: Say what to do instead.\n"
	"---\n"
	"# %.*s\n"
	"\n"
	"## Context\n"
	"\n"
	"What made this necessary?\n"
	"\n"
	"## Decision\n"
	"\n"
	"What holds from now on?\n"
	"\n"
	"```lua policy\n"
	"local rules = require \"writ.rules\" -- writ-policy(5) lists them\n"
	"\n"
	"return rules.forbid_text { pattern = [[\\bDO NOT SUBMIT\\b]] }\n"
	"```\n"
	"\n"
	"## Consequences\n"
	"\n"
	"What becomes easier, what harder?\n";

static const char rejects_text[] = "%.*s: what it keeps out\n"
				   "-- after/a.txt --\n"
				   "DO NOT SUBMIT\n"
				   "-- expect --\n"
				   "reject\n"
				   "a.txt:1: has `DO NOT SUBMIT`\n";

static const char accepts_text[] = "%.*s: what it lets in, and who takes it out\n"
				   "-- before/old.txt --\n"
				   "DO NOT SUBMIT\n"
				   "-- after/a.txt --\n"
				   "a line\n"
				   "-- after/old.txt (deleted) --\n"
				   "-- expect --\n"
				   "accept\n";

static int
files_write(struct draft_files *it, struct error *err)
{
	struct arena *arena = &it->arena;
	const struct bytes root = it->root;
	struct bytes id =
		stem_id(arena, path_stem(arena_printf(arena, "%.*s.md", BYTES_ARG(root))));

	if (folder_make(it, arena_copy(arena, root).data, err) < 0 ||
	    file_write(arena_printf(arena, "%.*s.md", BYTES_ARG(root)),
		       arena_printf(arena, decision_text, BYTES_ARG(it->day), BYTES_ARG(it->title)),
		       err) < 0 ||
	    file_write(arena_printf(arena, "%.*s/rejects.txtar", BYTES_ARG(root)),
		       arena_printf(arena, rejects_text, BYTES_ARG(id)), err) < 0)
		return -1;
	return file_write(arena_printf(arena, "%.*s/accepts.txtar", BYTES_ARG(root)),
			  arena_printf(arena, accepts_text, BYTES_ARG(id)), err);
}

static int
run(struct draft_files *it, int argc, char **argv, struct error *err)
{
	struct surface today = { 0 };

	if (arguments_read(it, argc, argv, err) < 0 || folder_make(it, it->folder, err) < 0)
		return -1;
	if (it->luarc && luarc_write(it, err) < 0)
		return -1;
	if (it->title.len == 0)
		return 0;
	arena_init(&today.arena);
	if (surface_set_day(&today, NULL, err) < 0)
		return -1;
	it->day = arena_copy(&it->arena, today.push.as_of);
	surface_release(&today);
	if (root_find(it, err) < 0)
		return -1;
	return files_write(it, err);
}

int
command_new(int argc, char **argv)
{
	struct draft_files files = { .folder = NULL };
	struct error err;
	int code = EXIT_ACCEPTED;

	arena_init(&files.arena);
	if (run(&files, argc, argv, &err) < 0)
		code = command_fail(command_find("new"), &err);
	arena_release(&files.arena);
	return code;
}
