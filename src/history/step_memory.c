#include "config.h"

#include "history/step_memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { KEY_BYTES = 2 * OID_BYTES, NUMBER_BYTES = 4 };

void
step_memory_release(struct step_memory *memory)
{
	buf_release(&memory->loaded);
	buf_release(&memory->fresh);
	map_release(&memory->places);
}

/* What is left to be read. BROKEN says that it ended too early. */
struct reading {
	struct bytes rest;
	bool broken;
};

static struct bytes
read_bytes(struct reading *reading, size_t len)
{
	struct bytes taken;

	if (reading->rest.len < len) {
		reading->broken = true;
		reading->rest.len = 0;
		return BYTES_NONE;
	}
	taken = bytes_slice(reading->rest, 0, len);
	reading->rest = bytes_slice(reading->rest, len, reading->rest.len);
	return taken;
}

static uint32_t
read_number(struct reading *reading)
{
	struct bytes raw = read_bytes(reading, NUMBER_BYTES);
	uint32_t number = 0;

	for (size_t i = raw.len; i-- > 0;)
		number = number << 8 | (unsigned char)raw.data[i];
	return number;
}

static struct bytes
read_text(struct reading *reading)
{
	return read_bytes(reading, read_number(reading));
}

static void
read_fingerprint(struct reading *reading, unsigned char fingerprint[FINGERPRINT_BYTES])
{
	struct bytes raw = read_bytes(reading, FINGERPRINT_BYTES);

	for (size_t i = 0; i < raw.len; i++)
		fingerprint[i] = (unsigned char)raw.data[i];
}

static void
write_number(struct buf *out, size_t number)
{
	for (int i = 0; i < NUMBER_BYTES; i++)
		buf_add_char(out, (char)(number >> (8 * i) & 0xff));
}

static void
write_text(struct buf *out, struct bytes text)
{
	write_number(out, text.len);
	buf_add(out, text);
}

static void
key_make(const struct step *step, char key[KEY_BYTES])
{
	memcpy(key, step->base_tree.id, OID_BYTES);
	memcpy(key + OID_BYTES, step->tree.id, OID_BYTES);
}

/* One change as it is stored; MARKS is where they stand. */
struct stored {
	uint32_t status;
	struct bytes path, from;
	uint32_t n_marks;
	struct bytes marks;
};

enum { MARK_BYTES = NUMBER_BYTES + FINGERPRINT_BYTES };

static bool
stored_read(struct reading *reading, struct stored *stored)
{
	stored->status = read_number(reading);
	stored->path = read_text(reading);
	stored->from = read_text(reading);
	stored->n_marks = read_number(reading);
	stored->marks = read_bytes(reading, (size_t)stored->n_marks * MARK_BYTES);
	return !reading->broken && stored->status < CHANGE_UNCHANGED && stored->path.len > 0;
}

static bool
marks_are_sound(const struct step_memory *memory, const struct stored *stored)
{
	struct reading reading = { stored->marks, false };

	for (uint32_t i = 0; i < stored->n_marks; i++) {
		if (read_number(&reading) >= memory->n_decisions)
			return false;
		read_bytes(&reading, FINGERPRINT_BYTES);
	}
	return true;
}

/* Goes over one step, and notes where it stands. */
static bool
step_note(struct step_memory *memory, struct reading *reading)
{
	size_t place = memory->loaded.len - reading->rest.len;
	struct bytes key = read_bytes(reading, KEY_BYTES);
	uint32_t n = read_number(reading);
	struct stored stored;

	for (uint32_t i = 0; i < n; i++) {
		if (!stored_read(reading, &stored) || !marks_are_sound(memory, &stored))
			return false;
	}
	if (!reading->broken)
		*map_put(&memory->places, key) = (void *)(uintptr_t)(place + 1);
	return !reading->broken;
}

bool
step_memory_load(struct step_memory *memory, struct bytes steps)
{
	struct reading reading;

	buf_add(&memory->loaded, steps);
	reading = (struct reading){ buf_bytes(&memory->loaded), false };
	while (reading.rest.len) {
		if (step_note(memory, &reading))
			continue;
		map_release(&memory->places);
		buf_clear(&memory->loaded);
		return false;
	}
	return true;
}

static struct mark_list
marks_recall(const struct stored *stored)
{
	struct reading reading = { stored->marks, false };
	struct mark_list marks = { NULL, stored->n_marks };

	if (marks.len)
		marks.items = memory_calloc(marks.len, sizeof(*marks.items));
	for (size_t i = 0; i < marks.len; i++) {
		marks.items[i].decision = read_number(&reading);
		read_fingerprint(&reading, marks.items[i].fingerprint);
	}
	return marks;
}

static const struct path *
path_recall(struct bytes name, struct arena *arena)
{
	struct path *path;

	if (name.len == 0)
		return NULL;
	path = arena_new(arena, struct path);
	path->name = arena_copy(arena, name);
	return path;
}

bool
step_memory_recall(const struct step_memory *memory, const struct step *step, struct arena *arena,
		   struct change_list *changes, struct mark_list **found)
{
	char key[KEY_BYTES];
	struct change *items;
	struct reading reading;
	struct bytes steps;
	void *place;

	key_make(step, key);
	place = map_get(&memory->places, (struct bytes){ key, sizeof(key) });
	if (!place)
		return false;
	steps = buf_bytes(&memory->loaded);
	reading = (struct reading){ bytes_slice(steps, (uintptr_t)place - 1 + KEY_BYTES, steps.len),
				    false };
	changes->len = read_number(&reading);
	changes->items = items = arena_new_array(arena, struct change, changes->len);
	*found = arena_new_array(arena, struct mark_list, changes->len);
	for (size_t i = 0; i < changes->len; i++) {
		struct stored stored;

		stored_read(&reading, &stored);
		items[i].status = (enum change_status)stored.status;
		items[i].path = path_recall(stored.path, arena);
		items[i].renamed_from = path_recall(stored.from, arena);
		(*found)[i] = marks_recall(&stored);
	}
	return true;
}

static void
change_write(struct buf *out, const struct change *change, const struct mark_list *found)
{
	write_number(out, change->status);
	write_text(out, change->path->name);
	write_text(out, change->renamed_from ? change->renamed_from->name : BYTES(""));
	write_number(out, found->len);
	for (size_t i = 0; i < found->len; i++) {
		write_number(out, found->items[i].decision);
		buf_add(out, (struct bytes){ (const char *)found->items[i].fingerprint,
					     FINGERPRINT_BYTES });
	}
}

void
step_memory_keep(struct step_memory *memory, const struct step *step,
		 const struct change_list *changes, const struct mark_list *found)
{
	char key[KEY_BYTES];

	if (!memory->is_on || memory->fresh.len > STEP_MEMORY_MAX_BYTES)
		return;
	key_make(step, key);
	buf_add(&memory->fresh, (struct bytes){ key, sizeof(key) });
	write_number(&memory->fresh, changes->len);
	for (size_t i = 0; i < changes->len; i++)
		change_write(&memory->fresh, &changes->items[i], &found[i]);
}
