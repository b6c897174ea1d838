#include "config.h"

#include "cli/explain_contracts.h"

#include "base/escape.h"
#include "base/path.h"
#include "contract/contract.h"
#include "decisions/names.h"

static bool
is_contract_of(const struct decision *decision, struct bytes path)
{
	return file_kind_of(path) == FILE_CONTRACT &&
	       bytes_equal(path_folder(path), path_root(decision->path));
}

static void
verdict_write(struct buf *out, struct bytes text)
{
	struct contract contract;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	if (contract_parse(&contract, text, &arena, &err) == 0) {
		buf_add_string(out, contract.rejects ? "rejects: " : "accepts: ");
		escape_text(out, contract.title);
	} else {
		buf_add_string(out, "cannot be read: ");
		escape_text(out, bytes_of(err.message));
	}
	arena_release(&arena);
}

void
explain_contracts_write(struct buf *out, const struct bundle *bundle,
			const struct decision *decision)
{
	const struct source *source = bundle->source;
	size_t n = 0;

	for (size_t i = 0; i < source->n_files; i++) {
		const struct source_file *file = &source->files[i];

		if (!is_contract_of(decision, file->path))
			continue;
		buf_add_string(out, n++ ? "" : "\ncontracts:\n\n");
		buf_add_string(out, "    ");
		escape_text(out, path_name(file->path));
		buf_add_string(out, "\n        ");
		verdict_write(out, file->content);
		buf_add_char(out, '\n');
	}
}
