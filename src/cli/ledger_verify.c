#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/ledger_replay.h"
#include "ledger/ledger.h"
#include "ledger/verify.h"
#include "signature/note.h"

struct verification {
	struct buf shown; /* the path, escaped */
	struct ledger_report report;
	struct note_keys keys; /* none: nobody asks for signatures */
	struct buf note;       /* what --checkpoint names */
	struct checkpoint kept;
	bool has_kept;
	bool replays; /* the verdicts that the filter selects */
	struct ledger_filter filter;
	struct surface *surface;
};

static void
count_print(uint64_t n, const char *one, const char *many)
{
	if (n)
		printf("  %" PRIu64 " %s\n", n, n == 1 ? one : many);
}

/* What the signatures are worth, as far as anybody can say. */
static void
seals_print(const struct verification *all)
{
	const struct ledger_report *report = &all->report;
	const char *signatures = all->keys.len
					 ? "their signatures are valid"
					 : "their signatures were not checked; --key FILE does";

	if (all->has_kept)
		printf("  goes on from the checkpoint of %" PRIu64 " line%s, %s\n", all->kept.size,
		       all->kept.size == 1 ? "" : "s",
		       all->keys.len ? "whose signature is valid"
				     : "whose signature was not checked; --key FILE does");
	if (report->records[RECORD_CHECKPOINT] == 0) {
		printf("  not signed: who can write the file and its head can write both anew\n");
		return;
	}
	printf("  %" PRIu64 " checkpoint%s, %s\n", report->records[RECORD_CHECKPOINT],
	       report->records[RECORD_CHECKPOINT] == 1 ? "" : "s", signatures);
	/* the checkpoint is a line, too */
	count_print(report->unsealed - 1, "line behind the last checkpoint is not signed",
		    "lines behind the last checkpoint are not signed");
}

static void
sound_print(const struct verification *all)
{
	const struct ledger_report *report = &all->report;
	const uint64_t *records = report->records;

	printf("%s: sound\n", all->shown.data);
	count_print(records[RECORD_VERDICT], "verdict", "verdicts");
	count_print(records[RECORD_EFFECT], "effect", "effects");
	count_print(records[RECORD_GAP], "gap", "gaps");
	count_print(report->let_in - report->closed,
		    "move of a ref that was let in and has no effect on record",
		    "moves of refs that were let in and have no effect on record");
	count_print(report->unexplained, "move of a ref that no verdict let in",
		    "moves of refs that no verdict let in");
	count_print(report->torn, "line that a crash has left, with its gap",
		    "lines that a crash has left, each with its gap");
	seals_print(all);
}

/* A ledger without any checkpoint is not what somebody means who has its key. */
static bool
lacks_seal(const struct verification *all)
{
	return all->report.state == LEDGER_SOUND && all->keys.len && !all->has_kept &&
	       all->report.records[RECORD_CHECKPOINT] == 0;
}

static int
report_print(const struct verification *all)
{
	static const struct {
		const char *word;
		int code;
	} states[] = {
		[LEDGER_SOUND] = { "sound", EXIT_ACCEPTED },
		[LEDGER_TAMPERED] = { "tampered", EXIT_REJECTED },
		[LEDGER_CUT] = { "cut", EXIT_REJECTED },
		[LEDGER_INCOMPLETE] = { "incomplete", EXIT_INCOMPLETE },
	};
	const struct ledger_report *report = &all->report;

	if (lacks_seal(all)) {
		printf("%s: incomplete: there is no checkpoint in it, so nothing is signed\n",
		       all->shown.data);
		return EXIT_INCOMPLETE;
	}
	if (report->state == LEDGER_SOUND)
		sound_print(all);
	else
		printf("%s:%" PRIu64 ": %s, from byte %" PRIu64 " on: %s\n", all->shown.data,
		       report->line, states[report->state].word, report->offset, report->why);
	return states[report->state].code;
}

static bool
is_signed(const void *ctx, struct bytes note)
{
	return note_is_signed(note, ctx);
}

static int
keys_read(struct verification *all, struct bytes path, struct arena *arena, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	if (!path.data)
		return 0;
	if (io_read_file(path.data, NOTE_KEYS_MAX_BYTES, &text, err) < 0)
		return error_wrap(err, "--key");
	if (note_keys_read(&all->keys, buf_bytes(&text), arena, err) == 0)
		return 0;
	err->code = ERROR_USAGE;
	return error_wrap(err, "--key %s", path.data);
}

/* 1 when it is none that one of the keys has signed. */
static int
kept_read(struct verification *all, struct bytes path, struct error *err)
{
	if (!path.data)
		return 0;
	all->has_kept = true;
	if (io_read_file(path.data, CHECKPOINT_MAX_BYTES, &all->note, err) < 0)
		return error_wrap(err, "--checkpoint");
	if (checkpoint_parse(&all->kept, buf_bytes(&all->note), err) < 0) {
		err->code = ERROR_USAGE;
		return error_wrap(err, "--checkpoint %s", path.data);
	}
	if (all->keys.len == 0 || note_is_signed(buf_bytes(&all->note), &all->keys))
		return 0;
	escape_text(&all->shown, path);
	printf("%s: the key of --key has not signed this checkpoint\n", all->shown.data);
	return 1;
}

/* What was changed is not judged: it says nothing of any push. What lacks its end is, and stays
 * incomplete. */
static int
ledger_judge(struct verification *all, int held, int fd, uint64_t size, struct error *err)
{
	int judged;

	if (!all->replays || held == EXIT_REJECTED)
		return held;
	judged = ledger_replay(all->surface, &all->filter, all->shown.data, fd, size, err);
	return judged == EXIT_ACCEPTED ? held : judged;
}

static int
ledger_hold(struct verification *all, struct bytes path, struct error *err)
{
	uint64_t wait_s = limit_rows[LIMIT_LEDGER_WAIT].value, size;
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;
	const struct ledger_checks checks = {
		.head = &head,
		.kept = all->has_kept ? &all->kept : NULL,
		.is_signed = all->keys.len ? is_signed : NULL,
		.ctx = &all->keys,
	};

	if (ledger_open_read(path.data, wait_s, &fd, &size, &head, err) < 0)
		return -1;
	if (ledger_verify(&all->report, fd, size, &checks, err) < 0)
		return error_wrap(err, "ledger %s", path.data);
	escape_text(&all->shown, path);
	return ledger_judge(all, report_print(all), fd, size, err);
}

static bool
filters_any(const struct ledger_options *options)
{
	for (int i = 0; i < LEDGER_OPTION_COUNT; i++) {
		if (LEDGER_TAKES_FILTER & 1U << i && options->values[i].data)
			return true;
	}
	return false;
}

static int
replay_read(struct verification *all, const struct ledger_options *options, struct surface *surface,
	    struct bytes path, struct error *err)
{
	all->replays = options->values[LEDGER_REPLAY].data;
	all->surface = surface;
	if (!all->replays && filters_any(options))
		return error_set(err, ERROR_USAGE,
				 "ledger verify reads all of a ledger; only with --replay a filter "
				 "says which pushes are judged again");
	if (!all->replays)
		return 0;
	if (!surface->repository && surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	if (ledger_filter_init(&all->filter, options, err) < 0)
		return -1;
	return ledger_filter_names(&all->filter, path.data, err);
}

static int
verify(struct verification *all, const struct ledger_options *options, struct surface *surface,
       struct error *err)
{
	struct bytes path = bytes_of(options->n_operands ? options->operands[0] : NULL);
	int refused;

	if (!path.data && ledger_locate(surface, &path, err) < 0)
		return -1;
	if (replay_read(all, options, surface, path, err) < 0 ||
	    keys_read(all, options->values[LEDGER_KEY], &surface->arena, err) < 0)
		return -1;
	refused = kept_read(all, options->values[LEDGER_CHECKPOINT], err);
	if (refused)
		return refused < 0 ? -1 : EXIT_REJECTED;
	return ledger_hold(all, path, err);
}

int
ledger_check(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct verification all = { .shown = BUF_INIT, .note = BUF_INIT };
	struct ledger_options options;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_VERIFY, 1, argc, argv, err) < 0)
		return -1;
	result = verify(&all, &options, surface, err);
	buf_release(&all.shown);
	buf_release(&all.note);
	ledger_filter_release(&all.filter);
	return result;
}
