#include "config.h"

#include "manifest/formats.h"

#include "base/buf.h"
#include "base/macros.h"
#include "manifest/ruby_token.h"
#include "manifest/version.h"

/*
 * Gemfile and *.gemspec: calls whose first argument is a text. What a loop or a variable names is
 * not seen.
 */

enum { BLOCKS_MAX = 32 };

/* What is said of all gems within `do` and `end`. */
struct block {
	bool has_scope;
	enum dependency_scope scope;
	enum dependency_source source;
	struct bytes location;
};

struct gemfile {
	struct manifest_reader *reader;
	struct ruby_scan scan;
	struct block blocks[BLOCKS_MAX];
	bool after_call;
	size_t depth; /* of blocks, also of those that are not remembered */
};

/* A call while its arguments are read. */
struct call {
	struct bytes name;
	struct buf versions;
	struct bytes label, pending; /* the key of the next value; what may become one */
	size_t versions_before;      /* the length of versions without the last text */
	struct bytes context;        /* the key of what has none: of `group :a, :b` it is group */
	size_t parens, lists;
	struct bytes revision;
	struct block said;
	bool names; /* the token before is a name or a registry, */
	bool dot;   /* or the `.` behind one */
};

static const struct gem_call {
	const char *word;
	enum dependency_scope scope;
} calls[] = {
	{ "gem", SCOPE_RUNTIME },
	{ "add_dependency", SCOPE_RUNTIME },
	{ "add_runtime_dependency", SCOPE_RUNTIME },
	{ "add_development_dependency", SCOPE_DEV },
};

static const struct {
	const char *key;
	enum dependency_source source;
} places[] = {
	{ "path", SOURCE_PATH },
	{ "source", SOURCE_REGISTRY },
};

static const struct {
	const char *group;
	enum dependency_scope scope;
} groups[] = {
	{ "development", SCOPE_DEV },
	{ "test", SCOPE_TEST },
};

/* The row of WORD, NULL when it names no gem. */
static const struct gem_call *
call_find(struct bytes word)
{
	for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
		if (bytes_equal_string(word, calls[i].word))
			return &calls[i];
	}
	return NULL;
}

static void
group_apply(struct block *block, struct bytes group)
{
	for (size_t i = 0; i < ARRAY_SIZE(groups) && !block->has_scope; i++) {
		if (bytes_equal_string(group, groups[i].group)) {
			block->has_scope = true;
			block->scope = groups[i].scope;
		}
	}
}

/* What says nothing of the place. Any other key can be one of git_source's, which names it as it
 * likes. */
static const char *const other_keys[] = { "require",    "platform",
					  "platforms",  "install_if",
					  "submodules", "glob",
					  "type",       "prerelease",
					  "ref",        "tag",
					  "branch",     "group",
					  "groups",     "force_ruby_platform",
					  "optional",   "development_group" };

static void
place_apply(struct block *block, struct bytes key, struct bytes value)
{
	if (is_one_of(key, other_keys, ARRAY_SIZE(other_keys)))
		return;
	block->source = SOURCE_GIT;
	block->location = value;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		if (bytes_equal_string(key, places[i].key))
			block->source = places[i].source;
	}
}

static void
option_apply(struct call *call, struct bytes value)
{
	static const char *const revisions[] = { "ref", "tag", "branch" };

	place_apply(&call->said, call->label, value);
	if (bytes_equal_string(call->label, "group") || bytes_equal_string(call->label, "groups"))
		group_apply(&call->said, value);
	if (is_one_of(call->label, revisions, ARRAY_SIZE(revisions)) && !call->revision.data)
		call->revision = value;
}

static void
text_apply(struct call *call, struct bytes text)
{
	call->pending = text;
	call->versions_before = call->versions.len;
	if (call->label.data) {
		option_apply(call, text);
	} else if (!call->name.data) {
		call->name = text;
	} else {
		buf_add_string(&call->versions, call->versions.len ? ", " : "");
		buf_add(&call->versions, text);
	}
}

/* `:git => ..` and `"git" => ..`: what stood there was a key. */
static void
arrow_apply(struct call *call)
{
	call->label = call->pending;
	call->versions.len = call->versions_before;
}

/* Whether the call goes on behind MARK. */
static bool
mark_apply(struct call *call, struct bytes mark)
{
	switch (mark.data[0]) {
	case '(':
		call->parens++;
		break;
	case ')':
		return call->parens-- > 1;
	case '[':
		call->lists++;
		break;
	case ']':
		call->lists -= call->lists > 0;
		break;
	case ',':
		if (call->lists == 0)
			call->label = call->context;
		break;
	default:
		if (bytes_equal_string(mark, "=>"))
			arrow_apply(call);
	}
	return true;
}

static bool
ends_call(const struct ruby_token *token)
{
	static const char *const words[] = { "do", "if", "unless", "end", "and", "or" };

	if (token->kind == RUBY_WORD)
		return is_one_of(token->text, words, ARRAY_SIZE(words)) || call_find(token->text);
	return token->kind == RUBY_END || token->kind == RUBY_BREAK || token->kind == RUBY_UNCLEAR;
}

/* Whether TOKEN makes something else of the name, or the registry, before it; remembers whether it
 * is one. */
static bool
changes_name(struct call *call, const struct ruby_token *token)
{
	bool is_mark = token->kind == RUBY_MARK;
	bool is_text = token->kind == RUBY_STRING;
	bool changes = call->names && (is_text || token->kind == RUBY_OTHER ||
				       (is_mark && char_is_in(token->text.data[0], "+*%<")));

	changes = changes || (call->dot && !bytes_equal_string(token->text, "freeze"));
	call->dot = call->names && is_mark && token->text.data[0] == '.';
	call->names = is_text && (bytes_equal_string(call->label, "source") ||
				  (!call->label.data && !call->name.data));
	return changes || (call->names && text_has(token->text, '\\'));
}

/* Reads arguments from TOKEN on; returns the token behind them. */
static struct ruby_token
arguments_read(struct gemfile *gemfile, struct call *call, struct ruby_token token)
{
	for (; !ends_call(&token); token = ruby_token_next(&gemfile->scan)) {
		if (changes_name(call, &token)) {
			token.kind = RUBY_UNCLEAR;
			token.text = BYTES("a name or a registry is worked out here");
			return token;
		}
		if (token.kind == RUBY_STRING || token.kind == RUBY_SYMBOL)
			text_apply(call, token.text);
		else if (token.kind == RUBY_LABEL)
			call->label = token.text;
		else if (token.kind == RUBY_MARK && !mark_apply(call, token.text))
			return ruby_token_next(&gemfile->scan);
	}
	return token;
}

static const struct block *
block_around(const struct gemfile *gemfile)
{
	static const struct block none = { .location = BYTES_INIT("") };
	size_t depth = gemfile->depth < BLOCKS_MAX ? gemfile->depth : BLOCKS_MAX;

	return depth ? &gemfile->blocks[depth - 1] : &none;
}

/* Opens a block, in which what is SAID is added to what holds around it. */
static void
block_push(struct gemfile *gemfile, const struct block *said)
{
	struct block block = *block_around(gemfile);

	if (said && said->has_scope) {
		block.has_scope = true;
		block.scope = said->scope;
	}
	if (said && said->location.data) {
		block.source = said->source;
		block.location = said->location;
	}
	if (gemfile->depth < BLOCKS_MAX)
		gemfile->blocks[gemfile->depth] = block;
	gemfile->depth++;
}

static void
git_read(const struct call *call, struct dependency *found)
{
	if (call->revision.data)
		found->version = call->revision;
	found->pinned = version_is_commit(call->revision);
}

static int
call_add(struct gemfile *gemfile, const struct call *call, const struct ruby_token *at,
	 enum dependency_scope scope)
{
	const struct block *around = block_around(gemfile);
	const struct block *place = call->said.location.data ? &call->said : around;
	struct bytes versions = buf_bytes(&call->versions);
	struct dependency found = { .name = call->name,
				    .version = versions.len ? versions : BYTES_NONE,
				    .scope = scope,
				    .source = place->source,
				    .pinned = version_is_exact_composer(versions),
				    .line = at->line,
				    .column = at->column };

	if (scope == SCOPE_RUNTIME && (call->said.has_scope || around->has_scope))
		found.scope = call->said.has_scope ? call->said.scope : around->scope;
	if (place->location.len && !url_is(place->location, "https://rubygems.org"))
		found.location = place->location;
	if (place->source == SOURCE_GIT)
		git_read(call, &found);
	return manifest_add(gemfile->reader, &found);
}

/* A call of SCOPE's, whose word was just read; *TOKEN becomes the one behind it. */
static int
call_read(struct gemfile *gemfile, enum dependency_scope scope, struct ruby_token *token)
{
	struct call call = { .versions = BUF_INIT };
	struct ruby_token at = *token = ruby_token_next(&gemfile->scan);
	int result;

	if (token->kind == RUBY_MARK && bytes_equal_string(token->text, "(")) {
		call.parens = 1;
		at = *token = ruby_token_next(&gemfile->scan);
	}
	if (token->kind != RUBY_STRING)
		return 0;
	*token = arguments_read(gemfile, &call, *token);
	gemfile->after_call = token->kind == RUBY_BREAK;
	result = call_add(gemfile, &call, &at, scope);
	buf_release(&call.versions);
	return result;
}

/* group :a, source "url", git "url": with a block, of what is in it; without one a source is a
 * registry for all. */
static int
context_read(struct gemfile *gemfile, struct ruby_token *token)
{
	struct call call = { .context = token->text, .label = token->text };
	struct ruby_token at = *token;
	int result = 0;

	*token = ruby_token_next(&gemfile->scan);
	if (token->kind == RUBY_WORD || token->kind == RUBY_LABEL ||
	    (token->kind == RUBY_MARK && !bytes_equal_string(token->text, "(")))
		return 0;
	*token = arguments_read(gemfile, &call, *token);
	if (token->kind == RUBY_WORD && bytes_equal_string(token->text, "do")) {
		block_push(gemfile, &call.said);
		*token = ruby_token_next(&gemfile->scan);
	} else if (call.said.location.data && call.said.source == SOURCE_REGISTRY) {
		result = manifest_add_registry(gemfile->reader, call.said.location,
					       "https://rubygems.org", at.line, at.column);
	}
	buf_release(&call.versions);
	return result;
}

/* Reads what TOKEN begins; *TOKEN becomes the one behind it. IS_FIRST: it begins a statement. */
static int
statement_read(struct gemfile *gemfile, bool is_first, struct ruby_token *token)
{
	static const char *const contexts[] = { "group", "source", "git", "github", "path" };
	static const char *const openers[] = { "if",    "unless", "case",  "while",  "until",
					       "begin", "def",    "class", "module", "for" };
	const struct gem_call *call = token->kind == RUBY_WORD ? call_find(token->text) : NULL;
	struct bytes word = token->kind == RUBY_WORD ? token->text : BYTES_NONE;

	if (token->kind == RUBY_UNCLEAR)
		return manifest_fail(gemfile->reader, token->line, token->column, "%.*s",
				     SHOWN(token->text));
	if (call)
		return call_read(gemfile, call->scope, token);
	if (gemfile->after_call && token->kind == RUBY_MARK && token->text.data[0] == '.')
		return manifest_fail(gemfile->reader, token->line, token->column,
				     "a call goes on here from a line before");
	if (token->kind != RUBY_BREAK)
		gemfile->after_call = false;
	if (is_first && is_one_of(word, contexts, ARRAY_SIZE(contexts)))
		return context_read(gemfile, token);
	if (bytes_equal_string(word, "do") ||
	    (is_first && is_one_of(word, openers, ARRAY_SIZE(openers))))
		block_push(gemfile, NULL);
	else if (bytes_equal_string(word, "end") && gemfile->depth > 0)
		gemfile->depth--;
	*token = ruby_token_next(&gemfile->scan);
	return 0;
}

int
gemfile_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct gemfile gemfile = { .reader = reader };
	struct ruby_token token;
	bool is_first = true;

	(void)root;
	ruby_scan_init(&gemfile.scan, reader->text);
	token = ruby_token_next(&gemfile.scan);
	while (token.kind != RUBY_END) {
		bool is_break = token.kind == RUBY_BREAK;

		if (statement_read(&gemfile, is_first, &token) < 0)
			return -1;
		is_first = is_break;
	}
	return 0;
}
