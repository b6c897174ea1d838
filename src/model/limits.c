#include "config.h"

#include "model/limits.h"

#include <inttypes.h>
#include <strings.h>

#include "base/macros.h"

#define K UINT64_C(1024)
#define M (K * K)
#define G (K * M)

const struct limit_row limit_rows[LIMIT_COUNT] = {
	[LIMIT_DEADLINE] = { "deadline", "seconds", 300, 1, 86400,
			     "the whole push; spent: no verdict" },
	[LIMIT_INPUT_BYTES] = { "input-bytes", "bytes", 64 * M, K, G,
				"the hook's standard input; spent: no verdict" },
	[LIMIT_REF_UPDATES] = { "ref-updates", "ref updates", 100000, 1, 10000000,
				"ref updates in one push; spent: no verdict" },
	[LIMIT_REF_NAME_BYTES] = { "ref-name-bytes", "bytes", 1024, 16, 65536,
				   "one ref name; longer: WRIT-REF rejects" },
	[LIMIT_PUSH_OPTIONS] = { "push-options", "options", 1000, 0, 1000000,
				 "push options of one push; more: no verdict" },
	[LIMIT_COMMITS] = { "commits", "commits", 2000000, 1, 100000000,
			    "new commits in one push; spent: no verdict" },
	[LIMIT_CHANGES] = { "changes", "changes", 20000000, 1, 1000000000,
			    "changed paths in all new commits; spent: no verdict" },
	[LIMIT_PLAN_BYTES] = { "plan-bytes", "bytes", 4 * G, 16 * M, 1024 * G,
			       "memory of the plan, reserved but used only as needed; spent: no "
			       "verdict" },
	[LIMIT_TREE_DEPTH] = { "tree-depth", "directories", 256, 8, 2048,
			       "directories below one another; deeper: WRIT-OBJECT rejects" },
	[LIMIT_COMMIT_BYTES] = { "commit-bytes", "bytes", 16 * M, K, G,
				 "one commit or tag object; larger: WRIT-OBJECT rejects" },
	[LIMIT_TREE_BYTES] = { "tree-bytes", "bytes", 128 * M, K, G,
			       "one tree object; larger: WRIT-OBJECT rejects" },
	[LIMIT_BLOB_BYTES] = { "blob-bytes", "bytes", 32 * M, K, 2 * G,
			       "a file that a policy asks to read; larger: the decision's result "
			       "is error, "
			       "unless `oversize: skip`" },
	[LIMIT_SOURCE_FILES] = { "source-files", "files", 10000, 1, 1000000,
				 "files of a source of decisions; more: no verdict" },
	[LIMIT_SOURCE_FILE_BYTES] = { "source-file-bytes", "bytes", 4 * M, K, G,
				      "one file of a source; larger: no verdict" },
	[LIMIT_SOURCE_BYTES] = { "source-bytes", "bytes", 64 * M, K, 4 * G,
				 "all files of a source together; more: no verdict" },
	[LIMIT_POLICY_BYTES] = { "policy-bytes", "bytes", 64 * K, K, 16 * M,
				 "one policy's Lua text; longer: the corpus has an error" },
	[LIMIT_INSTRUCTIONS] = { "instructions", "thousand VM instructions", 200000, 10, 1000000000,
				 "work of one policy in one shard; spent: the decision's result is "
				 "error" },
	[LIMIT_MEMORY] = { "memory", "bytes", 64 * M, M, 16 * G,
			   "live memory of one policy; spent: the decision's result is error" },
	[LIMIT_READ_BYTES] = { "read-bytes", "bytes", 16 * G, M, 1024 * G,
			       "what one policy reads in one shard; spent: the decision's result "
			       "is error" },
	[LIMIT_REGEX_STEPS] = { "regex-steps", "thousand steps", 500000, 10, 1000000000,
				"regular expressions of one policy in one shard; spent: the "
				"decision's result is error" },
	[LIMIT_VIOLATIONS] = { "violations", "violations", 10000, 1, 1000000,
			       "what one policy may report in one shard; more: the decision's "
			       "result is error" },
	[LIMIT_MESSAGE_BYTES] = { "message-bytes", "bytes", 4096, 64, M,
				  "message, instead or key of one violation; longer: the "
				  "decision's result is error" },
	[LIMIT_ANSWER_BYTES] = { "answer-bytes", "bytes", 256 * M, M, 4 * G,
				 "one worker's answer; longer: no verdict" },
	[LIMIT_LEDGER_WAIT] = { "ledger-wait", "seconds", 30, 0, 3600,
				"the lock of the ledger; spent: the push is rejected" },
	[LIMIT_WORKERS] = { "workers", "processes", 0, 0, 256,
			    "workers at a time, 0 for one each core; the verdict does not depend "
			    "on it" },
};

void
limits_init(struct limits *limits)
{
	for (size_t i = 0; i < LIMIT_COUNT; i++)
		limits->value[i] = limit_rows[i].value;
}

static bool
unit_parse(struct bytes suffix, uint64_t *unit)
{
	static const struct {
		const char *name;
		uint64_t unit;
	} units[] = { { "", 1 }, { "k", K }, { "m", M }, { "g", G } };
	char name[2] = { 0 };

	if (suffix.len > 1)
		return false;
	if (suffix.len)
		name[0] = suffix.data[0];
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		if (strcasecmp(name, units[i].name) == 0) {
			*unit = units[i].unit;
			return true;
		}
	}
	return false;
}

static bool
number_parse(struct bytes text, uint64_t *number)
{
	uint64_t unit;
	size_t at = 0;

	*number = 0;
	for (; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++) {
		if (__builtin_mul_overflow(*number, UINT64_C(10), number) ||
		    __builtin_add_overflow(*number, (uint64_t)(text.data[at] - '0'), number))
			return false;
	}
	if (at == 0 || !unit_parse(bytes_slice(text, at, text.len), &unit))
		return false;
	return !__builtin_mul_overflow(*number, unit, number);
}

static int
row_find(struct bytes name)
{
	for (int i = 0; i < LIMIT_COUNT; i++) {
		if (strlen(limit_rows[i].name) == name.len &&
		    strncasecmp(limit_rows[i].name, name.data, name.len) == 0)
			return i;
	}
	return -1;
}

int
limits_set(struct limits *limits, struct bytes name, struct bytes text, struct error *err)
{
	int i = row_find(name);
	const struct limit_row *row;
	uint64_t number;

	if (i < 0)
		return error_set(err, ERROR_CONFIG,
				 "there is no limit '%.*s'; `writ config` lists them",
				 BYTES_ARG(name));
	row = &limit_rows[i];
	if (!number_parse(text, &number) || number < row->least || number > row->most)
		return error_set(err, ERROR_CONFIG,
				 "writ.limit.%s takes a whole number of %s from %" PRIu64
				 " to %" PRIu64 ", not '%.*s'",
				 row->name, row->unit, row->least, row->most, BYTES_ARG(text));
	limits->value[i] = number;
	return 0;
}
