#include "config.h"

#include "decisions/waivers.h"

#include <stddef.h>

#include "base/day.h"
#include "base/macros.h"
#include "decisions/front_matter.h"
#include "decisions/key_table.h"
#include "decisions/names.h"
#include "decisions/yaml.h"

/* A waiver file on its way. */
struct request {
	struct compiler *compiler;
	struct draft draft; /* for what is said about the file */
	struct waiver waiver;
	struct bytes decision_id;
};

/* How long a waiver may hold, by the level of its decision. */
static const long longest_days[] = {
	[LEVEL_SHADOW] = 366,
	[LEVEL_ADVISORY] = 183,
	[LEVEL_MANDATORY] = 92,
};

static void
day_take(const struct key *key, void *to)
{
	struct bytes *day = to;

	key_take_text(key, day);
	if (!day->data || day_is_valid(*day))
		return;
	draft_error(key->compiler, key->draft, PLACE_OF(key->value),
		    "`%s` is a day as in 2026-11-23 (ISO 8601), not `%.*s`", key->name,
		    SHOWN(*day));
	*day = BYTES_NONE;
}

static void
patterns_take(const struct key *key, void *to)
{
	struct pattern_list *list = to;

	if (key_patterns(key, list) < 0)
		list->len = 0;
}

static void
ids_take(const struct key *key, void *to)
{
	struct oid_list *list = to;
	struct oid *ids;
	struct bytes *texts;
	size_t n;

	if (key_texts(key, &texts, &n) < 0)
		return;
	ids = arena_new_array(key->compiler->arena, struct oid, n);
	for (size_t i = 0; i < n; i++) {
		if (!oid_parse(texts[i], &ids[i]))
			draft_error(key->compiler, key->draft, PLACE_OF(key->value->items[i]),
				    "`%s` holds object ids of 40 hex digits, not `%.*s`", key->name,
				    SHOWN(texts[i]));
	}
	*list = (struct oid_list){ ids, n };
	if (n == 0)
		key_type_error(key, "one or more object ids");
}

static const struct key_table_row rows[] = {
	{ "decision", key_take_text, offsetof(struct request, decision_id), true },
	{ "paths", patterns_take, offsetof(struct request, waiver.paths), false },
	{ "refs", patterns_take, offsetof(struct request, waiver.refs), false },
	{ "commits", ids_take, offsetof(struct request, waiver.commits), false },
	{ "blobs", ids_take, offsetof(struct request, waiver.blobs), false },
	{ "reason", key_take_text, offsetof(struct request, waiver.reason), true },
	{ "requested-by", key_take_text, offsetof(struct request, waiver.requested_by), true },
	{ "approved-by", key_take_text, offsetof(struct request, waiver.approved_by), true },
	{ "date", day_take, offsetof(struct request, waiver.date), true },
	{ "expires", day_take, offsetof(struct request, waiver.expires), true },
};

static const struct key_table table = { "a waiver", rows, ARRAY_SIZE(rows) };
static const char *const reaches[] = { "paths", "refs", "commits", "blobs" };

/* Where the value of a key stands that the file has. */
static struct place
place_of(const struct request *request, const char *name)
{
	return PLACE_OF(value_get(request->draft.front, name));
}

static void
keys_take(struct request *request)
{
	const struct value *front = request->draft.front;

	key_table_read(request->compiler, &request->draft, &table, front, request);
	for (size_t i = 0; i < ARRAY_SIZE(reaches); i++) {
		if (value_get(front, reaches[i]))
			return;
	}
	draft_error(request->compiler, &request->draft, PLACE_NONE,
		    "a waiver says what it is for: `paths`, `refs`, `commits` or `blobs`");
}

/* NULL when the waiver names none that can be waived. */
static const struct decision *
decision_find(struct request *request)
{
	struct compiler *compiler = request->compiler;
	size_t place;
	const struct decision *decision;

	if (!request->decision_id.data)
		return NULL;
	place = (uintptr_t)map_get(&compiler->ids, request->decision_id);
	if (place == 0) {
		draft_error(compiler, &request->draft, place_of(request, "decision"),
			    "`decision` names %.*s, which is no decision of this source",
			    SHOWN(request->decision_id));
		return NULL;
	}
	decision = &compiler->drafts.items[place - 1].decision;
	request->waiver.decision = place - 1;
	if (!decision->waivable)
		draft_error(compiler, &request->draft, place_of(request, "decision"),
			    "%.*s cannot be waived: it says `waivable: false`",
			    SHOWN(decision->id));
	return decision;
}

static void
life_check(struct request *request, const struct decision *decision)
{
	const struct waiver *waiver = &request->waiver;
	struct bytes as_of = request->compiler->options->as_of;
	struct place place;
	long days;

	if (!waiver->expires.data || !waiver->date.data)
		return;
	place = place_of(request, "expires");
	days = days_between(waiver->date, waiver->expires);
	if (as_of.len && bytes_compare(waiver->date, as_of) > 0)
		draft_error(request->compiler, &request->draft, PLACE_NONE,
			    "the date %.*s is after today, %.*s", BYTES_ARG(waiver->date),
			    SHOWN(as_of));
	else if (days < 0)
		draft_error(request->compiler, &request->draft, place,
			    "`expires` is before `date`");
	else if (decision && days > longest_days[decision->level])
		draft_error(request->compiler, &request->draft, place,
			    "a waiver of a decision at level %s holds for at most %ld days from "
			    "its `date` on, not for %ld",
			    level_name(decision->level), longest_days[decision->level], days);
	else if (as_of.len && !waiver_holds(waiver->expires, as_of))
		draft_warning(request->compiler, &request->draft, place,
			      "the waiver has expired: take the file out");
}

static void
request_check(struct request *request)
{
	keys_take(request);
	if (request->waiver.approved_by.len &&
	    names_match(request->waiver.requested_by, request->waiver.approved_by))
		draft_error(request->compiler, &request->draft, place_of(request, "approved-by"),
			    "who asks for a waiver does not approve it: `requested-by` and "
			    "`approved-by` are the same");
	life_check(request, decision_find(request));
}

/* A Markdown file has the keys in its front matter, a YAML file has nothing else. */
static void
keys_read(struct request *request)
{
	if (is_markdown(request->draft.file->path))
		front_matter_read(request->compiler, &request->draft);
	else
		yaml_file_read(request->compiler, &request->draft);
}

void
waivers_read(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->source->n_files; i++) {
		const struct source_file *file = &compiler->source->files[i];
		struct request request = {
			.compiler = compiler,
			.draft = { .file = file, .strict = true },
		};

		if (file_kind_of(file->path) != FILE_WAIVER)
			continue;
		request.waiver.path = file->path;
		request.waiver.shown_path = shown_path(compiler, file->path);
		keys_read(&request);
		if (!request.draft.unreadable)
			request_check(&request);
		vec_push(&compiler->waivers, request.waiver);
	}
}
