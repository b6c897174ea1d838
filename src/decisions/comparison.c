#include "config.h"

#include "decisions/comparison.h"

#include "base/escape.h"
#include "base/macros.h"
#include "base/pattern_compare.h"
#include "decisions/comparing.h"
#include "decisions/owner_comparison.h"
#include "model/contest.h"
#include "model/waiver.h"

void
change_add(struct comparing *it, struct bytes id, enum effect effect, struct bytes text)
{
	vec_push(&it->changes,
		 ((struct corpus_change){ .id = id, .effect = effect, .text = text }));
}

void
file_change_add(struct comparing *it, struct bytes name, enum effect effect, struct bytes text)
{
	vec_push(&it->changes,
		 ((struct corpus_change){
			 .id = name, .of_file = true, .effect = effect, .text = text }));
}

static void
level_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	if (before->level == after->level)
		return;
	change_add(it, after->id, after->level < before->level ? EFFECT_LOOSENS : EFFECT_TIGHTENS,
		   arena_printf(it->arena, "its level is %s, it was %s", level_name(after->level),
				level_name(before->level)));
}

/* Says where one list reaches and the other does not. */
static void
reach_compare(struct comparing *it, const struct decision *after, const struct pattern_list *list,
	      const struct pattern_list *other, enum effect effect, const char *what)
{
	struct bytes path;

	switch (pattern_list_beyond(list, other, &it->steps, it->arena, &path)) {
	case WITNESS_NONE:
		return;
	case WITNESS_OPEN:
		change_add(it, after->id, EFFECT_UNKNOWN,
			   arena_printf(it->arena, "its %s changed", what));
		return;
	case WITNESS_FOUND:
		change_add(it, after->id, effect,
			   arena_printf(it->arena, "%s in its %s: `%.*s`",
					effect == EFFECT_LOOSENS ? "no longer" : "now", what,
					BYTES_ARG(path)));
	}
}

static void
patterns_compare(struct comparing *it, const struct decision *after,
		 const struct pattern_list *before_list, const struct pattern_list *after_list,
		 const char *what)
{
	if (pattern_lists_equal(before_list, after_list))
		return;
	reach_compare(it, after, before_list, after_list, EFFECT_LOOSENS, what);
	reach_compare(it, after, after_list, before_list, EFFECT_TIGHTENS, what);
}

/* Of a yes that is strict. */
static void
switch_compare(struct comparing *it, struct bytes id, bool before, bool after, const char *lost,
	       const char *won)
{
	if (before && !after)
		change_add(it, id, EFFECT_LOOSENS, bytes_of(lost));
	if (after && !before)
		change_add(it, id, EFFECT_TIGHTENS, bytes_of(won));
}

static void
judge_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	switch_compare(it, after->id, before->judge_commits, after->judge_commits,
		       "it no longer judges each commit", "it now judges each commit");
	switch_compare(it, after->id, before->judge_result, after->judge_result,
		       "it no longer judges the result", "it now judges the result");
	switch_compare(it, after->id, !before->oversize_skip, !after->oversize_skip,
		       "it passes over files that are too large", "files that are too large fail");
	switch_compare(it, after->id, !before->partial_allow, !after->partial_allow,
		       "it allows source files that do not end",
		       "source files that do not end are violations");
}

/* What is told from the number of violations lets one in for each that goes, and keeps out what
 * only comes back: neither is all of the other. */
static void
baseline_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	if (!before->no_worse && after->no_worse)
		change_add(it, after->id, EFFECT_LOOSENS,
			   BYTES("it lets a violation in for one that goes (baseline: no-worse)"));
	if (before->no_worse && !after->no_worse)
		change_add(it, after->id, EFFECT_UNKNOWN,
			   BYTES("it no longer holds the number of its violations (baseline: "
				 "no-worse)"));
}

static void
policy_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	if (!bytes_equal(before->policy.text, after->policy.text))
		change_add(it, after->id, EFFECT_UNKNOWN, BYTES("its policy changed"));
	if (!values_equal(before->parameters, after->parameters))
		change_add(it, after->id, EFFECT_UNKNOWN, BYTES("its parameters changed"));
	switch_compare(it, after->id, !before->waivable, !after->waivable, "it can be waived now",
		       "it can no longer be waived");
	if (!bytes_equal(before->question, after->question))
		change_add(it, after->id, EFFECT_UNKNOWN, BYTES("its question changed"));
}

static bool
has_exclusion(const struct bundle *bundle, struct bytes text)
{
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		if (bytes_equal(bundle->exclusions[i].text, text))
			return true;
	}
	return false;
}

/* Where another one has come to win over a decision, or has ceased to. */
static void
exclusions_compare(struct comparing *it, const struct decision *before,
		   const struct decision *after)
{
	const struct bundle *bundles[] = { it->before, it->after };
	const size_t losers[] = { before->index, after->index };

	for (size_t side = 0; side < ARRAY_SIZE(bundles); side++) {
		for (size_t i = 0; i < bundles[side]->n_exclusions; i++) {
			const struct exclusion *exclusion = &bundles[side]->exclusions[i];

			if (exclusion->loser != losers[side] ||
			    has_exclusion(bundles[!side], exclusion->text))
				continue;
			change_add(it, after->id, EFFECT_UNKNOWN,
				   arena_printf(it->arena, "%s: %.*s", side ? "now" : "no longer",
						BYTES_ARG(exclusion->text)));
		}
	}
}

/* Whether LIST reaches beyond what OTHER does, or perhaps does. */
static bool
reaches_further(struct comparing *it, const struct pattern_list *list,
		const struct pattern_list *other)
{
	struct bytes path;

	return !pattern_lists_equal(list, other) &&
	       pattern_list_beyond(list, other, &it->steps, it->arena, &path) != WITNESS_NONE;
}

/* Who won over a decision before and still does may win in more places now, by the same pattern. */
static void
winners_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	for (size_t i = 0; i < it->after->n_exclusions; i++) {
		const struct exclusion *exclusion = &it->after->exclusions[i];
		const struct decision *winner = &it->after->decisions[exclusion->winner];
		const struct decision *old = bundle_find(it->before, winner->id);

		if (exclusion->loser != after->index || !before->enforced || !old ||
		    !has_exclusion(it->before, exclusion->text))
			continue;
		if (reaches_further(it, &winner->scope, &old->scope) ||
		    reaches_further(it, &winner->refs, &old->refs))
			change_add(it, after->id, EFFECT_UNKNOWN,
				   arena_printf(it->arena,
						"%.*s, which wins over it, reaches further",
						BYTES_ARG(winner->id)));
	}
}

/* Any scope, be it all paths, leaves out the commits that change no path. */
static void
scope_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	if (before->scope.len == 0 && after->scope.len > 0)
		change_add(it, after->id, EFFECT_UNKNOWN,
			   BYTES("it has a scope now, so commits that change no path in it are not "
				 "judged"));
}

static void
in_force_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	level_compare(it, before, after);
	patterns_compare(it, after, &before->scope, &after->scope, "scope");
	patterns_compare(it, after, &before->refs, &after->refs, "refs");
	judge_compare(it, before, after);
	baseline_compare(it, before, after);
	policy_compare(it, before, after);
	scope_compare(it, before, after);
	exclusions_compare(it, before, after);
	winners_compare(it, before, after);
}

/* A successor that is enforced may ask for as much, for more, or for less. */
static void
fallen_compare(struct comparing *it, const struct decision *after)
{
	const struct decision *successor = NULL;

	if (after->superseded_by.data)
		successor = bundle_find(it->after, after->superseded_by);
	if (successor && successor->enforced)
		change_add(it, after->id, EFFECT_UNKNOWN,
			   arena_printf(it->arena, "%.*s supersedes it, which is enforced",
					BYTES_ARG(successor->id)));
	else if (successor || after->status == STATUS_SUPERSEDED)
		change_add(it, after->id, EFFECT_LOOSENS,
			   BYTES("superseded, by none that is enforced"));
	else
		change_add(it, after->id, EFFECT_LOOSENS,
			   arena_printf(it->arena, "no longer in force: %.*s",
					BYTES_ARG(after->excluded)));
}

/* Whether the file OLD of the corpus before is, word for word, NEW of the one after it. */
static bool
is_same_file(const struct comparing *it, struct bytes old, struct bytes new)
{
	const struct source_file *before = source_file_find(it->before->source, old);
	const struct source_file *after = source_file_find(it->after->source, new);

	return before && after && bytes_equal(old, new) &&
	       bytes_equal(before->content, after->content);
}

static void
both_compare(struct comparing *it, const struct decision *before, const struct decision *after)
{
	size_t n = it->changes.len;

	if (before->enforced && after->enforced)
		in_force_compare(it, before, after);
	else if (before->enforced)
		fallen_compare(it, after);
	else if (after->enforced)
		change_add(it, after->id, EFFECT_TIGHTENS, BYTES("now in force"));
	decision_owners_compare(it, before, after);
	if (it->changes.len == n && !is_same_file(it, before->path, after->path))
		change_add(it, after->id, EFFECT_NONE,
			   after->enforced ? BYTES("only its wording changed")
					   : BYTES("changed; it is not in force"));
}

static void
gone_compare(struct comparing *it, const struct decision *before)
{
	if (before->enforced)
		change_add(it, before->id, EFFECT_LOOSENS, BYTES("removed"));
	else
		change_add(it, before->id, EFFECT_NONE, BYTES("removed; it was not in force"));
}

static void
new_compare(struct comparing *it, const struct decision *after)
{
	if (after->enforced)
		change_add(it, after->id, EFFECT_TIGHTENS, BYTES("new"));
	else
		change_add(it, after->id, EFFECT_NONE,
			   arena_printf(it->arena, "new, not enforced: %.*s",
					BYTES_ARG(after->excluded)));
}

/* Both lists are sorted by id. */
static void
decisions_compare(struct comparing *it)
{
	size_t n_before = it->before ? it->before->n_decisions : 0;
	size_t n_after = it->after->n_decisions;

	for (size_t i = 0, k = 0; i < n_before || k < n_after;) {
		const struct decision *before = i < n_before ? &it->before->decisions[i] : NULL;
		const struct decision *after = k < n_after ? &it->after->decisions[k] : NULL;
		int order = !after ? -1 : !before ? 1 : bytes_compare(before->id, after->id);

		if (order < 0)
			gone_compare(it, before);
		else if (order > 0)
			new_compare(it, after);
		else
			both_compare(it, before, after);
		i += order <= 0;
		k += order >= 0;
	}
}

static const struct waiver *
waiver_at(const struct bundle *bundle, struct bytes path)
{
	for (size_t i = 0; bundle && i < bundle->n_waivers; i++) {
		if (bytes_equal(bundle->waivers[i].path, path))
			return &bundle->waivers[i];
	}
	return NULL;
}

static void
waiver_compare(struct comparing *it, const struct waiver *after)
{
	if (it->before && is_same_file(it, after->path, after->path))
		return;
	change_add(it, it->after->decisions[after->decision].id, EFFECT_LOOSENS,
		   arena_printf(it->arena, "waived until %.*s by %.*s", BYTES_ARG(after->expires),
				BYTES_ARG(after->path)));
	it->changes.items[it->changes.len - 1].waiver = after;
}

static void
waivers_compare(struct comparing *it)
{
	for (size_t i = 0; i < it->after->n_waivers; i++)
		waiver_compare(it, &it->after->waivers[i]);
	for (size_t i = 0; it->before && i < it->before->n_waivers; i++) {
		const struct waiver *before = &it->before->waivers[i];

		if (!waiver_at(it->after, before->path))
			change_add(it, it->before->decisions[before->decision].id, EFFECT_TIGHTENS,
				   arena_printf(it->arena, "no longer waived by %.*s",
						BYTES_ARG(before->path)));
	}
}

void
bundles_compare(const struct bundle *before, const struct bundle *after, struct arena *arena,
		struct comparison *comparison)
{
	struct comparing it = { before, after, arena, WITNESS_STEPS, VEC_INIT };

	decisions_compare(&it);
	waivers_compare(&it);
	governance_compare(&it);
	*comparison = (struct comparison){ .n_changes = it.changes.len };
	comparison->changes = arena_new_array(arena, struct corpus_change, it.changes.len);
	for (size_t i = 0; i < it.changes.len; i++) {
		comparison->changes[i] = it.changes.items[i];
		if (it.changes.items[i].effect > comparison->effect)
			comparison->effect = it.changes.items[i].effect;
	}
	vec_release(&it.changes);
}

const char *
effect_name(enum effect effect)
{
	static const char *const names[] = {
		[EFFECT_NONE] = "none",
		[EFFECT_TIGHTENS] = "tightens",
		[EFFECT_UNKNOWN] = "unknown",
		[EFFECT_LOOSENS] = "loosens",
	};

	return names[effect];
}

void
comparison_write(struct buf *out, const struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->n_changes; i++) {
		const struct corpus_change *change = &comparison->changes[i];

		buf_printf(out, "%-8s  ", effect_name(change->effect));
		escape_text(out, change->id);
		buf_add_string(out, ": ");
		escape_text(out, change->text);
		buf_add_char(out, '\n');
	}
	buf_printf(out, "%zu change%s; all together: %s\n", comparison->n_changes,
		   comparison->n_changes == 1 ? "" : "s", effect_name(comparison->effect));
}
