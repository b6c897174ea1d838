#ifndef WRIT_AGENTS_CONTEXT_FORMAT_H
#define WRIT_AGENTS_CONTEXT_FORMAT_H

/*
 * A context as text, in as many bytes as it may have. Nothing in it depends on the time, but for
 * which waivers still hold.
 */

#include "agents/context.h"

struct context_format {
	const char *name; /* as --format takes it */
	/* Each writes its part: what stands before the binding entries, one entry in its form, what
	 * stands between binding and related ones, and the end, with what was left out. */
	void (*begin)(struct buf *out, const struct context *context);
	void (*entry)(struct buf *out, const struct context *context,
		      const struct context_entry *entry);
	void (*turn)(struct buf *out, const struct context *context);
	void (*end)(struct buf *out, const struct context *context);
	/* The id of an entry that is left out, with what parts it from the next one. */
	void (*name_left_out)(struct buf *out, struct bytes id);
};

/* markdown or json; NULL when NAME is neither. */
const struct context_format *context_format_find(const char *name);

/* Writes CONTEXT, and sets the forms of its entries by the budget of its question: as many as fit
 * by their priority, first all of them in brief, then in full. ERROR_USAGE when the budget does not
 * hold what is written in any case. */
int context_write(struct buf *out, struct context *context, const struct context_format *format,
		  struct error *err) MUST_CHECK;

/* Each in a file of its own. */
extern const struct context_format context_markdown, context_json;

#endif
