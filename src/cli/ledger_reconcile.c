#include "config.h"

#include <stdio.h>

#include "base/escape.h"
#include "base/io.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "ledger/history.h"
#include "ledger/ledger.h"
#include "ledger/lines.h"

struct reconciliation {
	struct surface *surface;
	const char *path;
	struct history history;
	VEC(struct entry_move) gaps;
};

static int
history_read(struct reconciliation *all, int fd, uint64_t from, uint64_t size, struct error *err)
{
	struct record record;
	struct lines lines;
	struct error why;
	struct line line;
	int more;

	lines_init(&lines, fd, size);
	lines.at = from;
	while ((more = lines_next(&lines, &line, err)) > 0) {
		if (record_parse(&record, line.text, &why) == 0)
			history_add(&all->history, &record);
	}
	lines_release(&lines);
	return more;
}

/* A symref moves by the name at its end. */
static int
ref_reconcile(void *ctx, struct bytes ref, const struct oid *id, struct error *err)
{
	struct reconciliation *all = ctx;
	struct surface *surface = all->surface;
	struct bytes target;
	struct oid known, again;

	if (history_explains(&all->history, ref, id, &known))
		return 0;
	if (ref_read(surface->repository, ref, &surface->arena, &again, &target, err) < 0)
		return -1;
	if (target.len)
		return 0;
	vec_push(&all->gaps,
		 ((struct entry_move){
			 .ref = arena_copy(&surface->arena, ref), .old_id = known, .found = *id }));
	return 0;
}

static int
refs_reconcile(struct reconciliation *all, struct error *err)
{
	const struct entry_move *missing;
	size_t n;

	if (refs_each(all->surface->repository, ref_reconcile, all, err) != 0)
		return -1;
	missing = history_missing(&all->history, &n);
	for (size_t i = 0; i < n; i++)
		vec_push(&all->gaps, missing[i]);
	return 0;
}

static void
gap_print(const struct entry_move *gap)
{
	char known[OID_HEX_CHARS + 1], found[OID_HEX_CHARS + 1];
	struct buf shown = BUF_INIT;

	oid_hex(&gap->old_id, known);
	oid_hex(&gap->found, found);
	if (gap->member.data)
		buf_add(&shown, record_member_text(gap->member));
	else
		escape_text(&shown, gap->ref);
	printf("%.*s: %s on record, %s found\n", BYTES_ARG(buf_bytes(&shown)),
	       oid_is_zero(&gap->old_id) ? "nothing" : known,
	       oid_is_zero(&gap->found) ? "nothing" : found);
	buf_release(&shown);
}

static int
gap_compare(const void *a, const void *b)
{
	const struct entry_move *x = a, *y = b;

	return bytes_compare(x->ref, y->ref);
}

static int
gaps_keep(struct reconciliation *all, struct ledger *ledger, struct error *err)
{
	struct repository *repository = all->surface->repository;
	const struct ledger_entry entry = { .kind = RECORD_GAP,
					    .repository = bytes_of(repository_git_dir(repository)),
					    .moves = all->gaps.items,
					    .n_moves = all->gaps.len };

	if (all->gaps.len == 0)
		return 0;
	if (ledger_append(ledger, &entry, NULL, err) < 0)
		return -1;
	for (size_t i = 0; i < all->gaps.len; i++)
		gap_print(&all->gaps.items[i]);
	return 0;
}

/* What was written meanwhile is read, and then the refs, while nobody can be let in: a ref that
 * moves now does so by a verdict that was read. */
static int
rest_reconcile(struct reconciliation *all, struct ledger *ledger, uint64_t from, struct error *err)
{
	if (history_read(all, ledger->fd, from, ledger->size, err) < 0 ||
	    refs_reconcile(all, err) < 0)
		return -1;
	if (all->gaps.len)
		qsort(all->gaps.items, all->gaps.len, sizeof(*all->gaps.items), gap_compare);
	return gaps_keep(all, ledger, err);
}

static int
reconcile(struct reconciliation *all, struct error *err)
{
	uint64_t wait_s = all->surface->settings.limits.value[LIMIT_LEDGER_WAIT], size = 0;
	CLEANUP(io_close) int fd = -1;
	struct ledger ledger;
	struct ledger_head head;
	int result;

	/* Most of it is read without the lock. */
	result = ledger_open_read(all->path, wait_s, &fd, &size, &head, err);
	if (result < 0 && err->code != ERROR_NOT_FOUND)
		return -1;
	if (result == 0 && history_read(all, fd, 0, size, err) < 0)
		return -1;
	result = ledger_open(&ledger, all->path, wait_s, err);
	if (result == 0)
		result = rest_reconcile(all, &ledger, size, err);
	ledger_close(&ledger);
	return result;
}

int
ledger_reconcile(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct reconciliation all = { .surface = surface };
	struct ledger_options options;
	struct bytes path;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_NONE, 0, argc, argv, err) < 0 ||
	    ledger_locate(surface, &path, err) < 0)
		return -1;
	if (*repository_namespace(surface->repository))
		return error_set(err, ERROR_USAGE,
				 "ledger reconcile looks at all refs; unset GIT_NAMESPACE");
	all.path = path.data;
	history_init(&all.history, bytes_of(repository_git_dir(surface->repository)),
		     &surface->arena);
	result = reconcile(&all, err);
	if (result == 0)
		result = all.gaps.len ? EXIT_REJECTED : EXIT_ACCEPTED;
	vec_release(&all.gaps);
	history_release(&all.history);
	return result;
}
