#include "config.h"

#include "decisions/key_table.h"

#include "base/suggest.h"
#include "model/owners.h"

static void
unknown_key(struct compiler *compiler, struct draft *draft, const struct key_table *table,
	    const struct value_pair *pair)
{
	struct suggestion meant;

	if (bytes_starts_with(pair->key, BYTES("x-")))
		return;
	suggestion_init(&meant, pair->key);
	for (size_t i = 0; i < table->n_rows; i++)
		suggestion_offer(&meant, table->rows[i].name);
	draft_error(compiler, draft, PLACE_OF(pair), "%s has no key `%.*s`%s%s%s", table->what,
		    SHOWN(pair->key), meant.best ? "; did you mean `" : "",
		    meant.best ? meant.best : "", meant.best ? "`?" : "");
}

static void
pair_take(struct compiler *compiler, struct draft *draft, const struct key_table *table,
	  const struct value_pair *pair, void *to)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct key_table_row *row = &table->rows[i];
		const struct key key = { compiler, draft, row->name, pair->value };

		if (!bytes_equal_string(pair->key, row->name))
			continue;
		if (pair->value->kind == VALUE_NULL)
			draft_error(compiler, draft, PLACE_OF(pair),
				    "`%s` is empty: give it a value", row->name);
		else
			row->take(&key, (char *)to + row->at);
		return;
	}
	unknown_key(compiler, draft, table, pair);
}

void
key_table_read(struct compiler *compiler, struct draft *draft, const struct key_table *table,
	       const struct value *mapping, void *to)
{
	for (size_t i = 0; mapping && i < mapping->len; i++)
		pair_take(compiler, draft, table, &mapping->pairs[i], to);
	for (size_t i = 0; i < table->n_rows; i++) {
		if (table->rows[i].required && !value_get(mapping, table->rows[i].name))
			draft_error(compiler, draft, PLACE_NONE, "%s needs `%s`", table->what,
				    table->rows[i].name);
	}
}

void
key_take_text(const struct key *key, void *to)
{
	struct bytes *text = to;

	if (key_text(key, text) < 0)
		*text = BYTES_NONE;
}

void
key_take_names(const struct key *key, void *to)
{
	struct name_list *list = to;
	struct bytes *items;
	size_t n;

	if (key_texts(key, &items, &n) < 0)
		return;
	*list = (struct name_list){ items, n };
	if (n == 0)
		key_type_error(key, "one or more names");
}
