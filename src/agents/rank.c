#include "config.h"

#include "agents/rank.h"

#include "base/memory.h"
#include "base/vec.h"

enum {
	WORD_MAX_BYTES = 48, /* what is longer is told apart by its beginning */
	TERMS_MAX = 64,
	FRACTION_BITS = 16,
	COUNT_MAX = 1000, /* of a word in a document: beyond it nothing changes */
	WEIGHT_MAX = 16,
	WORDS_MAX = 1 << 26, /* of all documents, so that no product overflows */
};

struct word {
	char text[WORD_MAX_BYTES];
	size_t len;
};

/* A word of the task. */
struct term {
	struct word word;
	uint64_t documents; /* that have it */
	uint64_t rarity;    /* the inverse document frequency, in 1/2^FRACTION_BITS */
};

struct terms {
	struct term items[TERMS_MAX];
	size_t len;
};

/* What a document has of each term, and of words at all. */
struct counts {
	uint64_t of[TERMS_MAX];
	uint64_t words;
};

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_word_byte(char c)
{
	return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Harman's S-stemmer (How effective is suffixing?, 1991): of "ies", "es" and "s" the first that
 * fits and is excepted from nothing. */
static void
plural_strip(struct word *word)
{
	struct bytes text = { word->text, word->len };

	if (word->len < 4 || !bytes_ends_with(text, BYTES("s")))
		return;
	if (bytes_ends_with(text, BYTES("ies")) && !bytes_ends_with(text, BYTES("eies")) &&
	    !bytes_ends_with(text, BYTES("aies"))) {
		word->len -= 2;
		word->text[word->len - 1] = 'y';
	} else if (!bytes_ends_with(text, BYTES("us")) && !bytes_ends_with(text, BYTES("ss"))) {
		word->len--;
	}
}

/* Takes the next word off *REST, folded; false when there is none. */
static bool
word_next(struct bytes *rest, struct word *word)
{
	size_t at = 0;

	while (at < rest->len && !is_word_byte(rest->data[at]))
		at++;
	word->len = 0;
	for (; at < rest->len && is_word_byte(rest->data[at]); at++) {
		char c = rest->data[at];

		if (word->len && is_upper(c) && is_lower(rest->data[at - 1]))
			break;
		if (word->len < WORD_MAX_BYTES)
			word->text[word->len++] = is_upper(c) ? (char)(c - 'A' + 'a') : c;
	}
	*rest = bytes_slice(*rest, at, rest->len);
	plural_strip(word);
	return word->len > 0;
}

/* "thi" is what the plural leaves of "this". */
static bool
is_common(const struct word *word)
{
	static const char *const common[] = {
		"a",    "an",   "and",  "are", "as",   "at",   "be",   "by",   "can", "do",   "for",
		"from", "have", "how",  "i",   "if",   "in",   "into", "is",   "it",  "must", "new",
		"no",   "not",  "of",   "on",  "or",   "our",  "so",   "that", "the", "this", "thi",
		"to",   "use",  "want", "we",  "what", "when", "will", "with", "you",
	};
	struct bytes text = { word->text, word->len };

	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++) {
		if (bytes_equal_string(text, common[i]))
			return true;
	}
	return false;
}

static bool
words_equal(const struct word *a, const struct word *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* The place of WORD among the terms, their number when it is none. */
static size_t
term_find(const struct terms *terms, const struct word *word)
{
	size_t i = 0;

	while (i < terms->len && !words_equal(&terms->items[i].word, word))
		i++;
	return i;
}

static void
terms_read(struct terms *terms, struct bytes task)
{
	struct word word;

	terms->len = 0;
	while (terms->len < TERMS_MAX && word_next(&task, &word)) {
		if (is_common(&word) || term_find(terms, &word) < terms->len)
			continue;
		terms->items[terms->len++] = (struct term){ .word = word };
	}
}

static void
field_count(struct counts *counts, const struct terms *terms, const struct rank_field *field)
{
	uint64_t weight = field->weight < WEIGHT_MAX ? field->weight : WEIGHT_MAX;
	struct bytes rest = field->text;
	struct word word;

	while (word_next(&rest, &word)) {
		size_t term = term_find(terms, &word);

		counts->words += weight;
		if (term < terms->len && counts->of[term] < COUNT_MAX)
			counts->of[term] += weight;
	}
}

static void
document_count(struct counts *counts, struct terms *terms, const struct rank_document *document)
{
	for (size_t i = 0; i < document->n_fields; i++)
		field_count(counts, terms, &document->fields[i]);
	if (counts->words > WORDS_MAX)
		counts->words = WORDS_MAX;
	for (size_t i = 0; i < terms->len; i++)
		terms->items[i].documents += counts->of[i] > 0;
}

/* The logarithm to base 2 of NUMBER/DENOMINATOR, which is above 1, in 1/2^FRACTION_BITS: one bit of
 * the fraction for each squaring. */
static uint64_t
logarithm(uint64_t number, uint64_t denominator)
{
	uint64_t value = (number << FRACTION_BITS) / denominator;
	uint64_t result = 0;

	while (value >= (uint64_t)2 << FRACTION_BITS) {
		value >>= 1;
		result += (uint64_t)1 << FRACTION_BITS;
	}
	for (int bit = FRACTION_BITS - 1; bit >= 0; bit--) {
		value = value * value >> FRACTION_BITS;
		if (value < (uint64_t)2 << FRACTION_BITS)
			continue;
		value >>= 1;
		result |= (uint64_t)1 << bit;
	}
	return result;
}

/* rarity * count * (k1 + 1) / (count + k1 * (1 - b + b * words / average)), where the average is
 * ALL / N; every part is ten times as large, to be whole. */
static uint64_t
term_score(uint64_t rarity, uint64_t count, uint64_t words, uint64_t all, uint64_t n)
{
	uint64_t above = 22 * count * all;
	uint64_t below = 10 * count * all + 3 * all + 9 * words * n;

	return below ? rarity * ((above << FRACTION_BITS) / below) >> FRACTION_BITS : 0;
}

static void
documents_score(struct rank_document *documents, const struct counts *counts, size_t n,
		struct terms *terms)
{
	uint64_t all = 0;

	for (size_t i = 0; i < n && all < WORDS_MAX; i++)
		all += counts[i].words;
	for (size_t i = 0; i < terms->len; i++)
		terms->items[i].rarity =
			logarithm(2 * (uint64_t)n + 2, 2 * terms->items[i].documents + 1);
	for (size_t i = 0; i < n; i++) {
		documents[i].score = 0;
		for (size_t k = 0; k < terms->len; k++)
			documents[i].score += term_score(terms->items[k].rarity, counts[i].of[k],
							 counts[i].words, all, n);
	}
}

void
rank_documents(struct rank_document *documents, size_t n, struct bytes task)
{
	CLEANUP(memory_free) struct counts *counts = memory_calloc(n ? n : 1, sizeof(*counts));
	struct terms terms;

	terms_read(&terms, task);
	for (size_t i = 0; i < n; i++)
		document_count(&counts[i], &terms, &documents[i]);
	documents_score(documents, counts, n, &terms);
}
