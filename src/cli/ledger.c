#include "config.h"

#include "cli/ledger.h"

#include <string.h>

#include "cli/command.h"
#include "cli/recording.h"
#include "ledger/ledger.h"

static const struct part {
	const char *name;
	int (*run)(int argc, char **argv, struct surface *surface, struct error *err);
} parts[] = {
	{ "log", ledger_log },
	{ "verify", ledger_check },
	{ "reconcile", ledger_reconcile },
	{ "export", ledger_export },
	{ "checkpoint", ledger_seal },
	{ "prove", ledger_prove },
	{ "index", ledger_index },
	{ "query", ledger_query },
	{ "ship", ledger_ship },
};

int
ledger_locate(struct surface *surface, struct bytes *path, struct error *err)
{
	if (surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	*path = recording_path(surface);
	if (!path->data)
		return error_set(err, ERROR_CONFIG,
				 "this repository keeps no ledger; to begin one: `git config "
				 "writ.ledger writ-ledger.jsonl`");
	return 0;
}

int
ledger_open_filtered(struct surface *surface, struct ledger_filter *filter, int *fd, uint64_t *size,
		     struct error *err)
{
	struct ledger_head head;
	struct bytes path;

	if (ledger_locate(surface, &path, err) < 0 ||
	    ledger_filter_names(filter, path.data, err) < 0)
		return -1;
	return ledger_open_read(path.data, surface->settings.limits.value[LIMIT_LEDGER_WAIT], fd,
				size, &head, err);
}

static const char *
words_parts(size_t i)
{
	return i < ARRAY_SIZE(parts) ? parts[i].name : NULL;
}

static const struct part *
part_find(const char *name, struct error *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	}
	word_unknown("ledger", name, words_parts, err);
	return NULL;
}

int
command_ledger(int argc, char **argv)
{
	const struct command *command = command_find("ledger");
	struct surface surface = { 0 };
	const struct part *part;
	struct error err;
	int code;

	if (argc < 2) {
		error_set(&err, ERROR_USAGE,
			  "ledger takes one of log, verify, reconcile, export, checkpoint, prove, "
			  "index, query, ship");
		return command_fail(command, &err);
	}
	part = part_find(argv[1], &err);
	if (!part)
		return command_fail(command, &err);
	code = part->run(argc - 1, argv + 1, &surface, &err);
	if (code < 0)
		code = command_fail(command, &err);
	surface_release(&surface);
	return code;
}
