#include "config.h"

#include "ledger/checkpoint.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/number.h"

enum { ROOT_CHARS = 44 };

/* A whole line, which is not empty. */
static bool
line_take(struct bytes *rest, struct bytes *line)
{
	return bytes_split(rest, '\n', line) && rest->data && line->len;
}

static bool
size_read(struct bytes text, uint64_t *size)
{
	int64_t number;

	if (digits_skip(text, 0, 10) != text.len || (text.len > 1 && text.data[0] == '0') ||
	    !integer_read(&number, text, 10, false))
		return false;
	*size = (uint64_t)number;
	return true;
}

int
checkpoint_parse(struct checkpoint *checkpoint, struct bytes note, struct error *err)
{
	struct bytes size;

	if (!line_take(&note, &checkpoint->origin) || !line_take(&note, &size) ||
	    !line_take(&note, &checkpoint->root))
		return error_set(err, ERROR_MALFORMED, "it is no checkpoint");
	if (!size_read(size, &checkpoint->size) || checkpoint->root.len != ROOT_CHARS)
		return error_set(err, ERROR_MALFORMED,
				 "it is no checkpoint: its second line is no number, or the third "
				 "no hash");
	return 0;
}

bool
checkpoint_has_root(const struct checkpoint *checkpoint, const struct merkle_hash *root)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	escape_base64(&text, (struct bytes){ (const char *)root->bytes, sizeof(root->bytes) });
	return bytes_equal(buf_bytes(&text), checkpoint->root);
}

void
checkpoint_write(struct buf *out, struct bytes origin, const struct merkle_tree *tree)
{
	struct merkle_hash root;

	merkle_root(tree, &root);
	buf_add(out, origin);
	buf_printf(out, "\n%" PRIu64 "\n", tree->size);
	escape_base64(out, (struct bytes){ (const char *)root.bytes, sizeof(root.bytes) });
	buf_add_char(out, '\n');
}
