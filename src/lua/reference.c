#include "config.h"

#include "lua/reference.h"

#include "base/suggest.h"
#include "lua/api.h"

/* Where texts begin, and how long what stands in front of one may be on its line. */
enum { TEXT_COLUMN = 32, NAME_MAX_CHARS = TEXT_COLUMN - 2 };

/* name(a: T): U, or name: T */
static void
signature_write(struct buf *out, const struct api_row *row)
{
	buf_printf(out, "%s%s%s", row->name, api_is_call(row) ? "" : ": ", row->type);
}

static void
row_write(struct buf *out, const struct api_row *row)
{
	size_t start = out->len;

	buf_add_string(out, "  ");
	signature_write(out, row);
	if (out->len - start > NAME_MAX_CHARS) {
		buf_add_char(out, '\n');
		start = out->len;
	}
	buf_printf(out, "%*s%s\n", (int)(TEXT_COLUMN - (out->len - start)), "", row->help);
}

static void
section_write(struct buf *out, const struct api_section *section)
{
	buf_printf(out, "%s%s: %s\n", out->len ? "\n" : "", section->name, section->help);
	for (size_t i = 0; i < section->n_rows; i++) {
		struct api_row row = api_row_at(section, i);

		row_write(out, &row);
	}
}

/* Whether SECTION is NAME or NAME's options. */
static bool
is_named(const struct api_section *section, struct bytes name)
{
	struct bytes own = bytes_of(section->name);

	return bytes_equal(own, name) ||
	       (bytes_starts_with(own, name) && own.data[name.len] == '.');
}

static int
set_unknown(struct bytes name, struct error *err)
{
	struct suggestion meant;
	struct api_section section;

	suggestion_init(&meant, name);
	for (size_t i = 0; api_section_at(i, &section); i++)
		suggestion_offer(&meant, section.name);
	return error_set(
		err, ERROR_USAGE,
		"policies have no object or library '%.*s'%s%s%s; `writ help lua` lists all",
		BYTES_ARG(name), meant.best ? "; did you mean '" : "", meant.best ? meant.best : "",
		meant.best ? "'?" : "");
}

int
reference_write(struct buf *out, struct bytes name, struct error *err)
{
	struct api_section section;
	bool found = false;

	for (size_t i = 0; api_section_at(i, &section); i++) {
		if (name.len && !is_named(&section, name))
			continue;
		section_write(out, &section);
		found = true;
	}
	return found ? 0 : set_unknown(name, err);
}
