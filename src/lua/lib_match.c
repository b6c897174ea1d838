#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"
#include "lua/matcher.h"

/*
 * string.find, match, gmatch and gsub over matcher.h, with Lua's own results and messages.
 */

/* Matches at START; raises what is wrong with the pattern, ends the policy when the fuel is spent.
 */
static bool
match_at(lua_State *lua, struct matcher *matcher, size_t start, size_t *end)
{
	switch (matcher_match(matcher, start, end)) {
	case MATCH_FOUND:
		return true;
	case MATCH_BROKEN:
		luaL_error(lua, "%s", matcher->message);
		break;
	case MATCH_SPENT:
		policy_spend(policy_of(lua), LIMIT_INSTRUCTIONS);
	case MATCH_NONE:
		break;
	}
	return false;
}

/* Pushes capture I of a match START..END; the whole match as capture 0 where there are none. */
static void
push_capture(lua_State *lua, const struct matcher *matcher, size_t i, size_t start, size_t end)
{
	const struct capture *capture = &matcher->captures[i];

	if (i >= matcher->n_captures) {
		if (i != 0)
			luaL_error(lua, "invalid capture index %%%d", (int)i + 1);
		push_bytes(lua, bytes_slice(matcher->subject, start, end));
	} else if (capture->len == CAPTURE_POSITION) {
		lua_pushinteger(lua, (lua_Integer)capture->start + 1);
	} else if (capture->len == CAPTURE_OPEN) {
		luaL_error(lua, "unfinished capture");
	} else {
		push_bytes(lua, bytes_slice(matcher->subject, capture->start,
					    capture->start + (size_t)capture->len));
	}
}

static int
push_captures(lua_State *lua, const struct matcher *matcher, size_t start, size_t end, bool whole)
{
	size_t n = matcher->n_captures == 0 && whole ? 1 : matcher->n_captures;

	luaL_checkstack(lua, (int)n, "too many captures");
	for (size_t i = 0; i < n; i++)
		push_capture(lua, matcher, i, start, end);
	return (int)n;
}

static bool
has_specials(struct bytes pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.data[i] && strchr("^$*+?.([%-", pattern.data[i]))
			return true;
	}
	return false;
}

static int
find_plain(lua_State *lua, struct bytes text, struct bytes pattern, size_t start)
{
	struct bytes rest = bytes_slice(text, start, text.len);
	const char *at =
		pattern.len ? memmem(rest.data, rest.len, pattern.data, pattern.len) : rest.data;

	budget_charge(policy_of(lua), 1 + (rest.len + pattern.len) / BYTES_PER_COMPARISON);
	if (!at) {
		lua_pushnil(lua);
		return 1;
	}
	lua_pushinteger(lua, (at - text.data) + 1);
	lua_pushinteger(lua, (at - text.data) + (lua_Integer)pattern.len);
	return 2;
}

/* Takes a leading `^` off *PATTERN. */
static bool
anchor_take(struct bytes *pattern)
{
	if (!bytes_starts_with(*pattern, BYTES("^")))
		return false;
	*pattern = bytes_slice(*pattern, 1, pattern->len);
	return true;
}

static int
find_or_match(lua_State *lua, bool find)
{
	struct bytes text = check_bytes(lua, 1), pattern = check_bytes(lua, 2);
	size_t start = string_start(luaL_optinteger(lua, 3, 1), text.len) - 1;
	struct matcher matcher;
	bool anchored;
	size_t end;

	if (start > text.len) {
		lua_pushnil(lua);
		return 1;
	}
	if (find && (lua_toboolean(lua, 4) || !has_specials(pattern)))
		return find_plain(lua, text, pattern, start);
	anchored = anchor_take(&pattern);
	matcher_init(&matcher, text, pattern, &policy_of(lua)->fuel);
	do {
		if (!match_at(lua, &matcher, start, &end))
			continue;
		if (!find)
			return push_captures(lua, &matcher, start, end, true);
		lua_pushinteger(lua, (lua_Integer)start + 1);
		lua_pushinteger(lua, (lua_Integer)end);
		return 2 + push_captures(lua, &matcher, start, end, false);
	} while (start++ < text.len && !anchored);
	lua_pushnil(lua);
	return 1;
}

/* string.find(s, pattern [, init [, plain]]) -> start, end, captures | nil */
int
string_find(lua_State *lua)
{
	return find_or_match(lua, true);
}

/* string.match(s, pattern [, init]) -> captures | nil */
int
string_match(lua_State *lua)
{
	return find_or_match(lua, false);
}

/* Upvalues: text, pattern, where to go on, the end of the last match + 1 (0: none yet). */
static int
gmatch_next(lua_State *lua)
{
	struct bytes text = check_bytes(lua, lua_upvalueindex(1));
	struct bytes pattern = check_bytes(lua, lua_upvalueindex(2));
	size_t start = (size_t)lua_tointeger(lua, lua_upvalueindex(3));
	size_t last = (size_t)lua_tointeger(lua, lua_upvalueindex(4));
	struct matcher matcher;
	size_t end;

	matcher_init(&matcher, text, pattern, &policy_of(lua)->fuel);
	for (; start <= text.len; start++) {
		if (!match_at(lua, &matcher, start, &end) || end + 1 == last)
			continue;
		lua_pushinteger(lua, (lua_Integer)end);
		lua_replace(lua, lua_upvalueindex(3));
		lua_pushinteger(lua, (lua_Integer)end + 1);
		lua_replace(lua, lua_upvalueindex(4));
		budget_charge(policy_of(lua), WORK_OF_CALL);
		return push_captures(lua, &matcher, start, end, true);
	}
	return 0;
}

/* string.gmatch(s, pattern [, init]) -> iterator */
int
string_gmatch(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	size_t start;

	check_bytes(lua, 2);
	start = string_start(luaL_optinteger(lua, 3, 1), text.len) - 1;
	lua_settop(lua, 2);
	lua_pushinteger(lua, (lua_Integer)(start > text.len ? text.len + 1 : start));
	lua_pushinteger(lua, 0);
	lua_pushcclosure(lua, gmatch_next, 4);
	return 1;
}

/* Adds the replacement text at 3 with its %0 to %9 and %% filled in. */
static void
add_text(lua_State *lua, struct text_buf *out, const struct matcher *matcher, size_t start,
	 size_t end)
{
	size_t len;
	const char *text = lua_tolstring(lua, 3, &len);

	budget_charge_bytes(policy_of(lua), len);
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (c == '%') {
			c = ++i < len ? text[i] : '\0';
			if (c == '0') {
				text_buf_add(out, bytes_slice(matcher->subject, start, end));
				continue;
			}
			if (c >= '1' && c <= '9') {
				size_t n = (size_t)(c - '1');

				if (n >= matcher->n_captures && n != 0)
					luaL_error(
						lua,
						"invalid capture index %%%d in replacement string",
						(int)n + 1);
				push_capture(lua, matcher, n, start, end);
				text_buf_add_value(out);
				continue;
			}
			if (c != '%')
				luaL_error(lua, "invalid use of '%%' in replacement string");
		}
		text_buf_add_char(out, c);
	}
}

/* Adds what replaces the match START..END, by the kind of argument 3; false when it is kept. */
static bool
add_replacement(lua_State *lua, struct text_buf *out, const struct matcher *matcher, size_t start,
		size_t end)
{
	int kind = lua_type(lua, 3);

	if (kind == LUA_TFUNCTION) {
		lua_pushvalue(lua, 3);
		lua_call(lua, push_captures(lua, matcher, start, end, true), 1);
	} else if (kind == LUA_TTABLE) {
		push_capture(lua, matcher, 0, start, end);
		lua_gettable(lua, 3);
	} else {
		add_text(lua, out, matcher, start, end);
		return true;
	}
	if (!lua_toboolean(lua, -1)) {
		lua_pop(lua, 1);
		text_buf_add(out, bytes_slice(matcher->subject, start, end));
		return false;
	}
	if (!lua_isstring(lua, -1))
		luaL_error(lua, "invalid replacement value (a %s)", luaL_typename(lua, -1));
	text_buf_add_value(out);
	return true;
}

/* Replaces up to MOST matches into OUT; returns how many there were. */
static lua_Integer
replace_all(lua_State *lua, struct bytes text, struct bytes pattern, lua_Integer most,
	    struct text_buf *out)
{
	bool anchored = anchor_take(&pattern);
	size_t start = 0, last = SIZE_MAX, end;
	struct matcher matcher;
	lua_Integer n = 0;

	matcher_init(&matcher, text, pattern, &policy_of(lua)->fuel);
	while (n < most) {
		if (match_at(lua, &matcher, start, &end) && end != last) {
			n++;
			add_replacement(lua, out, &matcher, start, end);
			start = last = end;
		} else if (start < text.len) {
			text_buf_add_char(out, text.data[start]);
			start++;
		} else {
			break;
		}
		if (anchored)
			break;
	}
	text_buf_add(out, bytes_slice(text, start, text.len));
	return n;
}

/* string.gsub(s, pattern, replacement [, n]) -> text, count */
int
string_gsub(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1), pattern = check_bytes(lua, 2);
	int kind = lua_type(lua, 3);
	lua_Integer most = luaL_optinteger(lua, 4, (lua_Integer)text.len + 1);
	lua_Integer n;
	struct text_buf out;

	if (kind != LUA_TNUMBER && kind != LUA_TSTRING && kind != LUA_TFUNCTION &&
	    kind != LUA_TTABLE)
		return luaL_typeerror(lua, 3, "string/function/table");
	text_buf_init(&out, lua);
	n = replace_all(lua, text, pattern, most, &out);
	text_buf_push(&out);
	lua_pushinteger(lua, n);
	return 2;
}
