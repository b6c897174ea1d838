#include "config.h"

#include "ledger/follow.h"

#include <inttypes.h>

#include "ledger/head.h"

int
follower_begin(struct follower *follower, int fd, uint64_t size,
	       const struct ledger_position *position, struct error *err)
{
	struct ledger_head head = { .there = true, .end = position->end };

	*follower = (struct follower){ .position = *position };
	memcpy(head.hash, position->hash, sizeof(head.hash));
	lines_init(&follower->lines, fd, size);
	follower->lines.at = position->end;
	return ledger_head_check(&head, fd, size, err);
}

void
follower_release(struct follower *follower)
{
	lines_release(&follower->lines);
}

static int
chain_check(const struct ledger_position *position, const struct record *record, struct error *err)
{
	uint64_t number = position->lines + 1;
	const char *prev = position->lines ? position->hash : record_genesis;

	if (record->seq == number && bytes_equal_string(record->prev, prev))
		return 0;
	return error_set(err, ERROR_MALFORMED,
			 "line %" PRIu64 " does not follow the one in front of it; `writ ledger "
			 "verify` says more",
			 number);
}

int
follower_next(struct follower *follower, struct followed *followed, struct error *err)
{
	struct ledger_position *position = &follower->position;
	struct error why;
	struct line line;
	int more = lines_next(&follower->lines, &line, err);

	if (more <= 0 || !line.complete)
		return more < 0 ? -1 : 0;
	followed->line = line.text;
	followed->is_record = record_parse(&followed->record, line.text, &why) == 0;
	if (followed->is_record && chain_check(position, &followed->record, err) < 0)
		return -1;
	ledger_line_hash(line.text, position->hash);
	position->lines++;
	position->end = line.offset + line.text.len + 1;
	return 1;
}
