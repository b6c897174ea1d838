#include "config.h"

#include "precedence_reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/pattern.h"

/* The patterns below meet each other, if at all, on one of these paths. */
static const char *const paths[REFERENCE_PATHS] = {
	"src/a.c",    "src/b.c",      "src/c.c",   "src/ui/a.c", "src/ui/b.c",
	"src/ui/c.c", "src/x/b.c",    "src/x/c.c", "src/x/a.c",  "src/a.h",
	"src",        "lib/a.c",      "lib/b.c",   "lib/c.c",    "lib/ui/a.c",
	"lib/ui/c.c", "lib/a.h",      "lib/x/a.c", "lib/x/c.c",  "x/ui/a.c",
	"x/ui/c.c",   "x/a.c",        "x/c.c",     "a.c",        "c.c",
	"c",          "x/y/z",        "lib",       "lib/x/y",    "src/x/y",
	"src/ui/y",   "src/ui/y/a.c",
};
static const char *const patterns[] = {
	"**",         "src/**",    "**/*.c",      "src/*.c",  "src/a.c",
	"src/[ab].c", "src/ui/**", "!src/ui/**",  "*/ui/*.c", "*/a.c",
	"!**/a.c",    "lib/**",    "{src,lib}/*", "!src/a.c", "src/**/b.c",
};
static const char *const refs[REFERENCE_REFS] = { "refs/heads/main", "refs/heads/next",
						  "refs/tags/v1" };
static const char *const ref_lists[] = { "", "refs: [refs/heads/main]\n",
					 "refs: [\"refs/heads/*\", \"!refs/heads/main\"]\n",
					 "refs: [\"refs/tags/**\"]\n" };
/* Of each list, whether it holds each ref. */
static const bool ref_matches[][REFERENCE_REFS] = {
	{ true, true, true }, { true, false, false }, { false, true, false }, { false, false, true }
};
static const char *const dates[] = { "2026-01-01", "2026-02-01", NULL };
static const char *const levels[] = { "shadow", "advisory", "mandatory" };

static unsigned int
next_random(unsigned int *seed, unsigned int below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static void
decision_write(struct reference *reference, struct reference_decision *decision,
	       struct arena *arena)
{
	struct bytes text = arena_printf(arena, "---\nstatus: %s\nlevel: %s\n%s",
					 decision->accepted ? "accepted" : "proposed",
					 levels[decision->level], ref_lists[decision->refs]);

	if (decision->question)
		text = arena_printf(arena, "%squestion: q%d\n", text.data, decision->question);
	if (decision->date)
		text = arena_printf(arena, "%sdate: %s\n", text.data, decision->date);
	if (decision->supersedes != SIZE_MAX)
		text = arena_printf(arena, "%ssupersedes: [%s]\n%s", text.data,
				    reference->decisions[decision->supersedes].id.data,
				    decision->retires ? "retires: true\n" : "");
	for (size_t i = 0; i < decision->n_scope; i++)
		text = arena_printf(arena, "%s%s\"%s\"%s", text.data, i ? ", " : "scope: [",
				    decision->scope[i], i + 1 == decision->n_scope ? "]\n" : "");
	decision->text =
		arena_printf(arena, "%s---\n# T\n```lua policy\nreturn {}\n```\n", text.data);
}

void
reference_make(struct reference *reference, unsigned int seed, struct arena *arena)
{
	*reference = (struct reference){ .n_decisions = 4 + next_random(&seed, 4) };
	for (size_t i = 0; i < reference->n_decisions; i++) {
		struct reference_decision *decision = &reference->decisions[i];

		decision->id = arena_printf(arena, "ADR-%04zu", i + 1);
		decision->file = arena_printf(arena, "%04zu-x.md", i + 1).data;
		decision->accepted = next_random(&seed, 8) != 0;
		decision->level = 2 - (int)next_random(&seed, 4) / 2;
		decision->question = (int)next_random(&seed, 8) / 3;
		decision->date = dates[next_random(&seed, ARRAY_SIZE(dates))];
		decision->n_scope = next_random(&seed, REFERENCE_PATTERNS_MAX + 1);
		for (size_t k = 0; k < decision->n_scope; k++)
			decision->scope[k] = patterns[next_random(&seed, ARRAY_SIZE(patterns))];
		decision->refs = next_random(&seed, ARRAY_SIZE(ref_lists));
		decision->supersedes = i && next_random(&seed, 4) == 0
					       ? next_random(&seed, (unsigned int)i)
					       : SIZE_MAX;
		decision->retires = next_random(&seed, 2) == 0;
		decision_write(reference, decision, arena);
	}
}

struct bytes
reference_ref(size_t i)
{
	return bytes_of(refs[i]);
}

struct bytes
reference_path(size_t i)
{
	return bytes_of(paths[i]);
}

static bool
matches(const char *text, size_t path)
{
	const struct pattern *pattern;
	struct arena arena;
	struct error err;
	bool matched;

	arena_init(&arena);
	if (pattern_compile(&arena, bytes_of(text), &pattern, &err) < 0)
		abort();
	matched = pattern_matches(pattern, bytes_of(paths[path]));
	arena_release(&arena);
	return matched;
}

/* "abd" of src/[ab]/..: the kinds of the segments, d the least specific. */
static void
kinds(const char *text, char *out)
{
	char copy[64];
	char *rest = copy;
	const char *segment;

	strcpy(copy, text + (*text == '!'));
	while ((segment = strsep(&rest, "/"))) {
		*out++ = strcmp(segment, "**") == 0 ? 'd'
			 : strpbrk(segment, "*")    ? 'c'
			 : strpbrk(segment, "[{?")  ? 'b'
						    : 'a';
	}
	*out++ = 'e';
	*out = '\0';
}

/* Whether the decision is about the path, and the kinds of its best pattern. */
static bool
stands(const struct reference_decision *decision, size_t path, char best[64])
{
	bool any_inclusion = false, included = false;

	strcpy(best, "z");
	for (size_t i = 0; i < decision->n_scope; i++) {
		char own[64];

		if (decision->scope[i][0] == '!') {
			if (matches(decision->scope[i], path))
				return false;
			continue;
		}
		any_inclusion = true;
		if (!matches(decision->scope[i], path))
			continue;
		included = true;
		kinds(decision->scope[i], own);
		if (strcmp(own, best) < 0)
			strcpy(best, own);
	}
	if (!any_inclusion)
		strcpy(best, "de");
	return included || !any_inclusion;
}

/* Whether BY supersedes the decision, itself or through others that are accepted. */
static bool
leads_to(const struct reference *reference, size_t by, size_t decision)
{
	while (reference->decisions[by].accepted &&
	       reference->decisions[by].supersedes != SIZE_MAX) {
		by = reference->decisions[by].supersedes;
		if (by == decision)
			return true;
	}
	return false;
}

/* All have a policy here. */
static bool
is_superseded(const struct reference *reference, size_t i)
{
	for (size_t by = i + 1; by < reference->n_decisions; by++) {
		const struct reference_decision *other = &reference->decisions[by];

		if (leads_to(reference, by, i) &&
		    (other->retires || other->level >= reference->decisions[i].level))
			return true;
	}
	return false;
}

static bool
in_force(const struct reference *reference, size_t i)
{
	return reference->decisions[i].accepted && !is_superseded(reference, i);
}

/* Positive when A wins over B, 0 for a tie. */
static int
compare(const struct reference_decision *a, const struct reference_decision *b, size_t path)
{
	char best_a[64], best_b[64];
	int order;

	stands(a, path, best_a);
	stands(b, path, best_b);
	order = strcmp(best_b, best_a);
	return order ? order : strcmp(a->date ? a->date : "", b->date ? b->date : "");
}

/* Whether both answer one question, at one level, for this ref and path. */
static bool
compete(const struct reference *reference, size_t i, size_t k, size_t ref, size_t path)
{
	const struct reference_decision *a = &reference->decisions[i];
	const struct reference_decision *b = &reference->decisions[k];
	char best[64];

	return i != k && a->question && a->question == b->question && a->level == b->level &&
	       in_force(reference, i) && in_force(reference, k) && ref_matches[a->refs][ref] &&
	       ref_matches[b->refs][ref] && stands(a, path, best) && stands(b, path, best);
}

bool
reference_applies(const struct reference *reference, size_t i, size_t ref, size_t path)
{
	const struct reference_decision *decision = &reference->decisions[i];
	char best[64];

	if (!in_force(reference, i) || !ref_matches[decision->refs][ref] ||
	    !stands(decision, path, best))
		return false;
	for (size_t k = 0; k < reference->n_decisions; k++) {
		if (compete(reference, i, k, ref, path) &&
		    compare(&reference->decisions[k], decision, path) > 0)
			return false;
	}
	return true;
}

bool
reference_has_tie(const struct reference *reference)
{
	for (size_t i = 0; i < reference->n_decisions; i++) {
		for (size_t k = i + 1; k < reference->n_decisions; k++) {
			for (size_t at = 0; at < REFERENCE_REFS * REFERENCE_PATHS; at++) {
				size_t ref = at / REFERENCE_PATHS, path = at % REFERENCE_PATHS;

				if (compete(reference, i, k, ref, path) &&
				    compare(&reference->decisions[i], &reference->decisions[k],
					    path) == 0)
					return true;
			}
		}
	}
	return false;
}
