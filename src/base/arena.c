#include "config.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/memory.h"

/* Many an arena holds next to nothing, and a chunk is cleared: so the first one is small. */
enum {
	FIRST_CHUNK_BYTES = 2 * 1024,
	CHUNK_BYTES = 64 * 1024 - 64,
	ALIGNMENT = alignof(max_align_t)
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

void
arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

int
arena_init_shared(struct arena *arena, size_t bytes, struct error *err)
{
	void *map = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (map == MAP_FAILED)
		return error_set_errno(err, "cannot map %zu bytes of shared memory", bytes);
	arena_init(arena);
	arena->shared = map;
	arena->shared_bytes = bytes;
	arena->shared_used = map;
	*arena->shared_used = ALIGNMENT > sizeof(size_t) ? ALIGNMENT : sizeof(size_t);
	return 0;
}

static void
chunks_free(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

void
arena_release(struct arena *arena)
{
	chunks_free(arena->chunks);
	if (arena->shared)
		munmap(arena->shared, arena->shared_bytes);
	arena_init(arena);
}

void
arena_reset(struct arena *arena)
{
	struct arena_chunk *kept = arena->chunks;

	if (!kept)
		return;
	if (kept->size > CHUNK_BYTES) {
		arena_release(arena);
		return;
	}
	chunks_free(kept->next);
	kept->next = NULL;
	memset(kept->data, 0, kept->used);
	kept->used = 0;
}

static size_t
round_up(size_t size)
{
	size_t rounded;

	if (__builtin_add_overflow(size, (size_t)ALIGNMENT - 1, &rounded))
		memory_exhausted();
	return rounded & ~((size_t)ALIGNMENT - 1);
}

int
arena_freeze(const struct arena *arena, struct error *err)
{
	if (mprotect(arena->shared, arena->shared_bytes, PROT_READ) < 0)
		return error_set_errno(err, "cannot make shared memory read-only");
	return 0;
}

static void *
shared_alloc(struct arena *arena, size_t size)
{
	size_t at = *arena->shared_used;
	size_t end;

	if (__builtin_add_overflow(at, size, &end) || end > arena->shared_bytes)
		memory_exhausted();
	*arena->shared_used = end;
	return arena->shared + at; /* fresh pages of a mapping are zero */
}

static size_t
chunk_room(const struct arena *arena)
{
	if (!arena->chunks)
		return FIRST_CHUNK_BYTES;
	return arena->chunks->size < CHUNK_BYTES / 2 ? arena->chunks->size * 2 : CHUNK_BYTES;
}

static struct arena_chunk *
chunk_add(struct arena *arena, size_t size)
{
	size_t usual = chunk_room(arena);
	size_t room = size > usual ? size : usual;
	struct arena_chunk *chunk = memory_calloc(1, sizeof(*chunk) + room);

	chunk->size = room;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;
	void *data;

	size = round_up(size);
	if (arena->shared)
		return shared_alloc(arena, size);
	if (!chunk || chunk->size - chunk->used < size)
		chunk = chunk_add(arena, size);
	data = chunk->data + chunk->used;
	chunk->used += size;
	return data;
}

void *
arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		memory_exhausted();
	return arena_alloc(arena, total);
}

struct bytes
arena_copy(struct arena *arena, struct bytes b)
{
	char *copy = arena_alloc(arena, b.len + 1);

	if (b.len)
		memcpy(copy, b.data, b.len);
	return (struct bytes){ copy, b.len };
}

struct bytes
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct bytes){ text, (size_t)len };
}
