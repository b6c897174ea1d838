#include "config.h"

#include "model/decision.h"

#include "base/macros.h"
#include "base/sha256.h"
#include "model/contest.h"

static const char *const levels[] = {
	[LEVEL_SHADOW] = "shadow",
	[LEVEL_ADVISORY] = "advisory",
	[LEVEL_MANDATORY] = "mandatory",
};

static const char *const statuses[] = {
	[STATUS_PROPOSED] = "proposed",     [STATUS_ACCEPTED] = "accepted",
	[STATUS_REJECTED] = "rejected",     [STATUS_DEPRECATED] = "deprecated",
	[STATUS_SUPERSEDED] = "superseded", [STATUS_UNKNOWN] = "unknown",
};

const char *
level_name(enum level level)
{
	return levels[level];
}

bool
level_parse(struct bytes text, enum level *level)
{
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		if (bytes_equal_string(text, levels[i])) {
			*level = (enum level)i;
			return true;
		}
	}
	return false;
}

const char *
decision_status_name(enum decision_status status)
{
	return statuses[status];
}

bool
decision_status_parse(struct bytes text, enum decision_status *status)
{
	for (size_t i = 0; i < STATUS_UNKNOWN; i++) {
		if (bytes_equal_string(text, statuses[i])) {
			*status = (enum decision_status)i;
			return true;
		}
	}
	return false;
}

struct bytes
bundles_digest(const struct bundle *const *bundles, size_t n, struct arena *arena)
{
	char hex[SHA256_HEX_CHARS + 1];
	struct sha256 *hash;

	if (n == 1)
		return bundles[0]->digest;
	hash = sha256_new();
	for (size_t i = 0; i < n; i++) {
		sha256_add_field(hash, bundles[i]->source->name);
		sha256_add_field(hash, bundles[i]->digest);
	}
	sha256_finish(hash, hex);
	return arena_printf(arena, "sha256:%s", hex);
}

const struct decision *
bundle_find(const struct bundle *bundle, struct bytes id)
{
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		if (bytes_equal(bundle->decisions[i].id, id))
			return &bundle->decisions[i];
	}
	return NULL;
}

static bool
id_is_elsewhere(const struct bundle *const *bundles, size_t n, const struct bundle *bundle,
		struct bytes id)
{
	for (size_t i = 0; i < n; i++) {
		const struct decision *other;

		if (bundles[i] == bundle || bundles[i]->source->name.len)
			continue;
		other = bundle_find(bundles[i], id);
		if (other && other->enforced)
			return true;
	}
	return false;
}

struct bytes
decision_full_id(const struct bundle *const *bundles, size_t n_bundles, const struct bundle *bundle,
		 const struct decision *decision, struct arena *arena)
{
	struct bytes name = bundle->source->name;

	if (name.len == 0 && !id_is_elsewhere(bundles, n_bundles, bundle, decision->id))
		return decision->id;
	if (name.len == 0)
		name = bundle->source->place;
	return arena_printf(arena, "%.*s/%.*s", BYTES_ARG(name), BYTES_ARG(decision->id));
}

struct bytes
decision_baseline(const struct decision *decision)
{
	return decision->no_worse ? BYTES("no-worse") : BYTES_NONE;
}

bool
decision_has_standard_refs(const struct decision *decision)
{
	return decision->refs.len == 2 &&
	       bytes_equal_string(pattern_text(decision->refs.items[0]), "refs/heads/**") &&
	       bytes_equal_string(pattern_text(decision->refs.items[1]), "refs/tags/**");
}

bool
bundle_has_owners(const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		if (bundle->decisions[i].approval.owners.len)
			return true;
	}
	return bundle->governance.rule.owners.len > 0;
}

bool
decision_in_scope(const struct decision *decision, struct bytes path)
{
	return decision->scope.len == 0 || pattern_list_matches(&decision->scope, path);
}

const char *
force_name(enum force force)
{
	static const char *const names[FORCE_COUNT] = {
		[FORCE_DOCUMENTED] = "documented-only", [FORCE_ENFORCED] = "enforced",
		[FORCE_PART] = "enforced-in-part",      [FORCE_NONE] = "not-in-force",
		[FORCE_SUPERSEDED] = "superseded",
	};

	return names[force];
}

enum force
decision_force(const struct bundle *bundle, const struct decision *decision)
{
	if (decision->superseded_by.data || decision->status == STATUS_SUPERSEDED)
		return FORCE_SUPERSEDED;
	if (decision->status != STATUS_ACCEPTED)
		return FORCE_NONE;
	if (!decision->policy.text.data)
		return FORCE_DOCUMENTED;
	if (bundle->n_errors || !decision->enforced)
		return FORCE_NONE;
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		if (bundle->exclusions[i].loser == decision->index)
			return FORCE_PART;
	}
	return FORCE_ENFORCED;
}

const char *
decision_force_name(const struct bundle *bundle, const struct decision *decision)
{
	return force_name(decision_force(bundle, decision));
}

struct force_counts
bundle_count_forces(const struct bundle *bundle)
{
	struct force_counts counts = { { 0 } };

	for (size_t i = 0; i < bundle->n_decisions; i++)
		counts.of[decision_force(bundle, &bundle->decisions[i])]++;
	return counts;
}
