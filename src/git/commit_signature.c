#include "config.h"

#include "git/commit_signature.h"

#include "base/buf.h"
#include "git/object_read.h"

/* Where the lines of a commit go. */
struct splitting {
	struct buf signature, payload;
	size_t n_signatures;
};

static void
splitting_release(struct splitting *it)
{
	buf_release(&it->signature);
	buf_release(&it->payload);
}

static void
line_add(struct buf *out, struct bytes line)
{
	buf_add(out, line);
	buf_add_char(out, '\n');
}

/* The header: a line that begins with a blank goes on with the one before it. A signature by
 * another hash is no part of what is signed either. */
static void
header_split(struct splitting *it, struct bytes *rest)
{
	static const struct bytes own = BYTES_INIT("gpgsig ");
	static const struct bytes other = BYTES_INIT("gpgsig-sha256 ");
	enum { KEPT, SIGNATURE, LEFT_OUT } place = KEPT;
	struct bytes line;

	while (bytes_split(rest, '\n', &line) && line.len > 0) {
		bool goes_on = line.data[0] == ' ';

		if (!goes_on)
			place = bytes_starts_with(line, own)     ? SIGNATURE
				: bytes_starts_with(line, other) ? LEFT_OUT
								 : KEPT;
		it->n_signatures += !goes_on && place == SIGNATURE;
		if (place == SIGNATURE)
			line_add(&it->signature,
				 bytes_slice(line, goes_on ? 1 : own.len, line.len));
		else if (place == KEPT)
			line_add(&it->payload, line);
	}
}

void
commit_signature_parse(struct bytes raw, struct arena *arena, struct signed_commit *commit)
{
	CLEANUP(splitting_release) struct splitting it = { BUF_INIT, BUF_INIT, 0 };
	struct bytes rest = raw;

	header_split(&it, &rest);
	if (rest.data) {
		buf_add_char(&it.payload, '\n');
		buf_add(&it.payload, rest);
	}
	*commit = (struct signed_commit){ BYTES(""), arena_copy(arena, buf_bytes(&it.payload)) };
	if (it.n_signatures == 1)
		commit->signature = arena_copy(arena, buf_bytes(&it.signature));
}

int
commit_signature_read(struct repository *repository, const struct limits *limits,
		      const struct oid *id, struct arena *arena, struct signed_commit *commit,
		      struct error *err)
{
	CLEANUP(odb_object_release) git_odb_object *object = NULL;

	if (object_read(repository, id, GIT_OBJECT_COMMIT, limits, LIMIT_COMMIT_BYTES, &object,
			err) < 0)
		return -1;
	commit_signature_parse(object_bytes(object), arena, commit);
	return 0;
}
