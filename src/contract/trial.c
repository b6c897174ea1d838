#include "config.h"

#include "contract/trial.h"

#include <stdlib.h>

#include "base/macros.h"
#include "base/vec.h"
#include "contract/stage.h"
#include "judge/judge.h"

struct lines {
	VEC(struct bytes) items;
};

static void
lines_release(struct lines *lines)
{
	vec_release(&lines->items);
}

static int
lines_order(const void *a, const void *b)
{
	return bytes_compare(*(const struct bytes *)a, *(const struct bytes *)b);
}

static void
on_one_line(struct buf *out, struct bytes text)
{
	struct bytes line;
	bool first = true;

	while (bytes_split(&text, '\n', &line)) {
		buf_add_string(out, first ? "" : "\\n");
		buf_add(out, line);
		first = false;
	}
}

static void
place_write(struct buf *out, const struct violation *violation, const struct stage *stage)
{
	if (violation->path.len) {
		on_one_line(out, violation->path);
		if (violation->line)
			buf_printf(out, ":%zu", violation->line);
		return;
	}
	for (size_t i = 0; i < stage->n_commits; i++) {
		if (oid_equal(&violation->commit, &stage->commits[i])) {
			buf_printf(out, "commit-%zu", i + 1);
			return;
		}
	}
	on_one_line(out, violation->ref);
}

/* What was wrong; WITH_SOURCE with the line of the policy below it. */
static struct bytes
failure_text(const struct outcome *outcome, bool with_source, struct arena *arena)
{
	struct bytes text = arena_printf(arena, "error: %.*s", BYTES_ARG(outcome->error));

	if (!with_source || !outcome->error_excerpt.data)
		return text;
	return arena_printf(arena, "%.*s\n%5zu | %.*s", BYTES_ARG(text), outcome->error_line,
			    BYTES_ARG(outcome->error_excerpt));
}

/* A policy that could not decide, and why; what kept from a verdict. It is no violation, so a
 * contract need not name it: `reject` alone is enough, and passes for nothing else. */
static void
failures_take(struct lines *lines, const struct verdict *verdict, bool with_source,
	      struct arena *arena)
{
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		if (verdict->outcomes[i].result == RESULT_ERROR)
			vec_push(&lines->items,
				 failure_text(&verdict->outcomes[i], with_source, arena));
	}
	for (size_t i = 0; i < verdict->n_errors; i++)
		vec_push(&lines->items,
			 arena_printf(arena, "error: %.*s", BYTES_ARG(verdict->errors[i])));
}

static bool
expects_failures(const struct contract *contract)
{
	for (size_t i = 0; i < contract->n_lines; i++) {
		if (bytes_starts_with(contract->lines[i], BYTES("error: ")))
			return true;
	}
	return false;
}

static void
violations_take(struct lines *lines, const struct verdict *verdict, const struct stage *stage,
		struct arena *arena)
{
	for (size_t i = 0; i < verdict->n_violations; i++) {
		CLEANUP(buf_release) struct buf line = BUF_INIT;

		if (!violation_counts(&verdict->violations[i]))
			continue;
		place_write(&line, &verdict->violations[i], stage);
		buf_add_string(&line, ": ");
		on_one_line(&line, verdict->violations[i].message);
		vec_push(&lines->items, arena_copy(arena, bytes_trim(buf_bytes(&line))));
	}
}

static void
lines_write(struct buf *out, struct lines *lines)
{
	if (lines->items.len)
		qsort(lines->items.items, lines->items.len, sizeof(struct bytes), lines_order);
	for (size_t i = 0; i < lines->items.len; i++) {
		buf_add(out, lines->items.items[i]);
		buf_add_char(out, '\n');
	}
}

static void
seen_write(struct trial *trial, const struct contract *contract, const struct verdict *verdict,
	   const struct stage *stage, struct arena *arena)
{
	CLEANUP(lines_release) struct lines lines = { VEC_INIT };
	CLEANUP(lines_release) struct lines failures = { VEC_INIT };

	violations_take(&lines, verdict, stage, arena);
	failures_take(&failures, verdict, true, arena);
	trial->failed = failures.items.len > 0;
	if (expects_failures(contract))
		failures_take(&lines, verdict, false, arena);
	else
		lines_write(&trial->failures, &failures);
	buf_printf(&trial->seen, "%s\n", verdict_kind_name(verdict->kind));
	lines_write(&trial->seen, &lines);
}

/* A bundle in which DECISION stands alone, accepted. */
static struct bundle
bundle_of_one(const struct bundle *bundle, const struct decision *decision, struct decision *alone)
{
	struct bundle one = *bundle;

	*alone = *decision;
	alone->index = 0;
	alone->enforced = true;
	alone->excluded = BYTES_NONE;
	alone->superseded_by = BYTES_NONE;
	alone->contest = NULL;
	one.decisions = alone;
	one.n_decisions = one.n_enforced = 1;
	one.n_exclusions = one.n_waivers = 0;
	return one;
}

/* The verdict first, then what is expected, sorted as what is seen is. */
static void
expected_write(struct buf *out, const struct contract *contract)
{
	CLEANUP(lines_release) struct lines lines = { VEC_INIT };

	for (size_t i = 0; i < contract->n_lines; i++)
		vec_push(&lines.items, contract->lines[i]);
	buf_add_string(out, contract->rejects ? "reject\n" : "accept\n");
	lines_write(out, &lines);
}

/* A rejection without a violation is that of a policy that could not decide. */
static bool
is_as_expected(const struct trial *trial, const struct contract *contract)
{
	CLEANUP(buf_release) struct buf expected = BUF_INIT;

	expected_write(&expected, contract);
	if (!bytes_equal(buf_bytes(&trial->seen), buf_bytes(&expected)))
		return false;
	return !trial->failed || (contract->rejects && contract->n_lines == 0) ||
	       expects_failures(contract);
}

static struct watch
watch_of(const struct trial *trial)
{
	return trial->watching ? trial->watching->watch : (struct watch){ .usage = true };
}

/* There is one decision with a policy, so there is one row; none when it did not run. */
static void
observed_take(struct trial *trial, const struct collect *collect)
{
	if (trial->watching)
		watching_take(trial->watching, &collect->observed);
	for (size_t i = 0; i < collect->usage.len; i++) {
		const struct usage_row *row = &collect->usage.items[i];

		trial->usage = (struct policy_usage){ row->instructions, row->memory_peak,
						      row->read_bytes, row->regex_steps };
	}
}

static void
judge_stage(struct trial *trial, struct stage *stage, const struct bundle *one,
	    const struct contract *contract, struct bytes today, struct arena *arena)
{
	const struct source_setting setting = { .place = one->source->place };
	struct settings settings;
	struct push push = { .updates = &stage->update,
			     .n_updates = 1,
			     .user = contract->user,
			     .user_variable = BYTES("user of the contract"),
			     .options = contract->options,
			     .n_options = contract->n_options,
			     .options_known = true,
			     .as_of = contract->as_of.data ? contract->as_of : today };
	struct judge_source source = { .setting = &setting, .bundle = one };
	struct judge_request request = { .repository = stage->repository,
					 .settings = &settings,
					 .push = &push,
					 .sources = &source,
					 .n_sources = 1,
					 .baseline = &stage->before,
					 .n_baseline = contract->kind == UPDATE_CREATE,
					 .only_old_values = true,
					 .watch = watch_of(trial) };
	struct judgement judgement;

	settings_init(&settings);
	settings.sandbox = SANDBOX_PERMISSIVE; /* the policy is who tests it's own */
	judge(&request, arena, &judgement);
	seen_write(trial, contract, &judgement.verdict, stage, arena);
	observed_take(trial, &judgement.collect);
	trial->passed = is_as_expected(trial, contract);
	judgement_release(&judgement);
}

int
trial_run(struct trial *trial, const struct bundle *bundle, const struct decision *decision,
	  const struct contract *contract, struct bytes today, struct error *err)
{
	struct decision alone;
	struct bundle one = bundle_of_one(bundle, decision, &alone);
	struct stage stage;
	struct arena arena;
	int result;

	*trial = (struct trial){ .watching = trial->watching,
				 .seen = BUF_INIT,
				 .failures = BUF_INIT };
	arena_init(&arena);
	result = stage_build(&stage, contract, &arena, err);
	if (result == 0)
		judge_stage(trial, &stage, &one, contract, today, &arena);
	stage_release(&stage);
	arena_release(&arena);
	return result;
}

void
trial_release(struct trial *trial)
{
	buf_release(&trial->seen);
	buf_release(&trial->failures);
}

/* The next line of *REST; empty at the end. */
static struct bytes
line_next(struct bytes *rest)
{
	struct bytes line;

	return bytes_split(rest, '\n', &line) ? line : BYTES_NONE;
}

static void
verdicts_compare(struct buf *out, struct bytes want, struct bytes seen)
{
	if (!bytes_equal(want, seen))
		buf_printf(out, "- %.*s\n+ %.*s\n", BYTES_ARG(want), BYTES_ARG(seen));
}

/* Both texts are sorted behind their first lines, so one pass finds what only one of them has. */
void
trial_difference(const struct trial *trial, const struct contract *contract, struct buf *out)
{
	CLEANUP(buf_release) struct buf expected = BUF_INIT;
	struct bytes want, seen = buf_bytes(&trial->seen), a, b;

	expected_write(&expected, contract);
	want = buf_bytes(&expected);
	a = line_next(&want);
	verdicts_compare(out, a, line_next(&seen));
	a = line_next(&want);
	b = line_next(&seen);
	while (a.len || b.len) {
		int order = !b.len ? -1 : !a.len ? 1 : bytes_compare(a, b);

		if (order < 0)
			buf_printf(out, "- %.*s\n", BYTES_ARG(a));
		if (order > 0)
			buf_printf(out, "+ %.*s\n", BYTES_ARG(b));
		if (order <= 0)
			a = line_next(&want);
		if (order >= 0)
			b = line_next(&seen);
	}
	buf_add(out, buf_bytes(&trial->failures));
}
