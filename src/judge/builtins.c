#include "config.h"

#include "judge/builtins.h"

#include "base/sha256.h"
#include "decisions/builtin.h"
#include "judge/builtin_corpus.h"
#include "judge/builtin_court.h"
#include "judge/builtin_owners.h"
#include "judge/findings.h"
#include "judge/source_changes.h"

/* A place in the push behind all ref updates, for what is about none of them. */
static const size_t NO_UPDATE = SIZE_MAX;

enum { LINE_SHOWN_BYTES = 200 };

static void
describe(const struct plan *plan, const struct judge_request *request, enum builtin builtin,
	 struct arena *arena, struct frame_writer *writer)
{
	const struct builtin_text *text = builtin_text(builtin);
	const uint64_t applied[] = {
		[BUILTIN_OBJECT] = plan->n_sets ? plan->sets[0].n_commits : 0,
		[BUILTIN_REF] = request->n_lines,
		[BUILTIN_CORPUS] = source_changes_count(plan, request),
		[BUILTIN_OWNERS] = builtin_owners_updates(plan, request),
	};

	frame_begin(writer, FRAME_DECISION);
	frame_bytes(writer, bytes_of(builtin_id(builtin)));
	frame_bytes(writer, bytes_of(text->title));
	frame_bytes(writer, builtin == BUILTIN_OWNERS ? builtin_owners_instead(plan, request, arena)
						      : bytes_of(text->instead));
	frame_bytes(writer, BYTES_NONE);
	frame_bytes(writer, BYTES("built-in"));
	frame_bytes(writer, BYTES(""));
	frame_number(writer, request->settings->builtins[builtin].level);
	frame_number(writer, applied[builtin]);
	frame_number(writer, request->n_sources);
	frame_number(writer, false);
	frame_number(writer, false); /* no baseline */
	frame_end(writer);
}

size_t
builtin_count(const struct settings *settings)
{
	size_t n = 0;

	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		n += !settings->builtins[i].off;
	return n;
}

size_t
builtin_outcome(const struct plan *plan, const struct settings *settings, enum builtin builtin)
{
	size_t at = plan->n_decisions;

	if (settings->builtins[builtin].off)
		return SIZE_MAX;
	for (size_t i = 0; i < (size_t)builtin; i++)
		at += !settings->builtins[i].off;
	return at;
}

void
builtins_describe(const struct plan *plan, const struct judge_request *request, struct arena *arena,
		  struct buf *out)
{
	struct frame_writer writer = { out, 0 };

	for (size_t i = 0; i < BUILTIN_COUNT; i++) {
		if (!request->settings->builtins[i].off)
			describe(plan, request, (enum builtin)i, arena, &writer);
	}
}

void
builtin_breach_write(const struct builtin_court *court, const struct builtin_breach *breach)
{
	struct frame_writer writer = { court->out, 0 };
	char fingerprint[SHA256_HEX_CHARS + 1];
	struct sha256 *hash = sha256_new();

	sha256_add_field(hash, bytes_of(builtin_id(court->builtin)));
	sha256_add_field(hash, breach->path);
	sha256_add_field(hash, breach->message);
	sha256_finish(hash, fingerprint);
	fingerprint[FINGERPRINT_CHARS] = '\0';
	frame_begin(&writer, FRAME_VIOLATION);
	frame_number(&writer, court->outcome);
	frame_number(&writer, breach->update ? breach->update->index : NO_UPDATE);
	frame_number(&writer, 0);
	frame_oid(&writer, &breach->commit);
	frame_bytes(&writer, BYTES(""));
	frame_bytes(&writer, breach->path);
	frame_number(&writer, breach->line);
	frame_number(&writer, breach->column);
	frame_number(&writer, 1);
	frame_bytes(&writer, breach->message);
	frame_bytes(&writer, BYTES_NONE);
	frame_bytes(&writer, BYTES_NONE);
	frame_bytes(&writer, bytes_of(fingerprint));
	frame_bytes(&writer, BYTES("")); /* no baseline */
	frame_number(&writer, false);
	frame_number(&writer, 0); /* nothing waives it */
	frame_end(&writer);
}

void
builtin_problems_write(const struct builtin_court *court, const struct ref_update *update,
		       const struct guard_problem *problems, size_t n)
{
	for (size_t i = 0; i < n; i++)
		builtin_breach_write(court,
				     &(struct builtin_breach){ .update = update,
							       .path = problems[i].path,
							       .line = problems[i].line,
							       .column = problems[i].column,
							       .message = problems[i].message });
}

void
builtin_note(const struct builtin_court *court, struct bytes text)
{
	struct frame_writer writer = { court->out, 0 };

	frame_begin(&writer, FRAME_NOTE);
	frame_bytes(&writer, text);
	frame_end(&writer);
}

static void
breach(const struct builtin_court *court, const struct ref_update *update, struct bytes message)
{
	const struct builtin_breach it = { .update = update, .message = message };

	builtin_breach_write(court, &it);
}

static void
judge_lines(const struct builtin_court *court)
{
	for (size_t i = 0; i < court->request->n_lines; i++) {
		const struct ref_line *line = &court->request->lines[i];
		struct buf message = BUF_INIT;

		if (!line->problem)
			continue;
		buf_printf(&message, "line %zu of the push: %s: ", line->number, line->problem);
		buf_add(&message,
			bytes_slice(line->ref.data ? line->ref : line->text, 0, LINE_SHOWN_BYTES));
		breach(court, NULL, arena_copy(court->arena, buf_bytes(&message)));
		buf_release(&message);
	}
}

static void
judge_ref(const struct builtin_court *court, const struct ref_update *update)
{
	if (update->kind == UPDATE_DELETE)
		return;
	if (bytes_starts_with(update->ref, BYTES("refs/replace/")))
		breach(court, update,
		       BYTES("a replace ref makes readers see another object than the one named"));
	if (ref_branch(update->ref).data && update->object != OBJECT_COMMIT &&
	    update->object != OBJECT_NONE)
		breach(court, update,
		       arena_printf(court->arena,
				    "a branch can point to a commit only, not to a %s",
				    object_kind_name(update->object)));
}

static int
judge_refs(const struct builtin_court *court, struct error *err)
{
	(void)err;
	judge_lines(court);
	for (size_t i = 0; i < court->plan->push->n_updates; i++)
		judge_ref(court, &court->plan->push->updates[i]);
	return 0;
}

/* The update that brings a malformed object, as far as that is known without another walk. */
static const struct ref_update *
problem_update(const struct builtin_court *court, const struct object_problem *problem)
{
	const struct plan *plan = court->plan;

	if (plan->push->n_updates == 1)
		return &plan->push->updates[0];
	for (size_t i = 0; plan->n_sets && i < plan->sets[0].n_commits; i++) {
		if (oid_equal(&plan->sets[0].commits[i].node->id, &problem->id))
			return plan->sets[0].commits[i].update;
	}
	return NULL;
}

static void
judge_problem(const struct builtin_court *court, const struct object_problem *problem)
{
	struct builtin_breach it = { .update = problem_update(court, problem) };
	char hex[OID_HEX_CHARS + 1];

	oid_hex(&problem->id, hex);
	if (strcmp(problem->kind, "commit") == 0)
		it.commit = problem->id;
	it.message = arena_printf(court->arena, "%s %s: %.*s (%s)", problem->kind, hex,
				  BYTES_ARG(problem->message), problem->fsck_id);
	builtin_breach_write(court, &it);
}

static int
judge_objects(const struct builtin_court *court, struct error *err)
{
	const struct push *push = court->plan->push;

	(void)err;
	for (size_t i = 0; i < object_check_count(court->check); i++)
		judge_problem(court, object_check_get(court->check, i));
	for (size_t i = 0; i < push->n_updates; i++) {
		const struct ref_update *update = &push->updates[i];
		char hex[OID_HEX_CHARS + 1];

		if (update->kind == UPDATE_DELETE || update->object != OBJECT_NONE)
			continue;
		oid_hex(&update->new_id, hex);
		breach(court, update, arena_printf(court->arena, "object %s is missing", hex));
	}
	return 0;
}

int
builtins_judge(struct plan *plan, const struct judge_request *request,
	       const struct object_check *check, struct arena *arena, struct buf *out,
	       struct error *err)
{
	int (*const judges[])(const struct builtin_court *, struct error *) = {
		[BUILTIN_OBJECT] = judge_objects,
		[BUILTIN_REF] = judge_refs,
		[BUILTIN_CORPUS] = builtin_corpus_judge,
		[BUILTIN_OWNERS] = builtin_owners_judge,
	};

	source_changes_find(plan, request, arena);

	for (size_t i = 0; i < BUILTIN_COUNT; i++) {
		const struct builtin_court court = {
			.plan = plan,
			.request = request,
			.check = check,
			.builtin = (enum builtin)i,
			.outcome = builtin_outcome(plan, request->settings, (enum builtin)i),
			.arena = arena,
			.out = out,
		};

		if (!request->settings->builtins[i].off && judges[i](&court, err) < 0)
			return -1;
	}
	return 0;
}
