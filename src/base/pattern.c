#include "config.h"

#include "base/pattern.h"

#include "base/pattern_automaton.h"

/*
 * Most patterns of real decisions are literal, or end in their only `**`, or are `**` + `/` + `*`
 * and a literal ending: these need a compare or two. The rest goes through an automaton that keeps
 * every place in the pattern at once: there is nothing to go back to, so no pattern and no path is
 * slow.
 */

enum shape {
	SHAPE_LITERAL,
	SHAPE_BELOW,  /* the prefix, then `**` */
	SHAPE_ENDING, /* a last segment that ends in the suffix */
	SHAPE_GENERAL,
};

struct pattern {
	struct bytes text;
	bool excludes;
	enum shape shape;
	struct bytes prefix, suffix;       /* of the path with its '/' */
	const struct automaton *automaton; /* of SHAPE_GENERAL, else NULL */
};

static enum shape
shape_of(const struct pattern_nodes *nodes, struct bytes text)
{
	struct bytes suffix = { nodes->suffix.items, nodes->suffix.len };

	if (nodes->n_specials == 0)
		return SHAPE_LITERAL;
	if (nodes->n_specials == 1 && nodes->rest != NODE_NONE)
		return SHAPE_BELOW;
	if (nodes->n_specials == 2 && nodes->rest == NODE_NONE &&
	    bytes_starts_with(text, BYTES("**/*")) && !bytes_starts_with(text, BYTES("**/**")) &&
	    memchr(suffix.data, '/', suffix.len) == suffix.data + suffix.len - 1)
		return SHAPE_ENDING;
	return SHAPE_GENERAL;
}

int
pattern_compile(struct arena *arena, struct bytes text, const struct pattern **pattern,
		struct error *err)
{
	CLEANUP(pattern_nodes_release) struct pattern_nodes nodes = PATTERN_NODES_INIT;
	struct pattern *made = arena_new(arena, struct pattern);
	struct bytes rest = text;

	made->excludes = bytes_starts_with(text, BYTES("!"));
	rest = bytes_slice(text, made->excludes, text.len);
	if (pattern_parse(rest, &nodes, err) < 0)
		return -1;
	made->text = arena_copy(arena, text);
	made->shape = shape_of(&nodes, rest);
	made->prefix = arena_copy(arena, (struct bytes){ nodes.prefix.items, nodes.prefix.len });
	made->suffix = arena_copy(arena, (struct bytes){ nodes.suffix.items, nodes.suffix.len });
	if (made->shape == SHAPE_GENERAL) {
		made->automaton = automaton_new(arena, &nodes, err);
		if (!made->automaton)
			return -1;
	}
	*pattern = made;
	return 0;
}

/* Whether PATH with '/' behind it begins with PREFIX. */
static bool
begins_with(struct bytes path, struct bytes prefix)
{
	if (prefix.len == path.len + 1)
		return prefix.data[path.len] == '/' && bytes_starts_with(prefix, path);
	return bytes_starts_with(path, prefix);
}

/* Whether PATH with '/' behind it ends with SUFFIX, which is empty or ends in '/'. */
static bool
ends_with(struct bytes path, struct bytes suffix)
{
	return suffix.len == 0 || bytes_ends_with(path, bytes_slice(suffix, 0, suffix.len - 1));
}

bool
pattern_matches(const struct pattern *pattern, struct bytes path)
{
	switch (pattern->shape) {
	case SHAPE_LITERAL:
		return path.len + 1 == pattern->prefix.len && begins_with(path, pattern->prefix);
	case SHAPE_BELOW:
		return begins_with(path, pattern->prefix);
	case SHAPE_ENDING:
		return ends_with(path, pattern->suffix);
	default:
		/* A special that follows the prefix within PATH's own '/' is never more than `**`.
		 */
		if (!begins_with(path, pattern->prefix) || !ends_with(path, pattern->suffix))
			return false;
		if (pattern->prefix.len > path.len)
			return bit_has(pattern->automaton->start, pattern->automaton->match);
		return automaton_matches(pattern->automaton,
					 bytes_slice(path, pattern->prefix.len, path.len));
	}
}

bool
pattern_excludes(const struct pattern *pattern)
{
	return pattern->excludes;
}

struct bytes
pattern_root(const struct pattern *pattern)
{
	size_t len = pattern->prefix.len;

	if (pattern->shape == SHAPE_LITERAL)
		return bytes_slice(pattern->prefix, 0, len - 1);
	while (len > 0 && pattern->prefix.data[len - 1] != '/')
		len--;
	return bytes_slice(pattern->prefix, 0, len);
}

struct bytes
pattern_text(const struct pattern *pattern)
{
	return pattern->text;
}

/* The automaton's places behind the directory PREFIX, without the end; false when there are none.
 */
static bool
run_below(const struct pattern *pattern, struct bytes prefix, uint64_t *state)
{
	const struct automaton *a = pattern->automaton;

	if (!bytes_starts_with(prefix, pattern->prefix) ||
	    !automaton_run(a, bytes_slice(prefix, pattern->prefix.len, prefix.len), state))
		return false;
	state[a->match / 64] &= ~(UINT64_C(1) << (a->match % 64));
	return !automaton_is_done(a, state);
}

static bool
may_match_below(const struct pattern *pattern, struct bytes prefix)
{
	uint64_t state[AUTOMATON_MAX_WORDS];

	if (pattern->prefix.len > prefix.len)
		return bytes_starts_with(pattern->prefix, prefix);
	switch (pattern->shape) {
	case SHAPE_LITERAL:
		return false;
	case SHAPE_BELOW:
		return bytes_starts_with(prefix, pattern->prefix);
	case SHAPE_ENDING:
		return true;
	default:
		return run_below(pattern, prefix, state);
	}
}

/* Whether every path below PREFIX matches; false when that is not sure. */
static bool
matches_all_below(const struct pattern *pattern, struct bytes prefix)
{
	uint64_t state[AUTOMATON_MAX_WORDS];

	if (pattern->shape == SHAPE_BELOW)
		return bytes_starts_with(prefix, pattern->prefix);
	/* Right behind a '/', the loop of a last `**` stands only where a segment may begin. */
	return pattern->shape == SHAPE_GENERAL && pattern->automaton->rest != NODE_NONE &&
	       run_below(pattern, prefix, state) && bit_has(state, pattern->automaton->rest);
}

bool
pattern_list_matches(const struct pattern_list *list, struct bytes path)
{
	bool included = false;
	bool inclusions = false;

	for (size_t i = 0; i < list->len; i++) {
		const struct pattern *pattern = list->items[i];

		if (pattern->excludes) {
			if (pattern_matches(pattern, path))
				return false;
			continue;
		}
		inclusions = true;
		included = included || pattern_matches(pattern, path);
	}
	return included || (!inclusions && list->len > 0);
}

bool
pattern_lists_equal(const struct pattern_list *a, const struct pattern_list *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		if (!bytes_equal(a->items[i]->text, b->items[i]->text))
			return false;
	}
	return true;
}

bool
pattern_list_may_match_below(const struct pattern_list *list, struct bytes prefix)
{
	bool included = false;
	bool inclusions = false;

	for (size_t i = 0; i < list->len; i++) {
		const struct pattern *pattern = list->items[i];

		if (pattern->excludes) {
			if (matches_all_below(pattern, prefix))
				return false;
			continue;
		}
		inclusions = true;
		included = included || may_match_below(pattern, prefix);
	}
	return included || (!inclusions && list->len > 0);
}

bool
pattern_list_is_plural(const struct pattern_list *list)
{
	size_t inclusions = 0;

	for (size_t i = 0; i < list->len; i++) {
		if (list->items[i]->excludes)
			continue;
		if (list->items[i]->shape != SHAPE_LITERAL)
			return true;
		inclusions++;
	}
	return inclusions != 1;
}
