#include "config.h"

#include "decisions/explain_path.h"

#include "base/escape.h"
#include "base/pattern_witness.h"
#include "model/waiver.h"

/* The parts of the text, in their order. */
enum part { PART_APPLIES, PART_DOCUMENTED, PART_NOT, PARTS };

static const char *const headings[PARTS] = {
	[PART_APPLIES] = "applies:",
	[PART_DOCUMENTED] = "documented only, enforced by nobody:",
	[PART_NOT] = "does not apply:",
};

struct writer {
	struct buf *out;
	const struct bundle *const *bundles;
	size_t n_bundles;
	const struct reach_query *query;
	struct bytes as_of;
	struct arena *arena;
};

/* One decision, and how it stands to the path. */
struct row {
	const struct bundle *bundle;
	const struct decision *decision;
	struct reach reach;
};

static enum part
part_of(const struct row *row)
{
	if (row->reach.kind != REACH_BINDS)
		return PART_NOT;
	return row->decision->enforced ? PART_APPLIES : PART_DOCUMENTED;
}

static void
line_begin(struct buf *out, const char *name)
{
	buf_printf(out, "      %s", name);
}

static void
texts_write(struct buf *out, const char *name, const struct pattern_list *list)
{
	line_begin(out, name);
	for (size_t i = 0; i < list->len; i++) {
		buf_add_string(out, i ? ", " : "");
		escape_text(out, pattern_text(list->items[i]));
	}
	buf_add_char(out, '\n');
}

/* Whether a violation of this path would be waived today, as far as the path tells. */
static void
waiver_write(struct writer *it, const struct row *row)
{
	struct waiver_case asked = { row->decision->index, it->query->path, it->query->ref, NULL,
				     NULL };
	const struct waiver *waiver =
		it->query->folder ? NULL : waiver_find(row->bundle, &asked, it->as_of);

	if (!waiver || !waiver_holds(waiver->expires, it->as_of))
		return;
	line_begin(it->out, "waived until ");
	buf_printf(it->out, "%.*s by ", BYTES_ARG(waiver->expires));
	escape_text(it->out, waiver->shown_path);
	buf_add_char(it->out, '\n');
}

static void
row_write(struct writer *it, const struct row *row)
{
	const struct decision *decision = row->decision;

	buf_add_string(it->out, "  ");
	escape_text(it->out,
		    decision_full_id(it->bundles, it->n_bundles, row->bundle, decision, it->arena));
	buf_printf(it->out, "  %s  ", level_name(decision->level));
	escape_text(it->out, decision->title);
	buf_add_char(it->out, '\n');
	line_begin(it->out, "");
	reach_write(it->out, &row->reach, row->bundle, decision);
	buf_add_char(it->out, '\n');
	if (row->reach.kind != REACH_BINDS)
		return;
	if (!decision_has_standard_refs(decision))
		texts_write(it->out, "refs: ", &decision->refs);
	if (decision->level == LEVEL_SHADOW && decision->enforced)
		buf_add_string(it->out, "      what it finds is recorded, not shown\n");
	waiver_write(it, row);
	if (!decision->instead.data)
		return;
	line_begin(it->out, "instead: ");
	escape_text(it->out, decision->instead);
	buf_add_char(it->out, '\n');
}

static void
part_write(struct writer *it, const struct row *rows, size_t n, enum part part)
{
	size_t written = 0;

	for (size_t i = 0; i < n; i++) {
		if (part_of(&rows[i]) != part)
			continue;
		if (written++ == 0)
			buf_printf(it->out, "\n%s\n", headings[part]);
		row_write(it, &rows[i]);
	}
}

static size_t
rows_make(struct writer *it, struct row **rows)
{
	size_t steps = WITNESS_STEPS;
	size_t n = 0;

	for (size_t i = 0; i < it->n_bundles; i++)
		n += it->bundles[i]->n_decisions;
	*rows = arena_new_array(it->arena, struct row, n);
	n = 0;
	for (size_t i = 0; i < it->n_bundles; i++) {
		for (size_t k = 0; k < it->bundles[i]->n_decisions; k++) {
			struct row *row = &(*rows)[n++];

			row->bundle = it->bundles[i];
			row->decision = &it->bundles[i]->decisions[k];
			reach_find(&row->reach, row->bundle, row->decision, it->query, &steps,
				   it->arena);
		}
	}
	return n;
}

static void
subject_write(struct writer *it)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;

	reach_query_name(&name, it->query);
	escape_text(it->out, buf_bytes(&name));
	if (it->query->ref.data) {
		buf_add_string(it->out, " on ");
		escape_text(it->out, it->query->ref);
	}
	buf_add_char(it->out, '\n');
	for (size_t i = 0; i < it->n_bundles; i++) {
		buf_add_string(it->out, "by ");
		escape_text(it->out, it->bundles[i]->source->place);
		buf_printf(it->out, ", %.*s\n", BYTES_ARG(it->bundles[i]->digest));
	}
}

void
explain_path_write(struct buf *out, const struct bundle *const *bundles, size_t n_bundles,
		   const struct reach_query *query, struct bytes as_of, struct arena *arena)
{
	struct writer it = { out, bundles, n_bundles, query, as_of, arena };
	struct row *rows;
	size_t n = rows_make(&it, &rows);

	subject_write(&it);
	for (size_t part = 0; part < PARTS; part++)
		part_write(&it, rows, n, (enum part)part);
}
