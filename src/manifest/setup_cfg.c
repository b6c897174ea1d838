#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/python.h"

/*
 * setup.cfg, as Python's configparser reads it: a value goes on in the lines that are indented,
 * which no other INI file does, so it has a reader of its own.
 */

static const struct {
	const char *section;
	const char *key; /* NULL: each key of the section */
	enum dependency_scope scope;
} lists[] = {
	{ "options", "install_requires", SCOPE_RUNTIME },
	{ "options", "setup_requires", SCOPE_BUILD },
	{ "options", "tests_require", SCOPE_TEST },
	{ "options.extras_require", NULL, SCOPE_OPTIONAL },
};

struct place {
	struct bytes section;
	bool in_list; /* of what is said of SCOPE */
	enum dependency_scope scope;
};

/* configparser compares keys in small letters; setuptools takes `-` for `_`. */
static bool
key_equal(struct bytes key, const char *name)
{
	if (key.len != strlen(name))
		return false;
	for (size_t i = 0; i < key.len; i++) {
		char c = key.data[i] == '-' ? '_' : key.data[i];

		if (!text_equal_lower((struct bytes){ &c, 1 }, (char[]){ name[i], '\0' }))
			return false;
	}
	return true;
}

static void
key_enter(struct place *place, struct bytes key)
{
	place->in_list = false;
	for (size_t i = 0; i < ARRAY_SIZE(lists) && !place->in_list; i++) {
		place->in_list = bytes_equal_string(place->section, lists[i].section) &&
				 (!lists[i].key || key_equal(key, lists[i].key));
		place->scope = lists[i].scope;
	}
}

static int
requirements_add(struct manifest_reader *reader, const struct place *place, struct bytes text,
		 const struct text_line *line)
{
	text = bytes_trim(text);
	if (!place->in_list || text.len == 0)
		return 0;
	return python_requirement_add(reader, text, place->scope, line->number,
				      line_column(line, text));
}

static int
line_read(struct manifest_reader *reader, struct place *place, const struct text_line *line)
{
	struct bytes text = bytes_trim(line->text), key;

	if (text.len == 0 || char_is_in(text.data[0], "#;"))
		return 0;
	if (char_is_in(line->text.data[0], " \t"))
		return requirements_add(reader, place, text, line);
	if (text_takes(&text, "[")) {
		*place = (struct place){ .section = bytes_trim(text_until(&text, "]")) };
		return 0;
	}
	key = bytes_trim(text_until(&text, "=:"));
	key_enter(place, key);
	return requirements_add(reader, place, text, line);
}

int
setup_cfg_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };
	struct place place = { .section = BYTES_NONE };

	(void)root;
	if (python_text_check(reader) < 0)
		return -1;
	while (line_next(&rest, &line)) {
		if (line_read(reader, &place, &line) < 0)
			return -1;
	}
	return 0;
}
