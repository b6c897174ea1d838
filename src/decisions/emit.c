#include "config.h"

#include "decisions/emit.h"

#include <stdlib.h>

#include "base/sha256.h"
#include "decisions/names.h"

/* Approvals are about the rest, and cannot be part of what they sign. */
static struct bytes
digest_of(const struct source *source, bool with_approvals, struct arena *arena)
{
	struct sha256 *hash = sha256_new();
	char hex[SHA256_HEX_CHARS + 1];

	for (size_t i = 0; i < source->n_files; i++) {
		if (!with_approvals && file_kind_of(source->files[i].path) == FILE_APPROVAL)
			continue;
		sha256_add_field(hash, source->files[i].path);
		sha256_add_field(hash, source->files[i].content);
	}
	sha256_finish(hash, hex);
	return arena_printf(arena, "sha256:%s", hex);
}

static bool
has_approvals(const struct source *source)
{
	for (size_t i = 0; i < source->n_files; i++) {
		if (file_kind_of(source->files[i].path) == FILE_APPROVAL)
			return true;
	}
	return false;
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

/* The N items of a growing list, in the arena for good. */
static void *
items_keep(struct arena *arena, const void *items, size_t n, size_t size)
{
	void *kept = arena_alloc_array(arena, n, size);

	return n > 0 ? memcpy(kept, items, n * size) : kept;
}

#define KEEP(compiler, list)                                                                       \
	items_keep((compiler)->arena, (compiler)->list.items, (compiler)->list.len,                \
		   sizeof(*(compiler)->list.items))

const struct bundle *
bundle_emit(struct compiler *compiler)
{
	struct bundle *bundle = arena_new(compiler->arena, struct bundle);

	bundle->source = compiler->source;
	bundle->folder = compiler->folder;
	bundle->digest = digest_of(compiler->source, false, compiler->arena);
	bundle->state = has_approvals(compiler->source)
				? digest_of(compiler->source, true, compiler->arena)
				: bundle->digest;
	bundle->governance = compiler->governance;
	decisions_emit(compiler, bundle);
	if (compiler->exclusions.len > 1)
		qsort(compiler->exclusions.items, compiler->exclusions.len,
		      sizeof(*compiler->exclusions.items), exclusion_compare);
	diagnostics_sort(compiler);
	bundle->n_errors = compiler->n_errors;
	bundle->exclusions = KEEP(compiler, exclusions);
	bundle->n_exclusions = compiler->exclusions.len;
	bundle->waivers = KEEP(compiler, waivers);
	bundle->n_waivers = compiler->waivers.len;
	bundle->diagnostics = KEEP(compiler, diagnostics);
	bundle->n_diagnostics = compiler->diagnostics.len;
	bundle->passed_over = KEEP(compiler, passed_over);
	bundle->n_passed_over = compiler->passed_over.len;
	return bundle;
}
