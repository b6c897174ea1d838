#include "config.h"

#include "cli/retrial.h"

#include "base/escape.h"
#include "base/number.h"
#include "cli/recording.h"
#include "cli/retrial_case.h"
#include "history/recorded.h"
#include "ledger/entry.h"

static int
alias_take(void *ctx, struct bytes name, struct bytes end, struct error *err)
{
	struct retrial *retrial = ctx;
	struct arena *arena = &retrial->surface->arena;

	(void)err;
	vec_push(&retrial->aliases,
		 ((struct ref_alias){ arena_copy(arena, name), arena_copy(arena, end) }));
	return 0;
}

static int
ref_take(void *ctx, struct bytes ref, const struct oid *id, struct error *err)
{
	struct retrial *retrial = ctx;

	(void)err;
	for (size_t i = 0; i < retrial->aliases.len; i++) {
		if (bytes_equal(retrial->aliases.items[i].ref, ref))
			return 0;
	}
	past_now(retrial->past, ref, id);
	return 0;
}

int
retrial_init(struct retrial *retrial, struct surface *surface, struct past *past,
	     struct bytes people, struct error *err)
{
	*retrial = (struct retrial){ .surface = surface, .past = past, .people = people };
	recording_configuration(surface, retrial->configuration);
	if (*repository_namespace(surface->repository))
		return error_set(err, ERROR_USAGE,
				 "verify --replay is about all refs: run it without GIT_NAMESPACE");
	if (symrefs_each(surface->repository, BYTES("refs/"), alias_take, retrial, err) != 0 ||
	    refs_each(surface->repository, ref_take, retrial, err) != 0)
		return -1;
	return surface_read_baseline(surface, err);
}

void
retrial_release(struct retrial *retrial)
{
	vec_release(&retrial->aliases);
	buf_release(&retrial->sources);
}

/* What speaks against judging it at all; NULL data when nothing does. */
static struct bytes
refusal(const struct retrial *retrial, const struct record *record)
{
	struct bytes writ = json_string_text(json_member(record->verdict, "writ"));

	if (!bytes_equal(record->repository, retrial->past->repository))
		return BYTES("it is of another repository");
	if (bytes_equal_string(json_member(record->verdict, "verdict"), "\"none\""))
		return BYTES("it had no verdict");
	if (!bytes_equal_string(writ, PACKAGE_VERSION))
		return BYTES("another version of writ has judged it");
	return BYTES_NONE;
}

static bool
is_id(struct bytes text)
{
	struct oid id;

	return oid_parse(text, &id);
}

/* Whether a ref counts as judged that may have been elsewhere. */
static bool
baseline_moves(const struct settings *settings)
{
	for (size_t i = 0; i < settings->n_baselines; i++) {
		if (!is_id(settings->baselines[i]))
			return true;
	}
	return false;
}

static bool
values_are_gone(const struct retrial_case *it)
{
	for (size_t i = 0; i < it->refs.len; i++) {
		if (!repository_holds(it->request.repository, &it->refs.items[i].id))
			return true;
	}
	return false;
}

static uint64_t
duration_ms(struct bytes line)
{
	struct bytes value = json_member(line, "duration_ms");
	int64_t number;

	return value.len && integer_read(&number, value, 10, false) ? (uint64_t)number : 0;
}

static bool
is_of_alias(struct bytes note)
{
	static const char words[] = " is a symbolic ref to ";

	return memmem(note.data, note.len, words, sizeof(words) - 1) != NULL;
}

static bool
is_noted(const struct verdict *verdict, struct bytes note)
{
	for (size_t i = 0; i < verdict->n_notes; i++) {
		if (bytes_equal(verdict->notes[i], note))
			return true;
	}
	return false;
}

/* A verdict notes the symbolic refs whose rules applied: whether they were others then. */
static bool
aliases_differ(struct retrial_case *it, const struct verdict *now)
{
	struct bytes member, key, value;
	struct json_items items;
	size_t then = 0;

	json_items_init(&items, json_member(it->record->verdict, "notes"));
	while (json_items_next(&items, &member, &key, &value)) {
		struct bytes note = recorded_text(value, &it->arena);

		if (!is_of_alias(note))
			continue;
		if (!is_noted(now, note))
			return true;
		then++;
	}
	for (size_t i = 0; i < now->n_notes; i++)
		then -= is_of_alias(now->notes[i]);
	return then != 0;
}

/* What the verdict depends on and is not on record, or not there any more: why it may differ though
 * nobody has touched it. NULL data when there is nothing of the kind. */
static struct bytes
excuse(const struct retrial *retrial, struct retrial_case *it, const struct verdict *now)
{
	struct bytes options = json_member(it->inputs, "options");
	struct bytes bundle = json_string_text(json_member(it->record->verdict, "bundle"));

	if (!it->inputs.data)
		return BYTES("it does not say what it depends on");
	if (!bytes_equal_string(json_string_text(json_member(it->inputs, "configuration")),
				retrial->configuration))
		return BYTES("the configuration is not that of then");
	if (it->has_folder && !bytes_equal(bundle, now->bundle))
		return BYTES("the decisions of a folder are not those of then");
	if (it->record->pusher.data && !it->push.user.data)
		return BYTES("the name of its pusher was erased");
	if (!bytes_equal_string(options, "0") && !bytes_equal_string(options, "null"))
		return BYTES("its push options are not on record");
	if (it->request.n_lines > it->push.n_updates)
		return BYTES("lines of the push that are no updates are not on record");
	if (baseline_moves(&it->settings))
		return BYTES("a ref of writ.baseline may have been elsewhere");
	if (past_is_unclear(retrial->past, it->record, duration_ms(it->line)))
		return BYTES("refs have moved while it was judged");
	if (aliases_differ(it, now))
		return BYTES("symbolic refs may have been others then");
	if (it->guessed.data)
		return arena_printf(&retrial->surface->arena,
				    "which value it had then is not on record: %.*s",
				    BYTES_ARG(it->guessed));
	if (values_are_gone(it))
		return BYTES("commits that refs had then are not there any more");
	return BYTES_NONE;
}

static enum retrial_result
cannot(struct buf *why, struct bytes text)
{
	buf_clear(why);
	escape_text(why, text);
	return RETRIAL_CANNOT;
}

static enum retrial_result
verdict_compare(const struct retrial *retrial, struct retrial_case *it, const struct verdict *now,
		struct buf *why)
{
	CLEANUP(buf_release) struct buf document = BUF_INIT;
	struct bytes reason;

	if (now->kind == VERDICT_NONE)
		return cannot(why, now->n_errors ? now->errors[0] : BYTES("no verdict"));
	entry_document(&document, now);
	if (bytes_equal(buf_bytes(&document), it->record->verdict))
		return RETRIAL_SAME;
	reason = excuse(retrial, it, now);
	if (reason.data)
		return cannot(why, reason);
	retrial_compare(why, it->record->verdict, buf_bytes(&document));
	return RETRIAL_DIFFERS;
}

static enum retrial_result
case_judge(struct retrial *retrial, struct retrial_case *it, struct buf *why)
{
	struct judgement judgement;
	enum retrial_result result;

	judge(&it->request, &it->arena, &judgement);
	result = verdict_compare(retrial, it, &judgement.verdict, why);
	judgement_release(&judgement);
	return result;
}

enum retrial_result
retrial_run(struct retrial *retrial, const struct record *record, struct bytes line,
	    struct buf *why)
{
	struct bytes reason = refusal(retrial, record);
	enum retrial_result result;
	struct retrial_case it;
	struct error err;

	buf_clear(why);
	if (reason.data)
		return cannot(why, reason);
	if (retrial_case_make(&it, retrial, record, line, &err) < 0)
		result = cannot(why, bytes_of(err.message));
	else
		result = case_judge(retrial, &it, why);
	retrial_case_release(&it);
	return result;
}
