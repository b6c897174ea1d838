#include "config.h"

#include "contract/names.h"

#include <stdio.h>

#include "base/map.h"
#include "base/number.h"
#include "contract/overlay.h"

size_t
contract_commits(const struct txtar *txtar)
{
	char prefix[32], message[48];
	size_t n = 0;

	do {
		snprintf(prefix, sizeof(prefix), "commit-%zu", ++n);
		snprintf(message, sizeof(message), "%s.message", prefix);
	} while (overlay_is_there(txtar, prefix) || txtar_find(txtar, message));
	return n - 1;
}

/* N of commit-N/... and of commit-N.message and commit-N.author; 0 for a name that is none of them.
 */
static size_t
commit_number(struct bytes name)
{
	static const char prefix[] = "commit-";
	size_t start = sizeof(prefix) - 1, end = digits_skip(name, start, 10);
	struct bytes tail = bytes_slice(name, end, name.len);
	int64_t number = 0;

	if (!bytes_starts_with(name, BYTES("commit-")) || end == start || name.data[start] == '0' ||
	    !integer_read(&number, bytes_slice(name, start, end), 10, false))
		return 0;
	if (!bytes_starts_with(tail, BYTES("/")) && !bytes_equal(tail, BYTES(".message")) &&
	    !bytes_equal(tail, BYTES(".author")))
		return 0;
	return (size_t)number;
}

/* What would be put nowhere, and so be missing without a word. */
static int
name_check(const struct txtar_file *file, size_t n_commits, bool has_after, struct error *err)
{
	struct bytes name = file->name;
	size_t number = commit_number(name);

	if (bytes_equal(name, BYTES("expect")) || bytes_starts_with(name, BYTES("before/")) ||
	    bytes_starts_with(name, BYTES("after/")))
		return 0;
	if (!number)
		return error_set(err, ERROR_CORPUS,
				 "line %zu: a file is before/..., after/..., commit-N/..., "
				 "commit-N.message, commit-N.author or expect, not `%.*s`",
				 file->line, SHOWN(name));
	if (has_after && number > 1)
		return error_set(err, ERROR_CORPUS,
				 "line %zu: `after/...` is the only commit, so `%.*s` is none's",
				 file->line, SHOWN(name));
	if (!has_after && number > n_commits)
		return error_set(err, ERROR_CORPUS, "line %zu: `%.*s` comes without a commit-%zu",
				 file->line, SHOWN(name), n_commits + 1);
	return 0;
}

int
contract_names_check(const struct txtar *txtar, struct error *err)
{
	size_t n_commits = contract_commits(txtar);
	bool has_after = overlay_is_there(txtar, "after");
	struct map seen = MAP_INIT;
	int result = 0;

	for (size_t i = 0; result == 0 && i < txtar->files.len; i++) {
		const struct txtar_file *file = &txtar->files.items[i];
		void **place = map_put(&seen, file->name);

		if (*place)
			result = error_set(err, ERROR_CORPUS, "line %zu: `%.*s` is there twice",
					   file->line, SHOWN(file->name));
		else
			result = name_check(file, n_commits, has_after, err);
		*place = &seen;
	}
	map_release(&seen);
	return result;
}
