#include "config.h"

#include "ledger/sealing.h"

#include <inttypes.h>

#include "ledger/json_text.h"
#include "ledger/lines.h"

void
sealing_init(struct sealing *sealing, int fd, const struct ledger_checks *checks)
{
	*sealing = (struct sealing){ .fd = fd, .checks = checks, .is_on = checks->kept };
	merkle_init(&sealing->tree);
}

void
sealing_release(struct sealing *sealing)
{
	buf_release(&sealing->note);
}

static void
line_add(struct sealing *sealing, struct bytes line)
{
	struct merkle_hash leaf;

	merkle_leaf(line, &leaf);
	merkle_add(&sealing->tree, &leaf);
}

/* Takes the lines up to OFFSET, none of which was taken. */
static int
catch_up(struct sealing *sealing, uint64_t offset, struct error *err)
{
	struct lines lines;
	struct line line;
	int more;

	sealing->is_on = true;
	lines_init(&lines, sealing->fd, offset);
	while ((more = lines_next(&lines, &line, err)) > 0)
		line_add(sealing, line.text);
	lines_release(&lines);
	return more;
}

static bool
root_is(const struct sealing *sealing, const struct checkpoint *checkpoint)
{
	struct merkle_hash root;

	merkle_root(&sealing->tree, &root);
	return checkpoint_has_root(checkpoint, &root);
}

static int
checkpoint_compare(struct sealing *sealing, const struct checkpoint *checkpoint, struct error *err)
{
	if (checkpoint->size != sealing->tree.size)
		error_set(err, ERROR_MALFORMED,
			  "it is a checkpoint of %" PRIu64 " lines, and stands behind %" PRIu64,
			  checkpoint->size, sealing->tree.size);
	else if (!root_is(sealing, checkpoint))
		error_set(err, ERROR_MALFORMED,
			  "it is a checkpoint of other lines than those in front of it");
	else
		return 0;
	return 1;
}

int
sealing_check(struct sealing *sealing, const struct record *record, uint64_t offset,
	      struct error *err)
{
	const struct ledger_checks *checks = sealing->checks;
	struct checkpoint checkpoint;

	buf_clear(&sealing->note);
	json_text_add(&sealing->note, record->note);
	if (checkpoint_parse(&checkpoint, buf_bytes(&sealing->note), err) < 0)
		return 1;
	if (checks->is_signed && !checks->is_signed(checks->ctx, buf_bytes(&sealing->note))) {
		error_set(err, ERROR_MALFORMED,
			  "it is a checkpoint that the key has not signed: it was changed, "
			  "or another key has signed it");
		return 1;
	}
	if (!sealing->is_on && catch_up(sealing, offset, err) < 0)
		return -1;
	if (checkpoint_compare(sealing, &checkpoint, err))
		return 1;
	sealing->sealed = checkpoint.size;
	return 0;
}

bool
sealing_add(struct sealing *sealing, struct bytes line)
{
	const struct checkpoint *kept = sealing->checks->kept;

	if (!sealing->is_on)
		return true;
	line_add(sealing, line);
	return !kept || kept->size != sealing->tree.size || root_is(sealing, kept);
}
