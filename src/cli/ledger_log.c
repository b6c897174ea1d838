#include "config.h"

#include <stdio.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/ledger_filter.h"
#include "ledger/ledger.h"
#include "ledger/listing.h"

struct listing {
	struct ledger_filter filter;
	bool as_json;
	struct buf text;
};

static int
record_print(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	struct listing *listing = ctx;

	(void)err;
	if (!ledger_filter_wants(&listing->filter, record))
		return 0;
	if (listing->as_json) {
		printf("%.*s\n", BYTES_ARG(line));
		return 0;
	}
	buf_clear(&listing->text);
	listing_add(&listing->text, record, line, buf_bytes(&listing->filter.people),
		    listing->filter.decision);
	printf("%.*s", BYTES_ARG(buf_bytes(&listing->text)));
	return 0;
}

static int
log_print(struct listing *listing, struct surface *surface, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	uint64_t size;

	if (ledger_open_filtered(surface, &listing->filter, &fd, &size, err) < 0)
		return -1;
	return ledger_records_each(fd, size, record_print, listing, NULL, err);
}

static int
format_read(struct listing *listing, const struct ledger_options *options, struct error *err)
{
	const char *format = options->values[LEDGER_FORMAT].data;

	if (format && !word_is_known(format, words_text_json))
		return word_unknown("ledger log --format", format, words_text_json, err);
	listing->as_json = format && strcmp(format, "json") == 0;
	return 0;
}

int
ledger_log(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct ledger_options options;
	struct listing listing = { .text = BUF_INIT };
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_LOG, 0, argc, argv, err) < 0 ||
	    format_read(&listing, &options, err) < 0)
		return -1;
	result = ledger_filter_init(&listing.filter, &options, err);
	if (result == 0)
		result = log_print(&listing, surface, err);
	ledger_filter_release(&listing.filter);
	buf_release(&listing.text);
	return result;
}
