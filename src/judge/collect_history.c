#include "config.h"

#include "judge/collect_frames.h"

static void
read_others(struct collect *collect, struct frame_reader *reader, struct listed_commit *commit)
{
	size_t n = frame_read_number(reader, reader->rest.len / OID_BYTES);
	struct oid *others;

	if (reader->broken)
		return;
	others = arena_new_array(collect->arena, struct oid, n);
	for (size_t i = 0; i < n; i++)
		frame_read_oid(reader, &others[i]);
	commit->others = others;
	commit->n_others = n;
}

void
collect_take_commit(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct listed_commit commit;

	frame_read_oid(reader, &commit.id);
	frame_read_oid(reader, &commit.tree);
	frame_read_oid(reader, &commit.parent);
	commit.date = (int64_t)frame_read_number(reader, INT64_MAX);
	commit.author = (enum author_kind)frame_read_number(reader, AUTHOR_KINDS - 1);
	commit.merged = (enum author_kind)frame_read_number(reader, AUTHOR_KINDS - 1);
	read_others(collect, reader, &commit);
	if (verdict->n_listed == verdict->commits || verdict->commits > collect->answer_bytes)
		reader->broken = true;
	if (reader->broken)
		return;
	if (!verdict->listed)
		verdict->listed = arena_new_array(collect->arena, struct listed_commit,
						  (size_t)verdict->commits);
	verdict->listed[verdict->n_listed++] = commit;
}

/* There are no more folders than bytes. */
void
collect_take_coverage(struct collect *collect, struct frame_reader *reader)
{
	struct verdict *verdict = collect->verdict;
	struct folder_coverage folder;

	folder.name = frame_read_bytes(reader);
	folder.files = frame_read_number(reader, COUNT_MAX);
	folder.covered = frame_read_number(reader, folder.files);
	if (reader->broken)
		return;
	vec_push(&collect->coverage, folder);
	verdict->coverage = collect->coverage.items;
	verdict->n_coverage = collect->coverage.len;
}
