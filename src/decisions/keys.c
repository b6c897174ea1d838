#include "config.h"

#include "decisions/keys.h"

#include "base/day.h"
#include "base/suggest.h"
#include "decisions/approval_keys.h"
#include "decisions/names.h"
#include "decisions/pattern_checks.h"
#include "decisions/status.h"

enum key_kind {
	KEY_WRIT,   /* makes the file one to be read strictly */
	KEY_SHARED, /* other tools write it as well (MADR, log4brains, Docusaurus) */
	KEY_INERT,  /* belongs to other tools: any value */
};

struct key_row {
	const char *name;
	enum key_kind kind;
	void (*read)(const struct key *key); /* NULL for an inert one */
};

enum { ID_MAX_BYTES = 64 };

static bool
is_id(struct bytes text)
{
	static const char rest[] = "._-";

	if (text.len == 0 || text.len > ID_MAX_BYTES)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];
		bool word =
			(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!word && (i == 0 || !memchr(rest, c, sizeof(rest) - 1)))
			return false;
	}
	return true;
}

static void
id_read(const struct key *key)
{
	struct bytes id;

	if (key_text(key, &id) < 0)
		return;
	if (!is_id(id)) {
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "`id` is letters, digits and `. _ -`, at most %d, as in ADR-0007, not "
			    "`%.*s`",
			    ID_MAX_BYTES, SHOWN(id));
		return;
	}
	if (bytes_starts_with(id, BYTES("WRIT-"))) {
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "`id` must not begin with WRIT-: these are the built-in decisions");
		return;
	}
	key->draft->decision.id = id;
	key->draft->id_given = true;
	key->draft->id_place = PLACE_OF(key->value);
}

static void
title_read(const struct key *key)
{
	if (key_text(key, &key->draft->decision.title) < 0)
		key->draft->decision.title = BYTES_NONE;
}

static void
status_key_read(const struct key *key)
{
	static const char *const words[] = { "proposed", "accepted", "rejected", "deprecated",
					     "superseded" };
	size_t index;

	key->draft->status_given = true;
	if (key->value->kind == VALUE_STRING &&
	    status_read(bytes_trim(key->value->string), &key->draft->decision.status))
		return;
	/* says what is wrong, and what is near */
	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) == 0)
		key->draft->decision.status = (enum decision_status)index;
}

static void
date_read(const struct key *key)
{
	struct bytes date;

	if (key_text(key, &date) < 0)
		return;
	key->draft->date_place = PLACE_OF(key->value);
	if (!day_is_valid(date)) {
		draft_doubt(key->compiler, key->draft, PLACE_OF(key->value),
			    "`date` is a day as in 2026-11-23 (ISO 8601), not `%.*s`", SHOWN(date));
		return;
	}
	key->draft->decision.date = date;
}

static void
level_read(const struct key *key)
{
	static const char *const words[] = { "shadow", "advisory", "mandatory" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) < 0)
		return;
	key->draft->decision.level = (enum level)index;
}

static void
scope_read(const struct key *key)
{
	struct pattern_list list;

	if (key_patterns(key, &list) < 0)
		return;
	key->draft->decision.scope = list;
	scope_check(key->compiler, key->draft, key->value);
}

static void
refs_read(const struct key *key)
{
	struct pattern_list list;

	if (key_patterns(key, &list) < 0)
		return;
	key->draft->decision.refs = list;
	refs_check(key->compiler, key->draft, key->value);
}

static void
judge_item_read(const struct key *key, const struct value *item)
{
	static const char *const words[] = { "commits", "result" };
	size_t index;

	if (key_word(key, item, words, ARRAY_SIZE(words), &index) < 0)
		return;
	if (index == 0)
		key->draft->decision.judge_commits = true;
	else
		key->draft->decision.judge_result = true;
}

static void
judge_read(const struct key *key)
{
	key->draft->judge_place = PLACE_OF(key->value);
	key->draft->decision.judge_commits = false;
	if (key->value->kind != VALUE_LIST)
		judge_item_read(key, key->value);
	else if (key->value->len == 0)
		key_type_error(key, "commits, result or [commits, result]");
	else
		for (size_t i = 0; i < key->value->len; i++)
			judge_item_read(key, key->value->items[i]);
}

static void
baseline_read(const struct key *key)
{
	static const char *const words[] = { "no-worse" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) == 0)
		key->draft->decision.no_worse = true;
}

static void
question_read(const struct key *key)
{
	key->draft->question_place = PLACE_OF(key->value);
	if (key_text(key, &key->draft->decision.question) < 0)
		key->draft->decision.question = BYTES_NONE;
}

/* Inert: of any form; what is a list of texts is kept. */
static void
tags_read(const struct key *key)
{
	struct decision *decision = &key->draft->decision;

	if (key->value->kind != VALUE_LIST)
		return;
	decision->tags = arena_new_array(key->compiler->arena, struct bytes, key->value->len);
	for (size_t i = 0; i < key->value->len; i++) {
		if (key->value->items[i]->string.len > 0)
			decision->tags[decision->n_tags++] = key->value->items[i]->string;
	}
}

static void
oversize_read(const struct key *key)
{
	static const char *const words[] = { "reject", "skip" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) < 0)
		return;
	key->draft->decision.oversize_skip = index == 1;
}

static void
partial_read(const struct key *key)
{
	static const char *const words[] = { "reject", "allow" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) < 0)
		return;
	key->draft->decision.partial_allow = index == 1;
}

static void
supersedes_read(const struct key *key)
{
	struct decision *decision = &key->draft->decision;

	if (key_texts(key, &decision->supersedes, &decision->n_supersedes) == 0)
		key->draft->supersedes = key->value;
	else
		decision->n_supersedes = 0;
}

static void
retires_read(const struct key *key)
{
	key->draft->retires_place = PLACE_OF(key->value);
	if (key_boolean(key, &key->draft->decision.retires) < 0)
		key->draft->decision.retires = false;
}

static void
instead_read(const struct key *key)
{
	if (key_text(key, &key->draft->decision.instead) < 0)
		key->draft->decision.instead = BYTES_NONE;
}

static void
parameters_read(const struct key *key)
{
	if (key->value->kind != VALUE_MAPPING)
		key_type_error(key, "a mapping, as in {schema: billing}");
	else
		key->draft->decision.parameters = key->value;
}

static void
enforceable_read(const struct key *key)
{
	if (key_boolean(key, &key->draft->decision.enforceable) < 0)
		key->draft->decision.enforceable = true;
}

static void
waivable_read(const struct key *key)
{
	if (key_boolean(key, &key->draft->decision.waivable) < 0)
		key->draft->decision.waivable = true;
}

static void
approval_key_read(const struct key *key, void (*take)(const struct key *key, void *to))
{
	if (key->draft->approval_place.line == 0)
		key->draft->approval_place = PLACE_OF(key->value);
	take(key, &key->draft->decision.approval);
}

static void
owners_key_read(const struct key *key)
{
	approval_key_read(key, approval_owners_take);
}

static void
approvals_key_read(const struct key *key)
{
	approval_key_read(key, approval_counts_take);
}

static void
require_key_read(const struct key *key)
{
	approval_key_read(key, approval_require_take);
}

static const struct key_row rows[] = {
	{ "id", KEY_WRIT, id_read },
	{ "title", KEY_SHARED, title_read },
	{ "status", KEY_SHARED, status_key_read },
	{ "date", KEY_SHARED, date_read },
	{ "level", KEY_WRIT, level_read },
	{ "scope", KEY_WRIT, scope_read },
	{ "refs", KEY_WRIT, refs_read },
	{ "judge", KEY_WRIT, judge_read },
	{ "baseline", KEY_WRIT, baseline_read },
	{ "question", KEY_WRIT, question_read },
	{ "tags", KEY_INERT, tags_read },
	{ "oversize", KEY_WRIT, oversize_read },
	{ "partial", KEY_WRIT, partial_read },
	{ "supersedes", KEY_WRIT, supersedes_read },
	{ "retires", KEY_WRIT, retires_read },
	{ "instead", KEY_WRIT, instead_read },
	{ "parameters", KEY_WRIT, parameters_read },
	{ "enforceable", KEY_WRIT, enforceable_read },
	{ "waivable", KEY_WRIT, waivable_read },
	{ "owners", KEY_WRIT, owners_key_read },
	{ "approvals", KEY_WRIT, approvals_key_read },
	{ "require", KEY_WRIT, require_key_read },
	/* MADR 4, and what MADR 3 called its decision-makers */
	{ "decision-makers", KEY_INERT, NULL },
	{ "consulted", KEY_INERT, NULL },
	{ "informed", KEY_INERT, NULL },
	{ "deciders", KEY_INERT, NULL },
	/* what generators of sites read: Just the Docs (as MADR's own decisions), Docusaurus */
	{ "description", KEY_INERT, NULL },
	{ "layout", KEY_INERT, NULL },
	{ "nav_order", KEY_INERT, NULL },
	{ "parent", KEY_INERT, NULL },
	{ "sidebar_label", KEY_INERT, NULL },
	{ "sidebar_position", KEY_INERT, NULL },
	{ "slug", KEY_INERT, NULL },
};

static const struct key_row *
row_find(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (bytes_equal_string(name, rows[i].name))
			return &rows[i];
	}
	return NULL;
}

static bool
is_own_key(struct bytes name)
{
	return bytes_starts_with(name, BYTES("x-"));
}

/* The key that NAME was perhaps meant to be; NULL when none is near. */
static const char *
key_near(struct bytes name)
{
	struct suggestion meant;

	suggestion_init(&meant, name);
	for (size_t i = 0; !is_own_key(name) && i < ARRAY_SIZE(rows); i++)
		suggestion_offer(&meant, rows[i].name);
	return meant.best;
}

bool
keys_speak_writ(const struct draft *draft)
{
	for (size_t i = 0; draft->front && i < draft->front->len; i++) {
		const struct key_row *row = row_find(draft->front->pairs[i].key);
		const char *near = row ? NULL : key_near(draft->front->pairs[i].key);

		if (near)
			row = row_find(bytes_of(near));
		if (row && row->kind == KEY_WRIT)
			return true;
	}
	return false;
}

static void
unknown_key(struct compiler *compiler, struct draft *draft, const struct value_pair *pair)
{
	const char *near = key_near(pair->key);

	if (is_own_key(pair->key))
		return;
	if (near)
		draft_doubt(compiler, draft, PLACE_OF(pair),
			    "unknown key `%.*s`; did you mean `%s`?", SHOWN(pair->key), near);
	else
		draft_doubt(compiler, draft, PLACE_OF(pair),
			    "unknown key `%.*s`; a key of your own begins with `x-`",
			    SHOWN(pair->key));
}

static void
pair_read(struct compiler *compiler, struct draft *draft, const struct value_pair *pair)
{
	const struct key_row *row = row_find(pair->key);
	struct key key = { compiler, draft, NULL, pair->value };

	if (!row) {
		unknown_key(compiler, draft, pair);
		return;
	}
	key.name = row->name;
	if (row->kind != KEY_INERT && pair->value->kind == VALUE_NULL)
		draft_doubt(compiler, draft, PLACE_OF(pair),
			    "`%s` is empty: give it a value, or leave the key out", key.name);
	else if (row->read)
		row->read(&key);
}

void
keys_read(struct compiler *compiler, struct draft *draft)
{
	for (size_t i = 0; draft->front && i < draft->front->len; i++)
		pair_read(compiler, draft, &draft->front->pairs[i]);
}
