#include "config.h"

#include "cli/testing.h"
#include "contract/mutant.h"
#include "contract/trial.h"

/* Whether a contract of DECISION, of which MUTANT is a copy, does not hold for it. */
static bool
is_killed(struct testing *it, const struct decision *decision, const struct decision *mutant)
{
	const struct source *source = it->set.bundle->source;

	for (size_t i = 0; i < source->n_files; i++) {
		struct trial trial = { .watching = NULL };
		struct contract contract;
		struct arena arena;
		struct error err;
		bool held;

		if (!contract_set_holds(&it->set, decision, source->files[i].path))
			continue;
		arena_init(&arena);
		held = contract_parse(&contract, source->files[i].content, &arena, &err) == 0 &&
		       trial_run(&trial, it->set.bundle, mutant, &contract,
				 it->set.surface.push.as_of, &err) == 0 &&
		       trial.passed;
		trial_release(&trial);
		arena_release(&arena);
		if (!held)
			return true;
	}
	return false;
}

static void
survivor_say(struct buf *out, const struct decision *decision, const struct mutant *mutant)
{
	struct bytes was = bytes_slice(decision->policy.text, mutant->at, mutant->at + mutant->len);
	size_t line = decision->policy.first_line + mutant->line - 1;

	buf_printf(out, "%.*s:%zu: ", BYTES_ARG(decision->policy.path), line);
	if (mutant->with[0])
		buf_printf(out, "no contract tells `%.*s` from `%s`\n", BYTES_ARG(was),
			   mutant->with);
	else
		buf_printf(out, "no contract tells whether `%.*s` is there\n", BYTES_ARG(was));
}

/* Contracts that hold for a changed policy as well prove less than they seem to. */
void
testing_mutants(struct testing *it, const struct decision *decision)
{
	CLEANUP(mutants_release) struct mutants mutants;
	CLEANUP(buf_release) struct buf detail = BUF_INIT;
	struct bytes name;
	bool passed;

	mutants_find(&mutants, decision->policy.text);
	for (size_t i = 0; i < mutants.items.len; i++) {
		const struct mutant *mutant = &mutants.items.items[i];
		struct decision changed = *decision;

		changed.policy.text =
			mutant_text(mutant, decision->policy.text, &it->set.surface.arena);
		if (!is_killed(it, decision, &changed))
			survivor_say(&detail, decision, mutant);
	}
	passed = detail.len == 0;
	name = arena_printf(&it->set.surface.arena, "%zu changes of the policy are noticed",
			    mutants.items.len);
	testing_add(it, decision, name, passed, buf_bytes(&detail));
}
