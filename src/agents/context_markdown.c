#include "config.h"

#include "agents/context_format.h"
#include "agents/markdown_entry.h"
#include "base/markdown.h"

static void
path_write(struct buf *out, const struct reach_query *path)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	reach_query_name(&text, path);
	markdown_code(out, buf_bytes(&text));
}

static void
subject_write(struct buf *out, const struct context_question *question)
{
	buf_add_string(out, "# Decisions");
	for (size_t i = 0; i < question->n_paths; i++) {
		buf_add_string(out, i ? ", " : " for ");
		path_write(out, &question->paths[i]);
	}
	if (question->task.data) {
		buf_add_string(out, question->n_paths ? ", and the task: " : " for the task: ");
		markdown_text(out, question->task);
	}
	if (question->ref.data) {
		buf_add_string(out, ", on ");
		markdown_code(out, question->ref);
	}
	buf_add_string(out, "\n\n");
}

static void
sources_write(struct buf *out, const struct context_question *question)
{
	size_t enforced = 0;

	for (size_t i = 0; i < question->n_bundles; i++) {
		const struct bundle *bundle = question->bundles[i];

		buf_add_string(out, i ? "; from " : "From ");
		markdown_code(out, bundle->source->place);
		buf_printf(out, ", %.*s", BYTES_ARG(bundle->digest));
		enforced += bundle->n_enforced;
	}
	buf_add_string(out, ".\n");
	if (enforced == 0)
		buf_add_string(out, "No decision of theirs is enforced.\n");
}

static void
begin(struct buf *out, const struct context *context)
{
	const struct context_question *question = context->question;

	subject_write(out, question);
	if (context->n_binding)
		buf_add_string(out,
			       "A push that goes against a mandatory decision is rejected; one "
			       "that goes against an\nadvisory one is told so. What is quoted "
			       "is the decision's own text.\n");
	sources_write(out, question);
	if (question->n_paths && context->n_binding == 0)
		buf_add_string(out, "\nNo decision binds here.\n");
}

static void
matches_write(struct buf *out, const struct context *context, const struct context_entry *entry)
{
	for (size_t i = 0; i < entry->n_matches; i++) {
		const struct context_match *match = &entry->matches[i];

		buf_add_string(out, i ? "; " : "- binds: ");
		if (context->question->n_paths > 1) {
			path_write(out, match->path);
			buf_add_string(out, " by ");
		}
		if (match->pattern)
			markdown_code(out, pattern_text(match->pattern));
		else
			buf_add_string(out, "every path");
	}
	buf_add_string(out, entry->n_matches ? "\n" : "");
}

static void
waivers_write(struct buf *out, const struct context_entry *entry)
{
	for (size_t i = 0; i < entry->n_waivers; i++) {
		const struct waiver *waiver = entry->waivers[i];

		buf_printf(out, "- waived until %.*s: ", BYTES_ARG(waiver->expires));
		markdown_patterns(out, &waiver->paths, "every path");
		buf_add_string(out, ", by ");
		markdown_code(out, waiver->shown_path);
		buf_add_string(out, ": ");
		markdown_text(out, waiver->reason);
		buf_add_char(out, '\n');
	}
}

static void
relations_write(struct buf *out, const struct context_entry *entry)
{
	const struct decision *decision = entry->decision;

	if (!decision_has_standard_refs(decision)) {
		buf_add_string(out, "- refs: ");
		markdown_patterns(out, &decision->refs, "");
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < entry->n_precedence; i++)
		markdown_item(out, "precedence", entry->precedence[i]);
	for (size_t i = 0; i < decision->n_supersedes; i++)
		markdown_item(out, "supersedes", decision->supersedes[i]);
	waivers_write(out, entry);
}

static void
entry_write(struct buf *out, const struct context *context, const struct context_entry *entry)
{
	const struct decision *decision = entry->decision;

	buf_add_string(out, "\n## ");
	markdown_text(out, entry->id);
	buf_add_string(out, ": ");
	markdown_text(out, decision->title);
	buf_add_string(out, "\n\n");
	if (entry->form == CONTEXT_FULL)
		markdown_quote(out, entry->text, entry->shortened);
	buf_printf(out, "- level: %s\n",
		   entry->enforced ? level_name(decision->level)
				   : "documented only, enforced by nobody");
	if (decision->no_worse)
		buf_add_string(out, "- baseline: no-worse: what stands on a ref may stay, more "
				    "may not come\n");
	if (entry->n_matches == 0) {
		buf_add_string(out, "- scope: ");
		markdown_patterns(out, &decision->scope, "every path");
		buf_add_char(out, '\n');
	}
	matches_write(out, context, entry);
	if (decision->instead.data)
		markdown_item(out, "instead", decision->instead);
	relations_write(out, entry);
	buf_add_string(out, "- read on: ");
	markdown_code(out, decision->shown_path);
	buf_add_char(out, '\n');
}

static void
turn(struct buf *out, const struct context *context)
{
	const struct context_question *question = context->question;
	bool found = context->n_entries > context->n_binding;

	if (!question->task.data)
		return;
	if (!found)
		buf_printf(out, "\nNo %sdecision has words in common with the task.\n",
			   question->n_paths ? "other " : "");
	else if (question->n_paths)
		buf_add_string(out, "\n# Others that have to do with the task\n");
	else
		buf_add_string(out, "\nFound by the words of the task, the nearest first; each "
				    "binds in its scope.\n");
}

static void
end(struct buf *out, const struct context *context)
{
	size_t first = context->n_entries - context->n_left_out;

	if (context->n_left_out == 0)
		return;
	buf_printf(out, "\n%zu left out by the budget of %zu bytes", context->n_left_out,
		   context->question->budget);
	buf_add_string(out, ": ");
	for (size_t i = 0; i < context->n_named; i++) {
		buf_add_string(out, i ? ", " : "");
		markdown_text(out, context->priority[first + i]->id);
	}
	if (context->n_named < context->n_left_out)
		buf_printf(out, "%s%zu that are not named here", context->n_named ? ", " : "",
			   context->n_left_out - context->n_named);
	buf_add_char(out, '\n');
}

static void
name_left_out(struct buf *out, struct bytes id)
{
	markdown_text(out, id);
	buf_add_string(out, ", ");
}

const struct context_format context_markdown = { "markdown", begin, entry_write,
						 turn,       end,   name_left_out };
