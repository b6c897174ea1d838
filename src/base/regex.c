#include "config.h"

#include "base/regex.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/regex_code.h"

/*
 * The cost model. PCRE2 does not say how much it did, and its match limit starts anew at each
 * offset and does not see how far a single item runs (`a++b` is quadratic, with one call of its
 * match() for each offset). So every pattern is compiled with automatic callouts: PCRE2 then calls
 * us before each item that it tries, which costs a tenth to a half more, and we count:
 *
 *	CALL_STEPS                     for each call of regex_match
 *	1 for each SCAN_BYTES          skipped by PCRE2's search for a first byte
 *	weight                         for each item tried: ITEM_STEPS, more where one item costs
 *	                               more than its callout can show: the least count of a
 *	                               repeat may be scanned in vain, a frame is copied whole
 *	1 for each RUN_BYTES           that an item ran forward
 *	1 for each COMPARE_BYTES       of the longest group where a back reference may be compared
 *
 * What runs forward is always followed by a callout, behind the last item of a group too. What is
 * left on the meter is PCRE2's match limit as well, so that nothing rests on this alone.
 */
enum {
	CALL_STEPS = 32,
	ITEM_STEPS = 8,
	SCAN_BYTES = 16,
	RUN_BYTES = 4,
	COMPARE_BYTES = 16,
	REPEAT_PER_STEP = 4,
	FRAME_BYTES_PER_STEP = 128,
};

enum {
	HEAP_MAX_KIB = 64 * 1024,     /* backtracking frames of one match */
	KEEP_MAX_BYTES = 1024 * 1024, /* frames kept for the next match */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *data; /* with the frames, for the next match */
	pcre2_match_context *context;
	size_t *largest; /* allocation since DATA was made */
	struct prefilter prefilter;
	struct bytes pattern;
	uint64_t weight;
	bool back_references;
	uint32_t n_groups;
};

int
regex_meter_spend(struct regex_meter *meter, uint64_t steps, struct error *err)
{
	if (steps < meter->steps_left) {
		meter->steps_left -= steps;
		return 0;
	}
	meter->steps_left = 0;
	return error_set(err, ERROR_LIMIT, "the steps for regular expressions are spent");
}

static void *
counted_alloc(PCRE2_SIZE size, void *largest)
{
	if (size > *(size_t *)largest)
		*(size_t *)largest = size;
	return memory_realloc(NULL, size, 1);
}

static void
counted_free(void *p, void *largest)
{
	(void)largest;
	free(p);
}

/* The largest least count of a repeat: of every number behind a brace, repeat or not. */
static uint64_t
largest_repeat(struct bytes pattern)
{
	uint64_t largest = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		uint64_t count = 0;

		if (pattern.data[i] != '{')
			continue;
		for (size_t at = i + 1; at < pattern.len && at < i + 6; at++) {
			if (pattern.data[at] < '0' || pattern.data[at] > '9')
				break;
			count = 10 * count + (uint64_t)(pattern.data[at] - '0');
		}
		if (count > largest)
			largest = count;
	}
	return largest;
}

static void
data_create(struct regex *regex)
{
	pcre2_general_context *memory =
		pcre2_general_context_create(counted_alloc, counted_free, regex->largest);

	regex->data = pcre2_match_data_create_from_pattern(regex->code, memory);
	pcre2_general_context_free(memory);
	*regex->largest = 0;
}

static void
regex_measure(struct regex *regex)
{
	size_t frame = 0;
	uint32_t references = 0;
	uint32_t captures = 0;

	pcre2_pattern_info(regex->code, PCRE2_INFO_FRAMESIZE, &frame);
	pcre2_pattern_info(regex->code, PCRE2_INFO_BACKREFMAX, &references);
	pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &captures);
	regex->weight = ITEM_STEPS + largest_repeat(regex->pattern) / REPEAT_PER_STEP +
			frame / FRAME_BYTES_PER_STEP;
	regex->back_references = references > 0;
	regex->n_groups = captures < REGEX_GROUPS_MAX ? captures + 1 : REGEX_GROUPS_MAX;
}

static struct bytes
pattern_copy(struct bytes pattern)
{
	char *copy = memory_calloc(pattern.len + 1, 1);

	if (pattern.len)
		memcpy(copy, pattern.data, pattern.len);
	return (struct bytes){ copy, pattern.len };
}

struct regex *
regex_compile(struct bytes pattern, struct error *err)
{
	CLEANUP(regex_release) struct regex *regex = memory_calloc(1, sizeof(*regex));

	regex->code = regex_code_compile(pattern, err);
	if (!regex->code)
		return NULL;
	regex->pattern = pattern_copy(pattern);
	regex->largest = memory_calloc(1, sizeof(*regex->largest));
	regex->context = pcre2_match_context_create(NULL);
	if (!regex->context)
		memory_exhausted();
	pcre2_set_heap_limit(regex->context, HEAP_MAX_KIB);
	data_create(regex);
	regex_measure(regex);
	prefilter_find(&regex->prefilter, pattern);
	return steal(&regex);
}

void
regex_free(struct regex *regex)
{
	if (!regex)
		return;
	pcre2_match_data_free(regex->data);
	pcre2_match_context_free(regex->context);
	pcre2_code_free(regex->code);
	free(regex->largest);
	free((void *)(uintptr_t)regex->pattern.data);
	free(regex);
}

void
regex_release(struct regex **regex)
{
	regex_free(*regex);
}

const struct prefilter *
regex_prefilter(const struct regex *regex)
{
	return &regex->prefilter;
}

struct bytes
regex_literal(const struct regex *regex)
{
	return prefilter_only(&regex->prefilter);
}

/* One call of regex_match while PCRE2 works on it. */
struct run {
	const struct regex *regex;
	struct regex_meter *meter;
	size_t at; /* where the item before was tried */
};

/* A back reference or a call that compares one: an item that begins with '\' or '('. */
static uint64_t
compare_steps(const struct run *run, const pcre2_callout_block *block)
{
	size_t item = block->pattern_position;
	size_t longest = 0;

	if (item >= run->regex->pattern.len ||
	    (run->regex->pattern.data[item] != '\\' && run->regex->pattern.data[item] != '('))
		return 0;
	for (uint32_t i = 1; i < block->capture_top; i++) {
		size_t start = block->offset_vector[2 * i];
		size_t end = block->offset_vector[2 * i + 1];

		if (start != PCRE2_UNSET && end > start && end - start > longest)
			longest = end - start;
	}
	return longest / COMPARE_BYTES;
}

static int
count_item(pcre2_callout_block *block, void *ctx)
{
	struct run *run = ctx;
	size_t at = block->current_position;
	uint64_t steps = run->regex->weight;

	if (at > run->at)
		steps += (at - run->at) / RUN_BYTES;
	if (run->regex->back_references)
		steps += compare_steps(run, block);
	run->at = at;
	if (steps >= run->meter->steps_left) {
		run->meter->steps_left = 0;
		return PCRE2_ERROR_CALLOUT;
	}
	run->meter->steps_left -= steps;
	return 0;
}

static int
match_error(int code, struct regex_meter *meter, struct error *err)
{
	if (code == PCRE2_ERROR_HEAPLIMIT)
		return error_set(err, ERROR_LIMIT,
				 "a regular expression needs over %d MiB for one match",
				 HEAP_MAX_KIB / 1024);
	if (code == PCRE2_ERROR_CALLOUT || code == PCRE2_ERROR_MATCHLIMIT ||
	    code == PCRE2_ERROR_DEPTHLIMIT)
		return regex_meter_spend(meter, UINT64_MAX, err);
	return regex_code_error(code, 0, err);
}

/* Reads the groups of a match; \K in a lookahead could have put its start behind its end. */
static void
groups_read(const struct regex *regex, struct bytes subject, int n_set, struct bytes *groups)
{
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(regex->data);

	for (uint32_t i = 0; i < regex->n_groups; i++) {
		size_t start = offsets[2 * (size_t)i];
		size_t end = offsets[2 * (size_t)i + 1];

		if (i >= (uint32_t)n_set || start == PCRE2_UNSET)
			groups[i] = BYTES_NONE;
		else
			groups[i] = (struct bytes){ subject.data + (start < end ? start : end),
						    start < end ? end - start : 0 };
	}
}

/* Frees frames that one deep match left behind. */
static void
data_shrink(struct regex *regex)
{
	if (*regex->largest <= KEEP_MAX_BYTES)
		return;
	pcre2_match_data_free(regex->data);
	data_create(regex);
}

int
regex_match(const struct regex *regex, struct bytes subject, size_t from, struct regex_meter *meter,
	    struct bytes groups[REGEX_GROUPS_MAX], size_t *n_groups, struct error *err)
{
	struct run run = { regex, meter, from };
	size_t end = subject.len;
	int code;

	if (from > subject.len)
		return 0;
	if (!subject.data)
		subject.data = "";
	if (regex_meter_spend(meter, CALL_STEPS, err) < 0)
		return -1;
	pcre2_set_callout(regex->context, count_item, &run);
	pcre2_set_match_limit(regex->context, meter->steps_left < UINT32_MAX
						      ? (uint32_t)meter->steps_left
						      : UINT32_MAX);
	code = pcre2_match(regex->code, (PCRE2_SPTR)subject.data, subject.len, from,
			   PCRE2_NO_UTF_CHECK, regex->data, regex->context);
	if (code > 0) {
		groups_read(regex, subject, code, groups);
		*n_groups = regex->n_groups;
		end = (size_t)(groups[0].data - subject.data) + groups[0].len;
	}
	data_shrink((struct regex *)(uintptr_t)regex);
	if (code < 0 && code != PCRE2_ERROR_NOMATCH)
		return match_error(code, meter, err);
	if (regex_meter_spend(meter, (end - from) / SCAN_BYTES, err) < 0)
		return -1;
	return code > 0;
}
