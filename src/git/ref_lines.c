#include "config.h"

#include "git/refs.h"

#include "base/map.h"
#include "base/vec.h"

/* Takes a lower-case id and the blank behind it off REST. */
static bool
take_id(struct bytes *rest, struct oid *id)
{
	struct bytes hex = bytes_slice(*rest, 0, OID_HEX_CHARS);

	if (rest->len <= OID_HEX_CHARS || rest->data[OID_HEX_CHARS] != ' ')
		return false;
	*rest = bytes_slice(*rest, OID_HEX_CHARS + 1, rest->len);
	return oid_parse(hex, id);
}

static const char *
name_problem(struct bytes name, const struct limits *limits)
{
	if (name.len > limits->value[LIMIT_REF_NAME_BYTES])
		return "the ref name is too long";
	if (!bytes_starts_with(name, BYTES("refs/")))
		return "the ref name does not begin with refs/";
	if (!ref_name_is_valid(name))
		return "the ref name is not well-formed";
	return NULL;
}

static void
line_parse(struct ref_line *line, const struct limits *limits)
{
	struct bytes rest = line->text;

	if (!take_id(&rest, &line->old_id) || !take_id(&rest, &line->new_id)) {
		line->old_id = line->new_id = (struct oid){ { 0 } };
		line->problem = "the line is not of the form: old id, new id, ref name";
		return;
	}
	line->ref = rest;
	line->problem = name_problem(rest, limits);
}

/* The second of two lines for one ref could undo what the first was judged for. */
static void
mark_repeated(struct map *seen, struct ref_line *line)
{
	if (line->problem)
		return;
	if (map_find(seen, line->ref))
		line->problem = "the ref was named before";
	else
		map_put(seen, line->ref);
}

static bool
next_line(struct bytes *rest, struct ref_line *line)
{
	const char *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->data, '\n', rest->len);
	line->text = bytes_slice(*rest, 0, end ? (size_t)(end - rest->data) : rest->len);
	line->problem = end ? NULL : "the line has no line feed: the input was cut";
	*rest = bytes_slice(*rest, line->text.len + 1, rest->len);
	return true;
}

static size_t
count_lines(struct bytes input)
{
	struct ref_line line;
	size_t n = 0;

	while (next_line(&input, &line))
		n++;
	return n;
}

int
ref_lines_parse(struct bytes input, const struct limits *limits, struct arena *arena,
		struct ref_line **lines, size_t *n_lines, struct error *err)
{
	CLEANUP(map_release) struct map seen = MAP_INIT;
	size_t n = count_lines(input);

	if (n > limits->value[LIMIT_REF_UPDATES])
		return error_set(err, ERROR_LIMIT, "more than %llu ref updates in one push",
				 (unsigned long long)limits->value[LIMIT_REF_UPDATES]);
	*lines = arena_new_array(arena, struct ref_line, n);
	*n_lines = n;
	for (size_t i = 0; i < n && next_line(&input, &(*lines)[i]); i++) {
		struct ref_line *line = &(*lines)[i];

		line->number = i + 1;
		if (line->problem)
			continue;
		line_parse(line, limits);
		mark_repeated(&seen, line);
	}
	return 0;
}
