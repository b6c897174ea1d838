#include "config.h"

#include "content/line_diff_impl.h"
#include "content/line_hash.h"
#include "content/middle.h"

/* Steps in the table beyond the first of each look-up: an honest one needs less than one. */
enum { STEPS_PER_LINE = 4, STEPS_FREE = 1024 };

/* Open addressing, at most half full. */
struct slot {
	uint32_t hash, place; /* the class's number + 1, 0 for an empty slot */
};

struct line_class {
	struct bytes text;
	size_t last; /* the last line of the old middle that is of it */
};

struct table {
	struct slot *slots;
	size_t mask;
	uint64_t *tails; /* a bit for each text's end: most lines of other texts have none */
	struct line_class *classes;
	uint64_t steps_left;
};

enum { WORD_BITS = 64, TAIL_BITS_PER_SLOT = 4 };

static void
table_init(struct table *table, size_t n_classes, size_t n_lookups, struct arena *arena)
{
	size_t n_slots = WORD_BITS;

	while (n_slots / 2 < n_classes)
		n_slots *= 2;
	table->slots = arena_new_array(arena, struct slot, n_slots);
	table->mask = n_slots - 1;
	table->tails = arena_new_array(arena, uint64_t, n_slots / WORD_BITS * TAIL_BITS_PER_SLOT);
	table->classes = arena_new_array(arena, struct line_class, n_classes);
	table->steps_left = (uint64_t)n_lookups * STEPS_PER_LINE + STEPS_FREE;
}

/* The bit for a line of at least a word. */
static size_t
tail_bit(const struct table *table, struct bytes line)
{
	size_t n_bits = (table->mask + 1) * TAIL_BITS_PER_SLOT;

	return line_tail_hash(line) & (n_bits - 1);
}

static void
tail_put(struct table *table, struct bytes line)
{
	size_t bit;

	if (line.len < WORD_BYTES)
		return;
	bit = tail_bit(table, line);
	table->tails[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
}

/* False when no line of the table ends so. */
static bool
tail_known(const struct table *table, struct bytes line)
{
	size_t bit;

	if (line.len < WORD_BYTES)
		return true;
	bit = tail_bit(table, line);
	return table->tails[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

/* The slot of TEXT, or the empty one where it belongs; NULL when all steps are spent. */
static struct slot *
table_find(struct table *table, struct bytes text, uint32_t hash)
{
	size_t at = hash & table->mask;

	for (; table->steps_left; table->steps_left--) {
		struct slot *slot = &table->slots[at];

		if (!slot->place ||
		    (slot->hash == hash && bytes_equal(table->classes[slot->place - 1].text, text)))
			return slot;
		at = (at + 1) & table->mask;
	}
	return NULL;
}

/* Sets the class of line NUMBER of the middle, a new one if need be. */
static bool
hash_line(struct line_diff *diff, size_t which, size_t number, struct table *table)
{
	struct diff_side *side = &diff->sides[which];
	struct bytes text = side_line(side, number);
	uint32_t hash = line_hash(text);
	struct slot *slot = table_find(table, text, hash);

	if (!slot)
		return false;
	if (!slot->place) {
		tail_put(table, text);
		table->classes[diff->n_classes++].text = text;
		*slot = (struct slot){ hash, (uint32_t)diff->n_classes };
	}
	side->classes[number - side->middle.from] = slot->place - 1;
	diff->counts[slot->place - 1][which]++;
	return true;
}

static bool
hash_old(struct line_diff *diff, struct table *table)
{
	struct diff_side *old = &diff->sides[DIFF_OLD];

	for (size_t i = old->middle.from; i < old->middle.end; i++) {
		if (!hash_line(diff, DIFF_OLD, i, table))
			return false;
		table->classes[old->classes[i - old->middle.from]].last = i;
	}
	return true;
}

static struct bytes
middle_from(const struct diff_side *side, size_t number)
{
	return bytes_slice(side->text.content, side_start(side, number),
			   side_start(side, side->middle.end));
}

/* Gives the lines of the new middle from NUMBER on that equal those of the old one from GUESS on
 * their classes. Returns how many there are. */
static size_t
follow(struct line_diff *diff, size_t guess, size_t number)
{
	struct diff_side *old = &diff->sides[DIFF_OLD];
	struct diff_side *new = &diff->sides[DIFF_NEW];
	size_t head = common_head(middle_from(old, guess), middle_from(new, number));
	size_t old_end = side_start(old, guess) + head;
	size_t new_end = side_start(new, number) + head;
	size_t n = 0;

	for (; guess < old->middle.end && number < new->middle.end; n++, number++, guess++) {
		uint32_t class = old->classes[guess - old->middle.from];

		if (side_start(old, guess + 1) > old_end || side_start(new, number + 1) > new_end)
			break;
		new->classes[number - new->middle.from] = class;
		diff->counts[class][DIFF_NEW]++;
	}
	return n;
}

/* Most lines of the new middle follow one another as in the old one, and need no look-up. */
static bool
hash_new(struct line_diff *diff, struct table *table)
{
	struct diff_side *new = &diff->sides[DIFF_NEW];
	size_t guess = diff->sides[DIFF_OLD].middle.from;

	for (size_t i = new->middle.from; i < new->middle.end; i++) {
		size_t n = follow(diff, guess, i);
		uint32_t class;

		guess += n;
		i += n;
		if (i == new->middle.end)
			break;
		if (!hash_line(diff, DIFF_NEW, i, table))
			return false;
		class = new->classes[i - new->middle.from];
		if (diff->counts[class][DIFF_OLD] == 1)
			guess = table->classes[class].last + 1;
	}
	return true;
}

static bool
hash_common(struct line_diff *diff, struct span span, struct table *table)
{
	const struct diff_side *side = &diff->sides[DIFF_NEW];

	for (size_t i = span.from; i < span.end; i++) {
		struct bytes text = side_line(side, i);
		struct slot *slot;

		if (!tail_known(table, text))
			continue;
		slot = table_find(table, text, line_hash(text));
		if (!slot)
			return false;
		if (slot->place)
			diff_count_common(diff, slot->place - 1);
	}
	return true;
}

static bool
share_a_class(const struct line_diff *diff)
{
	for (size_t i = 0; i < diff->n_classes; i++) {
		if (diff->counts[i][DIFF_OLD] && diff->counts[i][DIFF_NEW])
			return true;
	}
	return false;
}

/* 1, or 0 when the middles share no line, or -1 when too many collided. */
static int
classify_by_hash(struct line_diff *diff)
{
	const struct diff_side *new = &diff->sides[DIFF_NEW];
	size_t n_lines = new->text.lines->n_lines;
	size_t n_middle = span_len(diff->sides[DIFF_OLD].middle) + span_len(new->middle);
	struct table table;

	table_init(&table, n_middle, n_middle + n_lines, diff->arena);
	if (!hash_old(diff, &table) || !hash_new(diff, &table))
		return -1;
	if (!share_a_class(diff))
		return 0;
	if (!hash_common(diff, (struct span){ 0, new->middle.from }, &table) ||
	    !hash_common(diff, (struct span){ new->middle.end, n_lines }, &table))
		return -1;
	return 1;
}

bool
diff_classify(struct line_diff *diff)
{
	size_t n_middle = 0;
	int shared;

	for (size_t i = 0; i < DIFF_SIDES; i++) {
		struct diff_side *side = &diff->sides[i];
		size_t n = span_len(side->middle);

		side->classes = arena_new_array(diff->arena, uint32_t, n);
		n_middle += n;
	}
	diff->counts = arena_alloc_array(diff->arena, n_middle, sizeof(*diff->counts));
	shared = classify_by_hash(diff);
	if (shared >= 0)
		return shared > 0;
	diff_classify_by_sort(diff);
	return true;
}
