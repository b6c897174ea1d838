#include "config.h"

#include "decisions/owners.h"

#include <stddef.h>

#include "base/macros.h"
#include "decisions/approval_keys.h"
#include "decisions/key_table.h"
#include "decisions/lines.h"
#include "decisions/names.h"
#include "decisions/owner_checks.h"
#include "decisions/yaml.h"
#include "signature/allowed_signers.h"

static void
kind_take(const struct key *key, void *to)
{
	static const char *const words[] = { "human", "agent", "service" };
	size_t index;

	if (key_word(key, key->value, words, ARRAY_SIZE(words), &index) == 0)
		*(enum principal_kind *)to = (enum principal_kind)index;
}

static const struct key_table_row principal_rows[] = {
	{ "kind", kind_take, offsetof(struct principal, kind), false },
	{ "emails", key_take_names, offsetof(struct principal, emails), false },
	{ "users", key_take_names, offsetof(struct principal, users), false },
	{ "names", key_take_names, offsetof(struct principal, names), false },
};

static const struct key_table principal_table = { "a principal", principal_rows,
						  ARRAY_SIZE(principal_rows) };

/* Each alias is looked for in all of them. */
enum { PRINCIPALS_MAX = 1000 };

static void
principals_take(const struct key *key, void *to)
{
	struct governance *governance = to;
	struct principal *principals;

	if (key->value->kind != VALUE_MAPPING) {
		key_type_error(key, "a mapping, as in {bot@example.com: {kind: agent}}");
		return;
	}
	if (key->value->len > PRINCIPALS_MAX) {
		draft_error(key->compiler, key->draft, PLACE_OF(key->value),
			    "there are more than %d principals", PRINCIPALS_MAX);
		return;
	}
	principals = arena_new_array(key->compiler->arena, struct principal, key->value->len);
	for (size_t i = 0; i < key->value->len; i++) {
		const struct value_pair *pair = &key->value->pairs[i];

		principals[i].name = pair->key;
		if (pair->value->kind == VALUE_MAPPING)
			key_table_read(key->compiler, key->draft, &principal_table, pair->value,
				       &principals[i]);
		else if (pair->value->kind != VALUE_NULL)
			draft_error(key->compiler, key->draft, PLACE_OF(pair->value),
				    "a principal takes a mapping, as in {kind: agent}");
	}
	governance->principals = principals;
	governance->n_principals = key->value->len;
}

static const struct key_table_row rows[] = {
	{ "owners", approval_owners_take, offsetof(struct governance, rule), false },
	{ "approvals", approval_counts_take, offsetof(struct governance, rule), false },
	{ "require", approval_require_take, offsetof(struct governance, rule), false },
	{ "principals", principals_take, 0, false },
};

static const struct key_table table = { "owners.yaml", rows, ARRAY_SIZE(rows) };

static void
owners_file_read(struct compiler *compiler, struct draft *draft)
{
	yaml_file_read(compiler, draft);
	if (draft->unreadable)
		return;
	key_table_read(compiler, draft, &table, draft->front, &compiler->governance);
	principals_check(compiler, draft);
}

/* A line that can never count is said; one that cannot be read is an error. */
static void
signer_line_read(struct compiler *compiler, const struct source_file *file, struct bytes line,
		 size_t number, struct signer *signers, size_t *n)
{
	struct bytes as_of = compiler->options->as_of;
	struct place place = { number, 1 };
	struct error err;
	int rc = allowed_signer_parse(line, compiler->arena, &signers[*n], &err);

	if (rc < 0 && err.code == ERROR_UNSUPPORTED)
		file_warning(compiler, file->path, place, "this line never counts: %s",
			     err.message);
	else if (rc < 0)
		file_error(compiler, file->path, place, "%s", err.message);
	if (rc != 0)
		return;
	signers[*n].line = number;
	if (as_of.len && !signer_is_valid_on(&signers[*n], as_of))
		file_warning(compiler, file->path, place, "this key is not valid today, %.*s",
			     SHOWN(as_of));
	*n += 1;
}

static void
signers_file_read(struct compiler *compiler, const struct source_file *file)
{
	struct lines lines = { .text = file->content };
	struct signer *signers;
	struct bytes line;
	size_t n = 0;

	while (lines_next(&lines, &line))
		n++;
	signers = arena_new_array(compiler->arena, struct signer, n);
	compiler->governance.signers = signers;
	n = 0;
	lines = (struct lines){ .text = file->content };
	while (lines_next(&lines, &line))
		signer_line_read(compiler, file, line, lines.number, signers, &n);
	compiler->governance.n_signers = n;
	signers_check(compiler, file);
}

/* The file NAME; NULL when there is none. Others of its kind have a name that is nearly right. */
static const struct source_file *
file_find(struct compiler *compiler, enum file_kind kind, const char *name)
{
	for (size_t i = 0; i < compiler->source->n_files; i++) {
		struct bytes path = compiler->source->files[i].path;

		if (file_kind_of(path) == kind && !bytes_equal_string(path, name))
			file_error(compiler, path, PLACE_NONE, "its name must be %s", name);
	}
	return source_file_find(compiler->source, bytes_of(name));
}

void
owners_read(struct compiler *compiler)
{
	struct draft owners = { .file = file_find(compiler, FILE_OWNERS, "owners.yaml"),
				.strict = true };
	const struct source_file *signers = file_find(compiler, FILE_SIGNERS, "allowed_signers");

	if (owners.file)
		owners_file_read(compiler, &owners);
	if (signers)
		signers_file_read(compiler, signers);
	if (owners.file && !owners.unreadable)
		source_rule_check(compiler, &owners);
	for (size_t i = 0; i < compiler->drafts.len; i++)
		decision_rule_check(compiler, &compiler->drafts.items[i]);
}
