#include "config.h"

#include "signature/allowed_signers.h"

#include <strings.h>

#include "base/day.h"
#include "base/macros.h"

enum { LIST_MAX = 100 };

struct reader {
	struct bytes rest;
	struct arena *arena;
	struct error *err;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
blanks_skip(struct bytes *rest)
{
	while (rest->len && is_blank(rest->data[0]))
		*rest = bytes_slice(*rest, 1, rest->len);
}

/* Up to the next blank that stands in no quotes. */
static struct bytes
field_take(struct bytes *rest)
{
	bool quoted = false;
	struct bytes field;
	size_t len = 0;

	blanks_skip(rest);
	while (len < rest->len && (quoted || !is_blank(rest->data[len])))
		quoted ^= rest->data[len++] == '"';
	field = bytes_slice(*rest, 0, len);
	*rest = bytes_slice(*rest, len, rest->len);
	blanks_skip(rest);
	return field;
}

static int
list_split(struct reader *reader, struct bytes text, struct bytes **items, size_t *n)
{
	struct bytes item;

	*items = arena_new_array(reader->arena, struct bytes, LIST_MAX);
	*n = 0;
	while (bytes_split(&text, ',', &item)) {
		if (item.len == 0)
			return error_set(reader->err, ERROR_MALFORMED, "an empty name in a list");
		if (*n == LIST_MAX)
			return error_set(reader->err, ERROR_LIMIT, "more than %d names", LIST_MAX);
		(*items)[(*n)++] = item;
	}
	return 0;
}

static bool
holds_any(struct bytes text, const char *chars)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(chars, text.data[i]))
			return true;
	}
	return false;
}

static int
names_read(struct reader *reader, struct signer *signer)
{
	struct bytes field = field_take(&reader->rest);

	if (holds_any(field, "*?!\""))
		return error_set(reader->err, ERROR_UNSUPPORTED,
				 "the names `%.*s` are a pattern; name each principal",
				 SHOWN(field));
	return list_split(reader, field, &signer->names, &signer->n_names);
}

/* YYYYMMDD[hhmm[ss]][Z]: its day; WHOLE when it is the day's first second. */
static int
stamp_read(struct reader *reader, struct bytes text, struct bytes *day, bool *whole)
{
	struct bytes stamp = text;

	if (bytes_ends_with(stamp, BYTES("Z")))
		stamp.len--;
	*day = BYTES_NONE;
	if (stamp.len == 8 || stamp.len == 12 || stamp.len == 14)
		*day = arena_printf(reader->arena, "%.4s-%.2s-%.2s", stamp.data, stamp.data + 4,
				    stamp.data + 6);
	for (size_t i = 0; i < stamp.len; i++) {
		if (stamp.data[i] < '0' || stamp.data[i] > '9')
			*day = BYTES_NONE;
	}
	*whole = true;
	for (size_t i = 8; i < stamp.len; i++)
		*whole &= stamp.data[i] == '0';
	if (day->data && day_is_valid(*day))
		return 0;
	return error_set(reader->err, ERROR_MALFORMED, "`%.*s` is no time such as 20261123Z",
			 SHOWN(text));
}

static int
valid_after_read(struct reader *reader, struct bytes value, struct signer *signer)
{
	return stamp_read(reader, value, &signer->first_day, &signer->first_day_whole);
}

static int
valid_before_read(struct reader *reader, struct bytes value, struct signer *signer)
{
	bool whole;

	return stamp_read(reader, value, &signer->end_day, &whole);
}

static int
name_spaces_read(struct reader *reader, struct bytes value, struct signer *signer)
{
	if (holds_any(value, "*?!"))
		return error_set(reader->err, ERROR_UNSUPPORTED,
				 "the namespaces `%.*s` are a pattern; name each", SHOWN(value));
	return list_split(reader, value, &signer->name_spaces, &signer->n_name_spaces);
}

static const struct {
	const char *name;
	int (*read)(struct reader *reader, struct bytes value, struct signer *signer);
} options[] = {
	{ "namespaces", name_spaces_read },
	{ "valid-after", valid_after_read },
	{ "valid-before", valid_before_read },
};

/* NAME or NAME="VALUE", up to the next comma that stands in no quotes. */
static struct bytes
option_take(struct bytes *rest)
{
	bool quoted = false;
	struct bytes option;
	size_t len = 0;

	while (len < rest->len && (quoted || rest->data[len] != ','))
		quoted ^= rest->data[len++] == '"';
	option = bytes_slice(*rest, 0, len);
	*rest = len < rest->len ? bytes_slice(*rest, len + 1, rest->len) : BYTES_NONE;
	return option;
}

static int
option_read(struct reader *reader, struct bytes option, struct signer *signer)
{
	struct bytes value = option;
	struct bytes name;

	bytes_split(&value, '=', &name);
	if (name.len == strlen("cert-authority") &&
	    strncasecmp(name.data, "cert-authority", name.len) == 0)
		return error_set(reader->err, ERROR_UNSUPPORTED,
				 "an authority for certificates; name each key");
	if (value.len >= 2 && value.data[0] == '"' && value.data[value.len - 1] == '"')
		value = bytes_slice(value, 1, value.len - 1);
	else
		value = BYTES_NONE;
	for (size_t i = 0; i < ARRAY_SIZE(options); i++) {
		if (name.len == strlen(options[i].name) && value.len &&
		    strncasecmp(name.data, options[i].name, name.len) == 0)
			return options[i].read(reader, value, signer);
	}
	return error_set(reader->err, ERROR_MALFORMED,
			 "`%.*s` is no option (namespaces=\"\", valid-after=\"\", "
			 "valid-before=\"\") and no type of key that is taken",
			 SHOWN(option));
}

static int
options_read(struct reader *reader, struct bytes field, struct signer *signer)
{
	while (field.data) {
		if (option_read(reader, option_take(&field), signer) < 0)
			return -1;
	}
	return 0;
}

static int
key_read(struct reader *reader, const struct key_type *type, struct signer *signer)
{
	struct bytes blob = base64_decode(field_take(&reader->rest), reader->arena);

	if (!blob.data)
		return error_set(reader->err, ERROR_MALFORMED, "the key is not in base64");
	if (public_key_parse(blob, &signer->key, reader->err) < 0)
		return -1;
	if (signer->key.type != type)
		return error_set(reader->err, ERROR_MALFORMED, "it says %s, but the key is %s",
				 type->name, signer->key.type->name);
	return 0;
}

int
allowed_signer_parse(struct bytes line, struct arena *arena, struct signer *signer,
		     struct error *err)
{
	struct reader reader = { bytes_trim(line), arena, err };
	struct bytes field;

	*signer = (struct signer){ 0 };
	if (reader.rest.len == 0 || reader.rest.data[0] == '#')
		return 1;
	if (names_read(&reader, signer) < 0)
		return -1;
	field = field_take(&reader.rest);
	if (field.len && !key_type_find(field)) {
		if (options_read(&reader, field, signer) < 0)
			return -1;
		field = field_take(&reader.rest);
	}
	if (!key_type_find(field))
		return error_set(err, ERROR_MALFORMED,
				 "it is not NAMES [OPTIONS] TYPE KEY with a type of key that is "
				 "taken, such as ssh-ed25519");
	return key_read(&reader, key_type_find(field), signer);
}

bool
signer_is_valid_on(const struct signer *signer, struct bytes day)
{
	int since = signer->first_day.data ? bytes_compare(day, signer->first_day) : 1;

	return (since > 0 || (since == 0 && signer->first_day_whole)) &&
	       (!signer->end_day.data || bytes_compare(day, signer->end_day) < 0);
}

bool
signer_has_name_space(const struct signer *signer, struct bytes name_space)
{
	for (size_t i = 0; i < signer->n_name_spaces; i++) {
		if (bytes_equal(signer->name_spaces[i], name_space))
			return true;
	}
	return signer->n_name_spaces == 0;
}
