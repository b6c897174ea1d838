#include "config.h"

#include "cli/ledger_argument.h"

#include <stdio.h>

#include "base/io.h"
#include "cli/recording.h"
#include "ledger/ledger.h"
#include "report/json_writer.h"

static struct bytes
repository_member(struct surface *surface)
{
	CLEANUP(buf_release) struct buf member = BUF_INIT;

	json_byte_string(&member, "repository", bytes_of(repository_git_dir(surface->repository)));
	return arena_copy(&surface->arena, buf_bytes(&member));
}

int
ledger_argument_open(struct ledger_argument *ledger, struct surface *surface, const char *file,
		     struct error *err)
{
	uint64_t wait_s = surface->settings.limits.value[LIMIT_LEDGER_WAIT];
	struct ledger_head head;

	*ledger = (struct ledger_argument){ .path = file, .fd = -1 };
	if (!file) {
		ledger->path = recording_path(surface).data;
		ledger->repository = repository_member(surface);
	}
	if (!ledger->path ||
	    ledger_open_read(ledger->path, wait_s, &ledger->fd, &ledger->size, &head, err) == 0)
		return 0;
	if (err->code != ERROR_NOT_FOUND)
		return -1;
	if (file) {
		err->code = ERROR_USAGE;
		return -1;
	}
	fprintf(stderr, "warning: nothing is on record yet: %s\n", err->message);
	return 0;
}

struct visiting {
	struct bytes repository;
	ledger_visitor *visit;
	void *ctx;
};

static int
record_visit(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	const struct visiting *visiting = ctx;

	if (visiting->repository.data && !bytes_equal(record->repository, visiting->repository))
		return 0;
	return visiting->visit(visiting->ctx, record, line, err);
}

int
ledger_argument_each(const struct ledger_argument *ledger, ledger_visitor *visit, void *ctx,
		     struct error *err)
{
	struct visiting visiting = { ledger->repository, visit, ctx };
	uint64_t noise;

	if (ledger_records_each(ledger->fd, ledger->size, record_visit, &visiting, &noise, err) < 0)
		return error_wrap(err, "ledger %s", ledger->path);
	if (noise)
		ledger_warn_of_noise(noise);
	return 0;
}

void
ledger_argument_close(struct ledger_argument *ledger)
{
	io_close(&ledger->fd);
}
