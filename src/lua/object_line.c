#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * Lines and hits. Both know their file and their place in it, and fetch the text when asked.
 */

const struct place_object *
place_in(const struct object *object)
{
	return (const struct place_object *)object;
}

static struct bytes
text_of(lua_State *lua, const struct place_object *place)
{
	return contents_line(lua, &place->subject, place->side, place->number);
}

void
place_push_line(lua_State *lua, const struct object *object)
{
	lua_pushinteger(lua, (lua_Integer)place_in(object)->number);
}

/* Of a line: where its text begins behind the blanks. */
void
place_push_column(lua_State *lua, const struct object *object)
{
	const struct place_object *place = place_in(object);
	struct bytes text;
	size_t blanks = 0;

	if (place->column) {
		lua_pushinteger(lua, (lua_Integer)place->column);
		return;
	}
	text = text_of(lua, place);
	while (blanks < text.len && (text.data[blanks] == ' ' || text.data[blanks] == '\t'))
		blanks++;
	budget_charge(policy_of(lua), blanks / BYTES_PER_COMPARISON);
	lua_pushinteger(lua, blanks < text.len ? (lua_Integer)blanks + 1 : 1);
}

void
place_push_text(lua_State *lua, const struct object *object)
{
	push_bytes(lua, text_of(lua, place_in(object)));
}

static void
push_match(lua_State *lua, const struct object *object)
{
	const struct place_object *place = place_in(object);
	size_t start = place->column - 1;

	push_bytes(lua, bytes_slice(text_of(lua, place), start, start + place->match_len));
}

static void
push_path_text(lua_State *lua, const struct object *object)
{
	push_bytes(lua, place_in(object)->subject.change->path->name);
	lua_pushfstring(lua, ":%I", (lua_Integer)place_in(object)->number);
	lua_concat(lua, 2);
}

static const struct object_field line_fields[] = {
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
};

static const struct object_field hit_fields[] = {
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
	{ "match", push_match, NULL, "string", "What matched, as far as it is on that line." },
};

const struct object_class line_class = {
	.name = "line",
	.help = "A line of a file; a place.",
	.fields = line_fields,
	.n_fields = ARRAY_SIZE(line_fields),
	.text = push_path_text,
};
const struct object_class hit_class = {
	.name = "hit",
	.help = "What a search found; a place.",
	.fields = hit_fields,
	.n_fields = ARRAY_SIZE(hit_fields),
	.text = push_path_text,
};

const struct place_object *
place_test(lua_State *lua, int index)
{
	static const struct object_class *const places[] = { &line_class,   &hit_class,
							     &import_class, &declaration_class,
							     &node_class,   &dependency_class };
	const struct place_object *place = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(places) && !place; i++)
		place = object_test(lua, index, places[i]);
	return place ? place : edge_place(lua, index);
}

static struct place_object *
place_push(lua_State *lua, const struct object_class *class, const struct subject *subject,
	   enum side side, size_t number)
{
	struct place_object *place = object_new(lua, class, sizeof(*place), 0);

	place->subject = *subject;
	place->side = side;
	place->number = number;
	return place;
}

/* A run of lines, and how many lines the runs in front of it have. */
struct run {
	size_t before, start;
};

struct lines_sequence {
	struct sequence base;
	struct subject subject;
	enum side side;
	size_t n_runs, last; /* the run that was looked at last */
	struct run runs[];
};

static bool
run_holds(const struct lines_sequence *lines, size_t run, size_t i)
{
	return run < lines->n_runs && i >= lines->runs[run].before &&
	       (run + 1 == lines->n_runs || i < lines->runs[run + 1].before);
}

/* The run with line I of all: mostly that of the line before, or the next one. */
static const struct run *
run_find(struct lines_sequence *lines, size_t i)
{
	size_t low = 0, high = lines->n_runs;

	if (run_holds(lines, lines->last + 1, i))
		lines->last++;
	else if (!run_holds(lines, lines->last, i)) {
		while (high - low > 1) {
			size_t middle = low + (high - low) / 2;

			if (lines->runs[middle].before <= i)
				low = middle;
			else
				high = middle;
		}
		lines->last = low;
	}
	return &lines->runs[lines->last];
}

static void
lines_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	struct lines_sequence *lines = (struct lines_sequence *)sequence;
	const struct run *run = run_find(lines, i);

	place_push(lua, &line_class, &lines->subject, lines->side, run->start + (i - run->before));
}

/* Pushes a sequence of N_LINES lines in N_RUNS runs, which the caller fills in. */
static struct lines_sequence *
lines_new(lua_State *lua, const struct subject *subject, enum side side, size_t n_runs,
	  size_t n_lines)
{
	static const struct sequence_kind kind = { "lines", lines_element };
	struct lines_sequence *lines;

	budget_charge(policy_of(lua), n_runs);
	lines = sequence_new(lua, &kind,
			     sequence_size(lua, sizeof(*lines), n_runs, sizeof(lines->runs[0])),
			     n_lines);
	lines->subject = *subject;
	lines->side = side;
	lines->n_runs = n_runs;
	return lines;
}

void
lines_push(lua_State *lua, const struct subject *subject, enum side side)
{
	struct facts *facts = contents_facts(policy_of(lua), subject, side, true);
	struct error err;
	size_t count = 0;

	if (facts && facts_line_count(facts, side, &count, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	lines_new(lua, subject, side, 1, count)->runs[0].start = 1;
}

/* The facts for a comparison of both sides; NULL when one is skipped as too large. */
static struct facts *
facts_of_both(lua_State *lua, const struct subject *subject)
{
	if (!contents_facts(policy_of(lua), subject, SIDE_OLD, true))
		return NULL;
	return contents_facts(policy_of(lua), subject, SIDE_NEW, true);
}

void
changed_lines_push(lua_State *lua, const struct subject *subject, enum side side)
{
	const struct line_set *set = NULL;
	struct lines_sequence *lines;
	struct facts *facts = NULL;
	struct error err;
	size_t before = 0;

	if (subject->change->status != CHANGE_UNCHANGED)
		facts = facts_of_both(lua, subject);
	if (facts && (side == SIDE_NEW ? facts_added : facts_removed)(facts, &set, &err) < 0)
		policy_fail_with(policy_of(lua), &err);
	lines = lines_new(lua, subject, side, set ? set->n_runs : 0, set ? set->n_lines : 0);
	for (size_t i = 0; set && i < set->n_runs; i++) {
		lines->runs[i] = (struct run){ before, set->runs[i].start };
		before += set->runs[i].len;
	}
}

struct found {
	size_t line, column, len;
};

struct hits_sequence {
	struct sequence base;
	struct subject subject;
	bool in_view;
	enum view view;
	struct found hits[];
};

static void
hits_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct hits_sequence *self = (const struct hits_sequence *)sequence;
	const struct found *found = &self->hits[i];
	struct place_object *place =
		place_push(lua, &hit_class, &self->subject, SIDE_NEW, found->line);

	place->column = found->column;
	place->match_len = found->len;
	place->in_view = self->in_view;
	place->view = self->view;
}

/* The hits in C memory, which lives until other facts are asked for. */
static size_t
find_all(lua_State *lua, const struct subject *subject, const struct regex *regex,
	 const struct look *look, const struct hit **hits)
{
	struct policy *policy = policy_of(lua);
	struct facts *facts;
	struct error err;
	size_t n = 0;

	if (look->added_only && subject->change->status == CHANGE_UNCHANGED)
		return 0;
	facts = look->added_only ? facts_of_both(lua, subject)
				 : contents_facts(policy_of(lua), subject, SIDE_NEW, true);
	if (facts && look->in_view)
		source_view_check(lua, subject, facts, look->view);
	if (facts && look->in_view && look->added_only && contents_present(subject, SIDE_OLD))
		source_charge(policy_of(lua), facts, SIDE_OLD);
	if (!facts || facts_find(facts, regex, look, &policy->meter, hits, &n, &err) == 0)
		return n;
	if (err.code == ERROR_LIMIT)
		policy_spend(policy, LIMIT_REGEX_STEPS);
	policy_fail_with(policy, &err);
}

void
hits_push(lua_State *lua, const struct subject *subject, const struct regex *regex,
	  const struct look *look)
{
	static const struct sequence_kind kind = { "hits", hits_element };
	const struct hit *hits = NULL;
	size_t n = find_all(lua, subject, regex, look, &hits);
	struct hits_sequence *self = sequence_new(
		lua, &kind, sequence_size(lua, sizeof(*self), n, sizeof(self->hits[0])), n);

	self->subject = *subject;
	self->in_view = look->in_view;
	self->view = look->view;
	for (size_t i = 0; i < n; i++)
		self->hits[i] = (struct found){ hits[i].line, hits[i].column, hits[i].match.len };
}
