#include "config.h"

#include "contract/watching.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/macros.h"

void
watching_release(struct watching *watching)
{
	vec_release(&watching->lines);
	buf_release(&watching->events);
}

/* The lines of one policy, in order and the same in each task; AT is where they go on. */
static size_t
line_take(struct watching *watching, const struct line_hits *hits, size_t at)
{
	struct line_hits *lines = watching->lines.items;

	if (at > 0 && lines[at - 1].line >= hits->line)
		at = 0; /* another task */
	if (at == watching->lines.len)
		vec_push(&watching->lines, *hits);
	else if (lines[at].line == hits->line)
		lines[at].hits += hits->hits;
	return at + 1;
}

static void
lines_take(struct watching *watching, const struct observed *observed)
{
	size_t at = 0;

	for (size_t i = 0; i < observed->lines.len; i++)
		at = line_take(watching, &observed->lines.items[i].hits, at);
}

static void
call_write(struct buf *out, const struct event *event)
{
	buf_add_string(out, "  ");
	escape_text(out, event->what);
	if (event->subject.len)
		buf_add_char(out, ' ');
	escape_text(out, event->subject);
}

static void
read_write(struct buf *out, const struct event *event)
{
	bool old = bytes_equal_string(event->what, "old");
	bool graph = bytes_equal_string(event->what, "graph");

	buf_add_string(out, old ? "    reads what was before in " : "    reads ");
	if (graph)
		buf_add_string(out, "files for a graph");
	else
		escape_text(out, event->subject);
	buf_printf(out, ", %" PRIu64 " bytes", event->spent.read_bytes);
}

static void
violation_write(struct buf *out, const struct event *event)
{
	buf_add_string(out, "    violation");
	if (event->subject.len)
		buf_add_char(out, ' ');
	escape_text(out, event->subject);
	if (event->line)
		buf_printf(out, ":%zu", event->line);
	buf_add_string(out, ": ");
	escape_text(out, event->text);
}

static void
spent_write(struct buf *out, const struct event *event)
{
	buf_printf(out,
		   "    spent %" PRIu64 " instructions, %" PRIu64 " bytes read, %" PRIu64
		   " regex steps; memory so far %" PRIu64 " bytes",
		   event->spent.instructions, event->spent.read_bytes, event->spent.regex_steps,
		   event->spent.memory_peak);
}

static void
failure_write(struct buf *out, const struct event *event)
{
	buf_add_string(out, "    error: ");
	escape_text(out, event->text);
}

static void
events_take(struct watching *watching, const struct observed *observed)
{
	static void (*const write[EVENT_KINDS])(struct buf * out, const struct event *event) = {
		[EVENT_CALL] = call_write,           [EVENT_READ] = read_write,
		[EVENT_VIOLATION] = violation_write, [EVENT_SPENT] = spent_write,
		[EVENT_FAILURE] = failure_write,
	};

	buf_clear(&watching->events);
	for (size_t i = 0; i < observed->events.len; i++) {
		const struct event *event = &observed->events.items[i].event;

		write[event->kind](&watching->events, event);
		buf_add_char(&watching->events, '\n');
	}
}

void
watching_take(struct watching *watching, const struct observed *observed)
{
	lines_take(watching, observed);
	events_take(watching, observed);
}

size_t
watching_lines_hit(const struct watching *watching)
{
	size_t n = 0;

	for (size_t i = 0; i < watching->lines.len; i++)
		n += watching->lines.items[i].hits > 0;
	return n;
}
