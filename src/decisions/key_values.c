#include "config.h"

#include "decisions/key_values.h"

#include "base/suggest.h"

enum {
	LIST_PATTERNS_MAX = 1000,
	/* Of all patterns of a source: a compiled one takes up to a hundred times its text. */
	SOURCE_PATTERN_BYTES_MAX = 1024 * 1024,
};

int
key_type_error(const struct key *key, const char *what)
{
	bool quote = key->value->kind == VALUE_BOOLEAN || key->value->kind == VALUE_INTEGER ||
		     key->value->kind == VALUE_FLOAT;

	draft_doubt(key->compiler, key->draft, PLACE_OF(key->value), "`%s` takes %s, not %s%s",
		    key->name, what, value_kind_name(key->value->kind),
		    quote && strncmp(what, "a text", 6) == 0 ? "; quote it" : "");
	return -1;
}

int
key_text(const struct key *key, struct bytes *text)
{
	if (key->value->kind != VALUE_STRING)
		return key_type_error(key, "a text");
	*text = bytes_trim(key->value->string);
	if (text->len > 0)
		return 0;
	draft_doubt(key->compiler, key->draft, PLACE_OF(key->value),
		    "`%s` is empty: give it a value, or leave the key out", key->name);
	return -1;
}

int
key_boolean(const struct key *key, bool *value)
{
	if (key->value->kind != VALUE_BOOLEAN)
		return key_type_error(key, "true or false");
	*value = key->value->boolean;
	return 0;
}

/* "a | b | c" */
static const char *
words_shown(const struct key *key, const char *const *words, size_t n_words)
{
	const char *shown = words[0];

	for (size_t i = 1; i < n_words; i++)
		shown = arena_printf(key->compiler->arena, "%s | %s", shown, words[i]).data;
	return shown;
}

int
key_word(const struct key *key, const struct value *value, const char *const *words, size_t n_words,
	 size_t *index)
{
	const char *near;

	for (size_t i = 0; value->kind == VALUE_STRING && i < n_words; i++) {
		if (bytes_equal_string(value->string, words[i])) {
			*index = i;
			return 0;
		}
	}
	if (value->kind == VALUE_LIST || value->kind == VALUE_MAPPING)
		return key_type_error(key, words_shown(key, words, n_words));
	near = suggest(value->string, words, n_words);
	draft_doubt(key->compiler, key->draft, PLACE_OF(value), "`%s` is %s, not `%.*s`%s%s%s",
		    key->name, words_shown(key, words, n_words), SHOWN(value->string),
		    near ? "; did you mean `" : "", near ? near : "", near ? "`?" : "");
	return -1;
}

/* Whether ITEM is a text that is not empty; else it is said. */
static bool
item_is_text(const struct key *key, const struct value *item)
{
	if (item->kind == VALUE_STRING && bytes_trim(item->string).len > 0)
		return true;
	draft_error(key->compiler, key->draft, PLACE_OF(item),
		    "`%s` is a list of texts; this is %s", key->name,
		    item->kind == VALUE_STRING ? "an empty one" : value_kind_name(item->kind));
	return false;
}

int
key_texts(const struct key *key, struct bytes **texts, size_t *n)
{
	int result = 0;

	if (key->value->kind != VALUE_LIST)
		return key_type_error(key, "a list of texts, as in [a, b]");
	*texts = arena_new_array(key->compiler->arena, struct bytes, key->value->len);
	*n = 0;
	for (size_t i = 0; i < key->value->len; i++) {
		if (item_is_text(key, key->value->items[i]))
			(*texts)[(*n)++] = key->value->items[i]->string;
		else
			result = -1;
	}
	return result;
}

static int
pattern_read(const struct key *key, const struct value *item, const struct pattern **pattern)
{
	struct error err;

	if (!item_is_text(key, item))
		return -1;
	key->compiler->pattern_bytes += item->string.len;
	if (key->compiler->pattern_bytes > SOURCE_PATTERN_BYTES_MAX) {
		draft_error(key->compiler, key->draft, PLACE_OF(item),
			    "the patterns of all decisions together are longer than %d bytes",
			    SOURCE_PATTERN_BYTES_MAX);
		return -1;
	}
	if (pattern_compile(key->compiler->arena, item->string, pattern, &err) == 0)
		return 0;
	draft_error(key->compiler, key->draft, PLACE_OF(item), "`%s`: %s in `%.*s`", key->name,
		    err.message, SHOWN(item->string));
	return -1;
}

static int
patterns_count_check(const struct key *key)
{
	if (key->value->kind != VALUE_LIST)
		return key_type_error(key, "a list of patterns, as in [\"src/**\"]");
	if (key->value->len > 0 && key->value->len <= LIST_PATTERNS_MAX)
		return 0;
	if (key->value->len == 0)
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "`%s` is empty: name a pattern, or leave the key out", key->name);
	else
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "`%s` holds more than %d patterns", key->name, LIST_PATTERNS_MAX);
	return -1;
}

int
key_patterns(const struct key *key, struct pattern_list *list)
{
	const struct pattern **items;
	int result = 0;

	if (patterns_count_check(key) < 0)
		return -1;
	items = arena_new_array(key->compiler->arena, const struct pattern *, key->value->len);
	*list = (struct pattern_list){ items, 0 };
	for (size_t i = 0; i < key->value->len; i++) {
		if (pattern_read(key, key->value->items[i], &items[list->len]) == 0)
			list->len++;
		else
			result = -1;
	}
	return result;
}
