#include "config.h"

#include "history/drift_context.h"

#include <sys/stat.h>

#include "model/waiver.h"

static void
add_number(struct sha256 *hash, uint64_t number)
{
	sha256_add_field(hash, (struct bytes){ (const char *)&number, sizeof(number) });
}

/* A version is not enough while writ is being worked on. */
static void
add_program(struct sha256 *hash)
{
	struct stat status;

	sha256_add_field(hash, BYTES(PACKAGE_VERSION));
	if (stat("/proc/self/exe", &status) < 0)
		return;
	add_number(hash, (uint64_t)status.st_size);
	add_number(hash, (uint64_t)status.st_mtim.tv_sec);
	add_number(hash, (uint64_t)status.st_mtim.tv_nsec);
}

/* Marks have the place of a decision, and fingerprints its id. */
static void
add_decisions(struct sha256 *hash, const struct drift *drift, const struct judge_request *request)
{
	sha256_add_field(hash, drift->bundle);
	for (size_t i = 0; i < request->n_sources; i++) {
		sha256_add_field(hash, request->sources[i].setting->name);
		sha256_add_field(hash, request->sources[i].setting->place);
	}
	for (size_t i = 0; i < drift->n_decisions; i++)
		sha256_add_field(hash, drift->decisions[i].id);
}

static void
add_waivers(struct sha256 *hash, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->n_waivers; i++)
		add_number(hash, waiver_holds(verdict->waivers[i].expires, verdict->as_of));
}

static void
add_configuration(struct sha256 *hash, const struct judge_request *request)
{
	const struct ref_update *update = &request->push->updates[0];

	sha256_add_field(hash, update->ref);
	sha256_add_field(hash, update->target);
	sha256_add_field(hash, request->push->user);
	for (size_t i = 0; i < LIMIT_COUNT; i++)
		add_number(hash, request->settings->limits.value[i]);
}

void
drift_context(const struct drift *drift, const struct judge_request *request,
	      char context[SHA256_HEX_CHARS + 1])
{
	struct sha256 *hash = sha256_new();

	add_program(hash);
	add_decisions(hash, drift, request);
	add_waivers(hash, drift->tip_verdict);
	add_configuration(hash, request);
	sha256_finish(hash, context);
}
