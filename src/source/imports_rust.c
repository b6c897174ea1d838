#include "config.h"

#include "source/import_reader.h"

#include "base/buf.h"

/*
 * Rust: `use a::{b, c::{d as e, self}, f::*};` names one module for each leaf of the tree. Macros
 * are cut into tokens as all else, so what stands in one is found as well.
 */

enum { BRANCHES_MAX = 64 };

/* A `use` while it is read: the path so far, and how long it was where each brace opened. */
struct use {
	struct buf path;
	size_t lengths[BRANCHES_MAX];
	size_t n_open;
	enum import_kind kind;
	size_t at;
};

static void
leaf(struct reader *reader, struct use *use)
{
	struct bytes path = buf_bytes(&use->path);

	if (bytes_ends_with(path, BYTES("::self")))
		path.len -= strlen("::self");
	if (path.len)
		reader_add(reader, use->kind, reader_join(reader, path, "", BYTES("")), use->at);
}

static void
path_add(struct use *use, struct bytes word)
{
	if (use->path.len)
		buf_add_string(&use->path, "::");
	buf_add(&use->path, word);
}

static bool
take_colons(struct reader *reader)
{
	if (!reader_is_mark(reader, reader_now(reader), ':') ||
	    !reader_is_mark(reader, reader_ahead(reader, 1), ':'))
		return false;
	reader_next(reader);
	reader_next(reader);
	return true;
}

/* One path up to its leaf or its opening brace; false when nothing of the kind stands here. */
static bool
branch(struct reader *reader, struct use *use)
{
	bool any = false;

	take_colons(reader);
	for (;;) {
		const struct token *now = reader_now(reader);

		if (reader_is_mark(reader, now, '{')) {
			if (use->n_open == BRANCHES_MAX)
				return false;
			use->lengths[use->n_open++] = use->path.len;
			reader_next(reader);
			return true;
		}
		if (now->kind != TOKEN_WORD && !reader_is_mark(reader, now, '*'))
			return any;
		path_add(use, reader_text(reader, now));
		reader_next(reader);
		any = true;
		if (take_colons(reader))
			continue;
		if (reader_take(reader, "as"))
			reader_next(reader);
		leaf(reader, use);
		return true;
	}
}

/* Passes commas and closing braces, and takes the path back to where the innermost brace that is
 * still open stood. */
static void
close_branches(struct reader *reader, struct use *use)
{
	for (;;) {
		if (use->n_open > 0 && reader_take_mark(reader, '}'))
			use->n_open--;
		else if (use->n_open == 0 || !reader_take_mark(reader, ','))
			break;
	}
	use->path.len = use->n_open ? use->lengths[use->n_open - 1] : 0;
}

static void
use_tree(struct reader *reader, enum import_kind kind)
{
	struct use use = { .path = BUF_INIT, .kind = kind };

	do {
		use.at = reader_now(reader)->start;
		if (!branch(reader, &use))
			break;
		close_branches(reader, &use);
	} while (use.n_open > 0);
	buf_release(&use.path);
}

static size_t
count_parts(struct bytes path)
{
	size_t n = 1;

	for (size_t i = 0; i + 1 < path.len; i++)
		n += path.data[i] == ':' && path.data[i + 1] == ':';
	return n;
}

/* `crate::a::b`, `std::mem::swap` in the code: three parts and more, or from the crate's root. */
static void
qualified(struct reader *reader)
{
	size_t at = reader_now(reader)->start;
	struct bytes path;
	char first = reader_text(reader, reader_now(reader)).data[0];

	if (first < 'a' || first > 'z' || !reader_is_mark(reader, reader_ahead(reader, 1), ':') ||
	    !reader_is_mark(reader, reader_ahead(reader, 2), ':') ||
	    reader_ahead(reader, 3)->kind != TOKEN_WORD ||
	    reader_is_mark(reader, reader_before(reader), ':'))
		return;
	path = reader_path(reader, "::");
	if (count_parts(path) > 2 || bytes_starts_with(path, BYTES("crate::")) ||
	    bytes_starts_with(path, BYTES("super::")))
		reader_add(reader, IMPORT_QUALIFIED, path, at);
}

void
imports_rust(struct reader *reader)
{
	const struct token *now = reader_now(reader);
	size_t at;

	if (now->kind != TOKEN_WORD)
		return;
	if (reader_is(reader, now, "use")) {
		bool handed_on = reader_is(reader, reader_before(reader), "pub");

		reader_next(reader);
		use_tree(reader, handed_on ? IMPORT_RE_EXPORT : IMPORT_STATIC);
	} else if (reader_is(reader, now, "crate") &&
		   reader_is(reader, reader_before(reader), "extern")) {
		reader_next(reader);
		at = reader_now(reader)->start;
		reader_add(reader, IMPORT_STATIC, reader_text(reader, reader_now(reader)), at);
	} else if (reader_is(reader, now, "mod") && reader_ahead(reader, 1)->kind == TOKEN_WORD &&
		   reader_is_mark(reader, reader_ahead(reader, 2), ';')) {
		reader_next(reader);
		at = reader_now(reader)->start;
		reader_add(reader, IMPORT_INCLUDE, reader_text(reader, reader_now(reader)), at);
	} else {
		qualified(reader);
	}
}
