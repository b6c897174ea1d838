#include "config.h"

#include "history/drift_tip.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "git/snapshot.h"
#include "history/drift_report.h"
#include "history/epochs.h"

/* Whether a source is read from this repository, and not from a folder or another one. */
static bool
lies_here(const struct judge_source *source)
{
	return !source->folder && !source->repository;
}

bool
drift_is_of_source(const struct judge_request *request, struct bytes path)
{
	for (size_t i = 0; i < request->n_sources; i++) {
		struct bytes folder = request->sources[i].setting->folder;

		if (lies_here(&request->sources[i]) &&
		    (folder.len == 0 || (bytes_starts_with(path, folder) && path.len > folder.len &&
					 path.data[folder.len] == '/')))
			return true;
	}
	return false;
}

static bool
any_lies_here(const struct judge_request *request)
{
	for (size_t i = 0; i < request->n_sources; i++) {
		if (lies_here(&request->sources[i]))
			return true;
	}
	return false;
}

/* Why it was not judged; NULL data when it was. What a worker did not answer for is no clean tree.
 */
static struct bytes
error_of(const struct outcome *outcome, const struct verdict *verdict)
{
	if (outcome->result == RESULT_ERROR)
		return outcome->error;
	if (outcome->result != RESULT_UNJUDGED)
		return BYTES_NONE;
	return verdict->n_errors ? verdict->errors[0] : BYTES("its worker gave no answer");
}

static size_t
decisions_before(const struct drift *drift)
{
	size_t n = 0;

	for (size_t i = 0; drift->epochs && i < drift->epochs->len; i++)
		n += drift->epochs->items[i].n_decisions;
	return n;
}

/* Those that were in force earlier, and are not at the tip; as they were at last. */
static void
decisions_add_earlier(struct drift *drift)
{
	for (size_t i = drift->epochs ? drift->epochs->len : 0; i-- > 0;) {
		const struct epoch *epoch = &drift->epochs->items[i];

		for (size_t k = 0; k < epoch->n_decisions; k++) {
			const struct epoch_decision *of = &epoch->decisions[k];

			if (drift_decision_find(drift, of->id) < drift->n_decisions)
				continue;
			drift->decisions[drift->n_decisions++] = (struct drift_decision){
				.id = of->id, .title = of->title, .level = of->level
			};
		}
	}
}

/* The decisions come first, then the built-in ones, which have no file. */
static void
decisions_take(struct drift *drift, const struct verdict *verdict, struct arena *arena)
{
	drift->decisions = arena_new_array(arena, struct drift_decision,
					   verdict->n_outcomes + decisions_before(drift));
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		const struct outcome *outcome = &verdict->outcomes[i];

		if (!outcome->shown_path.len)
			break;
		drift->decisions[drift->n_decisions++] = (struct drift_decision){
			.id = outcome->id,
			.title = outcome->title,
			.level = outcome->level,
			.in_force = true,
			.judged = outcome->applied > 0,
			.error = error_of(outcome, verdict),
		};
	}
	decisions_add_earlier(drift);
}

struct tally {
	struct drift *drift;
	struct arena *arena;
	struct map folders, files;
	size_t files_room;
};

static void
folder_count(struct tally *tally, struct bytes path, size_t decision)
{
	struct drift *drift = tally->drift;
	void **place = map_put(&tally->folders, path_first_folder(path));
	struct drift_folder *folder;

	if (!*place) {
		folder = *place = &drift->folders[drift->n_folders++];
		folder->name = path_first_folder(path);
		folder->standing = arena_new_array(tally->arena, uint64_t, drift->n_decisions);
	}
	folder = *place;
	folder->standing[decision]++;
	folder->sum++;
}

static void
file_count(struct tally *tally, struct bytes path)
{
	struct drift *drift = tally->drift;
	void **place = map_put(&tally->files, path);

	if (!*place) {
		*place = &drift->files[drift->n_files++];
		((struct drift_file *)*place)->path = path;
	}
	((struct drift_file *)*place)->standing++;
}

static void
violation_count(struct tally *tally, const struct violation *violation)
{
	struct drift_decision *decision = &tally->drift->decisions[violation->outcome];

	decision->standing++;
	decision->of_the_tree += oid_is_zero(&violation->commit);
	if (!violation->path.len)
		return;
	folder_count(tally, violation->path, violation->outcome);
	file_count(tally, violation->path);
}

static int
folder_compare(const void *pa, const void *pb)
{
	const struct drift_folder *a = pa, *b = pb;

	if (a->sum != b->sum)
		return a->sum > b->sum ? -1 : 1;
	return bytes_compare(a->name, b->name);
}

static int
file_compare(const void *pa, const void *pb)
{
	const struct drift_file *a = pa, *b = pb;

	if (a->standing != b->standing)
		return a->standing > b->standing ? -1 : 1;
	return bytes_compare(a->path, b->path);
}

static void
verdict_take(struct drift *drift, const struct verdict *verdict, struct arena *arena)
{
	struct tally tally = { .drift = drift, .arena = arena };

	decisions_take(drift, verdict, arena);
	drift->folders = arena_new_array(arena, struct drift_folder, verdict->n_violations);
	drift->files = arena_new_array(arena, struct drift_file, verdict->n_violations);
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];

		if (violation->outcome < drift->n_decisions && !violation->waiver)
			violation_count(&tally, violation);
	}
	map_release(&tally.folders);
	map_release(&tally.files);
	if (drift->n_folders)
		qsort(drift->folders, drift->n_folders, sizeof(*drift->folders), folder_compare);
	if (drift->n_files)
		qsort(drift->files, drift->n_files, sizeof(*drift->files), file_compare);
}

int
drift_tip_judge(struct drift *drift, const struct judge_request *request, struct judgement *tip,
		struct arena *arena, struct error *err)
{
	struct ref_update *update = arena_new(arena, struct ref_update);
	struct judge_request *whole = arena_new(arena, struct judge_request);
	struct push *push = arena_new(arena, struct push);
	char hex[OID_HEX_CHARS + 1];

	oid_hex(&drift->tip, hex);
	*update =
		(struct ref_update){ .ref = request->push->updates[0].ref, .kind = UPDATE_CREATE };
	if (snapshot_tree(request->repository, hex, &update->new_id, err) < 0)
		return -1;
	*push = *request->push;
	push->updates = update;
	push->n_updates = 1;
	*whole = *request;
	whole->push = push;
	whole->tell_coverage = whole->whole_tree = whole->skip_commit_rules =
		whole->only_old_values = true;
	judge(whole, arena, tip);
	if (tip->error.code != ERROR_NONE) {
		*err = tip->error;
		return -1;
	}
	drift->tip_verdict = &tip->verdict;
	drift->bundle = tip->verdict.bundle;
	drift->as_of = tip->verdict.as_of;
	drift->churn.known = any_lies_here(request);
	verdict_take(drift, &tip->verdict, arena);
	return 0;
}
