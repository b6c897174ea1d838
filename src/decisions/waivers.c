#include "config.h"

#include "decisions/waivers.h"

#include <strings.h>

#include "base/day.h"
#include "base/macros.h"
#include "base/suggest.h"
#include "decisions/front_matter.h"
#include "decisions/key_values.h"
#include "decisions/names.h"
#include "decisions/yaml.h"

/* A waiver file on its way. */
struct request {
	struct compiler *compiler;
	struct draft draft; /* for what is said about the file */
	struct waiver waiver;
	struct bytes decision_id;
	const struct value *decision, *expires, *approved_by;
};

/* How long a waiver may hold, by the level of its decision. */
static const long longest_days[] = {
	[LEVEL_SHADOW] = 366,
	[LEVEL_ADVISORY] = 183,
	[LEVEL_MANDATORY] = 92,
};

static void
text_take(const struct key *key, struct bytes *text)
{
	if (key_text(key, text) < 0)
		*text = BYTES_NONE;
}

static void
decision_take(const struct key *key, struct request *request)
{
	request->decision = key->value;
	text_take(key, &request->decision_id);
}

static void
paths_take(const struct key *key, struct request *request)
{
	if (key_patterns(key, &request->waiver.paths) < 0)
		request->waiver.paths.len = 0;
}

static void
refs_take(const struct key *key, struct request *request)
{
	if (key_patterns(key, &request->waiver.refs) < 0)
		request->waiver.refs.len = 0;
}

static void
ids_take(const struct key *key, struct oid_list *list)
{
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

static void
commits_take(const struct key *key, struct request *request)
{
	ids_take(key, &request->waiver.commits);
}

static void
blobs_take(const struct key *key, struct request *request)
{
	ids_take(key, &request->waiver.blobs);
}

static void
reason_take(const struct key *key, struct request *request)
{
	text_take(key, &request->waiver.reason);
}

static void
requested_by_take(const struct key *key, struct request *request)
{
	text_take(key, &request->waiver.requested_by);
}

static void
approved_by_take(const struct key *key, struct request *request)
{
	request->approved_by = key->value;
	text_take(key, &request->waiver.approved_by);
}

static void
day_take(const struct key *key, struct bytes *day)
{
	text_take(key, day);
	if (!day->data || day_is_valid(*day))
		return;
	draft_error(key->compiler, key->draft, PLACE_OF(key->value),
		    "`%s` is a day as in 2026-11-23 (ISO 8601), not `%.*s`", key->name,
		    SHOWN(*day));
	*day = BYTES_NONE;
}

static void
date_take(const struct key *key, struct request *request)
{
	day_take(key, &request->waiver.date);
}

static void
expires_take(const struct key *key, struct request *request)
{
	request->expires = key->value;
	day_take(key, &request->waiver.expires);
}

static const struct row {
	const char *name;
	void (*take)(const struct key *key, struct request *request);
	bool required;
} rows[] = {
	{ "decision", decision_take, true },
	{ "paths", paths_take, false },
	{ "refs", refs_take, false },
	{ "commits", commits_take, false },
	{ "blobs", blobs_take, false },
	{ "reason", reason_take, true },
	{ "requested-by", requested_by_take, true },
	{ "approved-by", approved_by_take, true },
	{ "date", date_take, true },
	{ "expires", expires_take, true },
};

static void
unknown_key(struct request *request, const struct value_pair *pair)
{
	const char *names[ARRAY_SIZE(rows)];
	const char *near;

	if (bytes_starts_with(pair->key, BYTES("x-")))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		names[i] = rows[i].name;
	near = suggest(pair->key, names, ARRAY_SIZE(names));
	draft_error(request->compiler, &request->draft, PLACE_OF(pair),
		    "a waiver has no key `%.*s`%s%s%s", SHOWN(pair->key),
		    near ? "; did you mean `" : "", near ? near : "", near ? "`?" : "");
}

static void
pair_take(struct request *request, const struct value_pair *pair)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct key key = { request->compiler, &request->draft, rows[i].name,
					 pair->value };

		if (!bytes_equal_string(pair->key, rows[i].name))
			continue;
		if (pair->value->kind == VALUE_NULL)
			draft_error(request->compiler, &request->draft, PLACE_OF(pair),
				    "`%s` is empty: give it a value", rows[i].name);
		else
			rows[i].take(&key, request);
		return;
	}
	unknown_key(request, pair);
}

static void
keys_take(struct request *request)
{
	const struct value *front = request->draft.front;

	for (size_t i = 0; front && i < front->len; i++)
		pair_take(request, &front->pairs[i]);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (rows[i].required && !value_get(front, rows[i].name))
			draft_error(request->compiler, &request->draft, PLACE_NONE,
				    "a waiver needs `%s`", rows[i].name);
	}
	if (!value_get(front, "paths") && !value_get(front, "commits") &&
	    !value_get(front, "blobs") && !value_get(front, "refs"))
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
		draft_error(compiler, &request->draft, PLACE_OF(request->decision),
			    "`decision` names %.*s, which is no decision of this source",
			    SHOWN(request->decision_id));
		return NULL;
	}
	decision = &compiler->drafts.items[place - 1].decision;
	request->waiver.decision = place - 1;
	if (!decision->waivable)
		draft_error(compiler, &request->draft, PLACE_OF(request->decision),
			    "%.*s cannot be waived: it says `waivable: false`",
			    SHOWN(decision->id));
	return decision;
}

static bool
names_equal(struct bytes a, struct bytes b)
{
	return a.data && a.len == b.len && strncasecmp(a.data, b.data, a.len) == 0;
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
	place = PLACE_OF(request->expires);
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
	if (names_equal(request->waiver.requested_by, request->waiver.approved_by))
		draft_error(request->compiler, &request->draft, PLACE_OF(request->approved_by),
			    "who asks for a waiver does not approve it: `requested-by` and "
			    "`approved-by` are the same");
	life_check(request, decision_find(request));
}

/* A Markdown file has the keys in its front matter, a YAML file has nothing else. */
static void
keys_read(struct request *request)
{
	struct draft *draft = &request->draft;
	struct yaml_document document = { .first_line = 1 };

	if (is_markdown(draft->file->path)) {
		front_matter_read(request->compiler, draft);
		return;
	}
	draft->unreadable =
		yaml_read(request->compiler, draft, draft->file->content, &document) < 0;
	draft->front = draft->unreadable ? NULL : document.mapping;
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
