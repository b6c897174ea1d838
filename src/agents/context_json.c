#include "config.h"

#include "agents/context_format.h"
#include "report/json_writer.h"

/* docs/context.schema.json; the keys of each object in byte order. */

static struct bytes
pattern_or_none(const struct pattern *pattern)
{
	return pattern ? pattern_text(pattern) : BYTES_NONE;
}

static void
path_write(struct buf *out, const struct reach_query *path)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	reach_query_name(&text, path);
	json_byte_string(out, "path", buf_bytes(&text));
}

static void
begin(struct buf *out, const struct context *context)
{
	json_open(out, NULL, '{');
	json_number_or_null(out, "budget", context->question->budget);
	json_open(out, "decisions", '[');
}

static void
matches_write(struct buf *out, const struct context_entry *entry)
{
	json_open(out, "binds", '[');
	for (size_t i = 0; i < entry->n_matches; i++) {
		json_open(out, NULL, '{');
		path_write(out, entry->matches[i].path);
		json_string_or_null(out, "pattern", pattern_or_none(entry->matches[i].pattern));
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
waivers_write(struct buf *out, const struct context_entry *entry)
{
	json_open(out, "waivers", '[');
	for (size_t i = 0; i < entry->n_waivers; i++) {
		const struct waiver *waiver = entry->waivers[i];

		json_open(out, NULL, '{');
		json_string(out, "expires", waiver->expires);
		json_byte_string(out, "path", waiver->shown_path);
		json_patterns(out, "paths", &waiver->paths);
		json_string(out, "reason", waiver->reason);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
entry_write(struct buf *out, const struct context *context, const struct context_entry *entry)
{
	const struct decision *decision = entry->decision;
	bool full = entry->form == CONTEXT_FULL;

	(void)context;
	json_open(out, NULL, '{');
	json_string_or_null(out, "baseline", decision_baseline(decision));
	matches_write(out, entry);
	json_string_or_null(out, "decision", full ? entry->text : BYTES_NONE);
	json_string(out, "force", bytes_of(decision_force_name(entry->bundle, decision)));
	json_string(out, "id", entry->id);
	json_string_or_null(out, "instead", decision->instead);
	json_string(out, "level", bytes_of(level_name(decision->level)));
	json_byte_string(out, "path", decision->shown_path);
	json_strings(out, "precedence", entry->precedence, entry->n_precedence);
	json_patterns(out, "refs", &decision->refs);
	json_patterns(out, "scope", &decision->scope);
	if (full ? entry->shortened : entry->text.len > 0)
		json_true(out, "shortened");
	json_strings(out, "supersedes", decision->supersedes, decision->n_supersedes);
	json_string(out, "title", decision->title);
	waivers_write(out, entry);
	json_close(out, '}');
}

static void
left_out_write(struct buf *out, const struct context *context)
{
	size_t first = context->n_entries - context->n_left_out;

	json_open(out, "left_out", '{');
	json_number(out, "count", context->n_left_out);
	json_open(out, "ids", '[');
	for (size_t i = 0; i < context->n_named; i++)
		json_string(out, NULL, context->priority[first + i]->id);
	json_close(out, ']');
	json_close(out, '}');
}

static void
turn(struct buf *out, const struct context *context)
{
	const struct context_question *question = context->question;

	json_close(out, ']');
	left_out_write(out, context);
	json_open(out, "paths", '[');
	for (size_t i = 0; i < question->n_paths; i++) {
		json_open(out, NULL, '{');
		path_write(out, &question->paths[i]);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_string_or_null(out, "ref", question->ref);
	json_open(out, "related", '[');
}

static void
end(struct buf *out, const struct context *context)
{
	const struct context_question *question = context->question;

	json_close(out, ']');
	json_string(out, "schema", BYTES("writ/context/1"));
	json_open(out, "sources", '[');
	for (size_t i = 0; i < question->n_bundles; i++) {
		const struct bundle *bundle = question->bundles[i];

		json_open(out, NULL, '{');
		json_string(out, "bundle", bundle->digest);
		json_number(out, "enforced", bundle->n_enforced);
		json_string(out, "name", bundle->source->name);
		json_byte_string(out, "source", bundle->source->place);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_string_or_null(out, "task", question->task);
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}

static void
name_left_out(struct buf *out, struct bytes id)
{
	json_string(out, NULL, id);
	buf_add_char(out, ',');
}

const struct context_format context_json = { "json", begin, entry_write, turn, end, name_left_out };
