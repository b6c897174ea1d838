#ifndef WRIT_CLI_REPLAY_REPORT_H
#define WRIT_CLI_REPLAY_REPORT_H

/*
 * What a replay came to, for people and as JSON.
 */

#include "base/buf.h"
#include "history/replay.h"

struct replay_report {
	const struct replay *replay;
	struct bytes ref; /* that the history is of; NULL data: it is of a ledger */
	struct bytes as_of, bundle;
	bool color; /* text only */
};

typedef void replay_writer(struct buf *out, const struct replay_report *report);
/* Text; and writ/replay/1, described in docs/replay.schema.json. */
replay_writer replay_write_text, replay_write_json;
/* Of the pushes of a ledger: how they come out beside what is on record. */
void replay_write_recorded(struct buf *out, const struct replay *replay);

#endif
