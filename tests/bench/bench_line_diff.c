#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../lib/git_line_diff.h"
#include "base/macros.h"
#include "content/line_diff.h"
#include "git/repository.h"
#include "model/limits.h"

/*
 * Whether the line diff gives what git's own gives, over all changes of a history, and what either
 * costs:
 *
 *	git log -m --raw --no-abbrev --no-renames --format= | bench_line_diff REPOSITORY
 */

struct comparison {
	struct arena scratch;
	const struct objects *objects;
	size_t n_pairs, n_unlike;
	uint64_t n_bytes, n_lines;
	double index_s, ours_s, theirs_s;
};

struct marks {
	struct line_set removed, added;
};

static void
marks_release(struct marks *marks)
{
	line_set_release(&marks->removed);
	line_set_release(&marks->added);
}

static void
take_hunk(void *ctx, size_t old_start, size_t old_lines, size_t new_start, size_t new_lines)
{
	struct marks *marks = ctx;

	line_set_add(&marks->removed, old_start, old_lines);
	line_set_add(&marks->added, new_start, new_lines);
}

static bool
sets_equal(const struct line_set *a, const struct line_set *b)
{
	if (a->n_runs != b->n_runs)
		return false;
	for (size_t i = 0; i < a->n_runs; i++) {
		if (a->runs[i].start != b->runs[i].start || a->runs[i].len != b->runs[i].len)
			return false;
	}
	return true;
}

static double
now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool
compare(struct comparison *comparison, struct bytes before, struct bytes now)
{
	CLEANUP(marks_release) struct marks ours = { LINE_SET_INIT, LINE_SET_INIT };
	CLEANUP(marks_release) struct marks theirs = { LINE_SET_INIT, LINE_SET_INIT };
	CLEANUP(line_index_release) struct line_index old_lines = { NULL, 0 };
	CLEANUP(line_index_release) struct line_index new_lines = { NULL, 0 };
	struct error err;
	double s = now_s();

	line_index_build(&new_lines, now);
	comparison->index_s += now_s() - s;
	line_index_build(&old_lines, before);
	s = now_s();
	line_diff(&(struct text){ before, &old_lines }, &(struct text){ now, &new_lines },
		  &comparison->scratch, &ours.removed, &ours.added);
	comparison->ours_s += now_s() - s;
	s = now_s();
	if (git_line_diff(before, now, take_hunk, &theirs, &err) < 0) {
		fprintf(stderr, "%s\n", err.message);
		return false;
	}
	comparison->theirs_s += now_s() - s;
	comparison->n_pairs++;
	comparison->n_bytes += now.len;
	comparison->n_lines += new_lines.n_lines;
	return sets_equal(&ours.added, &theirs.added) && sets_equal(&ours.removed, &theirs.removed);
}

static void
compare_ids(struct comparison *comparison, const char *old_hex, const char *new_hex)
{
	const struct objects *objects = comparison->objects;
	struct oid old_id;
	struct oid new_id;
	struct blob before;
	struct blob now;
	struct error err;

	if (!oid_parse((struct bytes){ old_hex, OID_HEX_CHARS }, &old_id) ||
	    !oid_parse((struct bytes){ new_hex, OID_HEX_CHARS }, &new_id) ||
	    oid_equal(&old_id, &new_id))
		return;
	if (objects->ops->blob_read(objects->ctx, &old_id, &before, &err) < 0)
		return;
	if (objects->ops->blob_read(objects->ctx, &new_id, &now, &err) == 0) {
		if (!compare(comparison, before.content, now.content)) {
			comparison->n_unlike++;
			printf("unlike: %.*s %.*s\n", OID_HEX_CHARS, old_hex, OID_HEX_CHARS,
			       new_hex);
		}
		objects->ops->blob_release(objects->ctx, &now);
	}
	objects->ops->blob_release(objects->ctx, &before);
}

/* ":100644 100755 <id> <id> M\tpath" */
static void
compare_all(struct comparison *comparison)
{
	enum { OLD_ID = 15, NEW_ID = 56, STATUS = 97 };
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getline(&line, &room, stdin)) > 0) {
		if (line[0] == ':' && len > STATUS && line[STATUS] == 'M')
			compare_ids(comparison, line + OLD_ID, line + NEW_ID);
	}
	free(line);
}

int
main(int argc, char **argv)
{
	struct comparison comparison = { 0 };
	struct repository *repository;
	struct limits limits;
	struct error err;

	limits_init(&limits);
	arena_init(&comparison.scratch);
	if (argc != 2 || repository_open(REPOSITORY_OPEN_DISCOVER, argv[1], &repository, &err) < 0)
		return 2;
	comparison.objects = repository_objects(repository, &limits);
	compare_all(&comparison);
	printf("%zu pairs, %" PRIu64 " bytes, %" PRIu64 " lines: %zu unlike\n", comparison.n_pairs,
	       comparison.n_bytes, comparison.n_lines, comparison.n_unlike);
	printf("index %.2f s, ours %.2f s, theirs %.2f s\n", comparison.index_s, comparison.ours_s,
	       comparison.theirs_s);
	arena_release(&comparison.scratch);
	repository_free(repository);
	return comparison.n_unlike > 0;
}
