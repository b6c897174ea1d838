#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "contract/contract.h"
#include "contract/mutant.h"
#include "contract/txtar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* Every line of the archive stands in the comment, in a file, or is a marker. */
static void
archive_check(struct bytes text)
{
	struct txtar txtar;
	size_t n;

	txtar_parse(&txtar, text);
	n = txtar.comment.len;
	for (size_t i = 0; i < txtar.files.len; i++) {
		check(txtar.files.items[i].name.len > 0);
		n += txtar.files.items[i].content.len;
	}
	check(n <= text.len + 1);
	txtar_release(&txtar);
}

/* A mutant differs from the policy in one place. */
static void
mutants_check(struct bytes policy, struct arena *arena)
{
	enum { MUTANTS_MAX = 16 };
	struct mutants mutants;

	mutants_find(&mutants, policy);
	for (size_t i = 0; i < mutants.items.len && i < MUTANTS_MAX; i++) {
		const struct mutant *mutant = &mutants.items.items[i];
		struct bytes text = mutant_text(mutant, policy, arena);

		check(mutant->at + mutant->len <= policy.len);
		check(text.len + mutant->len == policy.len + strlen(mutant->with));
		check(!bytes_equal(text, policy));
	}
	mutants_release(&mutants);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size };
	struct contract contract;
	struct arena arena;
	struct error err;

	if (size && data[size - 1] == '\n')
		archive_check(text);
	arena_init(&arena);
	if (contract_parse(&contract, text, &arena, &err) == 0) {
		check(contract.expect_start <= text.len + 1);
		contract_deletes(&contract);
	}
	mutants_check(text, &arena);
	arena_release(&arena);
	return 0;
}
