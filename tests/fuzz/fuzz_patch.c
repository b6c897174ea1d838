/* A patch, and behind a NUL the file that each of its files is applied to. */

#include "config.h"

#include "git/patch.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_file(const struct patch_file *file, struct bytes old, size_t patch_len)
{
	struct buf out = BUF_INIT;
	struct error err;

	check(file->old_path.data || file->new_path.data);
	check(!file->old_path.data ||
	      (file->old_path.len && !file->old_path.data[file->old_path.len]));
	check(!file->new_path.data ||
	      (file->new_path.len && !file->new_path.data[file->new_path.len]));
	if (patch_apply(file, old, &out, &err) < 0)
		check(err.code == ERROR_USAGE);
	else
		check(out.len <= old.len + patch_len);
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text, old = { (const char *)data, size };
	struct patch patch;
	struct arena arena;
	struct error err;

	if (size == 0)
		return 0;
	bytes_split(&old, '\0', &text);
	arena_init(&arena);
	if (patch_parse(&patch, text, &arena, &err) == 0) {
		check(patch.n_files > 0);
		/* Each is applied to all of OLD. */
		for (size_t i = 0; i < patch.n_files && i < 16; i++)
			check_file(&patch.files[i], old, size + 1);
	}
	arena_release(&arena);
	return 0;
}
