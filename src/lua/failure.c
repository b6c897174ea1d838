#include "config.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "lua/state.h"

enum { MESSAGE_MAX = 1024, LEVELS_MAX = 64, EXCERPT_MAX = 200 };

bool
is_of_policy(lua_State *lua, const lua_Debug *debug)
{
	return bytes_equal_string(code_name(&policy_of(lua)->decision->policy), debug->short_src);
}

/* Where a chunk has called a rule for good, its frame is gone; so is it when a function of that
 * rule runs, which nothing of the policy has called. */
size_t
current_line(lua_State *lua)
{
	lua_Debug debug;

	for (int level = 0; lua && level < LEVELS_MAX && lua_getstack(lua, level, &debug);
	     level++) {
		if (lua_getinfo(lua, "Sl", &debug) && debug.currentline > 0 &&
		    is_of_policy(lua, &debug))
			return (size_t)debug.currentline;
	}
	return lua ? policy_of(lua)->functions.tail_line : 0;
}

/* Also of a policy without a state, of which only the screens have run. */
static size_t
line_now(const struct policy *policy)
{
	return policy->lua ? current_line(policy->lua) : policy->functions.tail_line;
}

struct bytes
policy_place(struct policy *policy)
{
	const struct occasion *occasion = &policy->occasion;
	char hex[OID_HEX_CHARS + 1];

	if (!policy->called)
		return BYTES_NONE;
	if (occasion->change)
		return occasion->change->path->name;
	if (!occasion->commit.node)
		return occasion->update->ref;
	oid_hex(&occasion->commit.node->id, hex);
	return arena_copy(&policy->arena, bytes_of(hex));
}

/* The text of LINE of the policy; NULL data when it has no such line. */
static struct bytes
line_text(const struct policy_code *code, size_t line)
{
	struct bytes rest = code->text, text = BYTES_NONE;

	for (size_t at = code->first_line; line >= at && bytes_split(&rest, '\n', &text); at++) {
		if (at == line)
			return bytes_slice(text, 0, EXCERPT_MAX);
	}
	return BYTES_NONE;
}

/* MESSAGE on one line, cut to a sane length. */
static void
failure_set(struct policy *policy, struct bytes message, size_t line, bool limit)
{
	struct bytes copy = arena_copy(&policy->arena, bytes_slice(message, 0, MESSAGE_MAX));
	char *text = (char *)(uintptr_t)copy.data;

	for (size_t i = 0; i < copy.len; i++) {
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
	}
	policy->failure = (struct policy_failure){
		.message = copy,
		.place = policy_place(policy),
		.line = line,
		.excerpt = line ? line_text(&policy->decision->policy, line) : BYTES_NONE,
		.limit = limit,
	};
	policy->failed = true;
}

/* 1234567 as 1,234,567. */
static struct bytes
grouped(struct arena *arena, uint64_t number)
{
	char digits[32];
	char *out = arena_alloc(arena, sizeof(digits) * 2);
	int len = snprintf(digits, sizeof(digits), "%" PRIu64, number);
	size_t n = 0;

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			out[n++] = ',';
		out[n++] = digits[i];
	}
	return (struct bytes){ out, n };
}

void
policy_spend(struct policy *policy, enum limit limit)
{
	const struct limit_row *row = &limit_rows[limit];
	struct bytes bound = grouped(&policy->arena, policy->limits.value[limit]);

	failure_set(policy,
		    arena_printf(&policy->arena, "spent its limit of %.*s %s (writ.limit.%s)",
				 BYTES_ARG(bound), row->unit, row->name),
		    line_now(policy), true);
	longjmp(policy->out, 1);
}

void
policy_spend_blob(struct policy *policy, struct bytes path, uint64_t size)
{
	const struct limit_row *row = &limit_rows[LIMIT_BLOB_BYTES];
	struct bytes bound = grouped(&policy->arena, policy->limits.value[LIMIT_BLOB_BYTES]);
	struct bytes has = grouped(&policy->arena, size);

	failure_set(policy,
		    arena_printf(&policy->arena,
				 "asks to read '%.*s' of %.*s bytes, which is over the limit of "
				 "%.*s %s (writ.limit.%s)",
				 BYTES_ARG(path), BYTES_ARG(has), BYTES_ARG(bound), row->unit,
				 row->name),
		    line_now(policy), true);
	longjmp(policy->out, 1);
}

void
policy_fail(struct policy *policy, const char *format, ...)
{
	char message[MESSAGE_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	failure_set(policy, bytes_of(message), line_now(policy), false);
	longjmp(policy->out, 1);
}

void
policy_fail_with(struct policy *policy, const struct error *err)
{
	policy_fail(policy, "%s", err->message);
}

/* Takes "NAME:LINE: " off *TEXT when it begins with it; the line, or 0. */
static size_t
position_take(struct bytes name, struct bytes *text)
{
	struct bytes rest = bytes_slice(*text, name.len, text->len);
	size_t line = 0, i = 1;

	if (!bytes_starts_with(*text, name) || !bytes_starts_with(rest, BYTES(":")))
		return 0;
	for (; i < rest.len && i < 10 && rest.data[i] >= '0' && rest.data[i] <= '9'; i++)
		line = line * 10 + (size_t)(rest.data[i] - '0');
	if (!bytes_starts_with(bytes_slice(rest, i, rest.len), BYTES(": ")))
		return 0;
	*text = bytes_slice(rest, i + 2, rest.len);
	return line;
}

void
failure_from_error(struct policy *policy)
{
	lua_State *lua = policy->lua;
	const struct policy_code *code = &policy->decision->policy;
	struct bytes text;
	size_t line;

	if (lua_type(lua, -1) == LUA_TSTRING) {
		text.data = lua_tolstring(lua, -1, &text.len);
		text = bytes_slice(text, 0, MESSAGE_MAX);
	} else {
		text = arena_printf(&policy->arena, "the error is no text but a %s",
				    luaL_typename(lua, -1));
	}
	line = position_take(code_name(code), &text);
	position_take(BYTES("rules.lua"), &text); /* is nowhere to be looked at */
	if (!line)
		line = policy->error_line;
	if (line)
		text = arena_printf(&policy->arena, "%.*s:%zu: %.*s", BYTES_ARG(code->path), line,
				    BYTES_ARG(text));
	failure_set(policy, text, line, false);
}
