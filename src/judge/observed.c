#include "config.h"

#include "judge/observed.h"

/* More than any file has of lines, and any budget of work. */
enum { LINES_MAX = 1 << 30 };
#define SPENT_MAX (UINT64_MAX / 4096)

void
observed_release(struct observed *observed)
{
	vec_release(&observed->events);
	vec_release(&observed->lines);
}

void
observed_event_write(struct buf *out, size_t outcome, const struct event *event)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_EVENT);
	frame_number(&writer, outcome);
	frame_number(&writer, event->kind);
	frame_bytes(&writer, event->what);
	frame_bytes(&writer, event->subject);
	frame_number(&writer, event->line);
	frame_bytes(&writer, event->text);
	frame_number(&writer, event->spent.instructions);
	frame_number(&writer, event->spent.memory_peak);
	frame_number(&writer, event->spent.read_bytes);
	frame_number(&writer, event->spent.regex_steps);
	frame_end(&writer);
}

void
observed_event_take(struct observed *observed, size_t outcome, struct frame_reader *reader)
{
	struct observed_event row = { .outcome = outcome };
	struct event *event = &row.event;

	event->kind = (enum event_kind)frame_read_number(reader, EVENT_KINDS - 1);
	event->what = frame_read_bytes(reader);
	event->subject = frame_read_bytes(reader);
	event->line = frame_read_number(reader, LINES_MAX);
	event->text = frame_read_bytes(reader);
	event->spent.instructions = frame_read_number(reader, SPENT_MAX);
	event->spent.memory_peak = frame_read_number(reader, SPENT_MAX);
	event->spent.read_bytes = frame_read_number(reader, SPENT_MAX);
	event->spent.regex_steps = frame_read_number(reader, SPENT_MAX);
	if (!observed->watch.events)
		reader->broken = true;
	if (!reader->broken)
		vec_push(&observed->events, row);
}

void
observed_line_write(struct buf *out, size_t outcome, const struct line_hits *hits)
{
	struct frame_writer writer = { out, 0 };

	frame_begin(&writer, FRAME_LINE);
	frame_number(&writer, outcome);
	frame_number(&writer, hits->line);
	frame_number(&writer, hits->hits);
	frame_end(&writer);
}

void
observed_line_take(struct observed *observed, size_t outcome, struct frame_reader *reader)
{
	struct observed_line row = { .outcome = outcome };

	row.hits.line = frame_read_number(reader, LINES_MAX);
	row.hits.hits = frame_read_number(reader, SPENT_MAX);
	if (!observed->watch.lines)
		reader->broken = true;
	if (!reader->broken)
		vec_push(&observed->lines, row);
}
