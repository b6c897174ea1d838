#include "config.h"

#include "agents/context_format.h"

#include <string.h>

static const struct context_format *const formats[] = { &context_markdown, &context_json };

const struct context_format *
context_format_find(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

/* A context that is made to fit. */
struct fitting {
	struct context *context;
	const struct context_format *format;
	struct buf scratch;
	size_t budget;
	size_t used; /* by what is written in any case and by the entries so far */
};

static void
fitting_release(struct fitting *fitting)
{
	buf_release(&fitting->scratch);
}

static size_t
frame_bytes(struct fitting *fitting)
{
	buf_clear(&fitting->scratch);
	fitting->format->begin(&fitting->scratch, fitting->context);
	fitting->format->turn(&fitting->scratch, fitting->context);
	fitting->format->end(&fitting->scratch, fitting->context);
	return fitting->scratch.len;
}

/* With a byte more for what parts it from the one before. */
static size_t
entry_bytes(struct fitting *fitting, struct context_entry *entry, enum context_form form)
{
	buf_clear(&fitting->scratch);
	entry->form = form;
	fitting->format->entry(&fitting->scratch, fitting->context, entry);
	return fitting->scratch.len + 1;
}

static size_t
name_bytes(struct fitting *fitting, const struct context_entry *entry)
{
	buf_clear(&fitting->scratch);
	fitting->format->name_left_out(&fitting->scratch, entry->id);
	return fitting->scratch.len;
}

/* In brief, by priority, until one does not fit: nothing is shown while something of more weight is
 * left out. A quarter of the room is kept for the names of those, as far as they need it. */
static void
briefs_take(struct fitting *fitting)
{
	struct context *context = fitting->context;
	size_t kept = (fitting->budget - fitting->used) / 4;
	size_t names = 0;
	size_t taken = 0;

	for (size_t i = 0; i < context->n_entries; i++)
		names += name_bytes(fitting, context->priority[i]);
	for (; taken < context->n_entries; taken++) {
		struct context_entry *entry = context->priority[taken];
		size_t bytes = entry_bytes(fitting, entry, CONTEXT_BRIEF);
		size_t left = names - name_bytes(fitting, entry);

		if (fitting->used + bytes + (left < kept ? left : kept) > fitting->budget)
			break;
		fitting->used += bytes;
		names = left;
	}
	context->n_left_out = context->n_entries - taken;
	for (size_t i = taken; i < context->n_entries; i++)
		context->priority[i]->form = CONTEXT_LEFT_OUT;
}

static void
names_take(struct fitting *fitting)
{
	struct context *context = fitting->context;
	size_t first = context->n_entries - context->n_left_out;

	context->n_named = 0;
	while (context->n_named < context->n_left_out) {
		size_t bytes = name_bytes(fitting, context->priority[first + context->n_named]);

		if (fitting->used + bytes > fitting->budget)
			break;
		fitting->used += bytes;
		context->n_named++;
	}
}

static void
texts_take(struct fitting *fitting)
{
	struct context *context = fitting->context;

	for (size_t i = 0; i < context->n_entries - context->n_left_out; i++) {
		struct context_entry *entry = context->priority[i];
		size_t brief = entry_bytes(fitting, entry, CONTEXT_BRIEF);
		size_t more;

		if (entry->general)
			continue;
		more = entry_bytes(fitting, entry, CONTEXT_FULL) - brief;
		if (fitting->used + more <= fitting->budget)
			fitting->used += more;
		else
			entry->form = CONTEXT_BRIEF;
	}
}

static int
context_fit(struct context *context, const struct context_format *format, struct error *err)
{
	CLEANUP(fitting_release)
	struct fitting fitting = { context, format, BUF_INIT, context->question->budget, 0 };

	if (fitting.budget == 0)
		return 0;
	context->n_left_out = context->n_entries;
	fitting.used = frame_bytes(&fitting);
	if (fitting.used > fitting.budget)
		return error_set(err, ERROR_USAGE,
				 "--budget %zu is too small: %zu bytes are written in any case",
				 fitting.budget, fitting.used);
	briefs_take(&fitting);
	names_take(&fitting);
	texts_take(&fitting);
	return 0;
}

int
context_write(struct buf *out, struct context *context, const struct context_format *format,
	      struct error *err)
{
	if (context_fit(context, format, err) < 0)
		return -1;
	format->begin(out, context);
	for (size_t i = 0; i < context->n_entries; i++) {
		if (i == context->n_binding)
			format->turn(out, context);
		if (context->entries[i].form != CONTEXT_LEFT_OUT)
			format->entry(out, context, &context->entries[i]);
	}
	if (context->n_binding == context->n_entries)
		format->turn(out, context);
	format->end(out, context);
	return 0;
}
