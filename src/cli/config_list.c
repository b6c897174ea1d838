#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <strings.h>

#include "base/escape.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/surface.h"

enum { OPTION_SHOW_ORIGIN };

const struct option_row config_option_rows[] = {
	[OPTION_SHOW_ORIGIN] = { "show-origin", no_argument, NULL, "and the file of each key" },
	{ NULL },
};

static void
entry_print(const char *origin, bool locked, struct bytes name, struct bytes value,
	    bool with_origin)
{
	struct buf out = BUF_INIT;

	if (with_origin) {
		escape_text(&out, bytes_of(origin));
		buf_printf(&out, "%s\t", locked ? " (locked)" : "");
	}
	escape_text(&out, name);
	buf_add_char(&out, '=');
	escape_text(&out, value);
	printf("%s\n", out.data);
	buf_release(&out);
}

static bool
is_set(const struct surface *surface, struct bytes name)
{
	for (size_t i = 0; i < surface->n_config; i++) {
		if (bytes_equal(surface->config[i].name, name))
			return true;
	}
	return false;
}

/* What is configured, in the order of precedence: of a key with one value the last one holds. */
static void
configured_print(struct surface *surface, bool with_origin)
{
	for (size_t i = 0; i < surface->n_config; i++) {
		const struct config_entry *entry = &surface->config[i];
		struct bytes origin = arena_copy(&surface->arena, entry->origin);

		if (bytes_starts_with(entry->name, BYTES("writ.")))
			entry_print(origin.data, entry->locked, entry->name,
				    entry->has_value ? entry->value : BYTES("true"), with_origin);
	}
}

static void
defaults_print(struct surface *surface, bool with_origin)
{
	struct arena *arena = &surface->arena;

	for (const struct setting_row *row = setting_rows; row->key; row++) {
		struct bytes key = bytes_of(row->key);

		if (!bytes_ends_with(key, BYTES("*")) && !is_set(surface, key))
			entry_print("default", false, key, bytes_of(row->standard), with_origin);
	}
	for (int i = 0; i < BUILTIN_COUNT; i++) {
		struct bytes key =
			arena_printf(arena, "writ.builtin.%s", builtin_id((enum builtin)i));

		if (!surface->settings.builtins[i].off &&
		    surface->settings.builtins[i].level == LEVEL_MANDATORY)
			entry_print("default", false, key, BYTES("mandatory"), with_origin);
	}
	for (size_t i = 0; i < LIMIT_COUNT; i++) {
		const struct limit_row *row = &limit_rows[i];
		struct bytes key = arena_printf(arena, "writ.limit.%s", row->name);

		if (!is_set(surface, key))
			entry_print("default", false, key,
				    arena_printf(arena, "%" PRIu64, row->value), with_origin);
	}
}

int
command_config(int argc, char **argv)
{
	struct option_reader reader = { command_find("config"), argc, argv };
	struct surface surface = { 0 };
	bool with_origin = false;
	const char *value;
	struct error err;
	int option;

	while ((option = option_next(&reader, &value, &err)) >= 0)
		with_origin = true;
	if (option == OPTION_ERROR)
		return command_fail(command_find("config"), &err);
	if (argc != optind) {
		error_set(&err, ERROR_USAGE, "config takes no arguments; set keys with git config");
		return command_fail(command_find("config"), &err);
	}
	if (surface_open_anywhere(&surface, &err) < 0) {
		surface_release(&surface);
		return command_fail(command_find("config"), &err);
	}
	configured_print(&surface, with_origin);
	defaults_print(&surface, with_origin);
	surface_release(&surface);
	return EXIT_ACCEPTED;
}
