#include "config.h"

#include "content/facts_impl.h"

#include "base/macros.h"
#include "content/middle.h"

/*
 * What a search costs beside the steps of the matcher: looking for literals and line ends by the
 * byte, each candidate, each hit (which takes memory).
 */
enum { SCAN_BYTES_PER_STEP = 16, CANDIDATE_STEPS = 4, HIT_STEPS = 64 };

/* The matcher takes some 25 times as long for a byte as the exact diff, of both sides. */
enum { MIDDLE_MIN_BYTES = 1024, MIDDLE_PER_DIFF = 25 };

/* One search, over one or several blocks of whole lines of a content. */
struct search {
	const struct regex *regex;
	struct regex_meter *meter;
	struct error *err;
	VEC(struct hit) hits;
};

/* The lines of a block that may match, front to back. */
struct candidates {
	struct bytes block;
	size_t at; /* everything before was looked at */
	bool filtered;
	struct prefilter_scan scan;
	uint64_t n_charged;
};

static int
candidates_init(struct candidates *candidates, const struct search *search, struct bytes block)
{
	const struct prefilter *prefilter = regex_prefilter(search->regex);
	uint64_t n_scans = prefilter->n_literals + 1u;

	candidates->block = block;
	candidates->at = 0;
	candidates->n_charged = 0;
	candidates->filtered = prefilter->n_literals > 0;
	if (regex_meter_spend(search->meter, n_scans * (block.len / SCAN_BYTES_PER_STEP + 1),
			      search->err) < 0)
		return -1;
	if (candidates->filtered)
		prefilter_scan_init(&candidates->scan, prefilter, block);
	return 0;
}

static int
charge_candidates(struct candidates *candidates, const struct search *search)
{
	uint64_t n = candidates->scan.n_compared - candidates->n_charged;

	candidates->n_charged += n;
	if (n == 0)
		return 0;
	return regex_meter_spend(search->meter, n * CANDIDATE_STEPS, search->err);
}

/* Sets *LINE, without its line feed: 1, or 0 when there is none left, or -1 when the meter is
 * spent. */
static int
candidates_next(struct candidates *candidates, const struct search *search, struct bytes *line)
{
	struct bytes block = candidates->block;
	size_t start = candidates->at;
	size_t end;

	if (candidates->filtered && start < block.len) {
		start = prefilter_scan_next(&candidates->scan, start);
		if (charge_candidates(candidates, search) < 0)
			return -1;
	}
	if (start >= block.len)
		return 0;
	if (candidates->filtered)
		start = line_start(block, start);
	end = line_ends_at(block, start);
	*line = bytes_slice(block, start, end);
	candidates->at = end + 1;
	return 1;
}

/* 1 when some line of BLOCK matches, 0 when none does. */
static int
block_matches(const struct search *search, struct bytes block)
{
	struct candidates candidates;
	struct bytes groups[REGEX_GROUPS_MAX];
	struct bytes line;
	size_t n_groups;
	int rc;

	if (candidates_init(&candidates, search, block) < 0)
		return -1;
	while ((rc = candidates_next(&candidates, search, &line)) > 0) {
		rc = regex_match(search->regex, line, 0, search->meter, groups, &n_groups,
				 search->err);
		if (rc != 0)
			return rc;
	}
	return rc;
}

/* Adds every match of LINE, to be numbered when the whole block was looked at. */
static int
line_collect(struct search *search, struct bytes line)
{
	struct bytes groups[REGEX_GROUPS_MAX];
	size_t n_groups;
	size_t from = 0;
	int rc;

	while ((rc = regex_match(search->regex, line, from, search->meter, groups, &n_groups,
				 search->err)) > 0) {
		size_t column = (size_t)(groups[0].data - line.data);

		if (regex_meter_spend(search->meter, HIT_STEPS, search->err) < 0)
			return -1;
		vec_push(&search->hits, ((struct hit){ 0, column + 1, line, groups[0] }));
		from = column + groups[0].len + (groups[0].len == 0);
	}
	return rc;
}

/* Numbers the hits from FIRST on; their lines lie in BLOCK, whose first line is NUMBER. */
static void
hits_number(struct search *search, size_t first, struct bytes block, size_t number)
{
	const char *counted = block.data;

	for (size_t i = first; i < search->hits.len; i++) {
		struct hit *hit = &search->hits.items[i];

		number +=
			lines_count((struct bytes){ counted, (size_t)(hit->text.data - counted) });
		counted = hit->text.data;
		hit->line = number;
	}
}

/* Adds the hits on the lines of BLOCK, whose first line is NUMBER. */
static int
block_collect(struct search *search, struct bytes block, size_t number)
{
	struct candidates candidates;
	size_t first = search->hits.len;
	struct bytes line;
	int rc;

	if (candidates_init(&candidates, search, block) < 0)
		return -1;
	while ((rc = candidates_next(&candidates, search, &line)) > 0) {
		if (line_collect(search, line) < 0)
			return -1;
	}
	hits_number(search, first, block, number);
	return rc;
}

/* The hits on added lines of TEXT, which is the new content or a view of it. */
static int
added_collect(struct search *search, struct facts *facts, struct bytes text)
{
	const struct line_set *added;
	struct held_blob *now;
	const struct line_index *lines;

	if (facts_added(facts, &added, search->err) < 0 ||
	    facts_blob(facts, SIDE_NEW, &now, search->err) < 0)
		return -1;
	lines = blob_store_lines(&facts->cache->store, now);
	for (size_t i = 0; i < added->n_runs; i++) {
		const struct line_run *run = &added->runs[i];

		if (block_collect(search, line_index_block(lines, text, run->start, run->len),
				  run->start) < 0)
			return -1;
	}
	return 0;
}

/* Whether line NUMBER of TEXT, a view, is new there: by itself, or because what hid it is gone. */
static int
is_new_in_view(struct search *search, struct facts *facts, enum view view,
	       const struct line_set *added, size_t number, struct bytes line, bool *is_new)
{
	bool had = true;

	*is_new = line_set_holds(added, number);
	if (!*is_new && facts_had_line(facts, view, line, &had, search->err) < 0)
		return -1;
	*is_new |= !had;
	return 0;
}

/* The same of VIEW, of which TEXT is that of the new content. */
static int
added_view_collect(struct search *search, struct facts *facts, enum view view, struct bytes text)
{
	const struct line_set *added;
	struct held_blob *now;
	const struct line_index *lines;
	size_t run = 0; /* lines that are to be searched, before the one that is looked at */

	if (facts_added(facts, &added, search->err) < 0 ||
	    facts_blob(facts, SIDE_NEW, &now, search->err) < 0)
		return -1;
	lines = blob_store_lines(&facts->cache->store, now);
	for (size_t number = 1; number <= lines->n_lines + 1; number++) {
		bool is_new = false;

		if (number <= lines->n_lines &&
		    is_new_in_view(search, facts, view, added, number,
				   line_index_text(lines, text, number), &is_new) < 0)
			return -1;
		if (is_new) {
			run++;
		} else if (run) {
			if (block_collect(search, line_index_block(lines, text, number - run, run),
					  number - run) < 0)
				return -1;
			run = 0;
		}
	}
	return 0;
}

/* Finds the middle of the new content against BEFORE, once. */
static int
facts_middle(struct facts *facts, const struct entry *before, struct error *err)
{
	struct blob_store *store = &facts->cache->store;
	struct held_blob *now;
	struct held_blob *old;
	struct middle middle;

	if (facts->middle_known)
		return 0;
	if (facts_blob(facts, SIDE_NEW, &now, err) < 0 ||
	    blob_store_hold(store, &before->id, &old, err) < 0)
		return -1;
	middle = middle_find(old->blob.content, now->blob.content);
	facts->middle = bytes_slice(now->blob.content, middle.start, middle.new_end);
	facts->old_bytes = old->blob.content.len;
	facts->middle_known = true;
	blob_store_drop(store, old);
	return 0;
}

/* Whether the exact diff is cheaper than the matcher on every line of the middle. Not a matter of
 * what is known already: the price of a search must not depend on the searches before. */
static bool
diff_is_cheaper(const struct search *search, const struct facts *facts)
{
	size_t now_bytes = facts->sides[SIDE_NEW]->blob.content.len;

	return regex_prefilter(search->regex)->n_literals == 0 &&
	       facts->middle.len >= MIDDLE_MIN_BYTES &&
	       facts->middle.len > (now_bytes + facts->old_bytes) / MIDDLE_PER_DIFF;
}

/* Most changes are done with once no line of the middle matches: see content/middle.h for why those
 * are enough. For a merge the middle against one of its parents, for what it added is added against
 * each of them. */
static int
differing_collect(struct search *search, struct facts *facts, const struct entry *before)
{
	int rc = 1;

	if (facts_middle(facts, before, search->err) < 0 ||
	    regex_meter_spend(search->meter,
			      facts->sides[SIDE_NEW]->blob.content.len / SCAN_BYTES_PER_STEP + 1,
			      search->err) < 0)
		return -1;
	if (!diff_is_cheaper(search, facts))
		rc = block_matches(search, facts->middle);
	return rc > 0 ? added_collect(search, facts, facts->sides[SIDE_NEW]->blob.content) : rc;
}

static int
whole_collect(struct search *search, struct facts *facts)
{
	struct bytes content;

	if (facts_content(facts, SIDE_NEW, &content, search->err) < 0)
		return -1;
	return block_collect(search, content, 1);
}

static int
search_added(struct search *search, struct facts *facts)
{
	const struct entry *parent;

	switch (facts_added_kind(facts, &parent)) {
	case LINES_NONE:
		return 0;
	case LINES_ALL:
		return whole_collect(search, facts);
	case LINES_DIFFER:
		break;
	}
	return differing_collect(search, facts, parent);
}

static int
search_view(struct search *search, struct facts *facts, const struct look *look)
{
	struct partial partial;
	struct bytes text;
	const struct entry *parent;

	if (facts_view(facts, look->view, &text, &partial, search->err) < 0)
		return -1;
	if (!look->added_only)
		return block_collect(search, text, 1);
	switch (facts_added_kind(facts, &parent)) {
	case LINES_NONE:
		return 0;
	case LINES_ALL:
		return block_collect(search, text, 1);
	case LINES_DIFFER:
		break;
	}
	return added_view_collect(search, facts, look->view, text);
}

static int
search_all(struct search *search, struct facts *facts, const struct look *look)
{
	if (look->in_view)
		return search_view(search, facts, look);
	return look->added_only ? search_added(search, facts) : whole_collect(search, facts);
}

int
facts_find(struct facts *facts, const struct regex *regex, const struct look *look,
	   struct regex_meter *meter, const struct hit **hits, size_t *n_hits, struct error *err)
{
	struct search search = { regex, meter, err, VEC_INIT };

	if (search_all(&search, facts, look) < 0) {
		vec_release(&search.hits);
		return -1;
	}
	*hits = search.hits.items;
	*n_hits = search.hits.len;
	if (search.hits.items)
		vec_push(&facts->hits, search.hits.items);
	return 0;
}
