#include "config.h"

#include "base/pattern_nodes.h"

/* An open brace: where its alternatives begin and where they meet again. */
struct brace {
	size_t at;
	uint16_t head, head_skip; /* the next alternative hangs here */
	uint16_t out, out_skip;   /* NODE_NONE until an alternative ends there */
	bool mid, out_mid;
};

/*
 * The place between two tokens. `node` is the node that the next token fills in, `skip` the one
 * that goes on behind the next '/': a `**` leads there only, as its loop takes that '/' along.
 * Behind braces both can be open at once.
 */
struct parser {
	struct bytes text;
	size_t at;
	struct pattern_nodes *out;
	uint16_t node, skip;
	bool mid; /* some way leads here from within a segment */
	struct brace braces[PATTERN_MAX_DEPTH];
	size_t n_braces;
	struct error *err;
};

int
pattern_malformed(struct error *err, size_t at, const char *what)
{
	return error_set(err, ERROR_MALFORMED, "%s, at byte %zu", what, at + 1);
}

void
pattern_nodes_release(struct pattern_nodes *nodes)
{
	vec_release(&nodes->nodes);
	vec_release(&nodes->sets);
	vec_release(&nodes->prefix);
	vec_release(&nodes->suffix);
}

static int
malformed(struct parser *p, size_t at, const char *what)
{
	return pattern_malformed(p->err, at, what);
}

static uint16_t
node_new(struct parser *p)
{
	vec_push(&p->out->nodes, ((struct pattern_node){ NODE_MATCH, 0, NODE_NONE, NODE_NONE }));
	return (uint16_t)(p->out->nodes.len - 1);
}

static void
node_fill(struct parser *p, uint16_t node, enum node_kind kind, uint16_t next, uint16_t other)
{
	struct pattern_node *filled = &p->out->nodes.items[node];

	filled->kind = kind;
	filled->next = next;
	filled->other = other;
}

static void
node_fill_byte(struct parser *p, uint16_t node, char byte, uint16_t next)
{
	node_fill(p, node, NODE_BYTE, next, NODE_NONE);
	p->out->nodes.items[node].byte = (unsigned char)byte;
}

/* A wildcard, class or brace comes: what was literal up to here is all that the prefix can be, and
 * the suffix begins anew. */
static void
special_begin(struct parser *p)
{
	if (p->out->n_specials++ == 0)
		p->out->root = p->node;
	p->out->suffix.len = 0;
	p->out->rest = NODE_NONE;
}

static void
literal_note(struct parser *p, char byte)
{
	if (p->out->n_specials == 0)
		vec_push(&p->out->prefix, byte);
	if (p->n_braces == 0)
		vec_push(&p->out->suffix, byte);
}

/* What comes now belongs to a segment, so it must not follow a `**`. */
static int
segment_enter(struct parser *p)
{
	if (p->skip != NODE_NONE)
		return malformed(p, p->at, "`**` must be a whole segment, between slashes");
	p->mid = true;
	return 0;
}

static int
literal_add(struct parser *p, char byte)
{
	uint16_t next;

	if (segment_enter(p) < 0)
		return -1;
	literal_note(p, byte);
	p->out->rest = NODE_NONE;
	next = node_new(p);
	node_fill_byte(p, p->node, byte, next);
	p->node = next;
	p->at++;
	return 0;
}

static int
slash_add(struct parser *p)
{
	uint16_t next = node_new(p);

	/* The '/' behind a `**` may be taken by nothing, so no match is sure to hold it. */
	if (p->skip == NODE_NONE)
		literal_note(p, '/');
	else
		p->out->suffix.len = 0;
	if (p->node != NODE_NONE)
		node_fill_byte(p, p->node, '/', next);
	if (p->skip != NODE_NONE)
		node_fill(p, p->skip, NODE_SPLIT, next, NODE_NONE);
	if (p->at < p->text.len)
		p->out->rest = NODE_NONE;
	p->node = next;
	p->skip = NODE_NONE;
	p->mid = false;
	p->at++;
	return 0;
}

static int
escape_add(struct parser *p)
{
	if (p->at + 1 >= p->text.len)
		return malformed(p, p->at, "nothing follows the backslash");
	p->at++;
	if (p->text.data[p->at] == '/')
		return slash_add(p);
	return literal_add(p, p->text.data[p->at]);
}

static int
any_add(struct parser *p)
{
	uint16_t next;

	special_begin(p);
	if (segment_enter(p) < 0)
		return -1;
	next = node_new(p);
	node_fill(p, p->node, NODE_ANY, next, NODE_NONE);
	p->node = next;
	p->at++;
	return 0;
}

static int
star_add(struct parser *p)
{
	uint16_t loop, next;

	special_begin(p);
	if (segment_enter(p) < 0)
		return -1;
	loop = node_new(p);
	next = node_new(p);
	node_fill(p, p->node, NODE_SPLIT, loop, next);
	node_fill(p, loop, NODE_ANY, p->node, NODE_NONE);
	p->node = next;
	p->at++;
	return 0;
}

/* head: a segment more, or on; within: one byte more, or the '/' that leads back to head. */
static int
globstar_add(struct parser *p)
{
	uint16_t head = p->node;
	uint16_t within, byte, slash, skip;

	special_begin(p);
	if (p->mid || p->skip != NODE_NONE)
		return malformed(p, p->at, "`**` must be a whole segment, between slashes");
	within = node_new(p);
	byte = node_new(p);
	slash = node_new(p);
	skip = node_new(p);
	node_fill(p, head, NODE_SPLIT, within, skip);
	node_fill(p, within, NODE_SPLIT, byte, slash);
	node_fill(p, byte, NODE_ANY, within, NODE_NONE);
	node_fill_byte(p, slash, '/', head);
	if (p->n_braces == 0)
		p->out->rest = byte;
	p->node = NODE_NONE;
	p->skip = skip;
	p->at += 2;
	return 0;
}

static int
class_add(struct parser *p)
{
	struct byte_set set;
	uint16_t next;

	special_begin(p);
	if (segment_enter(p) < 0 || pattern_class_read(p->text, &p->at, &set, p->err) < 0)
		return -1;
	vec_push(&p->out->sets, set);
	next = node_new(p);
	node_fill(p, p->node, NODE_CLASS, next, (uint16_t)(p->out->sets.len - 1));
	p->node = next;
	return 0;
}

/* Hangs the next alternative on *HEAD and leaves there the place for the one after it. */
static uint16_t
alternative_new(struct parser *p, uint16_t *head)
{
	uint16_t start, more;

	if (*head == NODE_NONE)
		return NODE_NONE;
	start = node_new(p);
	more = node_new(p);
	node_fill(p, *head, NODE_SPLIT, start, more);
	*head = more;
	return start;
}

static void
alternative_begin(struct parser *p, struct brace *brace)
{
	p->node = alternative_new(p, &brace->head);
	p->skip = alternative_new(p, &brace->head_skip);
	p->mid = brace->mid;
}

static void
alternative_join(struct parser *p, uint16_t end, uint16_t *out)
{
	if (end == NODE_NONE)
		return;
	if (*out == NODE_NONE)
		*out = node_new(p);
	node_fill(p, end, NODE_SPLIT, *out, NODE_NONE);
}

static void
alternative_end(struct parser *p, struct brace *brace)
{
	alternative_join(p, p->node, &brace->out);
	alternative_join(p, p->skip, &brace->out_skip);
	brace->out_mid |= p->node != NODE_NONE && p->mid;
}

static int
brace_open(struct parser *p)
{
	struct brace *brace;

	if (p->n_braces == PATTERN_MAX_DEPTH)
		return malformed(p, p->at, "braces are nested too deeply");
	special_begin(p);
	brace = &p->braces[p->n_braces++];
	*brace = (struct brace){ p->at, p->node, p->skip, NODE_NONE, NODE_NONE, p->mid, false };
	alternative_begin(p, brace);
	p->at++;
	return 0;
}

static int
brace_next(struct parser *p)
{
	struct brace *brace = &p->braces[p->n_braces - 1];

	alternative_end(p, brace);
	alternative_begin(p, brace);
	p->at++;
	return 0;
}

/* The last place for an alternative stays empty: a node that leads nowhere. */
static void
head_close(struct parser *p, uint16_t head)
{
	if (head != NODE_NONE)
		node_fill(p, head, NODE_SPLIT, NODE_NONE, NODE_NONE);
}

static int
brace_close(struct parser *p)
{
	struct brace *brace;

	if (p->n_braces == 0)
		return malformed(p, p->at, "`}` closes nothing; write `\\}` for the byte");
	brace = &p->braces[p->n_braces - 1];
	alternative_end(p, brace);
	head_close(p, brace->head);
	head_close(p, brace->head_skip);
	p->node = brace->out;
	p->skip = brace->out_skip;
	p->mid = brace->out_mid;
	p->n_braces--;
	p->at++;
	return 0;
}

static int
token_add(struct parser *p)
{
	char c = p->text.data[p->at];

	switch (c) {
	case '/':
		return slash_add(p);
	case '\\':
		return escape_add(p);
	case '?':
		return any_add(p);
	case '*':
		if (p->at + 1 < p->text.len && p->text.data[p->at + 1] == '*')
			return globstar_add(p);
		return star_add(p);
	case '[':
		return class_add(p);
	case '{':
		return brace_open(p);
	case '}':
		return brace_close(p);
	case ',':
		if (p->n_braces > 0)
			return brace_next(p);
		return literal_add(p, c);
	default:
		return literal_add(p, c);
	}
}

int
pattern_parse(struct bytes text, struct pattern_nodes *nodes, struct error *err)
{
	struct parser p = { .text = text, .out = nodes, .skip = NODE_NONE, .err = err };

	if (text.len == 0)
		return error_set(err, ERROR_MALFORMED, "the pattern is empty");
	if (text.len > PATTERN_MAX_BYTES)
		return error_set(err, ERROR_MALFORMED, "the pattern is longer than %d bytes",
				 PATTERN_MAX_BYTES);
	p.node = node_new(&p);
	while (p.at < text.len) {
		if (token_add(&p) < 0)
			return -1;
	}
	if (p.n_braces > 0)
		return malformed(&p, p.braces[p.n_braces - 1].at, "the brace `{` is not closed");
	return slash_add(&p);
}
