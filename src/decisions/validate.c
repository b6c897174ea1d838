#include "config.h"

#include "decisions/validate.h"

#include "base/day.h"
#include "decisions/keys.h"
#include "decisions/names.h"
#include "decisions/policy_block.h"
#include "decisions/status.h"

static void
defaults_set(struct compiler *compiler, struct draft *draft)
{
	draft->decision = (struct decision){
		.path = draft->file->path,
		.shown_path = shown_path(compiler, draft->file->path),
		.status = STATUS_UNKNOWN,
		.level = LEVEL_MANDATORY,
		.refs = compiler->default_refs,
		.judge_commits = true,
		.enforceable = true,
		.waivable = true,
	};
}

static void
title_choose(struct compiler *compiler, struct draft *draft)
{
	struct decision *decision = &draft->decision;

	if (!decision->title.data)
		decision->title = draft->body.title.text;
	if (decision->title.data)
		return;
	decision->title = stem_title(compiler->arena, path_stem(draft->file->path));
	if (draft->strict && !value_get(draft->front, "title") && !draft->unreadable)
		draft_warning(compiler, draft, PLACE_NONE,
			      "no `title` and no heading; it is shown by the name of its file");
}

/* A policy without a status would be enforced by nobody, so that is an error. */
static void
status_missing(struct compiler *compiler, struct draft *draft)
{
	static const char message[] =
		"no status: write `status: accepted` into the front matter, or proposed, rejected, "
		"deprecated or superseded";

	if (draft->decision.policy.text.data)
		draft_error(compiler, draft, PLACE_NONE, "%s", message);
	else if (draft->strict)
		draft_warning(compiler, draft, PLACE_NONE, "%s", message);
}

static void
status_choose(struct compiler *compiler, struct draft *draft)
{
	const struct found *found = &draft->body.status;

	if (draft->status_given)
		return;
	if (!found->text.data)
		status_missing(compiler, draft);
	else if (!status_read_prose(found->text, &draft->decision.status))
		draft_doubt(compiler, draft, found->place,
			    "the status is proposed, accepted, rejected, deprecated or superseded, "
			    "not `%.*s`",
			    SHOWN(found->text));
}

static void
date_choose(struct compiler *compiler, struct draft *draft)
{
	const struct found *found = &draft->body.date;
	struct decision *decision = &draft->decision;

	if (draft->date_place.line > 0)
		return;
	if (!found->text.data) {
		decision->date = stem_date(compiler->arena, path_stem(draft->file->path));
		return;
	}
	draft->date_place = found->place;
	if (day_is_valid(found->text))
		decision->date = found->text;
	else
		draft_doubt(compiler, draft, found->place,
			    "the date is a day as in 2026-11-23 (ISO 8601), not `%.*s`",
			    SHOWN(found->text));
}

static void
date_check(struct compiler *compiler, struct draft *draft)
{
	struct bytes as_of = compiler->options->as_of;
	struct bytes date = draft->decision.date;

	if (date.data && as_of.len > 0 && bytes_compare(date, as_of) > 0)
		draft_doubt(compiler, draft, draft->date_place,
			    "the date %.*s is after today, %.*s", BYTES_ARG(date), SHOWN(as_of));
}

/* How many stand is a matter of what the ref is before and after, whatever the commits between. */
static void
baseline_check(struct compiler *compiler, struct draft *draft)
{
	struct decision *decision = &draft->decision;

	if (draft->judge_place.line && decision->judge_commits)
		draft_error(compiler, draft, draft->judge_place,
			    "`baseline: no-worse` compares the old value of a ref with the new "
			    "one; write `judge: result`, or leave `judge` out");
	decision->judge_commits = false;
	decision->judge_result = true;
}

static void
judge_check(struct compiler *compiler, struct draft *draft)
{
	if (draft->decision.no_worse)
		baseline_check(compiler, draft);
	else if (draft->decision.judge_result && pattern_list_is_plural(&draft->decision.refs))
		draft_warning(compiler, draft, draft->judge_place,
			      "`judge: result` with `refs` that can match several branches: what "
			      "one took in is judged again when it comes to the next; name one "
			      "branch in `refs`");
}

static void
retires_check(struct compiler *compiler, struct draft *draft)
{
	if (draft->decision.retires && draft->decision.n_supersedes == 0)
		draft_warning(compiler, draft, draft->retires_place,
			      "`retires` says nothing without `supersedes`");
}

void
draft_validate(struct compiler *compiler, struct draft *draft)
{
	defaults_set(compiler, draft);
	draft->strict = draft->unreadable || keys_speak_writ(draft) ||
			draft->body.policy.text.data || draft->sidecar;
	keys_read(compiler, draft);
	title_choose(compiler, draft);
	policy_choose(compiler, draft);
	if (draft->unreadable)
		return;
	status_choose(compiler, draft);
	date_choose(compiler, draft);
	date_check(compiler, draft);
	judge_check(compiler, draft);
	retires_check(compiler, draft);
}
