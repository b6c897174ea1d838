#include "config.h"

#include "contract/contract.h"

#include <stdio.h>

#include "base/day.h"
#include "base/macros.h"
#include "contract/names.h"
#include "contract/overlay.h"
#include "contract/txtar.h"
#include "git/refs.h"

enum { HEADERS = 8 };

#define SOMEBODY BYTES("Ann <ann@example.org>")

struct reading {
	struct contract *contract;
	const struct txtar *txtar;
	struct arena *arena;
	struct error *err;
	bool seen[HEADERS]; /* keys of the comment */
};

static int
update_set(struct reading *it, struct bytes value)
{
	struct contract *contract = it->contract;

	if (bytes_equal(value, BYTES("create")))
		contract->kind = UPDATE_CREATE;
	else if (bytes_equal(value, BYTES("delete")))
		contract->kind = UPDATE_DELETE;
	else if (bytes_equal(value, BYTES("force")))
		contract->forced = true;
	else
		return error_set(it->err, ERROR_CORPUS, "update is create, delete or force");
	return 0;
}

static int
ref_set(struct reading *it, struct bytes value)
{
	it->contract->ref = value;
	if (ref_name_is_valid(value))
		return 0;
	return error_set(it->err, ERROR_CORPUS, "ref is a full name, as refs/heads/main");
}

static int
person_set(struct reading *it, struct bytes *person, struct bytes value)
{
	const char *open = value.len ? memchr(value.data, '<', value.len) : NULL;

	*person = value;
	if (open && open > value.data && value.data[value.len - 1] == '>')
		return 0;
	return error_set(it->err, ERROR_CORPUS, "a person is written `Name <address>`");
}

static int
author_set(struct reading *it, struct bytes value)
{
	return person_set(it, &it->contract->author, value);
}

static int
committer_set(struct reading *it, struct bytes value)
{
	return person_set(it, &it->contract->committer, value);
}

static int
user_set(struct reading *it, struct bytes value)
{
	it->contract->user = value;
	return 0;
}

static int
option_set(struct reading *it, struct bytes value)
{
	it->contract->options[it->contract->n_options++] = value;
	return 0;
}

static int
message_set(struct reading *it, struct bytes value)
{
	it->contract->message = arena_printf(it->arena, "%.*s\n", BYTES_ARG(value));
	return 0;
}

static int
day_set(struct reading *it, struct bytes value)
{
	it->contract->as_of = value;
	if (day_is_valid(value))
		return 0;
	return error_set(it->err, ERROR_CORPUS, "as_of is a day, YYYY-MM-DD");
}

static const struct header {
	const char *name;
	int (*set)(struct reading *it, struct bytes value);
} headers[HEADERS] = {
	{ "ref", ref_set },         { "update", update_set }, { "user", user_set },
	{ "option", option_set },   { "author", author_set }, { "committer", committer_set },
	{ "message", message_set }, { "as_of", day_set },
};

static const struct header *
header_find(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(headers); i++) {
		if (bytes_equal_string(name, headers[i].name))
			return &headers[i];
	}
	return NULL;
}

/* The first line may be a title; any other is `key: value`, empty, or a remark behind `#`. */
static int
header_line(struct reading *it, struct bytes line, size_t number)
{
	struct bytes value = line;
	struct bytes name;
	const struct header *header;

	bytes_split(&value, ':', &name);
	header = header_find(bytes_trim(name));
	if (header && value.data && header->set != option_set && it->seen[header - headers])
		return error_set(it->err, ERROR_CORPUS, "line %zu: `%s` is there twice", number,
				 header->name);
	if (header && value.data)
		it->seen[header - headers] = true;
	if (header && value.data && header->set(it, bytes_trim(value)) == 0)
		return 0;
	if (header && value.data)
		return error_wrap(it->err, "line %zu", number);
	if (number == 1) {
		it->contract->title = bytes_trim(line);
		return 0;
	}
	if (bytes_trim(line).len == 0 || line.data[0] == '#')
		return 0;
	return error_set(it->err, ERROR_CORPUS,
			 "line %zu: a contract's keys are ref, update, user, option, author, "
			 "committer, message and as_of, not `%.*s`",
			 number, SHOWN(bytes_trim(name)));
}

static int
headers_read(struct reading *it)
{
	struct bytes rest = it->txtar->comment;
	struct bytes line;
	size_t number = 0;

	it->contract->options = arena_new_array(it->arena, struct bytes, it->txtar->comment.len);
	while (bytes_split(&rest, '\n', &line)) {
		if (header_line(it, line, ++number) < 0)
			return -1;
	}
	return 0;
}

/* The message and the author that a file beside PREFIX gives. */
static int
words_read(struct reading *it, const char *prefix, struct contract_commit *commit)
{
	char name[64];
	const struct txtar_file *file;

	commit->message = it->contract->message;
	commit->author = it->contract->author;
	snprintf(name, sizeof(name), "%s.message", prefix);
	file = txtar_find(it->txtar, name);
	if (file)
		commit->message = file->content;
	snprintf(name, sizeof(name), "%s.author", prefix);
	file = txtar_find(it->txtar, name);
	if (file && person_set(it, &commit->author, bytes_trim(file->content)) < 0)
		return error_wrap(it->err, "line %zu", file->line);
	return 0;
}

/* The only commit, whose files are after/... */
static int
after_read(struct reading *it)
{
	struct contract *contract = it->contract;

	if (overlay_is_there(it->txtar, "commit-1"))
		return error_set(it->err, ERROR_CORPUS,
				 "a contract has `after/...` or `commit-1/...`, not both");
	contract->n_commits = 1;
	if (words_read(it, "commit-1", &contract->commits[0]) < 0)
		return -1;
	return overlay_read(it->txtar, "after", it->arena, &contract->commits[0].overlay, it->err);
}

static int
commits_read(struct reading *it)
{
	struct contract *contract = it->contract;
	size_t n = contract_commits(it->txtar);
	char prefix[32];

	contract->commits = arena_new_array(it->arena, struct contract_commit, n + 1);
	if (overlay_is_there(it->txtar, "after") || (n == 0 && contract->kind != UPDATE_DELETE))
		return after_read(it);
	for (size_t i = 0; i < n; i++) {
		struct contract_commit *commit = &contract->commits[i];

		snprintf(prefix, sizeof(prefix), "commit-%zu", i + 1);
		if (words_read(it, prefix, commit) < 0 ||
		    overlay_read(it->txtar, prefix, it->arena, &commit->overlay, it->err) < 0)
			return -1;
	}
	contract->n_commits = n;
	return 0;
}

static int
expectation_read(struct reading *it, struct bytes text)
{
	const struct txtar_file *file = txtar_find(it->txtar, "expect");
	struct contract *contract = it->contract;
	struct bytes rest, line;

	if (!file)
		return error_set(
			it->err, ERROR_CORPUS,
			"`-- expect --` is missing: accept or reject, then each violation");
	contract->expect_start = (size_t)(file->content.data - text.data);
	rest = file->content;
	contract->lines = arena_new_array(it->arena, struct bytes, rest.len + 1);
	if (!bytes_split(&rest, '\n', &line) || (!bytes_equal(bytes_trim(line), BYTES("accept")) &&
						 !bytes_equal(bytes_trim(line), BYTES("reject"))))
		return error_set(it->err, ERROR_CORPUS,
				 "line %zu: accept or reject is expected first", file->line + 1);
	contract->rejects = bytes_equal(bytes_trim(line), BYTES("reject"));
	while (bytes_split(&rest, '\n', &line)) {
		if (bytes_trim(line).len)
			contract->lines[contract->n_lines++] = bytes_trim(line);
	}
	return 0;
}

/* TEXT with a line feed at its end. */
static struct bytes
ended(struct bytes text, struct arena *arena)
{
	char *copy;

	if (text.len && text.data[text.len - 1] == '\n')
		return text;
	copy = arena_alloc(arena, text.len + 1);
	if (text.len)
		memcpy(copy, text.data, text.len);
	copy[text.len] = '\n';
	return (struct bytes){ copy, text.len + 1 };
}

int
contract_parse(struct contract *contract, struct bytes text, struct arena *arena, struct error *err)
{
	CLEANUP(txtar_release) struct txtar txtar;
	struct reading it = { contract, &txtar, arena, err, { false } };

	text = ended(text, arena);
	txtar_parse(&txtar, text);
	*contract = (struct contract){ .ref = BYTES("refs/heads/main"),
				       .kind = UPDATE_UPDATE,
				       .author = SOMEBODY,
				       .committer = SOMEBODY,
				       .message = BYTES("A change\n") };
	if (headers_read(&it) < 0 || contract_names_check(it.txtar, err) < 0 ||
	    overlay_read(&txtar, "before", arena, &contract->before, err) < 0 ||
	    commits_read(&it) < 0)
		return -1;
	return expectation_read(&it, text);
}

bool
contract_deletes(const struct contract *contract)
{
	if (contract->kind == UPDATE_DELETE)
		return true;
	for (size_t i = 0; i < contract->n_commits; i++) {
		const struct contract_overlay *overlay = &contract->commits[i].overlay;

		for (size_t k = 0; k < overlay->n_files; k++) {
			if (overlay->files[k].kind == ENTRY_NONE)
				return true;
		}
	}
	return false;
}
