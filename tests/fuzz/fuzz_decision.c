#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/macros.h"
#include "decisions/comparison.h"
#include "decisions/compile.h"
#include "decisions/explain.h"
#include "decisions/listing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct bundle *bundle, size_t n_decisions)
{
	struct buf out = BUF_INIT;

	if (bundle->n_decisions != n_decisions || bundle->digest.len == 0)
		abort();
	listing_write(&out, bundle);
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		const struct decision *decision = &bundle->decisions[i];

		if (decision->enforced == (decision->excluded.data != NULL) ||
		    decision->id.len == 0 || decision->refs.len == 0)
			abort();
		explain_decision_write(&out, bundle, decision, BYTES("2026-11-23"));
	}
	for (size_t i = 0; i < out.len; i++) {
		if (out.data[i] != '\n' && (out.data[i] < ' ' || out.data[i] > '~'))
			abort();
	}
	buf_release(&out);
}

static void
check_comparison(const struct bundle *bundle, struct arena *arena)
{
	struct comparison comparison;

	if (bundle->n_errors)
		return;
	bundles_compare(bundle, bundle, arena, &comparison);
	if (comparison.n_changes)
		abort();
	bundles_compare(NULL, bundle, arena, &comparison);
}

/* The input is a whole decision file, beside another that it may name; it is a waiver; and it says
 * who governs. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_file files[] = {
		{ BYTES("0001-a.md"), { (const char *)data, size } },
		{ BYTES("0002-b.md"),
		  BYTES("---\nstatus: accepted\nquestion: q\n---\n# T\n```lua policy\nx\n```\n") },
	};
	struct source_file waivers[] = {
		files[1],
		{ BYTES("waivers/a.md"), files[0].content },
		{ BYTES("waivers/b.yaml"), files[0].content },
	};
	struct source_file governed[] = {
		files[1],
		{ BYTES("allowed_signers"), files[0].content },
		{ BYTES("owners.yaml"), files[0].content },
	};
	const struct source owned = { BYTES(""), BYTES("/etc/writ"), governed,
				      ARRAY_SIZE(governed) };
	const struct source source = { BYTES(""), BYTES("refs/heads/main:docs/adr"), files, 2 };
	const struct source waived = { BYTES(""), source.place, waivers, ARRAY_SIZE(waivers) };
	struct compile_options options = { .as_of = BYTES("2026-11-23") };
	struct limits limits;
	struct arena arena;

	limits_init(&limits);
	options.limits = &limits;
	arena_init(&arena);
	check(bundle_compile(&source, &options, &arena), 2);
	check_comparison(bundle_compile(&source, &options, &arena), &arena);
	check(bundle_compile(&waived, &options, &arena), 1);
	check(bundle_compile(&owned, &options, &arena), 1);
	check_comparison(bundle_compile(&owned, &options, &arena), &arena);
	arena_release(&arena);
	return 0;
}
