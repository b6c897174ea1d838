#include "config.h"

#include "agents/block_text.h"

#include "agents/context.h"
#include "agents/excerpt.h"
#include "agents/markdown_entry.h"
#include "base/markdown.h"
#include "decisions/prose.h"

enum { DECIDED_MAX_BYTES = 240 };

/* The parts of the block, in their order. */
enum part { PART_MANDATORY, PART_ADVISORY, PART_DOCUMENTED, PARTS, PART_NONE = PARTS };

struct writer {
	struct buf *out;
	const struct bundle *const *bundles;
	size_t n_bundles;
	bool brief;
	struct arena *arena;
};

static enum part
part_of(const struct bundle *bundle, const struct decision *decision)
{
	switch (decision_force(bundle, decision)) {
	case FORCE_DOCUMENTED:
		return PART_DOCUMENTED;
	case FORCE_ENFORCED:
	case FORCE_PART:
		if (decision->level == LEVEL_SHADOW)
			return PART_NONE;
		return decision->level == LEVEL_MANDATORY ? PART_MANDATORY : PART_ADVISORY;
	default:
		return PART_NONE;
	}
}

static void
decided_write(struct writer *it, const struct bundle *bundle, const struct decision *decision)
{
	const struct source_file *file = source_file_find(bundle->source, decision->path);
	struct prose prose;
	struct bytes text, line;
	bool shortened;
	size_t n = 0;

	prose_read(&prose, file->content, it->arena);
	text = excerpt(prose_decision(&prose, it->arena), DECIDED_MAX_BYTES, &shortened);
	if (text.len == 0)
		return;
	buf_add_string(it->out, "  - decided: ");
	while (bytes_split(&text, '\n', &line)) {
		line = bytes_trim(line);
		buf_add_string(it->out, n++ && line.len ? " " : "");
		markdown_text(it->out, line);
	}
	buf_add_string(it->out, shortened ? " [...]\n" : "\n");
}

static void
patterns_write(struct writer *it, const char *name, const struct pattern_list *list)
{
	buf_printf(it->out, "  - %s: ", name);
	markdown_patterns(it->out, list, "every path");
	buf_add_char(it->out, '\n');
}

static void
details_write(struct writer *it, const struct bundle *bundle, const struct decision *decision)
{
	patterns_write(it, "scope", &decision->scope);
	if (!decision_has_standard_refs(decision))
		patterns_write(it, "refs", &decision->refs);
	decided_write(it, bundle, decision);
	if (decision->instead.data) {
		buf_add_string(it->out, "  ");
		markdown_item(it->out, "instead", decision->instead);
	}
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		if (bundle->exclusions[i].loser != decision->index)
			continue;
		buf_add_string(it->out, "  ");
		markdown_item(it->out, "precedence", bundle->exclusions[i].text);
	}
}

static void
decision_write(struct writer *it, const struct bundle *bundle, const struct decision *decision)
{
	buf_add_string(it->out, "- **");
	markdown_text(it->out,
		      decision_full_id(it->bundles, it->n_bundles, bundle, decision, it->arena));
	buf_add_string(it->out, "**: ");
	markdown_text(it->out, decision->title);
	buf_add_string(it->out, " (");
	markdown_code(it->out, decision->shown_path);
	buf_add_string(it->out, ")\n");
}

static void
part_write(struct writer *it, enum part part)
{
	static const char *const headings[PARTS] = {
		[PART_MANDATORY] = "Mandatory: a push that goes against one is rejected",
		[PART_ADVISORY] = "Advisory: a push that goes against one is told so",
		[PART_DOCUMENTED] = "Documented only: enforced by nobody",
	};
	size_t n = 0;

	for (size_t i = 0; i < it->n_bundles; i++) {
		for (size_t k = 0; k < it->bundles[i]->n_decisions; k++) {
			const struct decision *decision = &it->bundles[i]->decisions[k];

			if (part_of(it->bundles[i], decision) != part)
				continue;
			if (n++ == 0)
				buf_printf(it->out, "\n### %s\n\n", headings[part]);
			decision_write(it, it->bundles[i], decision);
			if (part != PART_DOCUMENTED && !it->brief)
				details_write(it, it->bundles[i], decision);
		}
	}
}

static void
block_write(struct writer *it)
{
	size_t enforced = 0;

	for (size_t i = 0; i < it->n_bundles; i++)
		enforced += it->bundles[i]->n_enforced;
	buf_printf(it->out,
		   "<!-- writ:begin %.*s; written by `writ agents`, which replaces all of it -->\n",
		   BYTES_ARG(bundles_digest(it->bundles, it->n_bundles, it->arena)));
	buf_add_string(it->out,
		       "## Decisions that bind this repository\n\n"
		       "Every push is judged by these decisions.\n\n"
		       "- Before you change a file: `writ context PATH` says which of them bind "
		       "it, and what to do.\n"
		       "- Before you push: `writ check` gives the server's verdict on your "
		       "commits, and\n  `writ check --worktree` on what is not committed yet.\n"
		       "- `writ explain ID` shows one of them in full.\n");
	if (enforced == 0)
		buf_add_string(it->out, "\nNone of them is enforced.\n");
	for (size_t part = 0; part < PARTS; part++)
		part_write(it, (enum part)part);
	buf_add_string(it->out, "<!-- writ:end -->");
}

void
block_text_write(struct buf *out, const struct bundle *const *bundles, size_t n_bundles,
		 struct arena *arena)
{
	struct writer it = { out, bundles, n_bundles, false, arena };

	block_write(&it);
	if (out->len <= BLOCK_TEXTS_MAX_BYTES)
		return;
	buf_clear(out);
	it.brief = true;
	block_write(&it);
}
