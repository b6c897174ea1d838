#include "config.h"

#include "content/facts_impl.h"

#include <stdlib.h>

#include "base/memory.h"

/* Facts are found by address, newest first: judges stay with one change until it is done. */
enum { FACTS_MAX = 32, BINARY_LOOK_BYTES = 8000 };

struct facts_cache *
facts_cache_new(const struct objects *objects, uint64_t blob_max_bytes, size_t room_bytes)
{
	struct facts_cache *cache = memory_calloc(1, sizeof(*cache));

	blob_store_init(&cache->store, objects, blob_max_bytes, room_bytes);
	arena_init(&cache->scratch);
	return cache;
}

static void
unlink_facts(struct facts_cache *cache, struct facts *facts)
{
	*(facts->newer ? &facts->newer->older : &cache->newest) = facts->older;
	*(facts->older ? &facts->older->newer : &cache->oldest) = facts->newer;
	cache->n_facts--;
}

static void
link_newest(struct facts_cache *cache, struct facts *facts)
{
	facts->newer = NULL;
	facts->older = cache->newest;
	*(cache->newest ? &cache->newest->newer : &cache->oldest) = facts;
	cache->newest = facts;
	cache->n_facts++;
}

static void
free_facts(struct facts *facts)
{
	unlink_facts(facts->cache, facts);
	for (size_t i = 0; i < SIDE_COUNT; i++) {
		if (facts->sides[i])
			blob_store_drop(&facts->cache->store, facts->sides[i]);
	}
	for (size_t i = 0; i < facts->hits.len; i++)
		free(facts->hits.items[i]);
	vec_release(&facts->hits);
	trigrams_release(&facts->trigrams);
	facts_drop_source(facts);
	line_set_release(&facts->added);
	line_set_release(&facts->removed);
	free(facts);
}

void
facts_cache_free(struct facts_cache *cache)
{
	if (!cache)
		return;
	while (cache->newest)
		free_facts(cache->newest);
	blob_store_release(&cache->store);
	arena_release(&cache->scratch);
	free(cache);
}

/* Frees the oldest facts of other changes than CHANGE until what is left fits. */
static void
cache_trim(struct facts_cache *cache, const struct change *change)
{
	struct facts *facts = cache->oldest;

	while (facts && (cache->n_facts > FACTS_MAX || !blob_store_trim(&cache->store))) {
		struct facts *newer = facts->newer;

		if (facts->change != change)
			free_facts(facts);
		facts = newer;
	}
}

struct facts *
facts_of(struct facts_cache *cache, const struct change *change, bool rename_in_scope)
{
	struct facts *facts = cache->newest;

	while (facts && !(facts->change == change && facts->rename_in_scope == rename_in_scope))
		facts = facts->older;
	if (facts && facts == cache->newest)
		return facts;
	if (facts) {
		unlink_facts(cache, facts);
	} else {
		facts = memory_calloc(1, sizeof(*facts));
		facts->cache = cache;
		facts->change = change;
		facts->rename_in_scope = rename_in_scope;
	}
	link_newest(cache, facts);
	cache_trim(cache, change);
	return facts;
}

static const struct entry *
side_entry(const struct facts *facts, enum side side)
{
	return side == SIDE_NEW ? &facts->change->now : &facts->change->before;
}

bool
entry_has_content(const struct entry *entry)
{
	return entry->kind != ENTRY_NONE && entry->kind != ENTRY_SUBMODULE;
}

int
facts_blob(struct facts *facts, enum side side, struct held_blob **held, struct error *err)
{
	const struct entry *entry = side_entry(facts, side);

	*held = NULL;
	if (!entry_has_content(entry))
		return 0;
	if (!facts->sides[side] &&
	    blob_store_hold(&facts->cache->store, &entry->id, &facts->sides[side], err) < 0)
		return -1;
	*held = facts->sides[side];
	return 0;
}

int
facts_size(struct facts *facts, enum side side, uint64_t *size, struct error *err)
{
	const struct objects *objects = facts->cache->store.objects;
	const struct entry *entry = side_entry(facts, side);

	*size = 0;
	if (!entry_has_content(entry))
		return 0;
	if (facts->sides[side])
		facts->sizes[side] = facts->sides[side]->blob.content.len;
	else if (!facts->sizes_known[side] &&
		 objects->ops->blob_size(objects->ctx, &entry->id, &facts->sizes[side], err) < 0)
		return -1;
	facts->sizes_known[side] = true;
	*size = facts->sizes[side];
	return 0;
}

int
facts_content(struct facts *facts, enum side side, struct bytes *content, struct error *err)
{
	struct held_blob *held;

	if (facts_blob(facts, side, &held, err) < 0)
		return -1;
	*content = held ? held->blob.content : BYTES_NONE;
	return 0;
}

int
facts_binary(struct facts *facts, bool *binary, struct error *err)
{
	enum side side = facts->change->now.kind == ENTRY_NONE ? SIDE_OLD : SIDE_NEW;
	struct bytes content;

	if (facts_content(facts, side, &content, err) < 0)
		return -1;
	content = bytes_slice(content, 0, BINARY_LOOK_BYTES);
	*binary = content.len && memchr(content.data, '\0', content.len);
	return 0;
}

int
facts_line_count(struct facts *facts, enum side side, size_t *count, struct error *err)
{
	struct held_blob *held;

	if (facts_blob(facts, side, &held, err) < 0)
		return -1;
	*count = held ? blob_store_lines(&facts->cache->store, held)->n_lines : 0;
	return 0;
}

int
facts_line(struct facts *facts, enum side side, size_t number, struct line *line, struct error *err)
{
	struct held_blob *held;
	size_t count;

	if (facts_line_count(facts, side, &count, err) < 0 ||
	    facts_blob(facts, side, &held, err) < 0)
		return -1;
	if (number == 0 || number > count)
		return error_set(err, ERROR_INTERNAL, "line %zu of %zu was asked for", number,
				 count);
	line->number = number;
	line->text = line_index_text(&held->lines, held->blob.content, number);
	return 0;
}
