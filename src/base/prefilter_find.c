#include "config.h"

#include "base/prefilter.h"

#include "base/macros.h"
#include "base/regex_lexer.h"

enum { DEPTH_MAX = 250 };

/* Reads one pattern. */
struct reader {
	struct regex_lexer lexer;
	unsigned depth;
	bool unsure;
};

/* One alternative being read: the bytes that stand side by side just now, and the best literals
 * that it requires so far. */
struct branch {
	struct prefilter_literal run;
	struct prefilter best;
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Long literals are rare in text, few are cheap to look for. */
static int
worth(const struct prefilter *prefilter)
{
	int shortest = PREFILTER_LITERAL_MAX_BYTES;

	if (prefilter->n_literals == 0)
		return -PREFILTER_LITERALS_MAX - 1;
	for (size_t i = 0; i < prefilter->n_literals; i++) {
		if (prefilter->literals[i].len < shortest)
			shortest = prefilter->literals[i].len;
	}
	return 2 * shortest - prefilter->n_literals;
}

static void
branch_require(struct branch *branch, const struct prefilter *prefilter)
{
	if (worth(prefilter) > worth(&branch->best))
		branch->best = *prefilter;
}

static void
branch_end_run(struct branch *branch)
{
	struct prefilter single = { .n_literals = 1 };

	if (branch->run.len) {
		single.literals[0] = branch->run;
		branch_require(branch, &single);
	}
	branch->run = (struct prefilter_literal){ .len = 0 };
}

static void
branch_add_byte(struct branch *branch, const struct regex_item *item)
{
	if (branch->run.len == PREFILTER_LITERAL_MAX_BYTES)
		branch_end_run(branch);
	branch->run.text[branch->run.len++] = item->byte;
	branch->run.caseless |= item->caseless;
}

/* How often at least the item just read is to be matched; takes its repeat, if there is one. */
static unsigned
read_repeat(struct reader *reader, bool *repeated)
{
	struct regex_lexer ahead = reader->lexer;
	struct regex_item item = regex_lex(&ahead);

	*repeated = item.kind == ITEM_REPEAT;
	if (!*repeated)
		return 1;
	reader->lexer = ahead;
	return item.min;
}

static void
read_byte(struct reader *reader, struct branch *branch, const struct regex_item *item)
{
	bool repeated;
	unsigned min = read_repeat(reader, &repeated);

	if (!repeated) {
		branch_add_byte(branch, item);
		return;
	}
	if (min > 0)
		branch_add_byte(branch, item);
	branch_end_run(branch);
	if (min > 0)
		branch_add_byte(branch, item);
}

static void read_alternatives(struct reader *reader, struct prefilter *prefilter);

static void
read_group(struct reader *reader, struct branch *branch, const struct regex_item *open)
{
	struct prefilter inner;
	bool repeated;

	if (reader->depth == DEPTH_MAX) {
		reader->unsure = true;
		return;
	}
	reader->depth++;
	read_alternatives(reader, &inner);
	reader->depth--;
	if (regex_lex(&reader->lexer).kind != ITEM_CLOSE)
		reader->unsure = true;
	reader->lexer.flags = open->flags;
	branch_end_run(branch);
	if (read_repeat(reader, &repeated) > 0 && open->kind == ITEM_OPEN)
		branch_require(branch, &inner);
}

/* Reads up to what ends an alternative, and leaves that unread. */
static void
read_branch(struct reader *reader, struct branch *branch)
{
	bool repeated;

	while (!reader->unsure) {
		struct regex_lexer before = reader->lexer;
		struct regex_item item = regex_lex(&reader->lexer);

		switch (item.kind) {
		case ITEM_END:
		case ITEM_CLOSE:
		case ITEM_BAR:
			reader->lexer = before;
			branch_end_run(branch);
			return;
		case ITEM_BYTE:
			read_byte(reader, branch, &item);
			break;
		case ITEM_OTHER:
			branch_end_run(branch);
			(void)read_repeat(reader, &repeated);
			break;
		case ITEM_ASSERT:
			(void)read_repeat(reader, &repeated);
			break;
		case ITEM_OPEN:
		case ITEM_LOOK:
			read_group(reader, branch, &item);
			break;
		case ITEM_REPEAT:
		case ITEM_UNSURE:
			reader->unsure = true;
		}
	}
}

/* One of the alternatives matches: what any of them requires is required, if all require any. */
static void
alternatives_join(struct prefilter *all, const struct prefilter *branch)
{
	if (branch->n_literals == 0 || all->n_literals == 0 ||
	    all->n_literals + branch->n_literals > PREFILTER_LITERALS_MAX) {
		all->n_literals = 0;
		return;
	}
	memcpy(all->literals + all->n_literals, branch->literals,
	       branch->n_literals * sizeof(branch->literals[0]));
	all->n_literals = (uint8_t)(all->n_literals + branch->n_literals);
}

static void
read_alternatives(struct reader *reader, struct prefilter *prefilter)
{
	for (bool first = true;; first = false) {
		struct branch branch = { .run.len = 0 };
		struct regex_lexer ahead;

		read_branch(reader, &branch);
		if (first)
			*prefilter = branch.best;
		else
			alternatives_join(prefilter, &branch.best);
		ahead = reader->lexer;
		if (reader->unsure || regex_lex(&ahead).kind != ITEM_BAR)
			return;
		reader->lexer = ahead;
	}
}

/* A byte's place in this list is how common it is in source text; one that is not in it is rare. */
static size_t
rarity(char c)
{
	static const char common[] = " etarionsl\tcdu_pmf,()h-.;*gb=/y\"0>v1<&{}xEwTk2:SRAIC";
	const char *found = c ? strchr(common, c) : NULL;

	return found ? (size_t)(found - common) : sizeof(common);
}

static void
literal_finish(struct prefilter_literal *literal)
{
	for (uint8_t i = 0; i < literal->len; i++) {
		if (literal->caseless)
			literal->text[i] = lower(literal->text[i]);
		if (rarity(literal->text[i]) > rarity(literal->text[literal->rarest]))
			literal->rarest = i;
	}
}

void
prefilter_find(struct prefilter *prefilter, struct bytes pattern)
{
	struct reader reader = { .lexer.rest = pattern };

	read_alternatives(&reader, prefilter);
	if (reader.unsure || regex_lex(&reader.lexer).kind != ITEM_END)
		prefilter->n_literals = 0;
	for (size_t i = 0; i < prefilter->n_literals; i++)
		literal_finish(&prefilter->literals[i]);
}
