#include "config.h"

#include "graph/project_impl.h"

/*
 * Names with a star that stand for paths.
 */

enum { BYTES_PER_WORK = 4 };

static struct alias *
alias_new(struct project *project, const struct bytes *targets, size_t n_targets)
{
	struct alias *alias = project_new_of(project, struct alias);
	struct bytes *kept = project_alloc(project, (n_targets + 1) * sizeof(*kept));

	for (size_t i = 0; i < n_targets; i++)
		kept[i] = project_copy(project, targets[i]);
	alias->targets = kept;
	alias->n_targets = n_targets;
	return alias;
}

void
aliases_add(struct project *project, struct aliases *aliases, struct bytes name,
	    const struct bytes *targets, size_t n_targets)
{
	const char *star = name.len ? memchr(name.data, '*', name.len) : NULL;
	struct alias *alias = alias_new(project, targets, n_targets);
	void **place;

	if (!star) {
		project_put(project, &aliases->exact, name, alias);
		return;
	}
	alias->before = project_copy(project, bytes_slice(name, 0, (size_t)(star - name.data)));
	alias->after = project_copy(project, bytes_slice(name, alias->before.len + 1, name.len));
	place = map_find(&aliases->starred, alias->before);
	alias->next = place ? *place : NULL;
	project_put(project, &aliases->starred, alias->before, alias);
	if (alias->before.len > aliases->longest)
		aliases->longest = alias->before.len;
}

/* TARGET with MIDDLE for its star. */
static bool
visit_target(struct bytes target, struct bytes middle, alias_visitor *visit, void *ctx)
{
	const char *star = target.len ? memchr(target.data, '*', target.len) : NULL;
	CLEANUP(buf_release) struct buf filled = BUF_INIT;
	size_t at = star ? (size_t)(star - target.data) : target.len;

	if (!star)
		return visit(ctx, target);
	buf_add(&filled, bytes_slice(target, 0, at));
	buf_add(&filled, middle);
	buf_add(&filled, bytes_slice(target, at + 1, target.len));
	return visit(ctx, buf_bytes(&filled));
}

static bool
visit_targets(struct project_lookup *lookup, const struct alias *alias, struct bytes middle,
	      alias_visitor *visit, void *ctx)
{
	struct graph *graph = lookup->project->graph;

	for (size_t i = 0; i < alias->n_targets && !graph_is_spent(graph); i++) {
		graph->work += 1 + (alias->targets[i].len + middle.len) / BYTES_PER_WORK;
		if (visit_target(alias->targets[i], middle, visit, ctx))
			return true;
	}
	return false;
}

/* The alias of those of one prefix whose end matches. */
static const struct alias *
ending(struct project_lookup *lookup, const struct alias *alias, struct bytes rest)
{
	while (alias && !bytes_ends_with(rest, alias->after)) {
		lookup->project->graph->work++;
		alias = alias->next;
	}
	return alias;
}

bool
aliases_find(struct project_lookup *lookup, const struct aliases *aliases, struct bytes name,
	     alias_visitor *visit, void *ctx)
{
	const struct alias *alias = project_get(lookup, &aliases->exact, name);
	size_t len = name.len < aliases->longest ? name.len : aliases->longest;

	if (alias)
		return visit_targets(lookup, alias, BYTES_NONE, visit, ctx);
	if (aliases->starred.len == 0)
		return false;
	for (len++; len-- > 0 && !graph_is_spent(lookup->project->graph);) {
		struct bytes rest = bytes_slice(name, len, name.len);

		alias = project_get(lookup, &aliases->starred, bytes_slice(name, 0, len));
		alias = ending(lookup, alias, rest);
		if (alias)
			return visit_targets(lookup, alias,
					     bytes_slice(rest, 0, rest.len - alias->after.len),
					     visit, ctx);
	}
	return false;
}
