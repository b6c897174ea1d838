#include "config.h"

#include "ledger/verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/vec.h"
#include "ledger/entry.h"
#include "ledger/lines.h"
#include "ledger/pairing.h"
#include "ledger/sealing.h"

struct verifier {
	struct ledger_report *report;
	const struct ledger_checks *checks;
	const struct ledger_head *head;
	struct sealing sealing;
	struct pairing pairing;
	uint64_t n;                       /* lines so far, this one included */
	char prev[SHA256_HEX_CHARS + 1];  /* hash of the line before */
	char after[SHA256_HEX_CHARS + 1]; /* hash of the record before */
	char time[RECORD_TIME_CHARS + 1]; /* of the record before */
	VEC(struct torn_line) torn;       /* lines since then that are no records */
	uint64_t torn_line, torn_offset;  /* the first of them */
	bool head_seen;
};

static int found(struct verifier *verifier, enum ledger_state state, uint64_t offset,
		 const char *format, ...) PRINTF(4, 5);

/* 1: the end of verifying. */
static int
found(struct verifier *verifier, enum ledger_state state, uint64_t offset, const char *format, ...)
{
	struct ledger_report *report = verifier->report;
	va_list arguments;

	report->state = state;
	report->line = verifier->n;
	report->offset = offset;
	va_start(arguments, format);
	vsnprintf(report->why, sizeof(report->why), format, arguments);
	va_end(arguments);
	return 1;
}

static int
torn_is_no_record(struct verifier *verifier, enum ledger_state state)
{
	verifier->n = verifier->torn_line;
	return found(verifier, state, verifier->torn_offset,
		     state == LEDGER_TAMPERED ? "it is no record"
					      : "it is no record, as after a crash");
}

static bool
torn_item_is(struct bytes item, const struct torn_line *torn)
{
	char bytes[32];

	snprintf(bytes, sizeof(bytes), "%" PRIu64, torn->bytes);
	return bytes_equal_string(json_member(item, "bytes"), bytes) &&
	       bytes_equal_string(json_string_text(json_member(item, "sha256")), torn->hash);
}

/* A gap lists exactly the torn lines in front of it, and ties them to the record before them. */
static bool
closes_torn(const struct verifier *verifier, const struct record *record)
{
	struct bytes member, key, item;
	struct json_items items;
	size_t n = 0;

	if (record->kind != RECORD_GAP || !record->torn.data ||
	    !bytes_equal_string(record->after, verifier->after))
		return false;
	json_items_init(&items, record->torn);
	while (json_items_next(&items, &member, &key, &item)) {
		if (n >= verifier->torn.len || !torn_item_is(item, &verifier->torn.items[n++]))
			return false;
	}
	return n == verifier->torn.len;
}

static int
torn_check(struct verifier *verifier, const struct record *record, uint64_t offset)
{
	if (verifier->torn.len == 0 && !record->torn.data)
		return 0;
	if (!closes_torn(verifier, record))
		return verifier->torn.len ? torn_is_no_record(verifier, LEDGER_TAMPERED)
					  : found(verifier, LEDGER_TAMPERED, offset,
						  "it closes torn lines that are not there");
	verifier->report->torn += verifier->torn.len;
	verifier->torn.len = 0;
	return 0;
}

static int
order_check(struct verifier *verifier, const struct record *record, uint64_t offset)
{
	if (record->seq != verifier->n)
		return found(verifier, LEDGER_TAMPERED, offset,
			     "its number is %" PRIu64 ", not %" PRIu64, record->seq, verifier->n);
	if (!bytes_equal_string(record->prev, verifier->prev))
		return found(verifier, LEDGER_TAMPERED, offset,
			     "the line before it is not the one that it was written behind: "
			     "one of the two was changed");
	if (bytes_compare(record->time, bytes_of(verifier->time)) < 0)
		return found(verifier, LEDGER_TAMPERED, offset,
			     "its time is before that of the record before it");
	return 0;
}

static int
record_check(struct verifier *verifier, const struct record *record, const struct line *line,
	     const char *hash, struct error *err)
{
	if (torn_check(verifier, record, line->offset) ||
	    order_check(verifier, record, line->offset))
		return 1;
	if (pairing_add(&verifier->pairing, record, err) < 0)
		return found(verifier, LEDGER_TAMPERED, line->offset, "%s", err->message);
	if (record->kind == RECORD_CHECKPOINT) {
		int broken = sealing_check(&verifier->sealing, record, line->offset, err);

		if (broken > 0)
			return found(verifier, LEDGER_TAMPERED, line->offset, "%s", err->message);
		if (broken < 0)
			return -1;
	}
	verifier->report->records[record->kind]++;
	memcpy(verifier->after, hash, sizeof(verifier->after));
	memcpy(verifier->time, record->time.data, RECORD_TIME_CHARS);
	return 0;
}

static void
torn_keep(struct verifier *verifier, const struct line *line, const char *hash)
{
	struct torn_line *torn = vec_add(&verifier->torn);

	if (verifier->torn.len == 1) {
		verifier->torn_line = verifier->n;
		verifier->torn_offset = line->offset;
	}
	torn->bytes = line->text.len;
	memcpy(torn->hash, hash, sizeof(torn->hash));
}

/* The line that ends where the head says is the one that it says. */
static int
head_compare(struct verifier *verifier, const struct line *line, const char *hash)
{
	uint64_t end = line->offset + line->text.len + line->complete;

	if (!verifier->head->there || verifier->head->end > end || verifier->head_seen)
		return 0;
	verifier->head_seen = true;
	if (verifier->head->end == end && strcmp(verifier->head->hash, hash) == 0)
		return 0;
	return found(verifier, LEDGER_TAMPERED, line->offset,
		     "it is not the line that was written there, by the head of the ledger");
}

static int
kept_compare(struct verifier *verifier, const struct line *line)
{
	if (sealing_add(&verifier->sealing, line->text))
		return 0;
	return found(verifier, LEDGER_TAMPERED, line->offset,
		     "the lines up to this one are not those that the checkpoint is of");
}

static int
line_check(struct verifier *verifier, const struct line *line, struct error *err)
{
	char hash[SHA256_HEX_CHARS + 1];
	struct record record;
	int end = 0;

	verifier->n++;
	ledger_line_hash(line->text, hash);
	if (record_parse(&record, line->text, err) < 0)
		torn_keep(verifier, line, hash);
	else
		end = record_check(verifier, &record, line, hash, err);
	if (end)
		return end;
	if (head_compare(verifier, line, hash) || kept_compare(verifier, line))
		return 1;
	memcpy(verifier->prev, hash, sizeof(verifier->prev));
	if (!line->complete && verifier->torn.len == 0)
		return found(verifier, LEDGER_INCOMPLETE, line->offset,
			     "the line feed behind it is missing");
	return 0;
}

static int
end_check(struct verifier *verifier, uint64_t size)
{
	const struct ledger_head *head = verifier->head;
	const struct checkpoint *kept = verifier->checks->kept;

	if (kept && kept->size > verifier->n)
		return found(verifier, LEDGER_CUT, size,
			     "the checkpoint is of %" PRIu64 " lines, and %" PRIu64 " are left",
			     kept->size, verifier->n);
	if (head->there && head->end > size)
		return found(verifier, LEDGER_TAMPERED, size,
			     "the ledger was cut behind it: %" PRIu64 " bytes had been written",
			     head->end);
	if (verifier->torn.len)
		return torn_is_no_record(verifier, LEDGER_INCOMPLETE);
	if (!head->there && size)
		return found(verifier, LEDGER_INCOMPLETE, size,
			     "there is no head beside the ledger, so lines behind it may be gone");
	return 0;
}

static int
lines_check(struct verifier *verifier, int fd, uint64_t size, struct error *err)
{
	struct lines lines;
	struct line line;
	int more = 0, end = 0;

	lines_init(&lines, fd, size);
	while (!end && (more = lines_next(&lines, &line, err)) > 0)
		end = line_check(verifier, &line, err);
	if (!end && more == 0)
		end = end_check(verifier, size);
	lines_release(&lines);
	return end < 0 || more < 0 ? -1 : 0;
}

int
ledger_verify(struct ledger_report *report, int fd, uint64_t size,
	      const struct ledger_checks *checks, struct error *err)
{
	struct verifier verifier = { .report = report, .checks = checks, .head = checks->head };
	int result;

	*report = (struct ledger_report){ .state = LEDGER_SOUND };
	memcpy(verifier.prev, record_genesis, sizeof(verifier.prev));
	memcpy(verifier.after, record_genesis, sizeof(verifier.after));
	pairing_init(&verifier.pairing);
	sealing_init(&verifier.sealing, fd, checks);
	result = lines_check(&verifier, fd, size, err);
	report->let_in = verifier.pairing.let_in;
	report->closed = verifier.pairing.closed;
	report->unexplained = verifier.pairing.unexplained;
	report->unsealed = verifier.n - verifier.sealing.sealed;
	sealing_release(&verifier.sealing);
	pairing_release(&verifier.pairing);
	vec_release(&verifier.torn);
	return result;
}
