#include "config.h"

#include <string.h>

#include "lua/api.h"
#include "lua/reference.h"

/*
 * Definitions for editors, in the annotations of LuaCATS. A sequence is called by `for`, so it is
 * no array there: each type of element has a class of its own, "sequence<file>" is file_sequence.
 */

static const char generic[] = "sequence<";

/* The next sequence<T> in TYPE: its T; where it begins is *START. NULL data when there is none. */
static struct bytes
element_next(struct bytes type, size_t *start)
{
	const char *from = type.len ? memmem(type.data, type.len, generic, strlen(generic)) : NULL;
	struct bytes element;
	int depth = 1;

	if (!from)
		return BYTES_NONE;
	*start = (size_t)(from - type.data);
	element = bytes_slice(type, *start + strlen(generic), type.len);
	for (size_t i = 0; i < element.len; i++) {
		depth += (element.data[i] == '<') - (element.data[i] == '>');
		if (depth == 0)
			return bytes_slice(element, 0, i);
	}
	return element;
}

/* What is behind the ELEMENT of a sequence in TYPE. */
static struct bytes
behind_element(struct bytes type, struct bytes element)
{
	return bytes_slice(type, (size_t)(element.data - type.data) + element.len + 1, type.len);
}

/* Writes TYPE with the names of classes in the place of sequence<T>. */
static void
type_write(struct buf *out, struct bytes type)
{
	struct bytes element;
	size_t start;

	while ((element = element_next(type, &start)).data) {
		buf_add(out, bytes_slice(type, 0, start));
		type_write(out, element);
		buf_add_string(out, "_sequence");
		type = behind_element(type, element);
	}
	buf_add(out, type);
}

/* The type of a row; what is called gets SELF, "self: file", as its first parameter, or "". */
static void
row_type_write(struct buf *out, const struct api_row *row, const char *self)
{
	if (!api_is_call(row)) {
		type_write(out, bytes_of(row->type));
		return;
	}
	buf_printf(out, "fun(%s%s", self, self[0] && row->type[1] != ')' ? ", " : "");
	type_write(out, bytes_of(row->type + 1));
}

static void
comment_write(struct buf *out, const char *text)
{
	buf_printf(out, "---%s\n", text);
}

static void
fields_write(struct buf *out, const struct api_section *section, const char *self)
{
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		comment_write(out, row.help);
		buf_printf(out, "---@field %s ", row.name);
		row_type_write(out, &row, self);
		buf_add_char(out, '\n');
	}
}

static void
class_write(struct buf *out, const struct api_section *section, const char *self)
{
	comment_write(out, section->help);
	buf_printf(out, "---@class %s\n", section->name);
	fields_write(out, section, self);
}

static void
object_write(struct buf *out, const struct api_section *section)
{
	struct buf self = BUF_INIT;

	buf_printf(&self, "self: %s", section->name);
	class_write(out, section, self.data);
	buf_release(&self);
}

static void
aliases_write(struct buf *out, const struct api_section *section)
{
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		buf_add_string(out, i ? "\n" : "");
		comment_write(out, row.help);
		buf_printf(out, "---@alias %s ", row.name);
		type_write(out, bytes_of(row.type));
		buf_add_char(out, '\n');
	}
}

static void
globals_write(struct buf *out, const struct api_section *section)
{
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		buf_add_string(out, i ? "\n" : "");
		comment_write(out, row.help);
		buf_add_string(out, "---@type ");
		row_type_write(out, &row, "");
		buf_printf(out, "\n%s = nil\n", row.name);
	}
}

/* The language server knows the methods of texts by the name "stringlib", so all are called so. */
static void
library_write(struct buf *out, const struct api_section *section)
{
	if (strcmp(section->name, "globals") == 0) {
		globals_write(out, section);
		return;
	}
	comment_write(out, section->help);
	buf_printf(out, "---@class %slib\n", section->name);
	fields_write(out, section, "");
	buf_printf(out, "%s = {}\n", section->name);
}

static void
section_write(struct buf *out, const struct api_section *section)
{
	switch (section->kind) {
	case API_ALIAS:
		aliases_write(out, section);
		break;
	case API_OBJECT:
		object_write(out, section);
		break;
	case API_LIBRARY:
		library_write(out, section);
		break;
	case API_TABLE:
	case API_RULES:
		class_write(out, section, "");
		break;
	}
}

/* Whether OUT declares the class NAME. */
static bool
is_declared(const struct buf *out, struct bytes name)
{
	CLEANUP(buf_release) struct buf line = BUF_INIT;

	buf_printf(&line, "\n---@class %.*s_sequence\n", BYTES_ARG(name));
	return strstr(out->data, line.data) != NULL;
}

/* Declares the sequence of ELEMENT, unless OUT has it. */
static void
sequence_write(struct buf *out, struct bytes element)
{
	CLEANUP(buf_release) struct buf name = BUF_INIT;
	struct bytes it;

	type_write(&name, element);
	it = buf_bytes(&name);
	if (is_declared(out, it))
		return;
	buf_printf(out,
		   "\n---@class %.*s_sequence\n---@field [integer] %.*s\n"
		   "---@operator len: integer\n"
		   "---@overload fun(state: any, before?: %.*s): %.*s?\n",
		   BYTES_ARG(it), BYTES_ARG(it), BYTES_ARG(it), BYTES_ARG(it));
}

/* Declares the sequences that TYPE names, and those that they are of. */
static void
sequences_write(struct buf *out, struct bytes type)
{
	struct bytes element;
	size_t start;

	while ((element = element_next(type, &start)).data) {
		sequences_write(out, element);
		sequence_write(out, element);
		type = behind_element(type, element);
	}
}

void
definitions_write(struct buf *out)
{
	struct api_section section;

	buf_add_string(out, "---@meta\n-- What policies of writ " PACKAGE_VERSION
			    " can use: `writ help lua --definitions` wrote it, writ-policy(5) says "
			    "more.\n");
	for (size_t i = 0; api_section_at(i, &section); i++) {
		buf_add_char(out, '\n');
		section_write(out, &section);
	}
	for (size_t i = 0; api_section_at(i, &section); i++) {
		for (size_t k = 0; k < section.n_rows; k++)
			sequences_write(out, bytes_of(api_row_at(&section, k).type));
	}
}
