#include "config.h"

#include "decisions/explain.h"

#include <inttypes.h>

#include "base/escape.h"
#include "decisions/lines.h"
#include "model/contest.h"
#include "model/waiver.h"

static void
field_begin(struct buf *out, const char *name)
{
	buf_printf(out, "%-12s", name);
}

static void
text_field(struct buf *out, const char *name, struct bytes text)
{
	if (!text.data)
		return;
	field_begin(out, name);
	escape_text(out, text);
	buf_add_char(out, '\n');
}

static void
list_field(struct buf *out, const char *name, const struct bytes *items, size_t n)
{
	if (n == 0)
		return;
	field_begin(out, name);
	for (size_t i = 0; i < n; i++) {
		buf_add_string(out, i ? ", " : "");
		escape_text(out, items[i]);
	}
	buf_add_char(out, '\n');
}

static void
patterns_field(struct buf *out, const char *name, const struct pattern_list *list,
	       const char *empty)
{
	field_begin(out, name);
	if (list->len == 0)
		buf_add_string(out, empty);
	for (size_t i = 0; i < list->len; i++) {
		buf_add_string(out, i ? ", " : "");
		escape_text(out, pattern_text(list->items[i]));
	}
	buf_add_char(out, '\n');
}

static void
force_field(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	field_begin(out, "in force:");
	if (!decision->enforced) {
		buf_add_string(out, "no: ");
		escape_text(out, decision->excluded);
	} else if (bundle->n_errors > 0) {
		buf_add_string(out, "no: the decisions of this source do not compile");
	} else {
		buf_add_string(out, "yes");
	}
	buf_add_char(out, '\n');
}

/* Where it wins over others that answer its question, and where they win over it. */
static void
precedence_fields(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		const struct exclusion *exclusion = &bundle->exclusions[i];

		if (exclusion->loser == decision->index || exclusion->winner == decision->index)
			text_field(out, "precedence:", exclusion->text);
	}
}

/* What it is for, below the line that says until when. */
static void
waiver_reach(struct buf *out, const struct waiver *waiver)
{
	if (waiver->paths.len)
		patterns_field(out, "  paths:", &waiver->paths, "");
	if (waiver->refs.len)
		patterns_field(out, "  refs:", &waiver->refs, "");
	if (waiver->commits.len || waiver->blobs.len) {
		field_begin(out, "  only:");
		buf_printf(out, "%zu commit%s, %zu blob%s\n", waiver->commits.len,
			   waiver->commits.len == 1 ? "" : "s", waiver->blobs.len,
			   waiver->blobs.len == 1 ? "" : "s");
	}
}

static void
waiver_fields(struct buf *out, const struct bundle *bundle, const struct decision *decision,
	      struct bytes as_of)
{
	for (size_t i = 0; i < bundle->n_waivers; i++) {
		const struct waiver *waiver = &bundle->waivers[i];

		if (waiver->decision != decision->index || bundle->n_errors)
			continue;
		field_begin(out, waiver_holds(waiver->expires, as_of) ? "waived:" : "expired:");
		buf_printf(out, "until %.*s by ", BYTES_ARG(waiver->expires));
		escape_text(out, waiver->shown_path);
		buf_add_string(out, ": ");
		escape_text(out, waiver->reason);
		buf_add_char(out, '\n');
		waiver_reach(out, waiver);
	}
	if (!decision->waivable)
		text_field(out, "waivable:", BYTES("no"));
}

static void
owner_fields(struct buf *out, const struct bundle *bundle, const struct decision *decision)
{
	static const struct name_list nobody;
	struct approval_rule rule =
		approval_rule_of(&bundle->governance, &decision->approval, &nobody);

	if (rule.owners.len == 0)
		return;
	list_field(out, "owners:", rule.owners.items, rule.owners.len);
	field_begin(out, "approvals:");
	buf_printf(out, "%" PRIu32, rule.change);
	if (rule.loosen != rule.change)
		buf_printf(out, ", %" PRIu32 " to loosen", rule.loosen);
	buf_add_string(out, rule.user_presence ? ", with a key that is touched\n" : "\n");
}

static void
state_fields(struct buf *out, const struct bundle *bundle, const struct decision *decision,
	     struct bytes as_of)
{
	text_field(out, "file:", decision->shown_path);
	field_begin(out, "status:");
	buf_add_string(out, decision_status_name(decision->status));
	if (decision->date.data)
		buf_printf(out, " %.*s", BYTES_ARG(decision->date));
	buf_add_char(out, '\n');
	text_field(out, "level:", bytes_of(level_name(decision->level)));
	force_field(out, bundle, decision);
	list_field(out, "supersedes:", decision->supersedes, decision->n_supersedes);
	text_field(out, "question:", decision->question);
	precedence_fields(out, bundle, decision);
	waiver_fields(out, bundle, decision, as_of);
	owner_fields(out, bundle, decision);
}

static void
reach_fields(struct buf *out, const struct decision *decision)
{
	patterns_field(out, "scope:", &decision->scope, "every path");
	patterns_field(out, "refs:", &decision->refs, "");
	text_field(out, "judges:",
		   decision->judge_commits
			   ? decision->judge_result
				     ? BYTES("each commit, and the result of each push")
				     : BYTES("each commit")
			   : BYTES("the result of each push"));
	if (decision->no_worse)
		text_field(out, "baseline:",
			   BYTES("no-worse: what stands on a ref may stay, more may not come"));
	if (decision->oversize_skip)
		text_field(out, "oversize:", BYTES("skip"));
	if (decision->partial_allow)
		text_field(out, "partial:", BYTES("allow"));
}

/* Code is shown to be copied, so a backslash stays as it is. */
static void
code_line(struct buf *out, struct bytes line)
{
	struct bytes piece;
	size_t n = 0;

	while (bytes_split(&line, '\\', &piece)) {
		if (n++)
			buf_add_char(out, '\\');
		escape_source(out, piece, 0);
	}
}

/* The policy as it stands, each line escaped by itself. */
static void
policy_show(struct buf *out, const struct decision *decision)
{
	struct lines lines = { .text = decision->policy.text };
	struct bytes line;

	if (!decision->policy.text.data)
		return;
	buf_add_string(out, "\npolicy (");
	escape_text(out, decision->policy.path);
	buf_printf(out, ", line %zu):\n\n", decision->policy.first_line);
	while (lines_next(&lines, &line)) {
		buf_add_string(out, line.len ? "    " : "");
		code_line(out, line);
		buf_add_char(out, '\n');
	}
}

void
explain_decision_write(struct buf *out, const struct bundle *bundle,
		       const struct decision *decision, struct bytes as_of)
{
	escape_text(out, decision->id);
	buf_add_string(out, ": ");
	escape_text(out, decision->title);
	buf_add_string(out, "\n\n");
	state_fields(out, bundle, decision, as_of);
	if (decision->policy.text.data)
		reach_fields(out, decision);
	list_field(out, "tags:", decision->tags, decision->n_tags);
	text_field(out, "instead:", decision->instead);
	policy_show(out, decision);
}

void
explain_builtin_write(struct buf *out, enum builtin builtin)
{
	const struct builtin_text *text = builtin_text(builtin);

	buf_printf(out, "%s: %s\n\n%s\ninstead:    %s\n", builtin_id(builtin), text->title,
		   text->explain, text->instead);
}
