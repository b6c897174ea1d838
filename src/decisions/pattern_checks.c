#include "config.h"

#include "decisions/pattern_checks.h"

struct checked {
	struct compiler *compiler;
	struct draft *draft;
	const struct value *item;
	struct bytes text; /* without its `!` */
	const char *sign;  /* "!" or "" */
};

static bool
holds(struct bytes text, const char *part)
{
	return text.len > 0 && memmem(text.data, text.len, part, strlen(part));
}

static bool
has_special(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (memchr("*?[{", text.data[i], 4))
			return true;
	}
	return false;
}

/* TEXT without the slashes and `./` that it begins with and the slashes that it ends in. */
static struct bytes
bare_path(struct bytes text)
{
	while (bytes_starts_with(text, BYTES("/")) || bytes_starts_with(text, BYTES("./")))
		text = bytes_slice(text, text.data[0] == '/' ? 1 : 2, text.len);
	while (bytes_ends_with(text, BYTES("/")))
		text.len--;
	return text;
}

static void
suggest_pattern(const struct checked *c, const char *why, struct bytes text, const char *ending)
{
	draft_warning(c->compiler, c->draft, PLACE_OF(c->item), "`%.*s` %s; write `%s%.*s%s`",
		      SHOWN(c->item->string), why, c->sign, SHOWN(text), ending);
}

/* No path of git's begins or ends in '/', holds an empty segment, `.` or `..`. */
static bool
shape_check(const struct checked *c)
{
	struct bytes bare = bare_path(c->text);
	struct bytes framed = arena_printf(c->compiler->arena, "/%.*s/", BYTES_ARG(bare));

	if (holds(framed, "/../") || holds(framed, "/./") || holds(framed, "//")) {
		draft_warning(c->compiler, c->draft, PLACE_OF(c->item),
			      "`%.*s` matches nothing: no path of a repository looks like this",
			      SHOWN(c->item->string));
		return false;
	}
	if (bytes_ends_with(c->text, BYTES("/"))) {
		suggest_pattern(c, "matches nothing", bare,
				bytes_ends_with(bare, BYTES("**")) ? "" : "/**");
		return false;
	}
	if (bare.len < c->text.len) {
		suggest_pattern(c, "matches nothing", bare, "");
		return false;
	}
	return true;
}

static void
root_check(const struct checked *c)
{
	if (holds(c->text, "/") || !has_special(c->text) || bytes_equal_string(c->text, "**"))
		return;
	draft_warning(c->compiler, c->draft, PLACE_OF(c->item),
		      "`%.*s` matches at the root only; write `%s**/%.*s`", SHOWN(c->item->string),
		      c->sign, SHOWN(c->text));
}

/* Whether the exclusion TEXT (`!lib` + `/` + `**`, or the same text) takes out all of C. */
static bool
is_taken_out(const struct checked *c, struct bytes text)
{
	struct bytes below = bytes_slice(text, 0, text.len - 2);

	if (bytes_equal(text, c->text) || bytes_equal_string(text, "**"))
		return true;
	return bytes_ends_with(text, BYTES("/**")) && !has_special(below) &&
	       bytes_starts_with(c->text, below);
}

static void
exclusion_check(const struct checked *c, const struct value *list)
{
	for (size_t i = 0; i < list->len && c->sign[0] == '\0'; i++) {
		struct bytes text = list->items[i]->string;

		if (!bytes_starts_with(text, BYTES("!")) ||
		    !is_taken_out(c, bytes_slice(text, 1, text.len)))
			continue;
		draft_warning(c->compiler, c->draft, PLACE_OF(c->item),
			      "`%.*s` matches nothing: `%.*s` excludes all of it",
			      SHOWN(c->item->string), SHOWN(text));
		return;
	}
}

static struct checked
checked_of(struct compiler *compiler, struct draft *draft, const struct value *item)
{
	bool excludes = bytes_starts_with(item->string, BYTES("!"));

	return (struct checked){ compiler, draft, item,
				 bytes_slice(item->string, excludes, item->string.len),
				 excludes ? "!" : "" };
}

void
scope_check(struct compiler *compiler, struct draft *draft, const struct value *scope)
{
	for (size_t i = 0; i < scope->len; i++) {
		struct checked c = checked_of(compiler, draft, scope->items[i]);

		if (!shape_check(&c))
			continue;
		root_check(&c);
		exclusion_check(&c, scope);
	}
}

static void
ref_prefix_error(const struct checked *c)
{
	struct bytes bare = bare_path(c->text);
	const char *prefix = "refs/heads/";

	if (bytes_starts_with(bare, BYTES("heads/")) || bytes_starts_with(bare, BYTES("tags/")))
		prefix = "refs/";
	if (bytes_equal_string(bare, "*"))
		bare = BYTES("**");
	draft_error(c->compiler, c->draft, PLACE_OF(c->item),
		    "`%.*s`: a ref pattern begins with `refs/`; write `%s%s%.*s`",
		    SHOWN(c->item->string), c->sign, prefix, SHOWN(bare));
}

void
refs_check(struct compiler *compiler, struct draft *draft, const struct value *refs)
{
	for (size_t i = 0; i < refs->len; i++) {
		struct checked c = checked_of(compiler, draft, refs->items[i]);

		if (!bytes_starts_with(c.text, BYTES("refs/"))) {
			ref_prefix_error(&c);
			continue;
		}
		if (shape_check(&c))
			exclusion_check(&c, refs);
	}
}
