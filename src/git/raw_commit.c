#include "config.h"

#include "git/raw_commit.h"

#include "git/raw_header.h"

static void
tree_take(struct bytes *rest, struct raw_commit *commit)
{
	struct bytes value;

	if (!raw_header_take(rest, "tree ", &value))
		commit->problems |= FSCK_BIT(FSCK_MISSING_TREE);
	else if (!raw_id_parse(value, &commit->tree))
		commit->problems |= FSCK_BIT(FSCK_BAD_TREE_SHA1);
}

static void
parents_take(struct bytes *rest, struct raw_commit *commit)
{
	const char *begin = rest->data;
	struct bytes value;
	struct oid id;

	while (raw_header_take(rest, "parent ", &value)) {
		if (raw_id_parse(value, &id))
			commit->n_parents++;
		else
			commit->problems |= FSCK_BIT(FSCK_BAD_PARENT_SHA1);
	}
	commit->parents = (struct bytes){ begin, (size_t)(rest->data - begin) };
}

static void
authors_take(struct bytes *rest, struct raw_commit *commit)
{
	struct bytes value;
	size_t n_authors = 0;

	for (; raw_header_take(rest, "author ", &value); n_authors++)
		commit->problems |= raw_person_check(value);
	if (n_authors == 0)
		commit->problems |= FSCK_BIT(FSCK_MISSING_AUTHOR);
	if (n_authors > 1)
		commit->problems |= FSCK_BIT(FSCK_MULTIPLE_AUTHORS);
}

static void
committer_take(struct bytes *rest, struct raw_commit *commit)
{
	struct bytes value;

	if (!raw_header_take(rest, "committer ", &value)) {
		commit->problems |= FSCK_BIT(FSCK_MISSING_COMMITTER);
		return;
	}
	commit->problems |= raw_person_check(value);
	commit->date = raw_person_date(value);
}

/* git checks no further; but some of its readers take the first of two lines, others the last. */
static void
more_persons_check(struct bytes rest, struct raw_commit *commit)
{
	struct bytes line;

	while (bytes_split(&rest, '\n', &line) && line.len) {
		if (bytes_starts_with(line, BYTES("author ")))
			commit->problems |= FSCK_BIT(FSCK_MULTIPLE_AUTHORS);
		if (bytes_starts_with(line, BYTES("committer ")))
			commit->problems |= FSCK_BIT(FSCK_MULTIPLE_COMMITTERS);
	}
}

void
raw_commit_parse(struct bytes raw, struct raw_commit *commit)
{
	struct bytes rest = raw;

	*commit = (struct raw_commit){ .problems = raw_header_check(raw) };
	tree_take(&rest, commit);
	parents_take(&rest, commit);
	authors_take(&rest, commit);
	committer_take(&rest, commit);
	more_persons_check(rest, commit);
	if (raw.len && memchr(raw.data, '\0', raw.len))
		commit->problems |= FSCK_BIT(FSCK_NUL_IN_COMMIT);
}

bool
raw_commit_parent(struct bytes *parents, struct oid *id)
{
	struct bytes value;

	while (raw_header_take(parents, "parent ", &value)) {
		if (raw_id_parse(value, id))
			return true;
	}
	return false;
}
