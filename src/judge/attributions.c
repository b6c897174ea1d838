#include "config.h"

#include "judge/attributions.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/vec.h"
#include "content/attribute.h"
#include "judge/commit_signers.h"

struct counting {
	const struct plan *plan;
	const struct judge_request *request;
	const struct objects *objects;
	struct arena work; /* of one commit */
	VEC(struct attribution_count) counts;
};

static void
counting_release(struct counting *it)
{
	arena_release(&it->work);
	vec_release(&it->counts);
}

static bool
lists_agents(const struct plan_source *source)
{
	const struct governance *governance = &source->bundle->governance;

	for (size_t i = 0; i < governance->n_principals; i++) {
		if (governance->principals[i].kind == PRINCIPAL_AGENT)
			return true;
	}
	return false;
}

/* By the source that knows it best; of several the first. */
static int
commit_attribute(struct counting *it, const struct oid *id, struct attribution *best,
		 struct error *err)
{
	struct commit_text text;

	*best = (struct attribution){ ATTRIBUTION_UNKNOWN };
	/* a text that cannot be read as one says nothing; policies that ask for it fail */
	if (it->objects->ops->commit_text(it->objects->ctx, id, &it->work, &text, err) < 0)
		return err->code == ERROR_UNSUPPORTED ? 0 : -1;
	for (size_t i = 0; i < it->plan->n_sources; i++) {
		const struct governance *governance = &it->plan->sources[i].bundle->governance;
		struct commit_signer signer = { .name = BYTES_NONE };
		struct attribution found;

		if (!lists_agents(&it->plan->sources[i]))
			continue;
		if (text.signature == SIGNATURE_SSH &&
		    commit_signer_find(it->request, governance, id, &it->work, &signer, err) < 0)
			return -1;
		found = attribute_commit(governance, &text, &signer, it->plan->push->user,
					 &it->work);
		if (found.tier > best->tier)
			*best = found;
	}
	return 0;
}

/* Whether a source knows the author as somebody. */
static bool
is_known_human(const struct counting *it, struct bytes email)
{
	for (size_t i = 0; i < it->plan->n_sources; i++) {
		const struct governance *governance = &it->plan->sources[i].bundle->governance;
		struct bytes name = principal_of(governance, email);

		if (name.data != email.data &&
		    principal_kind_of(governance, name) == PRINCIPAL_HUMAN)
			return true;
	}
	return false;
}

static enum author_kind
author_kind_of(struct counting *it, const struct oid *id, const struct attribution *attribution)
{
	struct commit_text text;
	struct error unsaid;

	if (attribution->agent.data)
		return AUTHOR_AGENT;
	if (it->objects->ops->commit_text(it->objects->ctx, id, &it->work, &text, &unsaid) < 0)
		return AUTHOR_UNKNOWN;
	return is_known_human(it, text.author.email) ? AUTHOR_HUMAN : AUTHOR_UNKNOWN;
}

/* Who wrote what a merge brings is told by the tip of that, as far as it can be read. */
static enum author_kind
merged_kind_of(struct counting *it, const struct commit_node *node, enum author_kind author)
{
	struct attribution attribution;
	struct error unsaid;

	if (node->n_parents < 2 ||
	    commit_attribute(it, &node->parents[1], &attribution, &unsaid) < 0)
		return author;
	return author_kind_of(it, &node->parents[1], &attribution);
}

static void
commit_answer(struct counting *it, const struct commit_node *node,
	      const struct attribution *attribution, struct frame_writer *writer)
{
	static const struct oid none;
	enum author_kind author = author_kind_of(it, &node->id, attribution);

	frame_begin(writer, FRAME_COMMIT);
	frame_oid(writer, &node->id);
	frame_oid(writer, &node->tree);
	frame_oid(writer, node->n_parents ? &node->parents[0] : &none);
	frame_number(writer, node->date > 0 ? (uint64_t)node->date : 0);
	frame_number(writer, author);
	frame_number(writer, merged_kind_of(it, node, author));
	frame_number(writer, node->n_parents ? node->n_parents - 1 : 0);
	for (size_t i = 1; i < node->n_parents; i++)
		frame_oid(writer, &node->parents[i]);
	frame_end(writer);
}

static void
count_add(struct counting *it, const struct attribution *attribution)
{
	for (size_t i = 0; i < it->counts.len; i++) {
		struct attribution_count *count = &it->counts.items[i];

		if (count->tier == attribution->tier &&
		    bytes_equal(count->agent, attribution->agent)) {
			count->commits++;
			return;
		}
	}
	vec_push(&it->counts,
		 ((struct attribution_count){ attribution->agent, attribution->tier, 1 }));
}

static int
commits_count(struct counting *it, struct frame_writer *writer, struct error *err)
{
	for (size_t i = 0; i < it->plan->n_commits; i++) {
		const struct commit_node *node = it->plan->commits[i];
		struct attribution attribution;

		if (commit_attribute(it, &node->id, &attribution, err) < 0)
			return -1;
		if (it->request->list_commits)
			commit_answer(it, node, &attribution, writer);
		count_add(it, &attribution);
		arena_reset(&it->work);
	}
	return 0;
}

/* By agent, the better known first; the unknown ones last. */
static int
count_compare(const void *pa, const void *pb)
{
	const struct attribution_count *a = pa, *b = pb;
	int order = (int)!a->agent.data - (int)!b->agent.data;

	if (order == 0)
		order = bytes_compare(a->agent, b->agent);
	return order ? order : (int)b->tier - (int)a->tier;
}

static void
count_answer(const struct attribution_count *count, size_t n_commits, struct arena *arena,
	     struct frame_writer *writer)
{
	frame_begin(writer, FRAME_ATTRIBUTION);
	frame_bytes(writer, count->agent);
	frame_number(writer, count->tier);
	frame_number(writer, count->commits);
	frame_end(writer);
	if (!count->agent.data)
		return;
	frame_begin(writer, FRAME_NOTE);
	frame_bytes(writer,
		    arena_printf(arena, "%" PRIu64 " of %zu commit%s by the agent %.*s (%s)",
				 count->commits, n_commits, n_commits == 1 ? "" : "s",
				 BYTES_ARG(count->agent), attribution_tier_name(count->tier)));
	frame_end(writer);
}

int
attributions_answer(const struct plan *plan, const struct judge_request *request,
		    struct arena *arena, struct frame_writer *writer, struct error *err)
{
	CLEANUP(counting_release)
	struct counting it = {
		.plan = plan,
		.request = request,
		.objects = repository_objects(request->repository, &request->settings->limits),
		.counts = VEC_INIT,
	};
	bool asked = false;

	arena_init(&it.work);
	for (size_t i = 0; i < plan->n_sources; i++)
		asked |= lists_agents(&plan->sources[i]);
	if (!request->list_commits && (!asked || request->skip_commit_rules))
		return 0;
	if (commits_count(&it, writer, err) < 0)
		return -1;
	if (!asked)
		return 0;
	if (it.counts.len > 1)
		qsort(it.counts.items, it.counts.len, sizeof(*it.counts.items), count_compare);
	for (size_t i = 0; i < it.counts.len && i < ATTRIBUTIONS_MAX; i++)
		count_answer(&it.counts.items[i], plan->n_commits, arena, writer);
	return 0;
}
