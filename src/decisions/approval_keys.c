#include "config.h"

#include "decisions/approval_keys.h"

#include <stddef.h>

#include "base/macros.h"
#include "decisions/key_table.h"

void
approval_owners_take(const struct key *key, void *to)
{
	key_take_names(key, &((struct approval_rule *)to)->owners);
}

static void
count_take(const struct key *key, void *to)
{
	uint32_t *count = to;

	if (key->value->kind != VALUE_INTEGER)
		key_type_error(key, "a number");
	else if (key->value->integer < 1 || key->value->integer > APPROVALS_MAX)
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "`%s` is a number from 1 to %d", key->name, APPROVALS_MAX);
	else
		*count = (uint32_t)key->value->integer;
}

static const struct key_table_row counts[] = {
	{ "change", count_take, offsetof(struct approval_rule, change), false },
	{ "loosen", count_take, offsetof(struct approval_rule, loosen), false },
};

static const struct key_table counts_table = { "`approvals`", counts, ARRAY_SIZE(counts) };

void
approval_counts_take(const struct key *key, void *to)
{
	struct approval_rule *rule = to;

	if (key->value->kind == VALUE_MAPPING) {
		key_table_read(key->compiler, key->draft, &counts_table, key->value, rule);
	} else if (key->value->kind == VALUE_INTEGER) {
		count_take(key, &rule->change);
		rule->loosen = rule->change;
	} else {
		key_type_error(key, "a number, or {change: 1, loosen: 2}");
	}
}

void
approval_require_take(const struct key *key, void *to)
{
	static const char *const words[] = { "user-presence" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) == 0)
		((struct approval_rule *)to)->user_presence = true;
}
