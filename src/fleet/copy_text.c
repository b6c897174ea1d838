#include "config.h"

#include "fleet/copy_text.h"

static void
text_add(struct buf *out, struct bytes text)
{
	static const char special[] = "\\\t\n\r", letters[] = "\\tnr";
	size_t plain = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *found = memchr(special, text.data[i], sizeof(special) - 1);

		if (!found)
			continue;
		buf_add(out, bytes_slice(text, plain, i));
		buf_add_char(out, '\\');
		buf_add_char(out, letters[found - special]);
		plain = i + 1;
	}
	buf_add(out, bytes_slice(text, plain, text.len));
}

void
copy_text_row(struct buf *out, const char *ledger, const struct fact_row *row)
{
	buf_add_string(out, ledger);
	for (size_t i = 0; i < fact_tables[row->table].n_columns; i++) {
		buf_add_char(out, '\t');
		if (row->values[i].text.data)
			text_add(out, row->values[i].text);
		else
			buf_add_string(out, "\\N");
	}
	buf_add_char(out, '\n');
}
