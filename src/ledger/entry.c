#include "config.h"

#include "ledger/entry.h"

#include "report/formats.h"
#include "report/json_writer.h"

void
entry_document(struct buf *out, const struct verdict *verdict)
{
	const struct report_options options = { .color = false };
	struct verdict shown = *verdict;
	struct break_glass glass;

	if (verdict->break_glass) {
		glass = *verdict->break_glass;
		glass.user = BYTES("-");
		shown.break_glass = &glass;
	}
	report_json(out, &shown, &options);
	out->data[--out->len] = '\0';
}

static void
id_or_null(struct buf *out, const char *key, const struct oid *id)
{
	if (oid_is_zero(id))
		json_null(out, key);
	else
		json_oid(out, key, id);
}

static void
move_write(struct buf *out, enum record_kind kind, const struct entry_move *move)
{
	json_open(out, NULL, '{');
	if (kind != RECORD_VERDICT)
		json_oid(out, "found", &move->found);
	if (kind == RECORD_GAP) {
		id_or_null(out, "known", &move->old_id);
	} else {
		json_oid(out, "new", &move->new_id);
		if (kind == RECORD_VERDICT)
			id_or_null(out, "new_tree", &move->new_tree);
		json_oid(out, "old", &move->old_id);
		if (kind == RECORD_VERDICT)
			id_or_null(out, "old_tree", &move->old_tree);
	}
	if (move->member.data)
		json_raw(out, NULL, move->member);
	else
		json_byte_string(out, "ref", move->ref);
	if (kind == RECORD_EFFECT)
		json_string_or_null(out, "verdict", move->verdict);
	json_close(out, '}');
}

static void
moves_write(struct buf *out, const struct ledger_entry *entry)
{
	json_open(out, "refs", '[');
	for (size_t i = 0; i < entry->n_moves; i++)
		move_write(out, entry->kind, &entry->moves[i]);
	json_close(out, ']');
}

static void
inputs_write(struct buf *out, const struct entry_inputs *inputs)
{
	json_open(out, "inputs", '{');
	json_string(out, "configuration", bytes_of(inputs->configuration));
	if (inputs->options_known)
		json_number(out, "options", inputs->n_options);
	else
		json_null(out, "options");
	json_string_or_null(out, "via", inputs->via);
	json_close(out, '}');
}

static void
place_write(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place)
{
	json_string(out, "id", bytes_of(place->id));
	if (entry->kind == RECORD_VERDICT)
		inputs_write(out, &entry->inputs);
	json_string(out, "kind", bytes_of(record_kind_name(entry->kind)));
	if (entry->kind == RECORD_CHECKPOINT)
		json_string(out, "note", entry->note);
	json_string(out, "prev", bytes_of(place->prev));
}

static void
sources_write(struct buf *out, const struct ledger_entry *entry)
{
	json_open(out, "sources", '[');
	for (size_t i = 0; i < entry->n_sources; i++) {
		json_open(out, NULL, '{');
		id_or_null(out, "commit", &entry->sources[i].commit);
		json_string_or_null(out, "name",
				    entry->sources[i].name.len ? entry->sources[i].name
							       : BYTES_NONE);
		json_byte_string(out, "place", entry->sources[i].place);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
rest_write(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place)
{
	json_byte_string(out, "repository", entry->repository);
	json_string(out, "schema", BYTES("writ/ledger/1"));
	json_number(out, "seq", place->seq);
	if (entry->kind == RECORD_VERDICT) {
		sources_write(out, entry);
		json_string(out, "surface", bytes_of(entry->surface));
	}
	json_string(out, "time", bytes_of(place->time));
}

static void
certificate_write(struct buf *out, const struct entry_certificate *certificate)
{
	if (!certificate) {
		json_null(out, "certificate");
		return;
	}
	json_open(out, "certificate", '{');
	json_string(out, "blob", certificate->blob);
	json_string_or_null(out, "nonce_status", certificate->nonce_status);
	json_string_or_null(out, "problem", certificate->problem);
	json_string_or_null(out, "sha256",
			    *certificate->hash ? bytes_of(certificate->hash) : BYTES_NONE);
	json_string_or_null(out, "status", certificate->status);
	json_close(out, '}');
}

static void
admitted_write(struct buf *out, const struct ledger_entry *entry)
{
	json_bool(out, "admitted", entry->admitted);
	certificate_write(out, entry->certificate);
	json_number(out, "duration_ms", entry->duration_ms);
}

void
entry_write(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place)
{
	json_open(out, NULL, '{');
	if (entry->kind == RECORD_VERDICT)
		admitted_write(out, entry);
	place_write(out, entry, place);
	if (entry->kind == RECORD_VERDICT)
		json_string_or_null(out, "pusher", bytes_of(place->pusher));
	if (entry->kind != RECORD_CHECKPOINT)
		moves_write(out, entry);
	rest_write(out, entry, place);
	if (entry->kind == RECORD_VERDICT)
		json_raw(out, "verdict", entry->document);
	json_close(out, '}');
	buf_add_char(out, '\n');
}

void
entry_write_torn(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place,
		 const char *after, const struct torn_line *torn, size_t n)
{
	const struct ledger_entry gap = { .kind = RECORD_GAP, .repository = entry->repository };

	json_open(out, NULL, '{');
	json_string(out, "after", bytes_of(after));
	place_write(out, &gap, place);
	rest_write(out, &gap, place);
	json_open(out, "torn", '[');
	for (size_t i = 0; i < n; i++) {
		json_open(out, NULL, '{');
		json_number(out, "bytes", torn[i].bytes);
		json_string(out, "sha256", bytes_of(torn[i].hash));
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
	buf_add_char(out, '\n');
}
