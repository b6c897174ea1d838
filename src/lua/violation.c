#include "config.h"

#include "lua/api.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/*
 * object:violation{ message=, at=, line=, column=, path=, instead=, key=, excerpt= }, or with the
 * message alone: checks it all and hands it to the judge. Strings stay on the stack meanwhile.
 */

enum { WORK_OF_VIOLATION = 500, EXCERPT_MAX = 4096, FIELDS = 2 };

enum field {
	FIELD_MESSAGE,
	FIELD_AT,
	FIELD_LINE,
	FIELD_COLUMN,
	FIELD_PATH,
	FIELD_INSTEAD,
	FIELD_KEY,
	FIELD_EXCERPT,
	FIELD_COUNT,
};

static const struct api_row fields[FIELD_COUNT] = {
	[FIELD_MESSAGE] = { "message", "string", "What is wrong." },
	[FIELD_AT] = { "at", "place?",
		       "Where: a line, a hit, an import, a declaration, a node or an edge." },
	[FIELD_LINE] = { "line", "integer?", "The line, where there is nothing to be at." },
	[FIELD_COLUMN] = { "column", "integer?", "The column of that line, from 1." },
	[FIELD_PATH] = { "path", "string?", "The file, when it is not the one reported on." },
	[FIELD_INSTEAD] = { "instead", "string?", "What to do; else what the decision says." },
	[FIELD_KEY] = { "key", "string?", "What makes it the same violation elsewhere." },
	[FIELD_EXCERPT] = { "excerpt", "boolean?", "false: the line's text is in no report." },
};

static const int types[FIELD_COUNT] = {
	[FIELD_MESSAGE] = LUA_TSTRING, [FIELD_AT] = LUA_TUSERDATA,
	[FIELD_LINE] = LUA_TNUMBER,    [FIELD_COLUMN] = LUA_TNUMBER,
	[FIELD_PATH] = LUA_TSTRING,    [FIELD_INSTEAD] = LUA_TSTRING,
	[FIELD_KEY] = LUA_TSTRING,     [FIELD_EXCERPT] = LUA_TBOOLEAN,
};

const struct api_table violation_table = { "violation", "What a report says of a violation.",
					   fields, FIELD_COUNT };

/* A violation while it is put together. */
struct report {
	struct finding finding;
	bool has_subject;
	struct subject subject; /* the file that the place is in, when it is known */
	enum side side;
	struct commit_view commit;
	size_t match_len; /* of the hit that is the place, else 0 */
	bool is_hit;
	bool existing_known, existing;    /* not by the lines that were added */
	const struct place_object *place; /* NULL: it is told by its numbers */
};

/* Where field I stands on the stack: above the object and the argument. */
static int
stack_index(enum field field)
{
	return FIELDS + 1 + (int)field;
}

static bool
is_given(lua_State *lua, enum field field)
{
	return !lua_isnil(lua, stack_index(field));
}

/* Puts every field on the stack, nil for one that is not given. */
static void
fields_read(lua_State *lua)
{
	lua_settop(lua, FIELDS);
	luaL_checkstack(lua, FIELD_COUNT + 8, NULL);
	if (lua_type(lua, FIELDS) == LUA_TSTRING) {
		lua_pushvalue(lua, FIELDS);
		lua_settop(lua, FIELDS + FIELD_COUNT);
		return;
	}
	if (lua_type(lua, FIELDS) != LUA_TTABLE)
		luaL_error(lua, "violation takes a table or a text, not a %s",
			   luaL_typename(lua, FIELDS));
	api_keys_check(lua, FIELDS, "violation", "field", fields, FIELD_COUNT);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		int type = lua_getfield(lua, FIELDS, fields[i].name);

		if (type != LUA_TNIL && type != types[i])
			luaL_error(lua, "violation: %s is a %s, not a %s", fields[i].name,
				   luaL_typename(lua, -1),
				   i == FIELD_AT
					   ? "line, hit, import, declaration, node, dependency "
					     "or edge"
					   : lua_typename(lua, types[i]));
	}
}

/* The text of FIELD, within the limit. */
static struct bytes
text_field(lua_State *lua, enum field field)
{
	struct policy *policy = policy_of(lua);
	struct bytes text = BYTES_NONE;

	if (!is_given(lua, field))
		return text;
	text.data = lua_tolstring(lua, stack_index(field), &text.len);
	if (text.len > policy->limits.value[LIMIT_MESSAGE_BYTES])
		policy_spend(policy, LIMIT_MESSAGE_BYTES);
	return text;
}

/* The number from 1 on of FIELD, 0 when not given. */
static size_t
number_field(lua_State *lua, enum field field)
{
	lua_Integer number;
	int whole;

	if (!is_given(lua, field))
		return 0;
	number = lua_tointegerx(lua, stack_index(field), &whole);
	if (!whole || number < 1)
		luaL_error(lua, "violation: %s is a whole number from 1 on", fields[field].name);
	return (size_t)number;
}

static bool
is_of_change(enum callback callback)
{
	return callback == CALLBACK_FILE || callback == CALLBACK_COMMIT;
}

static void
place_read(lua_State *lua, struct report *report)
{
	const struct place_object *place = place_test(lua, stack_index(FIELD_AT));

	if (!place)
		luaL_error(lua,
			   "violation: at is a line, a hit, an import, a declaration, a node, a "
			   "dependency or "
			   "an edge of a graph");
	if (is_given(lua, FIELD_LINE) || is_given(lua, FIELD_COLUMN) || is_given(lua, FIELD_PATH))
		luaL_error(lua, "violation: at says line, column and path; give only one of them");
	report->place = place;
	report->has_subject = true;
	report->subject = place->subject;
	report->side = place->side;
	report->is_hit = object_test(lua, stack_index(FIELD_AT), &hit_class) != NULL;
	report->match_len = place->match_len;
	report->existing_known = dependency_test(lua, stack_index(FIELD_AT), &report->existing) &&
				 is_of_change(report->finding.callback);
	report->finding.line = place->number;
	report->finding.column = place->column;
	if (place->subject.commit.node)
		report->commit = place->subject.commit;
}

/* A path of the tree: relative, no empty segment in front, no NUL. */
static void
path_read(lua_State *lua, struct report *report)
{
	struct bytes path = text_field(lua, FIELD_PATH);

	if (path.len == 0 || path.data[0] == '/' || memchr(path.data, '\0', path.len))
		luaL_error(lua, "violation: path is a path of the tree, relative to its root");
	report->finding.path = path;
	if (report->has_subject && !bytes_equal(path, report->subject.change->path->name))
		report->has_subject = false;
}

static void
fields_apply(lua_State *lua, struct report *report)
{
	struct finding *finding = &report->finding;

	finding->message = text_field(lua, FIELD_MESSAGE);
	if (bytes_trim(finding->message).len == 0)
		luaL_error(lua, "violation: a message is needed");
	finding->instead = text_field(lua, FIELD_INSTEAD);
	finding->key = text_field(lua, FIELD_KEY);
	finding->excerpt_hidden =
		is_given(lua, FIELD_EXCERPT) && !lua_toboolean(lua, stack_index(FIELD_EXCERPT));
	if (is_given(lua, FIELD_AT)) {
		place_read(lua, report);
		return;
	}
	if (is_given(lua, FIELD_PATH))
		path_read(lua, report);
	finding->line = number_field(lua, FIELD_LINE);
	finding->column = number_field(lua, FIELD_COLUMN);
	if (finding->column && !finding->line)
		luaL_error(lua, "violation: a column needs a line");
	if (finding->line && !report->has_subject && !finding->path.data)
		luaL_error(lua, "violation: a line needs a file");
}

/* Where the text of a line lies between its blanks. */
static void
span_set(struct report *report, struct bytes text)
{
	struct finding *finding = &report->finding;
	struct bytes trimmed = bytes_trim(text);
	size_t start = trimmed.len ? (size_t)(trimmed.data - text.data) : 0;
	size_t end = start + trimmed.len;

	if (report->is_hit) {
		finding->span = report->match_len;
	} else {
		if (!finding->column)
			finding->column = start + 1;
		finding->span = end >= finding->column ? end - finding->column + 1 : 0;
	}
	if (finding->span == 0)
		finding->span = 1;
}

/* Checks the line against its file, and takes what is known of it from there. */
static void
line_apply(lua_State *lua, struct report *report)
{
	struct finding *finding = &report->finding;
	const struct subject *subject = &report->subject;
	size_t count = contents_line_count(lua, subject, report->side);
	struct bytes text;

	if (finding->line > count) {
		push_bytes(lua, subject->change->path->name);
		luaL_error(lua, "violation: there is no line %I in '%s', which has %I",
			   (lua_Integer)finding->line, lua_tostring(lua, -1), (lua_Integer)count);
	}
	if (report->existing_known)
		finding->existing = report->existing;
	else if (is_of_change(finding->callback) && report->side == SIDE_NEW)
		finding->existing = !contents_added(lua, subject, finding->line) &&
				    (!report->place || place_was_there(lua, report->place));
	text = contents_line(lua, subject, report->side, finding->line);
	span_set(report, text);
	if (!finding->excerpt_hidden)
		finding->excerpt = bytes_slice(text, 0, EXCERPT_MAX);
}

static void
violation_count(struct policy *policy, const struct finding *finding)
{
	budget_charge(policy, WORK_OF_VIOLATION);
	budget_charge_bytes(policy, finding->message.len + finding->instead.len + finding->key.len);
	if (policy->violations >= policy->limits.value[LIMIT_VIOLATIONS])
		policy_spend(policy, LIMIT_VIOLATIONS);
	policy->violations++;
}

/* Completes REPORT, whose message and place are set, and hands it over. */
static void
report_hand_over(lua_State *lua, struct report *report)
{
	struct policy *policy = policy_of(lua);
	struct finding *finding = &report->finding;

	if (report->has_subject) {
		finding->path = report->subject.change->path->name;
		if (!report->subject.of_tree)
			finding->change = report->subject.change;
		if (finding->line)
			line_apply(lua, report);
	} else if (finding->line && !finding->column) {
		finding->column = 1;
	}
	if (finding->line && !finding->span)
		finding->span = 1;
	if (report->commit.node)
		finding->commit = &report->commit;
	violation_count(policy, finding);
	watch_violation(policy, finding);
	policy->sink(policy->sink_ctx, finding);
}

static int
report_make(lua_State *lua, struct report *report)
{
	struct policy *policy = policy_of(lua);

	if (!policy->called)
		return luaL_error(lua, "violation is for callbacks, not for the chunk itself");
	report->finding.callback = policy->occasion.callback;
	fields_read(lua);
	fields_apply(lua, report);
	report_hand_over(lua, report);
	return 0;
}

void
subject_violation(lua_State *lua, const struct subject *subject, size_t line, size_t column,
		  struct bytes message, bool existing)
{
	enum callback callback = policy_of(lua)->occasion.callback;
	struct report report = { .finding = { .callback = callback,
					      .update = subject->update,
					      .message = message,
					      .line = line,
					      .column = column },
				 .has_subject = true,
				 .subject = *subject,
				 .commit = subject->commit,
				 .existing_known = is_of_change(callback),
				 .existing = existing };

	report_hand_over(lua, &report);
}

int
update_violation(lua_State *lua)
{
	const struct update_object *self = object_self(lua, &update_class);
	struct report report = { .finding = { .update = self->update } };

	return report_make(lua, &report);
}

int
commit_violation(lua_State *lua)
{
	const struct commit_object *self = object_self(lua, &commit_class);
	struct report report = { .finding = { .update = self->view.update }, .commit = self->view };

	return report_make(lua, &report);
}

int
file_violation(lua_State *lua)
{
	const struct subject *subject = file_subject_to_read(lua);
	struct report report = { .finding = { .update = subject->update },
				 .has_subject = true,
				 .subject = *subject,
				 .commit = subject->commit };

	if (!contents_present(subject, SIDE_NEW))
		report.side = SIDE_OLD;
	return report_make(lua, &report);
}

int
tree_violation(lua_State *lua)
{
	const struct tree_object *self = object_self(lua, &tree_class);
	struct report report = { .finding = { .update = self->update } };

	if (self->of == TREE_OF_COMMIT)
		report.commit = self->commit;
	return report_make(lua, &report);
}
