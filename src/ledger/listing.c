#include "config.h"

#include "ledger/listing.h"

#include <inttypes.h>

#include "ledger/people.h"

enum { ID_SHOWN_CHARS = 12 };

static struct bytes
short_id(struct bytes id)
{
	return id.data ? bytes_slice(id, 0, ID_SHOWN_CHARS) : BYTES("nothing");
}

static void
moves_add(struct buf *out, const struct record *record)
{
	bool gap = record->kind == RECORD_GAP;
	struct json_items items;
	struct record_move move;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		struct bytes from = short_id(gap ? move.known : move.old_id);
		struct bytes to = short_id(gap ? move.found : move.new_id);

		buf_printf(out, "  %.*s  %.*s..%.*s", BYTES_ARG(record_member_text(move.ref)),
			   BYTES_ARG(from), BYTES_ARG(to));
		if (record->kind == RECORD_EFFECT)
			buf_printf(out, "  by %.*s",
				   BYTES_ARG(move.verdict.data ? short_id(move.verdict)
							       : BYTES("no verdict")));
		buf_add_char(out, '\n');
	}
}

static void
decisions_add(struct buf *out, const struct record *record, struct bytes decision)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &item)) {
		struct bytes id = json_string_text(json_member(item, "id"));
		struct bytes result = json_string_text(json_member(item, "result"));
		struct bytes level = json_string_text(json_member(item, "level"));
		bool plain = bytes_equal_string(result, "passed") ||
			     bytes_equal_string(result, "not-applied");

		if (!plain || (decision.data && bytes_equal(id, decision)))
			buf_printf(out, "  %.*s  %.*s  %.*s\n", BYTES_ARG(id), BYTES_ARG(result),
				   BYTES_ARG(level));
	}
}

static void
verdict_add(struct buf *out, const struct record *record, struct bytes people)
{
	struct bytes word = json_string_text(json_member(record->verdict, "verdict"));
	struct bytes name = people_name(people, record->pusher);

	buf_printf(out, "  %.*s%s", BYTES_ARG(word),
		   record->admitted && !bytes_equal_string(word, "accept") ? ", let in" : "");
	if (record->pusher.data)
		buf_printf(out, "  %.*s", BYTES_ARG(name.data ? name : BYTES("(name erased)")));
}

static void
certificate_add(struct buf *out, struct bytes certificate)
{
	struct bytes problem = json_string_text(json_member(certificate, "problem"));
	struct bytes status = json_string_text(json_member(certificate, "status"));
	struct bytes nonce = json_string_text(json_member(certificate, "nonce_status"));

	if (problem.data)
		buf_printf(out, "  certificate  not of this push: %.*s\n", BYTES_ARG(problem));
	else if (certificate.len && certificate.data[0] == '{')
		buf_printf(out, "  certificate  signature %.*s, nonce %.*s\n", BYTES_ARG(status),
			   BYTES_ARG(nonce));
}

void
listing_add(struct buf *out, const struct record *record, struct bytes line, struct bytes people,
	    struct bytes decision)
{
	buf_printf(out, "%.*s  %.*s  #%" PRIu64 "  %s", BYTES_ARG(record->time),
		   BYTES_ARG(short_id(record->id)), record->seq, record_kind_name(record->kind));
	if (record->kind == RECORD_VERDICT)
		verdict_add(out, record, people);
	buf_add_char(out, '\n');
	moves_add(out, record);
	if (record->kind != RECORD_VERDICT)
		return;
	certificate_add(out, json_member(line, "certificate"));
	decisions_add(out, record, decision);
}
