#include "config.h"

#include "decisions/emit.h"

#include <stdlib.h>

#include "base/sha256.h"

static struct bytes
digest_of(const struct source *source, struct arena *arena)
{
	struct sha256 *hash = sha256_new();
	char hex[SHA256_HEX_CHARS + 1];

	for (size_t i = 0; i < source->n_files; i++) {
		sha256_add_field(hash, source->files[i].path);
		sha256_add_field(hash, source->files[i].content);
	}
	sha256_finish(hash, hex);
	return arena_printf(arena, "sha256:%s", hex);
}

static void
decisions_emit(const struct compiler *compiler, struct bundle *bundle)
{
	size_t n = compiler->drafts.len;

	bundle->decisions = arena_new_array(compiler->arena, struct decision, n);
	bundle->n_decisions = n;
	for (size_t i = 0; i < n; i++) {
		bundle->decisions[i] = compiler->drafts.items[i].decision;
		bundle->decisions[i].index = i;
		bundle->n_enforced += bundle->decisions[i].enforced;
	}
}

static int
exclusion_compare(const void *pa, const void *pb)
{
	const struct exclusion *a = pa, *b = pb;

	return bytes_compare(a->text, b->text);
}

static void
exclusions_emit(const struct compiler *compiler, struct bundle *bundle)
{
	size_t n = compiler->exclusions.len;
	struct exclusion *exclusions = arena_new_array(compiler->arena, struct exclusion, n);

	if (n > 0)
		memcpy(exclusions, compiler->exclusions.items, n * sizeof(*exclusions));
	if (n > 1)
		qsort(exclusions, n, sizeof(*exclusions), exclusion_compare);
	bundle->exclusions = exclusions;
	bundle->n_exclusions = n;
}

static void
waivers_emit(const struct compiler *compiler, struct bundle *bundle)
{
	size_t n = compiler->waivers.len;
	struct waiver *waivers = arena_new_array(compiler->arena, struct waiver, n);

	if (n > 0)
		memcpy(waivers, compiler->waivers.items, n * sizeof(*waivers));
	bundle->waivers = waivers;
	bundle->n_waivers = n;
}

const struct bundle *
bundle_emit(struct compiler *compiler)
{
	struct bundle *bundle = arena_new(compiler->arena, struct bundle);

	bundle->source = compiler->source;
	bundle->digest = digest_of(compiler->source, compiler->arena);
	decisions_emit(compiler, bundle);
	exclusions_emit(compiler, bundle);
	waivers_emit(compiler, bundle);
	diagnostics_sort(compiler);
	bundle->n_errors = compiler->n_errors;
	bundle->n_diagnostics = compiler->diagnostics.len;
	bundle->diagnostics =
		arena_new_array(compiler->arena, struct diagnostic, bundle->n_diagnostics);
	for (size_t i = 0; i < bundle->n_diagnostics; i++)
		bundle->diagnostics[i] = compiler->diagnostics.items[i];
	bundle->n_passed_over = compiler->passed_over.len;
	bundle->passed_over = arena_new_array(compiler->arena, struct bytes, bundle->n_passed_over);
	for (size_t i = 0; i < bundle->n_passed_over; i++)
		bundle->passed_over[i] = compiler->passed_over.items[i];
	return bundle;
}
