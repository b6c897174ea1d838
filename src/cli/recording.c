#include "config.h"

#include "cli/recording.h"

#include <stdio.h>
#include <time.h>

#include "base/escape.h"
#include "ledger/ledger.h"

enum { MS_PER_S = 1000, NS_PER_MS = 1000 * 1000 };

static uint64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * MS_PER_S + (uint64_t)(now.tv_nsec / NS_PER_MS);
}

void
recording_begin(struct recording *recording, const char *hook)
{
	*recording = (struct recording){ .surface = hook, .begun_ms = now_ms() };
}

struct bytes
recording_file(struct surface *surface, struct bytes path)
{
	if (!path.data || !surface->repository)
		return BYTES_NONE;
	if (path.data[0] == '/')
		return arena_copy(&surface->arena, path);
	return arena_printf(&surface->arena, "%s/%.*s", repository_git_dir(surface->repository),
			    BYTES_ARG(path));
}

struct bytes
recording_path(struct surface *surface)
{
	return recording_file(surface, surface->settings.ledger);
}

static bool
is_listed(const struct ref_update *updates, size_t n, struct bytes ref)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes_equal(updates[i].ref, ref))
			return true;
	}
	return false;
}

struct entry_move *
recording_moves(struct surface *surface, const struct ref_update *updates, size_t n_updates,
		size_t *n)
{
	const char *namespace = repository_namespace(surface->repository);
	struct arena *arena = &surface->arena;
	struct entry_move *moves = arena_new_array(arena, struct entry_move, n_updates);

	*n = 0;
	for (size_t i = 0; i < n_updates; i++) {
		const struct ref_update *update = &updates[i];

		struct bytes ref = update->target.len ? update->target : update->ref;

		/* Both names of one ref in one push: git makes sure that they agree. */
		if (update->target.len && is_listed(updates, n_updates, update->target))
			continue;
		moves[(*n)++] = (struct entry_move){
			.ref = *namespace ? arena_printf(arena, "%s%.*s", namespace, BYTES_ARG(ref))
					  : ref,
			.old_id = update->old_id,
			.new_id = update->new_id,
			.old_tree = update->old_tree,
			.new_tree = update->new_tree,
		};
	}
	return moves;
}

/* How long it took holds what it waited for others. */
static int
entry_keep(struct surface *surface, const char *path, uint64_t begun_ms, struct ledger_entry *entry,
	   struct error *err)
{
	uint64_t wait_s = surface->settings.limits.value[LIMIT_LEDGER_WAIT];
	struct ledger ledger;
	int result = ledger_open(&ledger, path, wait_s, err);

	entry->duration_ms = now_ms() - begun_ms;
	if (result == 0)
		result = ledger_append(&ledger, entry, NULL, err);
	ledger_close(&ledger);
	return result;
}

/* Of which states of which sources the verdict is; what could not be read ends the list. */
static void
sources_note(struct surface *surface, struct ledger_entry *entry)
{
	const struct judge_request *request = &surface->request;
	struct entry_source *sources =
		arena_new_array(&surface->arena, struct entry_source, request->n_sources);

	entry->sources = sources;
	while (entry->n_sources < request->n_sources &&
	       request->sources[entry->n_sources].setting) {
		const struct judge_source *source = &request->sources[entry->n_sources];

		sources[entry->n_sources++] =
			(struct entry_source){ .place = source->setting->place,
					       .name = source->setting->name,
					       .commit = source->value };
	}
}

/* Keys that change no verdict, that a record says by itself, or that name a person. */
static bool
is_of_configuration(struct bytes name)
{
	static const char *const others[] = { "writ.source", "writ.mode", "writ.bootstrap",
					      "writ.break-glass", "writ.limit.ledger-wait" };

	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		if (bytes_equal_string(name, others[i]))
			return false;
	}
	return (bytes_starts_with(name, BYTES("writ.")) ||
		bytes_starts_with(name, BYTES("receive.fsck."))) &&
	       !bytes_starts_with(name, BYTES("writ.ledger"));
}

void
recording_configuration(const struct surface *surface, char hex[SHA256_HEX_CHARS + 1])
{
	struct sha256 *hash = sha256_new();

	for (size_t i = 0; i < surface->n_config; i++) {
		const struct config_entry *entry = &surface->config[i];

		if (!is_of_configuration(entry->name))
			continue;
		sha256_add_field(hash, entry->name);
		sha256_add_field(hash, entry->has_value ? entry->value : BYTES("true"));
	}
	sha256_finish(hash, hex);
}

static void
inputs_note(struct surface *surface, struct entry_inputs *inputs)
{
	recording_configuration(surface, inputs->configuration);
	inputs->options_known = surface->push.options_known;
	inputs->n_options = surface->push.n_options;
	inputs->via = surface->push.via;
}

/* The monitor reads no object of a push: which trees its commits have it was told, of updates in
 * their order. What is told of another one is of none of ours. */
static void
trees_note(struct push *push, const struct verdict *verdict)
{
	for (size_t i = 0; i < push->n_updates && i < verdict->n_updates; i++) {
		const struct verdict_update *told = &verdict->updates[i];
		struct ref_update *update = &push->updates[i];

		if (!bytes_equal(told->ref, update->ref) ||
		    !oid_equal(&told->old_id, &update->old_id) ||
		    !oid_equal(&told->new_id, &update->new_id))
			continue;
		update->old_tree = told->old_tree;
		update->new_tree = told->new_tree;
	}
}

/* What the push claims, and what was found; NULL where it does not say to be signed. */
static struct entry_certificate *
certificate_note(struct surface *surface, const struct verdict *verdict)
{
	const struct certificate_claim *claim = surface->push.certificate;
	const struct verdict_certificate *found = &verdict->certificate;
	struct entry_certificate *certificate;

	if (!claim)
		return NULL;
	certificate = arena_new(&surface->arena, struct entry_certificate);
	*certificate = (struct entry_certificate){
		.blob = claim->blob,
		.status = claim->status,
		.signer = claim->signer,
		.key = claim->key,
		.nonce_status = claim->nonce_status,
		.text = found->text,
		.problem = found->problem,
	};
	if (!found->text.data && !found->problem.data)
		certificate->problem = BYTES("there is no verdict, so nobody has read it");
	return certificate;
}

int
recording_keep(const struct recording *recording, struct surface *surface, struct error *err)
{
	CLEANUP(buf_release) struct buf document = BUF_INIT;
	struct bytes path = recording_path(surface);
	struct push *push = &surface->push;
	struct ledger_entry entry = { .kind = RECORD_VERDICT,
				      .admitted = recording->admitted,
				      .surface = recording->surface,
				      .user = push->user };

	if (!path.data)
		return 0;
	entry.repository = bytes_of(repository_git_dir(surface->repository));
	trees_note(push, recording->verdict);
	entry.moves = recording_moves(surface, push->updates, push->n_updates, &entry.n_moves);
	sources_note(surface, &entry);
	inputs_note(surface, &entry.inputs);
	entry.certificate = certificate_note(surface, recording->verdict);
	entry_document(&document, recording->verdict);
	entry.document = buf_bytes(&document);
	if (entry_keep(surface, path.data, recording->begun_ms, &entry, err) < 0)
		return error_wrap(err, "the push cannot be recorded");
	return 0;
}

void
recording_complain(const struct error *err)
{
	struct buf shown = BUF_INIT;

	escape_text(&shown, bytes_of(err->message));
	fprintf(stderr,
		"warning: %s\n"
		"hint: this is for the administrator of the server to mend\n",
		shown.data ? shown.data : "");
	buf_release(&shown);
}
