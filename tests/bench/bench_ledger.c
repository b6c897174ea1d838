/*
 * bench_ledger PATH N: writes a ledger of N records to PATH, verdicts with their effects, as fast
 * as it goes. What is measured is what reads it: `time writ ledger verify PATH`.
 */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "ledger/ledger.h"

enum { DECISIONS = 5 };

static const char time_of_all[] = "2026-11-29T00:00:00.000000Z";

static void
document_make(struct buf *out)
{
	struct outcome outcomes[DECISIONS];
	const struct verdict verdict = {
		.kind = VERDICT_ACCEPT,
		.as_of = BYTES("2026-11-29"),
		.bundle = BYTES("sha256:"
				"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
		.outcomes = outcomes,
		.n_outcomes = DECISIONS,
		.n_enforced = DECISIONS,
		.commits = 3,
	};

	for (size_t i = 0; i < DECISIONS; i++)
		outcomes[i] = (struct outcome){ .id = BYTES("ADR-0007"),
						.source = BYTES("refs/heads/main:docs/adr"),
						.result = RESULT_PASSED,
						.applied = 12 };
	entry_document(out, &verdict);
}

struct chain {
	FILE *file;
	uint64_t seq, end;
	char hash[SHA256_HEX_CHARS + 1];
	char id[RECORD_ID_CHARS + 1];
};

static int
record_add(struct chain *chain, const struct ledger_entry *entry)
{
	const struct entry_place place = {
		.seq = chain->seq + 1, .prev = chain->hash, .id = chain->id, .time = time_of_all
	};
	struct buf out = BUF_INIT;
	size_t written;

	snprintf(chain->id, sizeof(chain->id), "%032" PRIx64, ++chain->seq);
	entry_write(&out, entry, &place);
	written = fwrite(out.data, 1, out.len, chain->file);
	ledger_line_hash(bytes_slice(buf_bytes(&out), 0, out.len - 1), chain->hash);
	chain->end += out.len;
	buf_release(&out);
	return written == 0 ? -1 : 0;
}

static int
push_add(struct chain *chain, struct bytes document)
{
	char id[RECORD_ID_CHARS + 1];
	struct entry_move move = { .ref = BYTES("refs/heads/main") };
	struct ledger_entry entry = { .kind = RECORD_VERDICT,
				      .repository = BYTES("/srv/git/orders.git"),
				      .moves = &move,
				      .n_moves = 1,
				      .admitted = true,
				      .surface = "pre-receive",
				      .document = document };

	memcpy(move.old_id.id, &chain->seq, sizeof(chain->seq));
	memcpy(move.new_id.id + sizeof(chain->seq), &chain->seq, sizeof(chain->seq));
	if (record_add(chain, &entry) < 0)
		return -1;
	memcpy(id, chain->id, sizeof(id));
	move.verdict = bytes_of(id);
	entry.kind = RECORD_EFFECT;
	return record_add(chain, &entry);
}

int
main(int argc, char **argv)
{
	struct chain chain = { .file = argc == 3 ? fopen(argv[1], "w") : NULL };
	struct ledger_head head = { .there = true };
	struct buf document = BUF_INIT;
	uint64_t n = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
	struct error err;

	if (!chain.file) {
		fprintf(stderr, "usage: bench_ledger PATH N\n");
		return 2;
	}
	memcpy(chain.hash, record_genesis, sizeof(chain.hash));
	document_make(&document);
	while (chain.seq < n) {
		if (push_add(&chain, buf_bytes(&document)) < 0)
			return 1;
	}
	head.end = chain.end;
	memcpy(head.hash, chain.hash, sizeof(head.hash));
	buf_release(&document);
	return fclose(chain.file) != 0 || ledger_head_write(&head, argv[1], &err) < 0;
}
